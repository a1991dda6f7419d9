from orbita.platform import apps


class DirectoryApp(apps.App):
    name = "orbita.parties.directory"
    label = "directory"
