"""Questions about parties."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from orbita.kit import requisites
from orbita.kit.legal_forms import short_forms
from orbita.kit.text import strip_legal_form
from orbita.parties.directory import rules
from orbita.parties.directory.models import ContactPoint, Party
from orbita.parties.directory.resembling import clients_like as clients_like
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor


@dataclass(frozen=True)
class Same:
    """A party that may be the one being entered: `reason` is inn, contact or name."""

    id: UUID
    name: str
    city: str
    reason: str


def find_same(
    actor: Actor,
    *,
    name: str = "",
    contacts: Iterable[tuple[str, str]] = (),
    inn: str = "",
    exclude: UUID | None = None,
    limit: int = 5,
) -> list[Same]:
    """Parties that the actor sees with the same ИНН, phone, mail or messenger, or such a name.

    `contacts` are (channel, value). The surest come first. Two statements at most.
    """
    visible = Party.objects.visible_to(actor).exclude(pk=exclude)
    normals = {rules.reach(channel, value).normal for channel, value in contacts if value.strip()}
    reached = _ids_reached(visible, normals) if normals else frozenset()
    inn = requisites.clean(inn)
    condition = Q(pk__in=reached)
    if len(inn) in (10, 12):
        condition |= Q(inn=inn)
    if key := rules.sort_key(name.strip()):
        condition |= _named(key)
    if not reached and len(inn) not in (10, 12) and not key:
        return []
    rows = visible.filter(condition).values_list("pk", "name", "city", "inn")[: limit * 3]
    found = [
        Same(pk, title, city, _reason(pk, code, inn, reached)) for pk, title, city, code in rows
    ]
    order = ("inn", "contact", "name")
    return sorted(found, key=lambda same: order.index(same.reason))[:limit]


def _ids_reached(visible: QuerySet[Party], normals: Collection[str]) -> frozenset[UUID]:
    points = ContactPoint.objects.filter(normal__in=normals, party__in=visible)
    return frozenset(points.values_list("party", flat=True)[:20])


def _reason(pk: UUID, code: str, inn: str, reached: Collection[UUID]) -> str:
    if inn and code == inn:
        return "inn"
    return "contact" if pk in reached else "name"


def _named(key: str) -> Q:
    """Names that begin so, or are the same under any Russian legal form: index look-ups only."""
    core = rules.sort_key(strip_legal_form(key)[1])
    if core in _forms():
        return Q(pk__in=())
    same = Q(sort_key__in=[core, *(f"{form} {core}" for form in _forms())])
    return same | Q(sort_key__startswith=key) if len(core) >= 3 else same


@cache
def _forms() -> tuple[str, ...]:
    return tuple(form.lower() for form in short_forms())


def owners(current: UUID | None = None) -> list[tuple[UUID, str]]:
    """Who can own a party: employees that can sign in, and whoever owns it now. One statement."""
    people = User.objects.filter(Q(is_active=True) | Q(pk=current))
    return [(person.pk, str(person)) for person in people.order_by("first_name", "last_name")]


def contact_points(party: Party) -> list[ContactPoint]:
    """How to reach the party, in its order. One statement."""
    return list(party.contact_points.all())


def main_contacts(party_ids: Iterable[UUID]) -> dict[UUID, list[ContactPoint]]:
    """The main contact point of each channel of these parties. One statement."""
    found: dict[UUID, list[ContactPoint]] = {}
    for point in ContactPoint.objects.filter(party__in=list(party_ids), is_main=True):
        found.setdefault(point.party_id, []).append(point)
    return found


@dataclass(frozen=True)
class Origin:
    """Who put a value there and when; `source` is filled when it came from outside."""

    by: str
    at: datetime
    source: str


_ORIGINS = """
WITH versions AS (
    SELECT pgh_id, pgh_created_at, pgh_context_id, to_jsonb(h) AS now,
           lag(to_jsonb(h)) OVER (ORDER BY pgh_id) AS before
    FROM directory_party_history h WHERE pgh_obj_id = %(party)s
), newest AS (
    SELECT DISTINCT ON (f.key) f.key AS field, v.pgh_created_at, v.pgh_context_id
    FROM versions v, jsonb_each(v.now) f
    WHERE v.before IS NULL OR v.before -> f.key IS DISTINCT FROM f.value
    ORDER BY f.key, v.pgh_id DESC
)
SELECT newest.field, concat_ws(' ', u.first_name, nullif(u.last_name, '')),
       CASE WHEN i.id IS NULL THEN coalesce(o.at, newest.pgh_created_at) ELSE newest.pgh_created_at END,
       coalesce(i.file_name, o.source, '')
FROM newest
LEFT JOIN acts_act a ON a.id = newest.pgh_context_id
LEFT JOIN accounts_user u ON u.id = a.by_id
LEFT JOIN imports_import i ON i.act_id = newest.pgh_context_id
LEFT JOIN directory_valueorigin o ON o.party_id = %(party)s AND o.field = newest.field
"""


def origins(party_id: UUID) -> dict[str, Origin]:
    """Who gave each field of a party its present value, when, from which source. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ORIGINS, {"party": party_id})
        rows = cursor.fetchall()
    return {field: Origin(by, at, source) for field, by, at, source in rows}


def one_party(actor: Actor, party_id: UUID, *along: str) -> Party:
    """A client that the actor may see, with its owner and what is to be fetched along, or NotFound.
    One statement."""
    found: Party = Party.objects.visible_to(actor).select_related("owner", *along).one(party_id)
    return found
