from orbita.platform import apps


class ImportsApp(apps.App):
    name = "orbita.platform.imports"
    label = "imports"
