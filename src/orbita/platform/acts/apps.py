from orbita.platform import apps


class ActsApp(apps.App):
    name = "orbita.platform.acts"
    label = "acts"
