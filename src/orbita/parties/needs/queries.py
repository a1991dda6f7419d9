"""Questions about needs and their topics."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from orbita.parties.needs.models import Need, NeedTopic, State
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.remembering import once


@dataclass(frozen=True)
class Topic:
    """A topic with the names above it."""

    id: UUID
    parent_id: UUID | None
    name: str
    trail: str
    depth: int


@once
def topics() -> tuple[Topic, ...]:
    """The tree of topics, from the roots down. One statement, once a request."""
    children: dict[UUID | None, list[NeedTopic]] = {}
    for row in NeedTopic.objects.all():
        children.setdefault(row.parent_id, []).append(row)
    found: list[Topic] = []

    def walk(parent: UUID | None, trail: str, depth: int) -> None:
        for row in children.get(parent, ()):
            whole = f"{trail} / {row.name}" if trail else row.name
            found.append(Topic(row.pk, row.parent_id, row.name, whole, depth))
            walk(row.pk, whole, depth + 1)

    walk(None, "", 0)
    return tuple(found)


def below(topic_ids: Sequence[UUID]) -> set[UUID]:
    """These topics with all below them. One statement, once a request."""
    wanted = set(topic_ids)
    for topic in topics():  # parents come before their children
        if topic.parent_id in wanted:
            wanted.add(topic.id)
    return wanted


def offered() -> list[tuple[Any, str]]:
    """Topics to choose from, with the names above them."""
    return [(str(topic.id), topic.trail) for topic in topics()]


def used() -> dict[UUID, int]:
    """How many living needs each topic has. One statement."""
    rows = Need.objects.alive().order_by().values("topic").annotate(count=Count("pk"))
    return {row["topic"]: row["count"] for row in rows if row["topic"]}


def topic(topic_id: UUID) -> NeedTopic:
    """A topic, or NotFound. One statement."""
    found = NeedTopic.objects.filter(pk=topic_id).first()
    if found is None:
        raise NotFound
    return found


def needs_of(actor: Actor, party_id: UUID) -> list[Need]:
    """The needs of a client, the open ones first, by importance and term. One statement."""
    rows = (
        Need.objects.visible_to(actor).filter(party=party_id).select_related("topic", "created_by")
    )
    open_first = Q(state=State.OPEN)
    return list(
        rows.annotate(is_first=open_first).order_by(
            "-is_first", "-importance", F("wanted_by").asc(nulls_last=True), "-pk"
        )[:50]
    )


def need(actor: Actor, need_id: UUID) -> Need:
    """A need that the actor may see, with its client, or NotFound. One statement."""
    rows = Need.objects.visible_to(actor).select_related("party", "topic", "owner", "created_by")
    found: Need = rows.one(need_id)
    return found
