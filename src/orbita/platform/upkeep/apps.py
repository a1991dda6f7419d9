from orbita.platform import apps


class UpkeepApp(apps.App):
    name = "orbita.platform.upkeep"
    label = "upkeep"
