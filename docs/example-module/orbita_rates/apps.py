from orbita.platform import apps


class RatesApp(apps.App):
    name = "orbita_rates"
    label = "rates"
