from orbita.platform import apps


class HealthApp(apps.App):
    name = "orbita.platform.health"
    label = "health"
