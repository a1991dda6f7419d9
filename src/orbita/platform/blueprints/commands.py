"""Taking settings over from a file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.blueprints.errors import NothingIsChosen, RowIsNotPossible
from orbita.platform.blueprints.events import SettingsBroughtIn
from orbita.platform.blueprints.names import TOKEN, Names, name_of, said, token
from orbita.platform.blueprints.planning import known_rows, plan
from orbita.platform.blueprints.slots import Sheet
from orbita.platform.blueprints.writing import Entry
from orbita.platform.remembering import forget

MANAGE = "blueprints.manage"


@dataclass
class _Writing:
    names: Names
    by: Actor
    late: list[tuple[Any, Sheet, Entry, str]] = field(default_factory=list)


@command
def bring_in(
    held: Mapping[str, Any], chosen: Mapping[str, Collection[str]] | None = None, *, by: Actor
) -> int:
    """Write what the file has and is new or changed here; of `chosen` only these rows of each section.

    Nothing is ever deleted. Refuses a row that points at what is neither here nor chosen; then
    nothing at all is written. Gives how many rows have come or changed.
    """
    require(by, MANAGE)
    names = Names()
    writing, written, told = _Writing(names, by), 0, []
    for planned in plan(held, names):
        section = planned.section
        wanted = chosen.get(section.key, ()) if chosen is not None else None
        lines = [one for one in planned.lines if one.may and (wanted is None or one.name in wanted)]
        if not lines:
            continue
        require(by, section.permission)
        rows = _write(section.key, section.sheet, [one.entry for one in lines], None, "", writing)
        told.append((section, rows))
        written += len(rows)
    if not written:
        raise NothingIsChosen
    _write_late(writing)
    forget()
    for section, rows in told:
        if section.told:
            section.told(rows, by)
    announce(SettingsBroughtIn(tuple(section.key for section, _rows in told), written))
    return written


def _write(
    key: str, sheet: Sheet, entries: list[Entry], owner: Any, above: str, writing: _Writing
) -> list[Any]:
    only = {f"{sheet.to}_id": owner.pk} if owner is not None else {}
    known = known_rows(sheet, writing.names, **only)
    rows, inside = [], []
    for entry in entries:
        own = name_of(sheet, entry)
        whole = f"{above}/{own}" if above else own
        row = known.get(own) or _fresh(sheet, owner, writing.by)
        _fill(row, sheet, entry, whole, writing)
        writing.names.add(token(key, whole), row.pk)
        rows.append(row)
        inside += [(row, part, entry.get(part, []), whole) for part in sheet.parts]
    for row, part, its, whole in inside:  # a part may point at any row beside its own
        _write(f"{key}.{part}", sheet.parts[part], its, row, whole, writing)
    return rows


def _fresh(sheet: Sheet, owner: Any, by: Actor) -> Any:
    given = sheet.given(by) if sheet.given else {}
    inside = {f"{sheet.to}_id": owner.pk} if owner is not None else {}
    return sheet.model(**sheet.only_values, **inside, **given)


def _fill(row: Any, sheet: Sheet, entry: Entry, whole: str, writing: _Writing) -> None:
    for name in (name for name in sheet.fields if name in entry):
        _set(row, sheet, name, entry[name], whole, writing)
    if sheet.made:
        sheet.made(row)
    try:
        row.save()
    except IntegrityError:
        why = _("it does not fit what is here already")
        raise RowIsNotPossible(name=said(whole), why=why) from None


def _set(row: Any, sheet: Sheet, name: str, value: Any, whole: str, writing: _Writing) -> None:
    field: Any = sheet.model._meta.get_field(name)
    keyed = writing.names.keyed(value)
    left = TOKEN.search(str(keyed)) if value is not None else None
    if left is not None:
        if field.is_relation and not field.null:
            raise _missing(whole, left[0])
        writing.late.append((row, sheet, {name: value}, whole))
    if field.is_relation:
        setattr(row, field.attname, None if left else keyed)
    else:
        setattr(row, name, field.to_python(keyed))


def _write_late(writing: _Writing) -> None:
    """What points at rows that came after: now they are there."""
    late, writing.late = writing.late, []
    for row, sheet, entry, whole in late:
        for name, value in entry.items():
            _set(row, sheet, name, value, whole, writing)
            if writing.late:
                left = TOKEN.search(str(writing.names.keyed(value)))
                raise _missing(whole, left[0] if left else "")
        row.save()


def _missing(whole: str, what: str) -> RowIsNotPossible:
    why = _("%(what)s is not here; tick it, too") % {"what": said(what)}
    return RowIsNotPossible(name=said(whole), why=why)
