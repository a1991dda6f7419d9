from orbita.platform import apps


class HandlingApp(apps.App):
    name = "orbita.parties.handling"
    label = "handling"
