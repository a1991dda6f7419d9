"""What a file would change here: told before anything is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from orbita.platform.acts.errors import Refusal
from orbita.platform.blueprints.names import (
    Names,
    name_of,
    own_names,
    rows_of,
    said,
    token,
)
from orbita.platform.blueprints.slots import Section, Sheet, sections
from orbita.platform.blueprints.writing import Entry, entries
from orbita.platform.conditions.tree import ConditionFault, parse

NEW, CHANGED, SAME, CONFLICT, IMPOSSIBLE = "new", "changed", "same", "conflict", "impossible"


@dataclass(frozen=True)
class Change:
    """What would be other than it is, in the words of the page."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """A row of the file beside what is here."""

    name: str
    state: str
    entry: Entry = field(hash=False)
    changes: Sequence[Change] = ()
    why: str = ""

    @property
    def title(self) -> str:
        """What people call it: its name as they typed it, else the key."""
        own = next(
            (self.entry[one] for one in ("label", "plural", "name") if self.entry.get(one)), ""
        )
        return said(str(own)) or self.name

    @property
    def may(self) -> bool:
        """Whether it can be taken over."""
        return self.state in (NEW, CHANGED)


@dataclass(frozen=True)
class Planned:
    """A section of the file with its rows."""

    section: Section
    lines: list[Line]

    def count(self, state: str) -> int:
        """How many rows are in this state."""
        return sum(1 for line in self.lines if line.state == state)

    @property
    def same(self) -> int:
        return self.count(SAME)

    @property
    def shown(self) -> list[Line]:
        """What somebody has to look at."""
        return [line for line in self.lines if line.state != SAME]


def plan(held: Mapping[str, Any], names: Names) -> list[Planned]:
    """Each section of the file compared with what is here. A few statements a section."""
    offered = {one for key, rows in held.items() for one in _tokens(key, sections[key].sheet, rows)}
    wanted = (section for section in sections if section.key in held)
    return [Planned(one, _lines(one, held[one.key], names, offered)) for one in wanted]


def _tokens(key: str, sheet: Sheet, rows: Sequence[Entry], above: str = "") -> Iterator[str]:
    for entry in rows:
        own = name_of(sheet, entry)
        whole = f"{above}/{own}" if above else own
        yield token(key, whole)
        for part, inner in sheet.parts.items():
            yield from _tokens(f"{key}.{part}", inner, entry.get(part, []), whole)


def _lines(section: Section, rows: Sequence[Entry], names: Names, offered: set[str]) -> list[Line]:
    sheet = section.sheet
    here = {name_of(sheet, entry): entry for entry in entries(sheet, names)}
    found, seen = [], set()
    for entry in rows:
        name = name_of(sheet, entry)
        line = _line(sheet, name, entry, here.get(name), names, offered)
        if name in seen:
            line = Line(name, IMPOSSIBLE, entry, why=_("the file has it twice"))
        seen.add(name)
        found.append(line)
    return found


def _line(
    sheet: Sheet, name: str, entry: Entry, here: Entry | None, names: Names, offered: set[str]
) -> Line:
    if strange := [one for one in names.unknown(entry) if one not in offered]:
        return Line(
            name, IMPOSSIBLE, entry, why=_("%(what)s is not here") % {"what": said(strange[0])}
        )
    if fault := fault_of(sheet, entry):
        return Line(name, IMPOSSIBLE, entry, why=fault)
    if here is None:
        return Line(name, NEW, entry)
    changes = list(_changes(sheet, entry, here))
    fixed = tuple(_fixed(sheet))
    if clash := next((one for one in changes if one.what.endswith(fixed)), None):
        why = _("%(what)s is “%(here)s” here and cannot be changed") % {
            "what": clash.what, "here": clash.before,
        }  # fmt: skip
        return Line(name, CONFLICT, entry, changes, why)
    return Line(name, CHANGED if changes else SAME, entry, changes)


def _fixed(sheet: Sheet) -> Iterator[str]:
    for one in (sheet, *sheet.parts.values()):
        yield from (_label(one, name) for name in one.fixed)


def fault_of(sheet: Sheet, entry: Entry) -> str:
    """Why a row could not be written as the file has it; "" when nothing speaks against it."""
    for name in (one for one in sheet.fields if one in entry):
        if words := _wrong(sheet, name, entry[name]):
            return f"{_label(sheet, name)}: {words}"
    if sheet.check and (words := _refused(sheet, entry)):
        return words
    inner = (fault_of(part, one) for key, part in sheet.parts.items() for one in entry.get(key, []))
    return next(filter(None, inner), "")


def _refused(sheet: Sheet, entry: Entry) -> str:
    """What the owner of the table says of the row as a whole; "" when nothing."""
    plain = {
        name: entry[name]
        for name in sheet.fields
        if name in entry and not sheet.model._meta.get_field(name).is_relation
    }
    try:
        sheet.check(sheet.model(**plain))  # type: ignore[misc]
    except Refusal as refusal:
        return str(refusal).rstrip(".")
    except (TypeError, ValueError, KeyError, AttributeError):
        return _("a wrong value")
    return ""


def _wrong(sheet: Sheet, name: str, value: Any) -> str:
    """What is wrong with one value; "" when nothing is."""
    field: Any = sheet.model._meta.get_field(name)
    if value is None:
        return "" if field.null else _("a value is needed")
    if not _is_of(field, value):
        return _("a wrong value")
    if field.is_relation or isinstance(value, list | dict):
        return ""
    if name in sheet.conditions and value and not _is_condition(value):
        return _("this is no condition")
    try:
        field.clean(value, None)
    except ValidationError as error:
        return str(error.messages[0])
    except (TypeError, ValueError, OverflowError, AttributeError):
        return _("a wrong value")
    return ""


def _is_of(field: Any, value: Any) -> bool:
    """Whether a value of JSON is of the sort that the field is written as."""
    if isinstance(field, models.JSONField | ArrayField):
        default = field.get_default()
        if isinstance(field, ArrayField) and isinstance(value, list):
            return all(isinstance(one, str) for one in value)
        return not isinstance(default, list | dict) or type(value) is type(default)
    if isinstance(field, models.BooleanField):
        return isinstance(value, bool)
    if isinstance(field, models.IntegerField):
        return type(value) is int
    if isinstance(field, models.FloatField):
        return type(value) in (int, float)
    return isinstance(value, str)


def _is_condition(text: Any) -> bool:
    try:
        parse(text)
    except ConditionFault:
        return False
    return True


def _changes(sheet: Sheet, entry: Entry, here: Entry, where: str = "") -> Iterator[Change]:
    for name in sheet.fields:
        if name in entry and entry[name] != here[name]:
            what = f"{where}{_label(sheet, name)}"
            field = sheet.model._meta.get_field(name)
            yield Change(what, _shown(field, here[name]), _shown(field, entry[name]))
    for key, part in sheet.parts.items():
        known = {name_of(part, one): one for one in here[key]}
        for one in entry.get(key, []):
            name = name_of(part, one)
            place = f"{where}«{said(name)}»: "
            if name not in known:
                yield Change(f"{where}{_plural(part)}", "", said(name))
            else:
                yield from _changes(part, one, known[name], place)


def _label(sheet: Sheet, name: str) -> str:
    return str(getattr(sheet.model._meta.get_field(name), "verbose_name", name))


def _plural(sheet: Sheet) -> str:
    return str(sheet.model._meta.verbose_name)


def _shown(field: Any, value: Any) -> str:
    """A value as people read it: of a choice its word."""
    if field.choices and isinstance(value, str):
        return str(dict(field.flatchoices).get(value, value))
    if value is None or value == "" or value == []:
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return said(str(value))[:200]


def known_rows(sheet: Sheet, names: Names, **only: Any) -> dict[str, Any]:
    """The rows of a table by their names within it. One statement."""
    rows = rows_of(sheet)
    said_as = own_names(sheet, rows, names)
    kept = (row for row in rows if all(getattr(row, key) == value for key, value in only.items()))
    return {said_as[row.pk]: row for row in kept}
