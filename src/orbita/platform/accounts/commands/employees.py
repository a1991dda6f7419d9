"""Acts on employees."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db.models.functions import Lower

from orbita.platform.access.queries import require
from orbita.platform.accounts.administrators import (
    ADMINISTRATION,
    administrators,
    keep_an_administrator,
    lock_administration,
)
from orbita.platform.accounts.errors import HasNoInvitation, MailIsTaken
from orbita.platform.accounts.events import (
    EmployeeAdded,
    EmployeeChanged,
    EmployeeInvited,
    EmployeeLeft,
)
from orbita.platform.accounts.models import Role, RoleAssignment, User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command


@dataclass(frozen=True)
class Person:
    """What is known about an employee."""

    email: str
    first_name: str
    last_name: str = ""
    middle_name: str = ""
    job_title: str = ""
    phone: str = ""
    department_id: UUID | None = None


@command
def add_employee(
    person: Person, *, roles: Collection[str] = (), password_hash: str = "", by: Actor
) -> User:
    """Add an employee with roles (by key). Without a password he is let in by an invitation.

    Refuses an e-mail that somebody has already, in any case of letters.
    """
    require(by, ADMINISTRATION)
    _refuse_taken_mail(person.email)
    user = User.objects.create(**asdict(person), password=password_hash or make_password(None))
    found = Role.objects.filter(key__in=roles)
    RoleAssignment.objects.bulk_create([RoleAssignment(role=role, user=user) for role in found])
    announce(EmployeeAdded(user_id=user.pk))
    return user


@command
def change_employee(
    user_id: UUID, *, person: Person, roles: Collection[UUID] | None = None, by: Actor
) -> User:
    """Change what is known about an employee, and his roles if they are given.

    Refuses an e-mail that somebody else has, and to take the last administrator's role.
    """
    require(by, ADMINISTRATION)
    if roles is not None:
        set_roles(user_id, roles=roles, by=by)
    user = _locked(user_id)
    _refuse_taken_mail(person.email, but=user)
    for field, value in asdict(person).items():
        setattr(user, field, value)
    user.save(update_fields=list(asdict(person)))
    announce(EmployeeChanged(user_id=user.pk))
    return user


@command
def set_roles(user_id: UUID, *, roles: Collection[UUID], by: Actor) -> User:
    """Give an employee exactly these roles. Refuses to take the last administrator's."""
    require(by, ADMINISTRATION)
    user = _locked(user_id)
    held = set(user.role_assignments.values_list("role_id", flat=True))
    wanted = set(Role.objects.filter(pk__in=roles).values_list("pk", flat=True))
    if held == wanted:
        return user
    lock_administration()
    before = administrators()
    user.role_assignments.filter(role_id__in=held - wanted).delete()
    RoleAssignment.objects.bulk_create(
        [RoleAssignment(role_id=role_id, user=user) for role_id in sorted(wanted - held)]
    )
    keep_an_administrator(before)
    announce(EmployeeChanged(user_id=user.pk))
    return user


@command
def deactivate_employee(user_id: UUID, *, by: Actor) -> User:
    """Let an employee in no more; his records and history stay. Refuses the last administrator."""
    require(by, ADMINISTRATION)
    lock_administration()
    before = administrators()
    user = _locked(user_id)
    user.is_active = False
    user.save(update_fields=["is_active"])
    keep_an_administrator(before)
    announce(EmployeeLeft(user_id=user.pk))
    return user


@command
def let_in_employee(user_id: UUID, *, by: Actor) -> User:
    """Let an employee sign in again."""
    require(by, ADMINISTRATION)
    user = _locked(user_id)
    user.is_active = True
    user.save(update_fields=["is_active"])
    announce(EmployeeChanged(user_id=user.pk))
    return user


@command
def invite_employee(user_id: UUID, *, base_url: str, by: Actor) -> User:
    """Write a letter with a link for choosing a password, valid for three days.

    `base_url` is the address of this installation as the inviting user sees it. Refuses to invite
    who is not let in.
    """
    require(by, ADMINISTRATION)
    user = _locked(user_id)
    if not user.is_active:
        raise HasNoInvitation(name=str(user))
    announce(EmployeeInvited(user_id=user.pk, base_url=base_url, invited_by=by.name))
    return user


def _locked(user_id: UUID) -> User:
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound
    return user


def _refuse_taken_mail(email: str, but: User | None = None) -> None:
    others = User.objects.annotate(folded=Lower("email")).filter(folded=email.lower())
    if but is not None:
        others = others.exclude(pk=but.pk)
    if (other := others.first()) is not None:
        raise MailIsTaken(name=str(other))
