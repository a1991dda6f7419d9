from orbita.platform import apps


class V1App(apps.App):
    name = "orbita.api.v1"
    label = "api_v1"
