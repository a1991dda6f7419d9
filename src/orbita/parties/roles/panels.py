"""What a party is to us, on its page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language

from orbita.parties.directory.models import Party
from orbita.parties.roles import rules
from orbita.parties.roles.forms import LABELS, TONES
from orbita.parties.roles.models import PartyRole, Role
from orbita.parties.roles.queries import roles_of
from orbita.platform.access.queries import allows
from orbita.platform.acts.actor import Actor


def roles(actor: Actor, party: Party, as_of: datetime | None) -> Mapping[str, Any] | None:
    """The roles of a party with their data. Two statements."""
    if as_of is not None:
        return None
    found = roles_of(party)
    may_edit = allows(actor, "parties.edit", party)
    if not found and not may_edit:
        return None
    missing = [one for one in Role.choices if one[0] not in {row.role for row in found}]
    return {
        "roles": [(row, TONES[Role(row.role)], _lines(row)) for row in found],
        "missing": missing,
        "may_edit": may_edit,
    }


def _lines(row: PartyRole) -> list[tuple[str | Promise, str]]:
    return [
        (LABELS[field.key], _worded(row.data[field.key], field.type))
        for field in rules.FIELDS[row.role]
        if field.key in row.data
    ]


def _worded(value: Any, kind: str) -> str:
    text = str(value)
    return text.replace(".", ",") if kind != "text" and get_language() == "ru" else text
