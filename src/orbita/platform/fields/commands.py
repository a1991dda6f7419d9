"""Acts on own fields and their tabs. Who may: administrators (`settings.fields`)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from orbita.kit.text import transliterate
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.fields import checking
from orbita.platform.fields.errors import FieldNeedsLabel, LabelIsTaken, TooManyFields, TypeStays
from orbita.platform.fields.events import FieldsChanged
from orbita.platform.fields.models import MOST_FIELDS, FieldTab, FieldType, OwnField
from orbita.platform.remembering import forget

SETTLED = (
    "label", "help", "type", "tab_id", "options", "target", "formula", "result", "unit", "is_long",
    "need", "need_where", "shown_where", "limits", "is_filter", "is_searched", "is_column",
    "is_personal",
)  # fmt: skip
"""What of a field may be set."""
RIGHT = "fields.manage"
LOSSLESS = {
    (FieldType.NUMBER, FieldType.MONEY),
    (FieldType.MONEY, FieldType.NUMBER),
}
"""Types that can take each other's place: their stored values are the same."""


@command
def add_field(kind: str, values: Mapping[str, Any], *, by: Actor) -> OwnField:
    """Add a field to a kind, as the last of its tab. `values` are columns of OwnField.

    Refuses a label that is taken, a choice without options, a link without a target, and more than
    MOST_FIELDS fields.
    """
    require(by, RIGHT)
    rows = OwnField.objects.filter(kind=kind)
    if rows.filter(deleted_at=None).count() >= MOST_FIELDS:
        raise TooManyFields(most=MOST_FIELDS)
    field = OwnField(kind=kind, **_known(values))
    _settle(field)
    field.key = _free_key(field.label, rows)
    field.position = (rows.aggregate(last=Max("position"))["last"] or 0) + 1
    field.save()
    _tell(kind, [field], by)
    return field


@command
def change_field(field_id: UUID, values: Mapping[str, Any], *, by: Actor) -> OwnField:
    """Change a field. Its key stays; its type changes only where no value can be lost (TypeStays).

    Options keep their keys: one that is left out while records have it is retired, not removed.
    """
    require(by, RIGHT)
    field = _locked(field_id)
    before, was_searched = field.type, field.is_searched
    retired = _retired(field, values)
    for name, value in _known(values).items():
        setattr(field, name, value)
    if field.type != before and (before, field.type) not in LOSSLESS:
        raise TypeStays(type=FieldType(before).label, other=FieldType(field.type).label)
    field.options = [*field.options, *retired]
    _settle(field)
    field.save()
    _tell(field.kind, [field], by, searched=field.is_searched or was_searched)
    return field


@command
def place_fields(kind: str, places: Sequence[tuple[UUID, UUID | None]], *, by: Actor) -> None:
    """Put the fields of a kind in this order: pairs of field and tab. Unnamed ones follow."""
    require(by, RIGHT)
    rows = {row.pk: row for row in OwnField.objects.select_for_update().filter(kind=kind)}
    known_tabs = set(FieldTab.objects.filter(kind=kind).values_list("pk", flat=True))
    named = [(rows[pk], tab) for pk, tab in places if pk in rows]
    for position, (row, tab) in enumerate(named):
        row.position, row.tab_id = position, tab if tab in known_tabs else None
    rest = sorted(rows.keys() - {row.pk for row, _tab in named}, key=lambda pk: rows[pk].position)
    for position, pk in enumerate(rest, len(named)):
        rows[pk].position = position
    OwnField.objects.bulk_update(rows.values(), ["position", "tab"])
    _tell(kind, rows.values(), by)


@command
def delete_field(field_id: UUID, *, by: Actor) -> OwnField:
    """Put a field into the bin; the values stay and come back with it."""
    require(by, RIGHT)
    field = _locked(field_id)
    field.deleted_at = timezone.now()
    field.save(update_fields=["deleted_at"])
    _tell(field.kind, [field], by, searched=field.is_searched)
    return field


@command
def restore_field(field_id: UUID, *, by: Actor) -> OwnField:
    """Take a field out of the bin, with the values that it had. Refuses when its name is taken."""
    require(by, RIGHT)
    field = OwnField.objects.select_for_update().filter(pk=field_id).first()
    if field is None:
        raise NotFound
    _check_label(field)
    field.deleted_at = None
    field.save(update_fields=["deleted_at"])
    _tell(field.kind, [field], by, searched=field.is_searched)
    return field


@command
def remove_fields(field_ids: Iterable[UUID], *, by: Actor) -> None:
    """Remove fields of the bin for good. Their values have to be gone from the records."""
    require(by, RIGHT)
    rows = OwnField.objects.filter(pk__in=list(field_ids)).exclude(deleted_at=None)
    rows.delete()
    forget()


@command
def add_tab(kind: str, label: str, *, where: str = "", template: str = "", by: Actor) -> FieldTab:
    """Add a tab to a kind, as the last one; `where` is the condition under which it is shown."""
    require(by, RIGHT)
    last = FieldTab.objects.filter(kind=kind).aggregate(last=Max("position"))["last"] or 0
    tab = FieldTab(kind=kind, label=label.strip(), where=where, template=template)
    if not tab.label:
        raise FieldNeedsLabel(field="label")
    tab.position = last + 1
    tab.save()
    _tell(kind, (), by)
    return tab


@command
def change_tab(tab_id: UUID, values: Mapping[str, Any], *, by: Actor) -> FieldTab:
    """Change a tab: label, where, is_on, position."""
    require(by, RIGHT)
    tab = FieldTab.objects.select_for_update().filter(pk=tab_id).first()
    if tab is None:
        raise NotFound
    for name in ("label", "where", "is_on", "position"):
        if name in values:
            setattr(tab, name, values[name])
    if not tab.label.strip():
        raise FieldNeedsLabel(field="label")
    tab.save()
    _tell(tab.kind, (), by)
    return tab


@command
def delete_tab(tab_id: UUID, *, by: Actor) -> None:
    """Remove a tab; its fields stay, without a tab."""
    require(by, RIGHT)
    tab = FieldTab.objects.select_for_update().filter(pk=tab_id).first()
    if tab is None:
        raise NotFound
    OwnField.objects.filter(tab=tab).update(tab=None)
    tab.delete()
    _tell(tab.kind, (), by)


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in SETTLED}


def _locked(field_id: UUID) -> OwnField:
    rows = OwnField.objects.select_for_update().filter(deleted_at=None)
    field = rows.filter(pk=field_id).first()
    if field is None:
        raise NotFound
    return field


def _settle(field: OwnField) -> None:
    """Check a field as a whole and put its parts into their stored form."""
    field.label = " ".join(str(field.label).split())[:200]
    if not field.label:
        raise FieldNeedsLabel(field="label")
    _check_label(field)
    checking.settle_type(field)


def _check_label(field: OwnField) -> None:
    same = OwnField.objects.filter(kind=field.kind, label__iexact=field.label, deleted_at=None)
    if same.exclude(pk=field.pk).exists():
        raise LabelIsTaken(label=field.label, field="label")


def _free_key(label: str, rows: Any) -> str:
    """«f_» and the label in Latin letters; a number follows where that is taken."""
    stem = re.sub(r"[^a-z0-9]+", "_", transliterate(label).lower()).strip("_")[:40] or "field"
    taken = set(rows.filter(key__startswith=f"f_{stem}").values_list("key", flat=True))
    free = f"f_{stem}"
    number = 2
    while free in taken:
        free, number = f"f_{stem}_{number}", number + 1
    return free


def _retired(field: OwnField, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Options that are missing from the new list: they stay, retired, for the records that have
    them."""
    if "options" not in values:
        return []
    kept = {one.get("key") for one in values["options"]}
    return [{**one, "retired": True} for one in field.options if one["key"] not in kept]


def _tell(kind: str, fields: Iterable[OwnField], by: Actor, *, searched: bool = False) -> None:
    forget()
    announce(FieldsChanged(kind, tuple(field.pk for field in fields), by.id, searched))
