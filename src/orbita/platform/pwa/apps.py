from orbita.platform import apps


class PwaApp(apps.App):
    name = "orbita.platform.pwa"
    label = "pwa"
