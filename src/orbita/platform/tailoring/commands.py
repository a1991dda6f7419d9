"""Acts of the builder: shaping a field beside others who do the same, order of tabs, dossier templates,
what lay in the bin for long enough."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.conditions.tree import Test, dump
from orbita.platform.fields.commands import (
    RIGHT,
    add_field,
    add_tab,
    change_field,
    change_tab,
    remove_fields,
)
from orbita.platform.fields.models import FieldTab, OwnField
from orbita.platform.records.slots import kinds, labelled
from orbita.platform.tailoring.errors import FieldChangedMeanwhile
from orbita.platform.tailoring.events import FieldsForgotten
from orbita.platform.tailoring.queries import KEPT
from orbita.platform.tailoring.slots import Pattern, PatternField, audiences, patterns

SEEN = (
    "label", "help", "type", "tab_id", "options", "target", "formula", "unit", "is_long", "need",
    "need_where", "shown_where", "limits", "is_filter", "is_searched", "is_column", "is_personal",
)  # fmt: skip
"""What of a field its editor has before him."""


@command
def shape_field(
    field_id: UUID, values: Mapping[str, Any], *, seen: Mapping[str, Any], by: Actor
) -> OwnField:
    """Change of a field what its editor changed. `seen` is what stood there when he opened it: what
    others have changed meanwhile stays, and the same part changed by two is refused
    (FieldChangedMeanwhile)."""
    require(by, RIGHT)
    field = OwnField.objects.select_for_update().filter(pk=field_id, deleted_at=None).first()
    if field is None:
        raise NotFound
    now = seen_of(field)
    changed = {
        name: value
        for name, value in values.items()
        if name not in SEEN or plain(value) != seen.get(name, now.get(name))
    }
    for name in changed:
        if name in now and seen.get(name, now[name]) not in (now[name], plain(changed[name])):
            column = name.removesuffix("_id")
            what = str(labelled(OwnField, column)[column])
            raise FieldChangedMeanwhile(what=what)
    return change_field(field_id, changed, by=by)


def seen_of(field: OwnField) -> dict[str, Any]:
    """What the editor of a field sees, as plain values."""
    return {name: plain(getattr(field, name)) for name in SEEN}


def plain(value: Any) -> Any:
    """A value as JSON has it, however it was typed."""
    if isinstance(value, list):
        return [_option(one) if isinstance(one, dict) and "label" in one else one for one in value]
    if isinstance(value, dict):
        return {key: str(inner) for key, inner in value.items()} if _is_limits(value) else value
    return str(value) if isinstance(value, UUID) else value


def _is_limits(value: dict[str, Any]) -> bool:
    return value.keys() <= {"from", "to", "length", "mask"}


def _option(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "key": one.get("key", ""),
        "label": one["label"],
        "tone": one.get("tone", ""),
        "retired": bool(one.get("retired")),
    }


@command
def order_tabs(kind: str, order: Sequence[UUID], *, by: Actor) -> None:
    """Put the tabs of a kind in this order."""
    require(by, RIGHT)
    there = set(FieldTab.objects.filter(kind=kind).values_list("pk", flat=True))
    for position, tab_id in enumerate(key for key in order if key in there):
        change_tab(tab_id, {"position": position + 1}, by=by)


@command
def switch_template(key: str, chosen: Sequence[str], *, by: Actor) -> FieldTab | None:
    """Switch a dossier template on for these audiences, or off when there are none.

    The first time it brings its tab and fields; later the tab is only shown or hidden, and everything
    that was filled in or changed about it stays.
    """
    require(by, RIGHT)
    pattern = patterns.get(key)
    if pattern is None:
        raise NotFound
    tab = FieldTab.objects.select_for_update().filter(template=key).first()
    where = audience_where(pattern, chosen)
    if not chosen:
        return change_tab(tab.pk, {"is_on": False}, by=by) if tab else None
    if tab is not None:
        return change_tab(tab.pk, {"is_on": True, "where": where}, by=by)
    tab = add_tab(pattern.kind, str(pattern.tab), where=where, template=key, by=by)
    for one in pattern.fields:
        add_field(pattern.kind, _columns(one, tab, pattern), by=by)
    return tab


def audience_where(pattern: Pattern, chosen: Sequence[str]) -> str:
    """The condition of a tab that is shown for these audiences; empty when these are all."""
    known = [one for one in audiences if one.kind == pattern.kind]
    asked = [one.key for one in known if one.key in chosen]
    if not asked or len(asked) == len(known):
        return ""
    return dump(Test(known[0].field, "in", asked))


def _columns(one: PatternField, tab: FieldTab, pattern: Pattern) -> dict[str, Any]:
    taken = OwnField.objects.filter(kind=pattern.kind, deleted_at=None)
    label = str(one.label)
    if taken.filter(label__iexact=label).exists():
        label = _("%(label)s (%(tab)s)") % {"label": label, "tab": tab.label}
    return {
        "label": label,
        "type": one.type,
        "help": str(one.help),
        "unit": str(one.unit),
        "tab_id": tab.pk,
        "options": [{"label": str(option)} for option in one.options],
        **one.more,
    }


def lay_out(trade: str, by: Actor) -> None:
    """At the first visit: the dossier templates of the company's business, for all sorts of clients."""
    for pattern in patterns:
        if trade in pattern.trades:
            everybody = [one.key for one in audiences if one.kind == pattern.kind]
            switch_template(pattern.key, everybody or ["all"], by=by)


@command
def forget_old_fields(*, now: datetime, by: Actor) -> int:
    """Remove fields that have lain in the bin for 30 days, with their values; how many. The history
    of records keeps what they held. Set-based: one statement a field and kind."""
    rows = list(OwnField.objects.filter(deleted_at__lt=now - KEPT).order_by("kind", "key"))
    for kind in sorted({row.kind for row in rows} & {one.key for one in kinds}):
        keys = tuple(row.key for row in rows if row.kind == kind)
        _drop_values(kinds[kind].model, keys)
        announce(FieldsForgotten(kind, keys))
    remove_fields([row.pk for row in rows], by=by)
    return len(rows)


def _drop_values(model: type[Model], keys: Sequence[str]) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET own = own - %(keys)s::text[] WHERE own ?| %(keys)s::text[]",
            {"keys": list(keys)},
        )
