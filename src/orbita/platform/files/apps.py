from orbita.platform import apps


class FilesApp(apps.App):
    name = "orbita.platform.files"
    label = "files"
