from orbita.platform import apps


class TimelineApp(apps.App):
    name = "orbita.activities.timeline"
    label = "timeline"
