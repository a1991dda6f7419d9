from orbita.platform import apps


class SharingApp(apps.App):
    name = "orbita.platform.sharing"
    label = "sharing"
