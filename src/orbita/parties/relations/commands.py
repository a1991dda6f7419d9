"""What is done with relations between parties."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from orbita.parties.directory.commands import add_party
from orbita.parties.directory.models import Form, Party
from orbita.parties.relations import rules
from orbita.parties.relations.errors import (
    EndsBeforeStart,
    OnlyPeopleWork,
    RelatedAlready,
    WithItself,
    WorksAtPerson,
)
from orbita.parties.relations.events import RelationsChanged
from orbita.parties.relations.models import Relation, RelationKind
from orbita.platform.access.queries import allows
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotAllowed, NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command

EDITABLE = {"position", "decides", "since", "until", "kind"}


@command
def relate(
    source_id: UUID,
    target_id: UUID,
    *,
    kind: str,
    position: str = "",
    decides: bool = False,
    since: date | None = None,
    until: date | None = None,
    by: Actor,
) -> Relation:
    """Say how one party is tied to another: source works at, owns, is a part of … target.

    The actor sees both and may change one of them. Refuses what is there already, and work at a
    person.
    """
    if source_id == target_id:
        raise WithItself
    source, target = _pair(source_id, target_id, by)
    values = {
        "kind": kind,
        "position": position.strip(),
        "decides": decides,
        "since": since,
        "until": until,
    }
    _check(source, target, values)
    if _mirrored(source, target, kind):
        raise RelatedAlready
    try:
        with transaction.atomic():
            relation = Relation.objects.create(source=source, target=target, **values)
    except IntegrityError:
        raise RelatedAlready from None
    _tell(relation, by)
    return relation


@command
def change_relation(relation_id: UUID, changes: Mapping[str, Any], *, by: Actor) -> Relation:
    """Set position, decides, since, until or kind of a relation."""
    relation = _lock(relation_id, by)
    changes = {field: value for field, value in changes.items() if field in EDITABLE}
    for field, value in changes.items():
        setattr(relation, field, value)
    result = {field: getattr(relation, field) for field in EDITABLE}
    _check(relation.source, relation.target, result)
    try:
        with transaction.atomic():
            relation.save(update_fields=list(changes))
    except IntegrityError:
        raise RelatedAlready from None
    _tell(relation, by)
    return relation


@command
def end_relation(relation_id: UUID, *, until: date | None = None, by: Actor) -> Relation:
    """Say that a relation is over, today unless another day is named. It stays in the history."""
    return change_relation(relation_id, {"until": until or timezone.localdate()}, by=by)


@command
def remove_relation(relation_id: UUID, *, by: Actor) -> None:
    """Take away a relation that was entered by mistake."""
    relation = _lock(relation_id, by)
    _tell(relation, by)
    relation.delete()


@command
def add_contact_person(
    organisation_id: UUID,
    values: Mapping[str, Any],
    *,
    contact_points: Iterable[Mapping[str, Any]] = (),
    position: str = "",
    decides: bool = False,
    since: date | None = None,
    by: Actor,
) -> Party:
    """Add a person who works at an organisation, as one act; the person gets the same owner."""
    organisation: Party = Party.objects.visible_to(by).one(organisation_id)
    person = add_party(
        form=Form.PERSON,
        values=values,
        contact_points=contact_points,
        owner_id=organisation.owner_id,
        by=by,
    )
    _employ(person, organisation, position, decides, since, by)
    return person


def _employ(
    person: Party,
    organisation: Party,
    position: str,
    decides: bool,
    since: date | None,
    by: Actor,
) -> None:
    if not allows(by, "parties.edit", organisation):
        raise NotAllowed
    values = {"kind": RelationKind.WORKS_AT, "position": position.strip(), "decides": decides}
    _check(person, organisation, values)
    relation = Relation.objects.create(source=person, target=organisation, since=since, **values)
    _tell(relation, by)


def _pair(source_id: UUID, target_id: UUID, by: Actor) -> tuple[Party, Party]:
    """Both parties, seen by the actor, one of them his to change. Locked in key order."""
    visible = Party.objects.visible_to(by).filter(pk__in=(source_id, target_id))
    found = {row.pk: row for row in visible.select_for_update(of=("self",)).order_by("pk")}
    if len(found) < 2:
        raise NotFound
    source, target = found[source_id], found[target_id]
    if not (allows(by, "parties.edit", source) or allows(by, "parties.edit", target)):
        raise NotAllowed
    return source, target


def _lock(relation_id: UUID, by: Actor) -> Relation:
    relation = (
        Relation.objects.select_for_update(of=("self",))
        .select_related("source", "target")
        .filter(pk=relation_id)
        .first()
    )
    if relation is None:
        raise NotFound
    _pair(relation.source_id, relation.target_id, by)
    return relation


def _check(source: Party, target: Party, values: Mapping[str, Any]) -> None:
    if rules.ends_before_start(values):
        raise EndsBeforeStart
    if values["kind"] != rules.WORKS_AT:
        return
    if not rules.may_work(source.form):
        raise OnlyPeopleWork(name=source.name)
    if not rules.may_employ(target.form):
        raise WorksAtPerson(name=target.name)


def _mirrored(source: Party, target: Party, kind: str) -> bool:
    """Whether the other side says the same already."""
    if kind not in rules.TWO_WAY:
        return False
    return Relation.objects.filter(source=target, target=source, kind=kind, until=None).exists()


def _tell(relation: Relation, by: Actor) -> None:
    ids = (relation.source_id, relation.target_id)
    announce(RelationsChanged(party_ids=ids, by=by.id))
