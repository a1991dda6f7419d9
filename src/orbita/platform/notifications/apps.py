from orbita.platform import apps


class NotificationsApp(apps.App):
    name = "orbita.platform.notifications"
    label = "notifications"
