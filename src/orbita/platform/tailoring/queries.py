"""What the builder shows: kinds, tabs and fields in their order, the bin, how many records use a field."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.conditions.tree import ALL, parse
from orbita.platform.fields.models import FieldTab, OwnField
from orbita.platform.filling.indexes import unready
from orbita.platform.lists.chips import Chip, chips_of
from orbita.platform.lists.slots import screens
from orbita.platform.lists.state import ListState
from orbita.platform.records.models import Record
from orbita.platform.records.slots import RecordKind, kinds
from orbita.platform.tailoring.types import TypeCard, card

KEPT = timedelta(days=30)
"""How long a deleted field can be brought back with its values."""


def tailored_kinds() -> list[RecordKind]:
    """The kinds that may have own fields, in the order of the menu of kinds."""
    there = kinds.present()
    return [kind for kind in there if kind.change is not None and issubclass(kind.model, Record)]


def tailored_kind(key: str) -> RecordKind:
    """A kind that may have own fields, or NotFound."""
    found = next((kind for kind in tailored_kinds() if kind.key == key), None)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class FieldRow:
    """A field as its line shows it."""

    field: OwnField
    card: TypeCard
    is_building: bool
    """Its index is being made: filters by it are slow for a while."""


@dataclass(frozen=True)
class TabRow:
    """A tab with its fields; without a tab for the first one."""

    tab: FieldTab | None
    fields: list[FieldRow] = field(default_factory=list)

    @property
    def key(self) -> str:
        """How the page calls it."""
        return str(self.tab.pk) if self.tab else ""

    @property
    def has_condition(self) -> bool:
        """Whether it is shown for some records only."""
        return bool(self.tab and self.tab.where and parse(self.tab.where) != ALL)


def layout(kind: str) -> list[TabRow]:
    """The tabs of a kind in their order with their fields, the fields without a tab first. Four
    statements."""
    rows = OwnField.objects.filter(kind=kind, deleted_at=None).order_by("position", "id")
    tabs = list(FieldTab.objects.filter(kind=kind).order_by("position", "id"))
    found: dict[UUID | None, TabRow] = {None: TabRow(None)}
    found |= {tab.pk: TabRow(tab) for tab in tabs}
    building = unready(kind)
    for row in rows:
        found[row.tab_id].fields.append(FieldRow(row, card(row.type), row.key in building))
    return list(found.values())


def counts() -> dict[str, int]:
    """How many own fields each kind has. One statement."""
    rows = OwnField.objects.filter(deleted_at=None).values("kind").annotate(n=Count("pk"))
    return {row["kind"]: row["n"] for row in rows.order_by("kind")}


def binned(kind: str) -> list[OwnField]:
    """The deleted fields of a kind that can be brought back, the last deleted first."""
    return list(OwnField.objects.filter(kind=kind).exclude(deleted_at=None).order_by("-deleted_at"))


def days_left(row: OwnField, now: datetime) -> int:
    """Days until a deleted field is removed for good."""
    assert row.deleted_at is not None
    return max((row.deleted_at + KEPT - now).days, 0)


def own_field(field_id: UUID) -> OwnField:
    """A field that is not in the bin, or NotFound."""
    row = OwnField.objects.filter(pk=field_id, deleted_at=None).first()
    if row is None:
        raise NotFound
    return row


def field_tab(tab_id: UUID) -> FieldTab:
    """A tab, or NotFound."""
    row = FieldTab.objects.filter(pk=tab_id).first()
    if row is None:
        raise NotFound
    return row


def filled_count(row: OwnField) -> int:
    """How many records hold a value of a field. One statement."""
    model = kinds[row.kind].model
    found: int = model._base_manager.filter(Q(own__has_key=row.key)).count()
    return found


def said_condition(where: str, kind: str, actor: Actor) -> Sequence[Chip]:
    """A condition as the chips of a filter."""
    return chips_of(ListState(screens[kind], parse(where)), actor) if where else ()


def template_tabs() -> dict[str, FieldTab]:
    """The tabs that dossier templates have brought, by template. One statement."""
    return {row.template: row for row in FieldTab.objects.exclude(template="")}
