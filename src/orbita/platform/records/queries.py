"""Questions that can be asked of a record of any kind."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from orbita.platform.acts.actor import Actor
from orbita.platform.records.hidden import masked
from orbita.platform.records.slots import Fact, RecordPanel, facts, kinds, panels, watches


def record(actor: Actor, kind: str, record_id: UUID) -> Any:
    """A record that the actor may see, hidden fields blank, or NotFound. One statement."""
    return masked(actor, kinds[kind].model.objects.visible_to(actor).one(record_id))


def titles(kind: str, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Titles of records by id, for names in messages. One statement."""
    found = kinds[kind]
    rows = found.model._base_manager.filter(pk__in=list(ids)).values_list("pk", found.title)
    return dict(rows)


def panels_of(actor: Actor, kind: str, place: str) -> list[RecordPanel]:
    """The panels that stand on this side of such a record's page. No statement."""
    return [
        panel
        for panel in panels
        if kind in panel.kinds and panel.place == place and actor.may(panel.permission)
    ]


def facts_of(actor: Actor, kind: str, subject: Any) -> list[Fact]:
    """The facts of a record's head. One statement a plugged fact at most."""
    plugged = (plug for plug in facts if kind in plug.kinds and actor.may(plug.permission))
    return [fact for plug in plugged if (fact := plug.fact(actor, subject)) is not None]


def watched(actor: Actor, kind: str, subject: Any) -> None:
    """Tell who watches that the actor sees this record. One statement a watch at most."""
    for plug in watches:
        if kind in plug.kinds:
            plug.seen(actor, subject)
