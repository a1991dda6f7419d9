from orbita.platform import apps


class StandingApp(apps.App):
    name = "orbita.parties.standing"
    label = "standing"
