"""Acts on roles and what they are granted."""

from uuid import UUID

from orbita.platform.access.queries import require
from orbita.platform.access.slots import field_sources, permissions, scopes
from orbita.platform.accounts.administrators import (
    ADMINISTRATION,
    administrators,
    keep_an_administrator,
    lock_administration,
)
from orbita.platform.accounts.errors import NameIsTaken, RoleIsGiven, RoleIsPreset
from orbita.platform.accounts.models import FieldLevel, FieldRight, Grant, Role
from orbita.platform.accounts.presets import ROLES, presets_of
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import command
from orbita.platform.keys import uuid7


@command
def add_role(name: str, *, like: UUID | None = None, by: Actor) -> Role:
    """Add a role, with the grants and field rights of another one when `like` names it."""
    require(by, ADMINISTRATION)
    _refuse_taken_name(name)
    role = Role.objects.create(key=f"own-{uuid7().hex[-12:]}", name=name)
    if like is not None:
        Grant.objects.bulk_create(
            [
                Grant(role=role, permission=permission, scope=scope)
                for permission, scope in _locked(like).grants.values_list("permission", "scope")
            ]
        )
        rights = FieldRight.objects.filter(role=like).values_list("kind", "field", "level")
        FieldRight.objects.bulk_create(
            [
                FieldRight(role=role, kind=kind, field=name, level=level)
                for kind, name, level in rights
            ]
        )
    return role


@command
def rename_role(role_id: UUID, *, name: str, by: Actor) -> Role:
    """Call a role otherwise."""
    require(by, ADMINISTRATION)
    role = _locked(role_id)
    _refuse_taken_name(name, but=role)
    role.name = name
    role.save(update_fields=["name"])
    return role


@command
def remove_role(role_id: UUID, *, by: Actor) -> None:
    """Remove a role of one's own that nobody has. Refuses the roles that come with Orbita."""
    require(by, ADMINISTRATION)
    role = _locked(role_id)
    if role.key in ROLES:
        raise RoleIsPreset(name=str(role))
    if role.assignments.exists():
        raise RoleIsGiven(name=str(role))
    role.grants.all().delete()
    role.field_rights.all().delete()
    role.delete()


@command
def grant(role_id: UUID, *, permission: str, scope: str, by: Actor) -> Grant:
    """Grant a permission to a role in a scope; «none» takes it away, and no update brings it back.

    Refuses what would leave nobody to manage access.
    """
    require(by, ADMINISTRATION)
    if permission not in permissions or scope not in scopes:
        raise NotFound
    lock_administration()
    before = administrators()
    role = _locked(role_id)
    given, _ = Grant.objects.update_or_create(
        role=role, permission=permission, defaults={"scope": scope}
    )
    keep_an_administrator(before)
    return given


@command
def grant_presets(prefix: str, *, by: Actor) -> None:
    """Grant the permissions whose keys begin so to the preset roles, as their presets say; what was
    granted or taken away by hand stays. For permissions that come while Orbita runs: whoever may make
    what they are about gives these with it."""
    roles = dict(Role.objects.filter(key__in=ROLES).values_list("key", "pk"))
    Grant.objects.bulk_create(
        [
            Grant(role_id=roles[role], permission=plug.key, scope=scope)
            for plug in permissions
            if plug.key.startswith(prefix)
            for role, scope in presets_of(plug.presets).items()
            if role in roles
        ],
        ignore_conflicts=True,
    )


@command
def restrict_field(role_id: UUID, *, kind: str, field: str, level: str, by: Actor) -> None:
    """Hide a field of a kind from the people of a role, make it read-only, or open it again ("")."""
    require(by, ADMINISTRATION)
    known = {(of, name) for source in field_sources for of, name, _label in source.fields()}
    if (kind, field) not in known or level not in ("", *FieldLevel.values):
        raise NotFound
    role = _locked(role_id)
    if level:
        FieldRight.objects.update_or_create(
            role=role, kind=kind, field=field, defaults={"level": level}
        )
    else:
        FieldRight.objects.filter(role=role, kind=kind, field=field).delete()


def _locked(role_id: UUID) -> Role:
    role = Role.objects.select_for_update().filter(pk=role_id).first()
    if role is None:
        raise NotFound
    return role


def _refuse_taken_name(name: str, but: Role | None = None) -> None:
    others = Role.objects.filter(name__iexact=name)
    if but is not None:
        others = others.exclude(pk=but.pk)
    if others.exists():
        raise NameIsTaken(name=name)
