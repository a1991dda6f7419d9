"""What is done with needs."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, ProtectedError

from orbita.parties.directory.models import Party
from orbita.parties.needs.errors import (
    BudgetIsNegative,
    NeedNeedsWords,
    TopicExists,
    TopicInItself,
    TopicIsUsed,
    TopicNeedsName,
)
from orbita.parties.needs.events import NeedsChanged, TopicsChanged
from orbita.parties.needs.models import Importance, Need, NeedTopic, State
from orbita.parties.needs.queries import below
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.changing import bin_rows, change_rows, restore_rows
from orbita.platform.remembering import forget

MANAGE = "needs.topics"
EDITABLE = {"topic", "words", "budget", "wanted_by", "importance", "state", "quote", "owner"}


@command
def note_need(
    party_id: UUID,
    *,
    words: str = "",
    topic_id: UUID | None = None,
    budget: Decimal | None = None,
    wanted_by: date | None = None,
    importance: int = Importance.MIDDLE,
    quote: str = "",
    interaction_id: UUID | None = None,
    by: Actor,
) -> Need:
    """Note what a client needs; without words it is named for its topic.

    Refuses a need without topic and words, and a client that the actor does not see.
    """
    require(by, "needs.create")
    party = Party.objects.visible_to(by).one(party_id)
    if budget is not None and budget < 0:
        raise BudgetIsNegative
    made = Need.objects.create(
        party=party,
        topic_id=topic_id,
        words=_named(words, topic_id),
        budget=budget,
        wanted_by=wanted_by,
        importance=Importance(importance),
        quote=quote.strip(),
        interaction_id=interaction_id,
        owner_id=by.id,
        created_by_id=by.id,
    )
    announce(NeedsChanged(need_ids=(made.pk,), party_ids=(party_id,), by=by.id))
    return made


@command
def change_needs(
    ids: Sequence[UUID],
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any] | None = None,
    by: Actor,
) -> None:
    """Set the same values on needs: among them what became of them."""
    changes = {name: value for name, value in changes.items() if _may_be_changed(name)}
    if changes.get("budget") is not None and changes["budget"] < 0:
        raise BudgetIsNegative
    if "words" in changes and not str(changes["words"]).strip():
        raise NeedNeedsWords
    if "state" in changes:
        changes["state"] = State(changes["state"])
    rows = change_rows(Need, ids, changes, base=base, by=by)
    _tell(rows, by)


@command
def delete_needs(ids: Sequence[UUID], *, by: Actor) -> None:
    """Put needs into the bin."""
    _tell_binned(bin_rows(Need, ids, by=by), by)


@command
def restore_needs(ids: Sequence[UUID], *, by: Actor) -> None:
    """Take needs out of the bin."""
    _tell_binned(restore_rows(Need, ids, by=by), by)


@command
def write_topic(
    topic_id: UUID | None = None, *, name: str, parent_id: UUID | None = None, by: Actor
) -> NeedTopic:
    """Add a topic of needs or change one. Refuses a name that there is, and a circle."""
    require(by, MANAGE)
    row = NeedTopic() if topic_id is None else _topic(topic_id)
    if not name.strip():
        raise TopicNeedsName
    forget()
    if topic_id is not None and parent_id in below([topic_id]):
        raise TopicInItself
    if topic_id is None:
        last = NeedTopic.objects.filter(parent=parent_id).aggregate(last=Max("position"))["last"]
        row.position = (last or 0) + 1
    row.name, row.parent_id = name.strip()[:200], parent_id
    try:
        with transaction.atomic():
            row.save(force_insert=topic_id is None)
    except IntegrityError:
        raise TopicExists(name=row.name) from None
    forget()
    announce(TopicsChanged(by=by.id))
    return row


@command
def delete_topic(topic_id: UUID, *, by: Actor) -> None:
    """Take a topic away. Refuses one that is used or has topics below it."""
    require(by, MANAGE)
    row = _topic(topic_id)
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        raise TopicIsUsed(name=row.name) from None
    forget()
    announce(TopicsChanged(by=by.id))


def _may_be_changed(name: str) -> bool:
    return name in EDITABLE or name.startswith("own.")


def _topic(topic_id: UUID) -> NeedTopic:
    found = NeedTopic.objects.select_for_update().filter(pk=topic_id).first()
    if found is None:
        raise NotFound
    return found


def _named(words: str, topic_id: UUID | None) -> str:
    """The words, or the name of the topic. Refuses neither."""
    if words.strip():
        return words.strip()[:300]
    if topic_id is None:
        raise NeedNeedsWords
    return _topic(topic_id).name[:300]


def _tell(rows: Sequence[Need], by: Actor) -> None:
    parties = tuple(sorted({row.party_id for row in rows}))
    announce(NeedsChanged(need_ids=tuple(row.pk for row in rows), party_ids=parties, by=by.id))


def _tell_binned(ids: Sequence[UUID], by: Actor) -> None:
    _tell(list(Need.objects.filter(pk__in=list(ids))), by)
