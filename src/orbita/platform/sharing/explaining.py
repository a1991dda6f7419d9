"""«Why do I see this?»: each right of somebody to a record with the rule that gives it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.platform.access.slots import permission_of, reaches, scopes
from orbita.platform.accounts.models import FieldLevel, FieldRight, Grant, RoleAssignment
from orbita.platform.acts.actor import Actor
from orbita.platform.records.hidden import label_of
from orbita.platform.records.slots import RecordKind

ACTIONS = {
    "view": gettext_lazy("See"),
    "edit": gettext_lazy("Change"),
    "delete": gettext_lazy("Delete"),
    "export": gettext_lazy("Export"),
}


@dataclass(frozen=True)
class Right:
    """Whether somebody may do something with the record, and the sentences that say why."""

    label: str
    is_given: bool
    because: tuple[str, ...]


@dataclass(frozen=True)
class KeptField:
    """A field that is hidden or read-only, and by which roles."""

    label: str
    level: str
    is_hidden: bool
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Explained:
    """Everything that decides what somebody may do with a record."""

    rights: tuple[Right, ...]
    fields: tuple[KeptField, ...]

    @property
    def sees(self) -> bool:
        """Whether the record is visible at all."""
        return self.rights[0].is_given


def explain(actor: Actor, kind: RecordKind, record: Any) -> Explained:
    """What the actor may do with a record and why. A few statements a right, two for fields."""
    roles = _granting(actor)
    rights = tuple(_right(actor, kind, record, action, roles) for action in ACTIONS)
    return Explained(rights, tuple(_fields(actor, kind)))


def _granting(actor: Actor) -> dict[tuple[str, str], list[str]]:
    """The roles of the actor by the permission and the scope that they give. Two statements."""
    mine = RoleAssignment.objects.filter(user=actor.id).values("role")
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for grant in Grant.objects.filter(role__in=mine).select_related("role"):
        found[grant.permission, grant.scope].append(str(grant.role))
    return found


def _right(
    actor: Actor,
    kind: RecordKind,
    record: Any,
    action: str,
    roles: dict[tuple[str, str], list[str]],
) -> Right:
    permission = permission_of(kind.key, action)
    rows = kind.model.objects.alive().filter(pk=record.pk)
    is_given = rows.within(actor, action).exists()
    because = list(_because(actor, rows, record, permission, roles)) if is_given else []
    if is_given and not because:
        because = [_("A rule of this kind of records opens it, such as the common inbox.")]
    if not is_given:
        because = [_refused(actor, permission, roles)]
    return Right(str(ACTIONS[action]), is_given, tuple(because))


def _because(
    actor: Actor,
    rows: Any,
    record: Any,
    permission: str,
    roles: dict[tuple[str, str], list[str]],
) -> Iterator[str]:
    """The scope that reaches the record, with the roles that give it, and what was shared."""
    scope = actor.scope(permission)
    within = scope == "all" or rows.filter(scopes[scope].filter(actor, type(record))).exists()
    if within and scope != "none":
        yield _granted(scope, roles.get((permission, scope), []))
        if why := scopes[scope].why:
            yield why(actor, record)
    if permission in actor.shared:
        for reach in reaches:
            if rows.filter(reach.filter(actor, type(record), permission)).exists():
                yield from reach.why(actor, record)


def _granted(scope: str, roles: list[str]) -> str:
    said = {"roles": _quoted(roles), "scope": scopes[scope].label}
    return _("By the role %(roles)s: %(scope)s.") % said


def _quoted(names: list[str]) -> str:
    return ", ".join(_("“%(name)s”") % {"name": name} for name in names)


def _refused(actor: Actor, permission: str, roles: dict[tuple[str, str], list[str]]) -> str:
    scope = actor.scope(permission)
    if scope == "none":
        return _("None of the roles gives this right.")
    said = {
        "roles": _quoted(roles.get((permission, scope), [])),
        "scope": scopes[scope].label,
    }
    return _("The role %(roles)s reaches: %(scope)s. This record lies outside.") % said


def _fields(actor: Actor, kind: RecordKind) -> Iterator[KeptField]:
    """Fields of the kind that are kept from the actor. One statement where there are any."""
    hidden = actor.hidden.get(kind.key, frozenset())
    kept = hidden | actor.readonly.get(kind.key, frozenset())
    if not kept:
        return
    mine = RoleAssignment.objects.filter(user=actor.id).values("role")
    rows = FieldRight.objects.filter(role__in=mine, kind=kind.key, field__in=kept)
    roles: dict[str, list[str]] = defaultdict(list)
    for row in rows.select_related("role"):
        roles[row.field].append(str(row.role))
    for name in sorted(kept):
        level = FieldLevel.HIDDEN if name in hidden else FieldLevel.READ_ONLY
        yield KeptField(
            label_of(kind.key, name), str(level.label), name in hidden, tuple(roles[name])
        )
