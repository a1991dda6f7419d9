"""Clients that resemble the one being entered or imported, beyond the same ИНН, contact and name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from orbita.parties.directory import rules
from orbita.parties.directory.duplicates import PARTIES, subject
from orbita.parties.directory.models import Party
from orbita.platform.acts.actor import Actor
from orbita.platform.duplicates.queries import resembling


@dataclass(frozen=True)
class Resembling:
    """A client that may be the one being entered, how likely, and why."""

    id: UUID
    name: str
    city: str
    percent: int
    reasons: list[Any]


def clients_like(
    actor: Actor,
    form: str,
    values: Mapping[str, Any],
    contacts: Iterable[tuple[str, str]] = (),
    *,
    known: Iterable[UUID] = (),
    limit: int = 5,
) -> list[Resembling]:
    """Clients that the actor sees and that resemble what is being typed, the surest first; not those
    that are `known` to be offered already. Seven statements at most."""
    points = [
        (channel, rules.reach(channel, value).normal)
        for channel, value in contacts
        if value.strip()
    ]
    typed = subject({"pk": "", "form": form, **values}, points)
    found = {key: (score, reasons) for key, score, reasons in resembling(actor, PARTIES, typed)}
    for key in known:
        found.pop(key, None)
    if not found:
        return []
    rows = Party.objects.visible_to(actor).filter(pk__in=list(found))
    named = {pk: (name, city) for pk, name, city in rows.values_list("pk", "name", "city")}
    return [
        Resembling(key, *named[key], min(99, round(score * 100)), reasons)
        for key, (score, reasons) in found.items()
        if key in named
    ][:limit]
