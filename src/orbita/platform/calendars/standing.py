"""Whoever stands in for somebody absent does with his own records what the absent one may.

Only rights to records come along, never those to administer, and nothing that the absent one has been
given beyond his own records. It begins and ends with the days of the absence by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, Q
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from orbita.platform.access.slots import kind_of_permission
from orbita.platform.acts.actor import Actor
from orbita.platform.calendars.models import Absence
from orbita.platform.lists.slots import screens
from orbita.platform.records.slots import kinds
from orbita.platform.ui.shell import address

ABSENT = '["owner","in",["absent"]]'
"""Filters a list by what belongs to those for whom one stands in."""

_NOW = """
    FROM calendars_absence away JOIN accounts_user whose ON whose.id = away.user_id AND whose.is_active
    JOIN accounts_roleassignment given ON given.user_id = away.user_id
"""
_TODAY = "away.substitute_id = %(user)s AND %(today)s BETWEEN away.first_on AND away.last_on"
HELD = f"""
    ARRAY(SELECT DISTINCT may.permission || '@' || away.user_id {_NOW}
          JOIN accounts_grant may ON may.role_id = given.role_id AND may.scope <> 'none'
          WHERE {_TODAY} AND split_part(may.permission, '.', 2) NOT IN ('create', 'import', 'export'))
"""
KEPT = f"""
    SELECT json_agg(json_build_array(kept.role_id, kept.kind, kept.field, kept.level)) {_NOW}
    JOIN accounts_fieldright kept ON kept.role_id = given.role_id WHERE {_TODAY}
"""
CARRIED = f"""
    SELECT string_agg(away.user_id || '|' || away.last_on || '|' || whose.first_name || ' '
                      || whose.last_name, E'\\n' ORDER BY away.last_on, away.user_id)
    FROM calendars_absence away JOIN accounts_user whose ON whose.id = away.user_id AND whose.is_active
    WHERE {_TODAY}
"""


@dataclass(frozen=True)
class Standing:
    """For whom somebody stands in, and up to which day, the day included."""

    user_id: UUID
    name: str
    until: date

    def __str__(self) -> str:
        said = {"name": self.name, "day": date_format(self.until, "j E")}
        return _("for %(name)s (until %(day)s)") % said


def read(text: str | None) -> tuple[Standing, ...]:
    """What the statement of the actor has found."""
    found = []
    for line in (text or "").split("\n"):
        user, until, name = [*line.split("|", 2), "", ""][:3]
        if day := parse_date(until):
            found.append(Standing(UUID(user), name.strip(), day))
    return tuple(found)


def standing_for(actor: Actor) -> tuple[Standing, ...]:
    """For whom the actor stands in today. No statement."""
    found: tuple[Standing, ...] = actor.carried.get("standing", ())
    return found


def lists_of(actor: Actor) -> list[tuple[str, str]]:
    """The lists in which records of the absent stand now: name and address. No statement."""
    where = urlencode({"where": ABSENT, "mode": "table"})
    seen = {_seen_kind(permission) for permission in actor.stands_for}
    found = [
        (kind.plural, kind.list_url or address(f"lists:{kind.key}"))
        for kind in kinds
        if kind.key in seen and _has_owners(kind.key)
    ]
    return [(str(name), f"{url}?{where}") for name, url in found if url]


def _has_owners(kind: str) -> bool:
    screen = screens.get(kind)
    return screen is not None and any(column.key == "owner" for column in screen.columns)


def _seen_kind(permission: str) -> str:
    return kind_of_permission(permission) if permission.endswith(".view") else ""


def records(actor: Actor, model: type[Model], permission: str) -> Q:
    """The records that belong to those for whom the actor stands in and who have this right."""
    people = actor.stands_for.get(permission, frozenset())
    if not people:
        return Q(pk__in=())
    found = Q(owner__in=sorted(people))
    given: Any = getattr(model, "assigned_to", None)
    for user_id in sorted(people) if given else ():
        found |= given(replace(actor, id=user_id, groups=frozenset(), shared=frozenset()))
    return found


def why(actor: Actor, record: Any) -> Iterator[str]:
    """Why a record is seen on this way. No statement for the one who asks himself."""
    today = timezone.localdate()
    rows = Absence.objects.filter(substitute=actor.id, first_on__lte=today, last_on__gte=today)
    for absence in rows.select_related("user"):
        if absence.user_id == record.owner_id or hasattr(type(record), "assigned_to"):
            said = {
                "name": actor.name,
                "absent": str(absence.user),
                "day": date_format(absence.last_on, "j E"),
            }
            yield _("%(name)s stands in for %(absent)s until %(day)s.") % said
