from orbita.platform import apps


class CadenceApp(apps.App):
    name = "orbita.activities.cadence"
    label = "cadence"
