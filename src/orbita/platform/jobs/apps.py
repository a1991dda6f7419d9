from orbita.platform import apps


class JobsApp(apps.App):
    name = "orbita.platform.jobs"
    label = "jobs"
