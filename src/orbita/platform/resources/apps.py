from orbita.platform import apps


class ResourcesApp(apps.App):
    name = "orbita.platform.resources"
    label = "resources"
