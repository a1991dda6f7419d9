from orbita.platform import apps


class WebhooksApp(apps.App):
    name = "orbita.api.webhooks"
    label = "webhooks"
