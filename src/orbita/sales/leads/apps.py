from orbita.platform import apps


class LeadsApp(apps.App):
    name = "orbita.sales.leads"
    label = "leads"
