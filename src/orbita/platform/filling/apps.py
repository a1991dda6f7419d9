from orbita.platform import apps


class FillingApp(apps.App):
    name = "orbita.platform.filling"
    label = "filling"
