from orbita.platform import apps


class RolesApp(apps.App):
    name = "orbita.parties.roles"
    label = "roles"
