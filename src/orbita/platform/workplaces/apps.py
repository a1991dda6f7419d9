from orbita.platform import apps


class WorkplacesApp(apps.App):
    name = "orbita.platform.workplaces"
    label = "workplaces"
