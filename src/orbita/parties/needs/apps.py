from orbita.platform import apps


class NeedsApp(apps.App):
    name = "orbita.parties.needs"
    label = "needs"
