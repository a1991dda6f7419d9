from orbita.platform import apps


class RelationsApp(apps.App):
    name = "orbita.parties.relations"
    label = "relations"
