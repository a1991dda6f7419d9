"""People for tests. Alice owns, Bob is a colleague who may, Carol is a stranger who may not.

Alice is a seller and Bob the head of her department, Carol is a seller of another department.
"""

from itertools import count
from typing import Any

from django.test import Client

from orbita.platform.accounts.models import (
    Department,
    Grant,
    Role,
    RoleAssignment,
    Team,
    TeamMember,
    User,
)
from orbita.platform.accounts.queries import actor_of
from orbita.platform.accounts.settling import settle_presets
from orbita.platform.acts.actor import Actor

PASSWORD = "a-quiet-harbour-73"
"""The password of everybody who has one."""

_numbers = count(1)


def department(name: str = "", *, parent: Department | None = None) -> Department:
    """A department; the same name below the same parent gives the same one."""
    found, _ = Department.objects.get_or_create(
        name=name or f"Department {next(_numbers)}", parent=parent
    )
    return found


def team(*members: User, name: str = "") -> Team:
    """A team of these people."""
    made = Team.objects.create(name=name or f"Team {next(_numbers)}")
    TeamMember.objects.bulk_create([TeamMember(team=made, user=member) for member in members])
    return made


def role(key: str = "seller") -> Role:
    """A preset role with its grants, or a role of one's own without any."""
    found = Role.objects.filter(key=key).first()
    if found is None:
        settle_presets()
        found, _ = Role.objects.get_or_create(key=key, defaults={"name": key.capitalize()})
    return found


def role_with(grants: dict[str, str], *, key: str = "") -> Role:
    """A role that has exactly these permissions in these scopes."""
    made = role(key or f"role-{next(_numbers)}")
    Grant.objects.bulk_create(
        [Grant(role=made, permission=name, scope=scope) for name, scope in grants.items()]
    )
    return made


def employee(
    role: str | Role | None = "seller",
    department: Department | None = None,
    *,
    first_name: str = "",
    password: str | None = None,
    **values: Any,
) -> User:
    """An employee with a role (None: without one). Without a password he cannot sign in by form."""
    number = next(_numbers)
    values.setdefault("email", f"employee{number}@example.com")
    values.setdefault("last_name", f"Number{number}")
    made = User(first_name=first_name or "Employee", department=department, **values)
    if password is None:
        made.set_unusable_password()
    else:
        made.set_password(password)
    made.save()
    if role is not None:
        RoleAssignment.objects.create(role=_role(role), user=made)
    return made


def _role(named: str | Role) -> Role:
    return named if isinstance(named, Role) else role(named)


def alice(**values: Any) -> User:
    """The owner: a seller of «Sales»."""
    return _known("alice", "seller", "Sales", values)


def bob(**values: Any) -> User:
    """The colleague who may: head of «Sales»."""
    return _known("bob", "head", "Sales", values)


def carol(**values: Any) -> User:
    """The stranger: a seller of «Wholesale»."""
    return _known("carol", "seller", "Wholesale", values)


def admin(**values: Any) -> User:
    """An administrator."""
    return _known("admin", "admin", "Office", values)


def _known(name: str, key: str, place: str, values: dict[str, Any]) -> User:
    email = f"{name}@example.com"
    found = User.objects.filter(email=email).first()
    if found is not None:
        return found
    values = {"first_name": name.capitalize(), "last_name": "", "email": email} | values
    return employee(key, department(place), **values)


def actor(user: User | None = None) -> Actor:
    """The actor behind a user; Alice when nobody is named."""
    return actor_of(user or alice())


def signed_in(client: Client, user: User | None = None) -> Client:
    """The client with this user signed in; Alice when nobody is named."""
    client.force_login(
        user or alice(), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client
