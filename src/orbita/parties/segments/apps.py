from orbita.platform import apps


class SegmentsApp(apps.App):
    name = "orbita.parties.segments"
    label = "segments"
