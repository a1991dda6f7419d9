from orbita.platform import apps


class RegistersApp(apps.App):
    name = "orbita.platform.registers"
    label = "registers"
