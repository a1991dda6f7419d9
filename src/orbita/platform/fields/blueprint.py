"""Own fields and their tabs in a file of settings."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import pgettext_lazy

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.blueprints.slots import Section, Sheet
from orbita.platform.conditions.formulas.tree import check_size, load
from orbita.platform.fields.checking import settle_type
from orbita.platform.fields.events import FieldsChanged
from orbita.platform.fields.models import FieldTab, OwnField


def _check(field: Any) -> None:
    """What its type needs is there; a formula can be read."""
    settle_type(field)
    if field.formula is not None:
        check_size(load(field.formula))


def _told(rows: Sequence[Any], by: Actor) -> None:
    for kind in sorted({row.kind for row in rows}):
        ids = tuple(row.pk for row in rows if row.kind == kind)
        announce(FieldsChanged(kind=kind, field_ids=ids, by=by.id, searched=True))


TABS = Section(
    "tabs",
    pgettext_lazy("settings file", "Tabs of fields"),
    Sheet(
        FieldTab,
        key=("kind", "label"),
        fields=("kind", "label", "where", "template", "is_on", "position"),
        order=("kind", "position", "pk"),
        conditions=("where",),
    ),
    "fields.manage",
    order=40,
)
FIELDS = Section(
    "fields",
    pgettext_lazy("settings file", "Own fields"),
    Sheet(
        OwnField,
        key=("kind", "key"),
        fields=(
            "kind", "key", "label", "help", "type", "tab", "position", "options", "target",
            "formula", "result", "unit", "is_long", "need", "need_where", "shown_where", "limits",
            "is_filter", "is_searched", "is_column", "is_personal",
        ),
        order=("kind", "position", "pk"),
        fixed=("type", "target"),
        conditions=("need_where", "shown_where"),
        check=_check,
        only={"deleted_at": None},
    ),
    "fields.manage",
    order=50,
    told=_told,
)  # fmt: skip
