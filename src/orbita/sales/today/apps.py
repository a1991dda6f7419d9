from orbita.platform import apps


class TodayApp(apps.App):
    name = "orbita.sales.today"
    label = "today"
