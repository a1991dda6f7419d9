from orbita.platform import apps


class AccountsApp(apps.App):
    name = "orbita.platform.accounts"
    label = "accounts"
