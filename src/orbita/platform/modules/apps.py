from orbita.platform import apps


class ModulesApp(apps.App):
    name = "orbita.platform.modules"
    label = "modules"
