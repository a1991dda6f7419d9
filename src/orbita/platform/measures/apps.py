from orbita.platform import apps


class MeasuresApp(apps.App):
    name = "orbita.platform.measures"
    label = "measures"
