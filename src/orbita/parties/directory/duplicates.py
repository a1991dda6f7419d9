"""What tells one client from another, for the search of duplicates."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, pgettext

from orbita.kit.likeness.subjects import Place, Subject
from orbita.kit.names import split_name
from orbita.parties.directory.importing.fields import party_fields
from orbita.parties.directory.models import Address, Channel, ContactPoint, ExternalId, Form, Party
from orbita.platform.acts.actor import Actor
from orbita.platform.duplicates.slots import Matchable
from orbita.platform.imports.heads import plain
from orbita.platform.ui.dates import when

BATCH = 5000
_FIELDS = (
    "pk", "form", "name", "last_name", "first_name", "middle_name", "inn", "kpp", "ogrn", "site",
    "city", "born_on", "details",
)  # fmt: skip
_NO_EVIDENCE = ("external_id", "owner", "source", "note", "status", "form")
"""What such columns hold says nothing of who somebody is, whatever kept it from its field."""
_MAX_LENGTH = 200


def subjects(ids: Iterable[UUID] | None) -> Iterator[Subject]:
    """What is known of these clients, or of all that are not in the bin. Three statements a batch."""
    rows = Party.objects.alive().order_by("pk")
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    known = rows.values(*_FIELDS).iterator(chunk_size=BATCH)
    while batch := list(islice(known, BATCH)):
        keys = [row["pk"] for row in batch]
        points = _gathered(ContactPoint, keys, "channel", "normal")
        places = _gathered(Address, keys, "street", "city", "region", "postcode")
        for row in batch:
            yield subject(row, points.get(row["pk"], ()), places.get(row["pk"], ()))


def _gathered(model: Any, keys: list[UUID], *names: str) -> dict[UUID, list[tuple[str, ...]]]:
    found: dict[UUID, list[tuple[str, ...]]] = {}
    for party, *values in model.objects.filter(party__in=keys).values_list("party", *names):
        found.setdefault(party, []).append(tuple(values))
    return found


def subject(
    row: Mapping[str, Any],
    points: Iterable[tuple[str, ...]] = (),
    places: Iterable[tuple[str, ...]] = (),
) -> Subject:
    """A client as evidence: its row by column, its contacts (channel, normal form), its addresses."""
    is_person = row["form"] == Form.PERSON
    by_channel: dict[str, list[str]] = {}
    for channel, normal in points:
        by_channel.setdefault(channel, []).append(normal)
    spots = [Place(*values) for values in places]
    if not spots and row.get("city"):
        spots = [Place(city=row["city"])]
    found = Subject(
        id=str(row.get("pk") or ""),
        group="person" if is_person else "company",
        names=() if is_person else (row.get("name") or "",),
        codes={name: row[name] for name in ("inn", "ogrn") if row.get(name)},
        phones=tuple(by_channel.pop(Channel.PHONE, ())),
        mails=tuple(by_channel.pop(Channel.EMAIL, ())),
        accounts=tuple(f"{channel}:{one}" for channel, many in by_channel.items() for one in many),
        branch="" if is_person else row.get("kpp") or "",
        site=row.get("site") or "",
        born=f"{row['born_on']:%Y%m%d}" if row.get("born_on") else "",
        places=tuple(spots),
    )
    if is_person:
        _name(found, row)
    if details := row.get("details"):
        _add_details(found, details)
    return found


def _name(found: Subject, row: Mapping[str, Any]) -> None:
    found.last, found.first = row.get("last_name") or "", row.get("first_name") or ""
    found.middle = row.get("middle_name") or ""
    if not (found.last or found.first) and row.get("name"):
        parts = split_name(row["name"])
        found.last, found.first, found.middle = parts.last, parts.first, parts.middle


def _add_details(found: Subject, details: Mapping[str, Any]) -> None:
    """Cells of columns that no field holds, and cells that their fields could not read."""
    meant = _heads()
    for head, value in details.items():
        text = str(value)
        field = meant.get(plain(head), "")
        if not text.strip() or len(text) > _MAX_LENGTH or field in _NO_EVIDENCE:
            continue
        match field:
            case "born_on":
                found.born = found.born or text
            case "phone":
                found.phones = (*found.phones, text)
            case "email":
                found.mails = (*found.mails, text)
            case _:
                found.details[plain(head)] = text


@cache
def _heads() -> dict[str, str]:
    """The field that a head of a column stands for."""
    return {
        plain(head): field.key
        for field in party_fields()
        for head in (*field.headings.split("|"), field.key)
        if head
    }


def outside_keys(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The key of each client in another system, the first where there are several. One statement."""
    rows = ExternalId.objects.filter(party__in=list(ids)).order_by("-system", "-value")
    return dict(rows.values_list("party", "value"))


def facts(actor: Actor, ids: Collection[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """What a decision needs to know of each client. Three statements."""
    keys = list(ids)
    points = _gathered(ContactPoint, keys, "value")
    places = _gathered(Address, keys, "postcode", "city", "street")
    found: dict[UUID, list[tuple[str, str]]] = {}
    for party in Party.objects.filter(pk__in=keys).select_related("owner"):
        contacts = ", ".join(value for (value,) in points.get(party.pk, ())[:3])
        spots = [", ".join(filter(None, spot)) for spot in places.get(party.pk, ())[:1]]
        lines = [
            ("inn", gettext("INN"), " / ".join(filter(None, (party.inn, party.kpp)))),
            ("contact_points", pgettext("client", "contacts"), contacts),
            ("born_on", gettext("birthday"), when(party.born_on) if party.born_on else ""),
            ("addresses", gettext("address"), spots[0] if spots else party.city),
            ("owner", gettext("owner"), str(party.owner) if party.owner else ""),
            ("created_at", gettext("created"), when(party.created_at)),
        ]
        found[party.pk] = [
            (label, value) for field, label, value in lines if value and actor.sees("party", field)
        ]
    return found


PARTIES = Matchable(
    kind="party",
    names=("parties", "clients"),
    permission="parties.view",
    subjects=subjects,
    outside_keys=outside_keys,
    count=lambda: Party.objects.alive().count(),
    facts=facts,
    order=10,
)
