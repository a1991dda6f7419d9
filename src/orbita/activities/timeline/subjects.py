"""What a contact is about and who takes part, checked against what the actor sees."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from orbita.activities.timeline.errors import NeedsSubject, NotAnEmployee
from orbita.activities.timeline.models import Interaction, Participant
from orbita.parties.directory.models import Party
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import Record
from orbita.platform.records.queries import record
from orbita.platform.records.slots import RecordRef

PARTY = "party"


@dataclass(frozen=True)
class Subject:
    """The client and the record besides him, as a contact stores them."""

    party_id: UUID | None
    about_kind: str = ""
    about_id: UUID | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """Values for a new contact."""
        return {
            "party_id": self.party_id,
            "about_kind": self.about_kind,
            "about_id": self.about_id,
        }


def subject_of(by: Actor, party_id: UUID | None, about: RecordRef | None) -> Subject:
    """The subject as the actor may use it. A record's own client is taken with it.

    Refuses what he does not see, and a contact about nothing.
    """
    if about is not None and about.kind == PARTY:
        party_id, about = about.id, None
    if about is not None:
        found = record(by, about.kind, about.id)
        party_id = party_id or getattr(found, "party_id", None)
        if party_id == getattr(found, "party_id", None):
            return Subject(party_id, about.kind, about.id)
    if party_id is None:
        if about is None:
            raise NeedsSubject
        return Subject(None, about.kind, about.id)
    Party.objects.visible_to(by).one(party_id)
    return Subject(party_id, about.kind, about.id) if about else Subject(party_id)


def add_participants(
    interaction: Interaction,
    *,
    colleagues: Iterable[UUID] = (),
    people: Iterable[UUID] = (),
    mentioned: Iterable[UUID] = (),
    by: Actor,
) -> None:
    """Note who took part: colleagues, people of the client, and colleagues called in the text.

    Three statements at most. Refuses people that the actor does not see.
    """
    called = set(mentioned)
    users = set(colleagues) | called
    parties = set(people)
    if len(parties) > Party.objects.visible_to(by).filter(pk__in=parties).count():
        raise NotFound
    if len(users) > User.objects.filter(pk__in=users).count():
        raise NotAnEmployee(field="participants")
    rows = [
        Participant(interaction=interaction, user_id=user, is_mentioned=user in called)
        for user in sorted(users)
    ]
    rows += [Participant(interaction=interaction, party_id=party) for party in sorted(parties)]
    Participant.objects.bulk_create(rows, ignore_conflicts=True)


def employee(user_id: UUID) -> UUID:
    """An employee who can be given work, or NotAnEmployee."""
    if not User.objects.active().filter(pk=user_id).exists():
        raise NotAnEmployee
    return user_id


def touched(rows: Sequence[Interaction]) -> tuple[str, ...]:
    """«kind:id» of the records whose timelines show these contacts."""
    found = {f"{PARTY}:{row.party_id}" for row in rows if row.party_id}
    found |= {f"{row.about_kind}:{row.about_id}" for row in rows if row.about_id}
    return tuple(sorted(found))


def subject_records(event: Any) -> Iterable[Record]:
    """The records that an event of one contact touches, for a poke."""
    yield "interaction", event.interaction_id
    if event.party_id:
        yield PARTY, event.party_id
    if event.about_id:
        yield event.about_kind, event.about_id
    if assignee := getattr(event, "assignee_id", None):
        yield "agenda", assignee
