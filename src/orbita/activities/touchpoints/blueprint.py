"""Touchpoints in a file of settings."""

from django.utils.translation import pgettext_lazy

from orbita.activities.touchpoints.models import Touchpoint
from orbita.platform.blueprints.slots import Section, Sheet

TOUCHPOINTS = Section(
    "touchpoints",
    pgettext_lazy("settings file", "Touchpoints"),
    Sheet(
        Touchpoint,
        key=("name",),
        fields=("name", "kind", "is_direct", "is_active", "default_for", "cost", "position"),
    ),
    "touchpoints.manage",
    order=90,
)
