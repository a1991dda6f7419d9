from orbita.platform import apps


class PlanningApp(apps.App):
    name = "orbita.sales.planning"
    label = "planning"
