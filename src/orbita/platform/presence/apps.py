from orbita.platform import apps


class PresenceApp(apps.App):
    name = "orbita.platform.presence"
    label = "presence"
