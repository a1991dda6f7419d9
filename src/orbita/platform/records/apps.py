from orbita.platform import apps


class RecordsApp(apps.App):
    name = "orbita.platform.records"
    label = "records"
