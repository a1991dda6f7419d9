from orbita.platform import apps


class FunnelsApp(apps.App):
    name = "orbita.sales.funnels"
    label = "funnels"
