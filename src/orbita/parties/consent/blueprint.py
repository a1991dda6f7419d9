"""Purposes of consents and terms of keeping in a file of settings."""

from django.utils.translation import pgettext_lazy

from orbita.parties.consent.models import Keeping, Purpose, Wording
from orbita.platform.blueprints.slots import Section, Sheet

PURPOSES = Section(
    "purposes",
    pgettext_lazy("settings file", "Purposes of consents"),
    Sheet(
        Purpose,
        key=("key",),
        fields=("key", "name", "note", "is_marketing", "months", "position", "is_active"),
        parts={
            "wordings": Sheet(
                Wording,
                key=("number",),
                fields=("number", "text", "since"),
                order=("number",),
                fixed=("text",),
                to="purpose",
            )
        },
    ),
    "privacy.manage",
    order=160,
)
KEEPINGS = Section(
    "keepings",
    pgettext_lazy("settings file", "Terms of keeping"),
    Sheet(
        Keeping,
        key=("name",),
        fields=("name", "condition", "since", "months", "what", "is_active"),
        order=("name", "pk"),
        conditions=("condition",),
    ),
    "privacy.manage",
    order=170,
)
