"""Questions about who is tied to whom."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from orbita.parties.directory.models import Channel, ContactPoint, Party
from orbita.parties.directory.queries import main_contacts
from orbita.parties.relations.models import Relation, RelationKind
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound


@dataclass(frozen=True)
class Tie:
    """A relation seen from one of its parties: `other` is the party at the far end."""

    id: UUID
    kind: str
    outgoing: bool
    other: Party
    position: str
    decides: bool
    since: date | None
    until: date | None
    contacts: tuple[ContactPoint, ...] = ()

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < timezone.localdate()

    @property
    def first_reach(self) -> ContactPoint | None:
        """How to reach the other one: by phone, else by mail, else as there is."""
        order = (Channel.PHONE, Channel.EMAIL)
        known = [point for channel in order if (point := self.reach(channel))]
        return next(iter([*known, *self.contacts]), None)

    def reach(self, channel: str) -> ContactPoint | None:
        """The main contact point of a channel."""
        return next((point for point in self.contacts if point.channel == channel), None)


def ties(actor: Actor, party: Party) -> list[Tie]:
    """All relations of a party with parties that the actor sees, present ones first, who decides at
    the top. Three statements."""
    rows = list(Relation.objects.filter(Q(source=party) | Q(target=party)))
    far = {row.target_id if row.source_id == party.pk else row.source_id for row in rows}
    others = {other.pk: other for other in Party.objects.visible_to(actor).filter(pk__in=far)}
    contacts = main_contacts(others) if actor.sees("party", "contact_points") else {}
    found = [
        _tie(row, row.source_id == party.pk, others[other], contacts.get(other, []))
        for row in rows
        if (other := row.target_id if row.source_id == party.pk else row.source_id) in others
    ]
    return sorted(found, key=lambda tie: (tie.is_over, not tie.decides, tie.other.sort_key))


def _tie(row: Relation, outgoing: bool, other: Party, contacts: list[ContactPoint]) -> Tie:
    return Tie(
        row.pk,
        row.kind,
        outgoing,
        other,
        row.position,
        row.decides,
        row.since,
        row.until,
        tuple(contacts),
    )


def people_of(actor: Actor, organisation: Party) -> list[Tie]:
    """Who works at an organisation now, and who did."""
    found = ties(actor, organisation)
    return [tie for tie in found if tie.kind == RelationKind.WORKS_AT and not tie.outgoing]


def relation_of(actor: Actor, party: Party, relation_id: UUID) -> Relation:
    """A relation of this party with another that the actor sees, or NotFound. Two statements."""
    mine = Relation.objects.filter(Q(source=party) | Q(target=party))
    found = mine.select_related("source", "target").filter(pk=relation_id).first()
    if found is None:
        raise NotFound
    other = found.target_id if found.source_id == party.pk else found.source_id
    Party.objects.visible_to(actor).one(other)
    return found
