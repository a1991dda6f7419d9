"""Signing in with the password of the company's directory. Loaded only where ORBITA_LDAP_URL is set;
the packages that it needs are in requirements/ldap.txt."""

import os
from typing import Any

import ldap
from django.http import HttpRequest
from django_auth_ldap.backend import LDAPBackend, LDAPSettings, _LDAPUser
from django_auth_ldap.config import LDAPSearch

from orbita.platform.accounts.commands import Person
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.signin import directory
from orbita.platform.signin.commands import admit_from_directory

GROUPS = "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=group))"


class DirectoryBackend(LDAPBackend):  # type: ignore[misc]
    """Finds people by their mail, adds them where it may, brings their roles in line."""

    def __init__(self) -> None:
        found = directory.read(os.environ)
        assert found is not None
        self.directory = found

    @property
    def settings(self) -> LDAPSettings:
        """What the library wants to know, from the environment."""
        known = self.directory
        made = LDAPSettings()
        made.SERVER_URI = known.url
        made.BIND_DN = known.bind_dn
        made.BIND_PASSWORD = known.bind_password
        made.START_TLS = known.start_tls
        made.USER_SEARCH = LDAPSearch(known.base, ldap.SCOPE_SUBTREE, known.user_filter)
        made.CONNECTION_OPTIONS = {ldap.OPT_REFERRALS: 0, ldap.OPT_NETWORK_TIMEOUT: 5}
        made.USER_ATTR_MAP = {}
        return made

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> User | None:
        """The employee with this mail and password in the directory. An empty password is none: many
        directories take it for a visit without a name."""
        email = credentials.get("email") or username
        if not email or not password:
            return None
        found: User | None = super().authenticate(request, username=email, password=password)
        return found

    def get_or_build_user(self, username: str, ldap_user: _LDAPUser) -> tuple[User, bool]:
        """The employee behind an entry whose password was right."""
        person = Person(
            email=_first(ldap_user, "mail") or username,
            first_name=_first(ldap_user, "givenName") or _first(ldap_user, "cn") or username,
            last_name=_first(ldap_user, "sn"),
            job_title=_first(ldap_user, "title"),
            phone=_first(ldap_user, "telephoneNumber"),
        )
        user = admit_from_directory(self.directory, person, self._groups(ldap_user), by=SYSTEM)
        if user is None:
            raise ldap_user.AuthenticationFailed("nobody by this mail works here")
        return user, False

    def _groups(self, ldap_user: _LDAPUser) -> dict[str, str]:
        """Names of the groups that the entry is a member of, by their DN."""
        if not self.directory.roles:
            return {}
        dn = ldap.filter.escape_filter_chars(ldap_user.dn)
        mine = f"(&{GROUPS}(|(member={dn})(uniqueMember={dn})))"
        search = LDAPSearch(self.directory.group_base, ldap.SCOPE_SUBTREE, mine, ["cn"])
        found = search.execute(ldap_user.connection)
        return {dn: (values.get("cn") or [""])[0] for dn, values in found}


def _first(ldap_user: _LDAPUser, name: str) -> str:
    values = ldap_user.attrs.get(name) or [""]
    return str(values[0])
