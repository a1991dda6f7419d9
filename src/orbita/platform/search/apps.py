from orbita.platform import apps


class SearchApp(apps.App):
    name = "orbita.platform.search"
    label = "search"
