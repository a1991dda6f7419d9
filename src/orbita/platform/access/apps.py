from orbita.platform import apps


class AccessApp(apps.App):
    name = "orbita.platform.access"
    label = "access"
