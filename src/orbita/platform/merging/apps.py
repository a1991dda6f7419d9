from orbita.platform import apps


class MergingApp(apps.App):
    name = "orbita.platform.merging"
    label = "merging"
