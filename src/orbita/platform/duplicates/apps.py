from orbita.platform import apps


class DuplicatesApp(apps.App):
    name = "orbita.platform.duplicates"
    label = "duplicates"
