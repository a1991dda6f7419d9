"""The settings by which people sign in with the password of the company's directory (LDAP).

Everything comes from the environment; without ORBITA_LDAP_URL there is none of it. The packages that
speak LDAP are an extra: this module must not import them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec

BACKEND = "orbita.platform.signin.directory_backend.DirectoryBackend"
DEFAULT_FILTER = "(mail=%(user)s)"


@dataclass(frozen=True)
class Directory:
    """Where the directory is and who may come from it.

    `roles` says which role (by key) a group gives, by its DN or its name.
    """

    url: str
    bind_dn: str
    bind_password: str
    base: str
    user_filter: str
    group_base: str
    start_tls: bool
    makes_employees: bool
    role: str
    roles: Mapping[str, str]


def state(surroundings: Mapping[str, str]) -> tuple[str, bool] | None:
    """The address of the directory and whether the packages for it are there; None without one."""
    found = read(surroundings)
    return (found.url, find_spec("django_auth_ldap") is not None) if found else None


def read(surroundings: Mapping[str, str]) -> Directory | None:
    """The directory named by the environment; None when none is."""
    url = surroundings.get("ORBITA_LDAP_URL", "").strip()
    if not url:
        return None
    said = {name: surroundings.get(f"ORBITA_LDAP_{name}", "").strip() for name in _NAMES}
    return Directory(
        url=url,
        bind_dn=said["BIND_DN"],
        bind_password=said["BIND_PASSWORD"],
        base=said["BASE"],
        user_filter=said["USER_FILTER"] or DEFAULT_FILTER,
        group_base=said["GROUP_BASE"] or said["BASE"],
        start_tls=said["START_TLS"] in ("1", "true", "yes"),
        makes_employees=said["ADD_EMPLOYEES"] in ("1", "true", "yes"),
        role=said["ROLE"],
        roles=_roles(said["ROLES"]),
    )


_NAMES = (
    "BIND_DN",
    "BIND_PASSWORD",
    "BASE",
    "USER_FILTER",
    "GROUP_BASE",
    "START_TLS",
    "ADD_EMPLOYEES",
    "ROLE",
    "ROLES",
)


def _roles(text: str) -> dict[str, str]:
    """«sales=seller; cn=heads,ou=groups,dc=example,dc=com=head»: the role stands behind the last =."""
    found = {}
    for part in filter(None, map(str.strip, text.split(";"))):
        group, _sign, role = part.rpartition("=")
        if group.strip() and role.strip():
            found[group.strip().lower()] = role.strip()
    return found


def wanted_roles(
    directory: Directory, groups: Mapping[str, str], held: frozenset[str]
) -> frozenset[str]:
    """The keys of roles after a sign-in; `groups` are names by DN. Roles that no group decides on
    stay as they are."""
    names = {dn.lower() for dn in groups} | {name.lower() for name in groups.values()}
    given = frozenset(role for group, role in directory.roles.items() if group in names)
    return (held - frozenset(directory.roles.values())) | given
