from orbita.platform import apps


class ListsApp(apps.App):
    name = "orbita.platform.lists"
    label = "lists"
