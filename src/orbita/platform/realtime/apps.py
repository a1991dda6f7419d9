from orbita.platform import apps


class RealtimeApp(apps.App):
    name = "orbita.platform.realtime"
    label = "realtime"
