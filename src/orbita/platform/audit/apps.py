from orbita.platform import apps


class AuditApp(apps.App):
    name = "orbita.platform.audit"
    label = "audit"
