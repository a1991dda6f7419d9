from orbita.platform import apps


class TerritoriesApp(apps.App):
    name = "orbita.parties.territories"
    label = "territories"
