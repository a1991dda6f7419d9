"""The tree of territories and the rules that fill it. None of these acts moves a client."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q

from orbita.parties.territories.errors import (
    RuleIsUnreadable,
    TerritoryExists,
    TerritoryHasClients,
    TerritoryInItself,
    TerritoryNeedsName,
    TerritoryTooDeep,
)
from orbita.parties.territories.events import TerritoryChanged
from orbita.parties.territories.models import PartyTerritory, Territory, TerritoryRule
from orbita.parties.territories.queries import territory_named
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.conditions.compile import compile_condition
from orbita.platform.conditions.tree import ConditionFault, parse
from orbita.platform.keys import uuid7
from orbita.platform.lists.slots import fields_of

MANAGE = "territories.manage"
DEEPEST = 20
LISTS = ("countries", "regions", "cities", "postcodes")


@command
def add_territory(
    *,
    name: str,
    parent_id: UUID | None = None,
    manager_id: UUID | None = None,
    team_id: UUID | None = None,
    by: Actor,
) -> Territory:
    """Add a territory at the top or below another one."""
    require(by, MANAGE)
    parent = territory_named(parent_id) if parent_id else None
    key = uuid7()
    made = Territory(
        id=key,
        parent=parent,
        name=_named(name),
        path=_path(parent, key),
        position=Territory.objects.filter(parent=parent).count(),
        manager_id=manager_id,
        team_id=team_id,
    )
    _store(made)
    announce(TerritoryChanged(territory_id=made.pk, by=by.id))
    return made


@command
def change_territory(
    territory_id: UUID,
    *,
    name: str,
    parent_id: UUID | None,
    manager_id: UUID | None,
    team_id: UUID | None,
    by: Actor,
) -> Territory:
    """Rename a territory, hang it elsewhere with all below it, say who manages it."""
    found = _locked(territory_id, by)
    parent = territory_named(parent_id) if parent_id else None
    if parent is not None and parent.path.startswith(found.path):
        raise TerritoryInItself(name=found.name)
    old, moved = found.path, parent_id != found.parent_id
    found.name, found.parent = _named(name), parent
    found.manager_id, found.team_id = manager_id, team_id
    if moved:
        found.position = Territory.objects.filter(parent=parent).count()
    _store(found, "name", "parent", "manager", "team", "position")
    if moved:
        _move_paths(old, _path(parent, found.pk))
        found.refresh_from_db(fields=["path"])
    announce(TerritoryChanged(territory_id=found.pk, by=by.id))
    return found


@command
def shift_territory(territory_id: UUID, *, down: bool, by: Actor) -> None:
    """Put a territory one place higher or lower among its siblings."""
    found = _locked(territory_id, by)
    _shift(Territory.objects.filter(parent=found.parent_id), found, down)
    announce(TerritoryChanged(territory_id=found.pk, by=by.id))


@command
def delete_territory(territory_id: UUID, *, by: Actor) -> None:
    """Delete a territory with all below it and their rules. Refuses while clients stand there."""
    found = _locked(territory_id, by)
    inside = Q(territory__path__startswith=found.path)
    if PartyTerritory.objects.filter(inside).exists():
        raise TerritoryHasClients(name=found.name)
    Territory.objects.filter(path__startswith=found.path).delete()
    announce(TerritoryChanged(territory_id=territory_id, by=by.id))


@command
def add_territory_rule(
    territory_id: UUID, *, lists: Mapping[str, list[str]], condition: str = "", by: Actor
) -> TerritoryRule:
    """Say which clients belong to a territory. It stands last of all rules; nobody moves yet."""
    found = _locked(territory_id, by)
    rule = TerritoryRule.objects.create(
        territory=found,
        position=TerritoryRule.objects.count(),
        condition=_readable(condition),
        **{name: _cleaned(lists.get(name, [])) for name in LISTS},
    )
    announce(TerritoryChanged(territory_id=found.pk, by=by.id))
    return rule


@command
def change_territory_rule(
    rule_id: UUID, *, lists: Mapping[str, list[str]], condition: str, by: Actor
) -> TerritoryRule:
    """Say otherwise which clients belong to a territory; nobody moves yet."""
    rule = _locked_rule(rule_id, by)
    for name in LISTS:
        setattr(rule, name, _cleaned(lists.get(name, [])))
    rule.condition = _readable(condition)
    rule.save(update_fields=[*LISTS, "condition"])
    announce(TerritoryChanged(territory_id=rule.territory_id, by=by.id))
    return rule


@command
def shift_territory_rule(rule_id: UUID, *, down: bool, by: Actor) -> None:
    """Ask a rule sooner or later than the others."""
    rule = _locked_rule(rule_id, by)
    _shift(TerritoryRule.objects.all(), rule, down)
    announce(TerritoryChanged(territory_id=rule.territory_id, by=by.id))


@command
def delete_territory_rule(rule_id: UUID, *, by: Actor) -> None:
    """Drop a rule; its clients stay until the next re-cut."""
    rule = _locked_rule(rule_id, by)
    PartyTerritory.objects.filter(rule=rule).update(rule=None)
    rule.delete()
    announce(TerritoryChanged(territory_id=rule.territory_id, by=by.id))


def _named(name: str) -> str:
    if not name.strip():
        raise TerritoryNeedsName
    return name.strip()


def _cleaned(values: list[str]) -> list[str]:
    return list(dict.fromkeys(value.strip() for value in values if value.strip()))


def _readable(condition: str) -> str:
    """The condition, if it can be asked of clients."""
    try:
        compile_condition(parse(condition), "party", fields_of, SYSTEM)
    except ConditionFault:
        raise RuleIsUnreadable from None
    return condition


def _path(parent: Territory | None, key: UUID) -> str:
    path = f"{parent.path if parent else '/'}{key.hex}/"
    if path.count("/") > DEEPEST + 1:
        raise TerritoryTooDeep
    return path


def _move_paths(old: str, new: str) -> None:
    """The paths of a whole subtree, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE territories_territory SET path = %s || substr(path, %s)"
            " WHERE starts_with(path, %s)",
            [new, len(old) + 1, old],
        )


def _locked(territory_id: UUID, by: Actor) -> Territory:
    require(by, MANAGE)
    territory_named(territory_id)
    return Territory.objects.select_for_update().get(pk=territory_id)


def _locked_rule(rule_id: UUID, by: Actor) -> TerritoryRule:
    require(by, MANAGE)
    found = TerritoryRule.objects.select_for_update().filter(pk=rule_id).first()
    if found is None:
        raise NotFound
    return found


def _store(row: Territory, *fields: str) -> None:
    try:
        with transaction.atomic():
            row.save(update_fields=fields or None)
    except IntegrityError:
        raise TerritoryExists(name=row.name) from None


def _shift(siblings: "models.QuerySet[Any]", row: models.Model, down: bool) -> None:
    rows = list(siblings.select_for_update())
    at = next(number for number, one in enumerate(rows) if one.pk == row.pk)
    to = min(max(at + (1 if down else -1), 0), len(rows) - 1)
    rows.insert(to, rows.pop(at))
    for number, one in enumerate(rows):
        one.position = number
    siblings.model._default_manager.bulk_update(rows, ["position"])
