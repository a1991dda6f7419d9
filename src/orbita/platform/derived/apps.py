from orbita.platform import apps


class DerivedApp(apps.App):
    name = "orbita.platform.derived"
    label = "derived"
