from orbita.platform import apps


class BlueprintsApp(apps.App):
    name = "orbita.platform.blueprints"
    label = "blueprints"
