from orbita.platform import apps


class ProspectingApp(apps.App):
    name = "orbita.sales.prospecting"
    label = "prospecting"
