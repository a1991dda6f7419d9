from orbita.platform import apps


class TouchpointsApp(apps.App):
    name = "orbita.activities.touchpoints"
    label = "touchpoints"
