from orbita.platform import apps


class TailoringApp(apps.App):
    name = "orbita.platform.tailoring"
    label = "tailoring"
