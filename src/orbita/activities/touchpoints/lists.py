"""What touchpoints add to the lists of contacts and of clients."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy, ngettext

from orbita.activities.timeline.commands import change_interactions
from orbita.activities.touchpoints.models import Touchpoint
from orbita.activities.touchpoints.queries import choices
from orbita.platform.acts.actor import Actor
from orbita.platform.lists.slots import BulkAct, Column


class TouchpointForm(forms.Form):
    """Where the contacts took place."""

    touchpoint = forms.ModelChoiceField(
        Touchpoint.objects.filter(is_active=True), label=gettext_lazy("Touchpoint")
    )


def _name(ids: Sequence[UUID], values: Mapping[str, Any], by: Actor) -> str:
    change_interactions(ids, {"touchpoint": values["touchpoint"]}, by=by)
    return ngettext("%(count)s contact changed", "%(count)s contacts changed", len(ids)) % {
        "count": len(ids)
    }


def _column(key: str, label: Any, path: str, **more: Any) -> Column:
    name = f"{path.removesuffix('_id')}__name"
    return Column(
        key, label, "choice", path=path, select=(name,), text=lambda row: row[name],
        sort_path=name, choices=choices, shown=False, **more,
    )  # fmt: skip


OF_CONTACTS = (_column("touchpoint", gettext_lazy("Touchpoint"), "touchpoint_id"),)
OF_CLIENTS = (
    _column("first_touchpoint", gettext_lazy("First touchpoint"), "touch__first_id"),
    _column("last_touchpoint", gettext_lazy("Last touchpoint"), "touch__last_id"),
    Column(
        "first_contact_at", gettext_lazy("First contact"), "moment", path="touch__first_at",
        shown=False,
    ),
)  # fmt: skip
BULK = (
    BulkAct(
        "touchpoint", gettext_lazy("Touchpoint"), "map-pin", "interactions.edit", _name,
        TouchpointForm,
    ),
)  # fmt: skip
