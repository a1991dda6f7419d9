from orbita.platform import apps


class FieldsApp(apps.App):
    name = "orbita.platform.fields"
    label = "fields"
