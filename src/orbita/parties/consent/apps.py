from orbita.platform import apps


class ConsentApp(apps.App):
    name = "orbita.parties.consent"
    label = "consent"
