from orbita.platform import apps


class ScenariosApp(apps.App):
    name = "orbita.activities.scenarios"
    label = "scenarios"
