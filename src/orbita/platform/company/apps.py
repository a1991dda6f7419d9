from orbita.platform import apps


class CompanyApp(apps.App):
    name = "orbita.platform.company"
    label = "company"
