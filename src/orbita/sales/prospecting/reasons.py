"""Why somebody is like the best clients, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from orbita.parties.directory.models import Form


def worded(reasons: Sequence[Mapping[str, Any]]) -> list[str]:
    """Reasons as they are read: «Самара: 5 из 20 лучших»."""
    return [_sentence(reason) for reason in reasons]


def _sentence(reason: Mapping[str, Any]) -> str:
    values = {name: reason.get(name, "") for name in ("value", "count", "of")}
    trait = reason.get("trait")
    if trait in ("industry", "branch"):
        return _("“%(value)s”, as %(count)s of %(of)s best") % values
    if trait == "size":
        return _("%(value)s employees, as %(count)s of %(of)s best") % values
    if trait == "source":
        return _("source “%(value)s”, as %(count)s of %(of)s best") % values
    if trait == "form":
        labels = {key: str(label).lower() for key, label in Form.choices}
        values["value"] = labels.get(str(values["value"]), values["value"])
    return _("%(value)s: %(count)s of %(of)s best") % values
