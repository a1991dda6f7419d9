from orbita.platform import apps


class ConditionsApp(apps.App):
    name = "orbita.platform.conditions"
    label = "conditions"
