from orbita.platform import apps


class SigninApp(apps.App):
    name = "orbita.platform.signin"
    label = "signin"
