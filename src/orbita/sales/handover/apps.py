from orbita.platform import apps


class HandoverApp(apps.App):
    name = "orbita.sales.handover"
    label = "handover"
