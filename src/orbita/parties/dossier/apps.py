from orbita.platform import apps


class DossierApp(apps.App):
    name = "orbita.parties.dossier"
    label = "dossier"
