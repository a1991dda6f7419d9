"""A file of settings that came from somewhere: read with care, refused with a sentence."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from orbita.platform.blueprints.errors import (
    FileIsDamaged,
    FileIsNewer,
    FileIsNoBlueprint,
    FileIsTooLarge,
    SectionIsUnknown,
)
from orbita.platform.blueprints.slots import Sheet, sections
from orbita.platform.blueprints.writing import FORMAT, digest

LIMIT_MB = 5
DEPTH = 24
MOST = 20_000
"""So many values a file may hold."""


def read(content: bytes) -> dict[str, Any]:
    """The sections of a file. Refuses what is too large, too deep, damaged, newer or of another
    shape."""
    if len(content) > LIMIT_MB * 1024 * 1024:
        raise FileIsTooLarge(limit=LIMIT_MB)
    found = _parsed(content)
    if not isinstance(found, dict) or not isinstance(found.get("sections"), dict):
        raise FileIsNoBlueprint(why=_("it has no sections"))
    if not isinstance(found.get("format"), int) or isinstance(found["format"], bool):
        raise FileIsNoBlueprint(why=_("it does not say its format"))
    if found["format"] > FORMAT:
        raise FileIsNewer
    _look(found["sections"])
    if found.get("digest") != digest(found["sections"]):
        raise FileIsDamaged
    for key, held in found["sections"].items():
        _check_section(key, held)
    return dict(found["sections"])


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except RecursionError:
        raise FileIsNoBlueprint(why=_("it is nested too deeply")) from None
    except ValueError:
        raise FileIsNoBlueprint(why=_("it is not JSON")) from None


def _no_number(_text: str) -> Any:
    raise ValueError


def _look(value: Any) -> None:
    """Refuse what is nested too deeply, holds too much, or signs that no name has."""
    waiting, seen = [(value, 0)], 0
    while waiting:
        one, depth = waiting.pop()
        seen += 1
        if depth > DEPTH:
            raise FileIsNoBlueprint(why=_("it is nested too deeply"))
        if seen > MOST:
            raise FileIsNoBlueprint(why=_("it holds too much"))
        if isinstance(one, Mapping):
            waiting += [(inner, depth + 1) for pair in one.items() for inner in pair]
        elif isinstance(one, list):
            waiting += [(inner, depth + 1) for inner in one]
        elif isinstance(one, str) and any(ord(sign) < 32 and sign not in "\n\r\t" for sign in one):
            raise FileIsNoBlueprint(why=_("it holds signs that no text has"))


def _check_section(key: str, held: Any) -> None:
    section = sections.get(key)
    if section is None:
        raise SectionIsUnknown(name=key[:60])
    _check_rows(section.sheet, held, str(section.label))


def _check_rows(sheet: Sheet, held: Any, where: str) -> None:
    if not isinstance(held, list) or not all(isinstance(one, dict) for one in held):
        raise FileIsNoBlueprint(why=_("“%(where)s” is not a list") % {"where": where})
    known = {*sheet.fields, *sheet.parts}
    for entry in held:
        if strange := sorted(set(entry) - known):
            raise SectionIsUnknown(name=f"{where}: {strange[0][:60]}")
        if missing := [
            name for name in sheet.key if entry.get(name) is None and not _empty(sheet, name)
        ]:
            raise FileIsNoBlueprint(
                why=_("“%(where)s” has a row without “%(name)s”")
                % {"where": where, "name": missing[0]}
            )
        for part, inner in sheet.parts.items():
            _check_rows(inner, entry.get(part, []), f"{where}: {part}")


def _empty(sheet: Sheet, name: str) -> bool:
    return bool(sheet.model._meta.get_field(name).null)
