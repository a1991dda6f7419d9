"""Stories: what other apps' acts tell on the timeline, of one record or of many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.activities.timeline.models import Direction, Interaction, Kind
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.records.slots import RecordRef


@command
def tell_story(
    key: str,
    *,
    party_id: UUID | None = None,
    about: RecordRef | None = None,
    values: Mapping[str, Any] | None = None,
    at: datetime | None = None,
    by: Actor,
) -> Interaction:
    """Note on the timeline that something happened elsewhere (a deal was won), with plain values.

    Called by `within` listeners of other apps, so it belongs to their act and is undone with it.
    """
    return Interaction.objects.create(
        kind=Kind.STORY,
        party_id=party_id,
        about_kind=about.kind if about else "",
        about_id=about.id if about else None,
        story={**(values or {}), "key": key},
        done_at=at or timezone.now(),
        owner_id=by.id,
        created_by_id=by.id,
    )


def hand_to_client(about: RecordRef, party_id: UUID) -> int:
    """Let what was said about a record without a client be the client's as well, as a part of the
    running act. One statement; how many contacts there were."""
    rows = Interaction.objects.filter(about_kind=about.kind, about_id=about.id, party=None)
    return int(rows.update(party=party_id))


def tell_stories(
    key: str, abouts: Sequence[RecordRef], *, values: Mapping[str, Any] | None = None, by: Actor
) -> None:
    """The same story for each of these records, as a part of the running act. One statement."""
    now = timezone.now()
    Interaction.objects.bulk_create(
        [
            Interaction(
                kind=Kind.STORY,
                direction=Direction.NONE,
                about_kind=about.kind,
                about_id=about.id,
                story={**(values or {}), "key": key},
                done_at=now,
                owner_id=by.id,
                created_by_id=by.id,
            )
            for about in abouts
        ],
        batch_size=1000,
    )


@dataclass(frozen=True)
class Told:
    """A story of one record among many: about it, for its client, with its own values."""

    about: RecordRef | None
    party_id: UUID | None
    values: Mapping[str, Any]


def tell_of_records(key: str, told: Sequence[Told], *, by: Actor) -> None:
    """A story for each of these records, each with its own values, as a part of the running act.
    One statement a thousand."""
    now = timezone.now()
    Interaction.objects.bulk_create(
        [
            _about(one, kind=Kind.STORY, story={**one.values, "key": key}, done_at=now, by=by)
            for one in told
        ],
        batch_size=1000,
    )


def note_on_records(
    notes: Sequence[tuple[RecordRef | None, UUID | None, str]], *, by: Actor
) -> None:
    """A note on the timeline of each of these records, as a part of the running act. One statement
    a thousand."""
    now = timezone.now()
    Interaction.objects.bulk_create(
        [
            _about(Told(about, party_id, {}), kind=Kind.NOTE, text=text, done_at=now, by=by)
            for about, party_id, text in notes
        ],
        batch_size=1000,
    )


def _about(one: Told, *, by: Actor, **columns: Any) -> Interaction:
    return Interaction(
        direction=Direction.NONE,
        about_kind=one.about.kind if one.about else "",
        about_id=one.about.id if one.about else None,
        party_id=one.party_id,
        owner_id=by.id,
        created_by_id=by.id,
        **columns,
    )
