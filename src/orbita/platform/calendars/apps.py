from orbita.platform import apps


class CalendarsApp(apps.App):
    name = "orbita.platform.calendars"
    label = "calendars"
