"""Which fields the company has added to a kind."""

from collections.abc import Iterable

from orbita.platform.fields.definitions import PREFIX, Definition, Tab
from orbita.platform.fields.models import FieldTab, OwnField
from orbita.platform.remembering import once


@once
def all_fields() -> tuple[Definition, ...]:
    """The fields of all kinds that are not in the bin, in their order. One statement a request."""
    rows = OwnField.objects.filter(deleted_at=None).order_by("kind", "position", "id")
    return tuple(map(Definition.of, rows))


def own_fields(kind: str) -> tuple[Definition, ...]:
    """The own fields of a kind, in their order."""
    return tuple(one for one in all_fields() if one.kind == kind)


def own_field(kind: str, name: str) -> Definition | None:
    """A field by its key («f_rate») or its name («own.f_rate»)."""
    key = name.removeprefix(PREFIX)
    return next((one for one in own_fields(kind) if one.key == key), None)


def is_own(name: str) -> bool:
    """Whether a name means an own field."""
    return name.startswith(PREFIX)


@once
def tabs(kind: str) -> tuple[Tab, ...]:
    """The tabs of a kind with their fields, fields without a tab first; tabs switched off and empty
    ones are left out. One statement more."""
    fields = own_fields(kind)
    if not fields:
        return ()
    rows = list(FieldTab.objects.filter(kind=kind).order_by("position", "id"))
    found = [Tab(None, "", "", _of(fields, None))]
    found += [Tab.of(row, _of(fields, row.pk)) for row in rows if row.is_on]
    return tuple(tab for tab in found if tab.fields)


def _of(fields: Iterable[Definition], tab: object) -> tuple[Definition, ...]:
    return tuple(one for one in fields if one.tab == tab)
