from orbita.platform import apps


class KeysApp(apps.App):
    name = "orbita.api.keys"
    label = "api_keys"
