from orbita.platform import apps


class ClassifierApp(apps.App):
    name = "orbita.parties.classifier"
    label = "classifier"
