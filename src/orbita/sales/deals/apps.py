from orbita.platform import apps


class DealsApp(apps.App):
    name = "orbita.sales.deals"
    label = "deals"
