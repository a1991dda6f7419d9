from django.utils.translation import gettext_lazy as _

from orbita.platform import apps


class UiApp(apps.App):
    """The look: shell, components, behaviours, and the one helper that answers htmx."""

    name = "orbita.platform.ui"
    label = "ui"
    verbose_name = _("Look")
