"""Employees named in cells: found by mail or name, made when they are missing and that was chosen."""

import re
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection

from orbita.kit.names import split_name
from orbita.kit.text import fold, transliterate
from orbita.platform.accounts.models import User
from orbita.platform.imports.drafts import Unreadable
from orbita.platform.keys import uuid7

NO_MAIL = "name-only.invalid"
"""The domain of employees of whom only the name is known: no letter can ever go there."""
_NOT_MAIL = re.compile(r"[^a-z0-9]+")


def name_key(name: str) -> str:
    """Names of people are the same in any order of their words."""
    return " ".join(sorted(fold(name.replace(",", " ")).split()))


def made_up_mail(name: str, taken: set[str]) -> str:
    """An address for somebody without one, so that he can own records; it leads nowhere."""
    stem = _NOT_MAIL.sub(".", transliterate(name).lower()).strip(".")[:60] or "employee"
    mail, number = f"{stem}@{NO_MAIL}", 1
    while mail in taken:
        number += 1
        mail = f"{stem}.{number}@{NO_MAIL}"
    taken.add(mail)
    return mail


class People:
    """Everybody who works here, by mail and by name, and whom the file names besides.

    One statement; the whole company fits into memory.
    """

    def __init__(self, *, make: bool) -> None:
        self.make = make
        self.missing: dict[str, tuple[UUID, str]] = {}
        self.mails: set[str] = set()
        self._written = 0
        self._known: dict[str, UUID | None] = {}
        rows = User.objects.values_list("pk", "email", "first_name", "middle_name", "last_name")
        for pk, mail, first, middle, last in rows:
            self.mails.add(mail.lower())
            self._known[fold(mail)] = pk
            for name in {f"{first} {last}", f"{first} {middle} {last}"}:
                # Two of the same name: nobody can say which of them is meant.
                key = name_key(name)
                self._known[key] = None if self._known.get(key, pk) != pk else pk

    def find(self, cell: str) -> UUID:
        """Who is meant. Refuses who is not known (unless he is to be made) or is ambiguous."""
        from django.utils.translation import gettext as _

        mail = fold(cell)
        key = mail if mail in self._known else name_key(cell)
        if key in self._known:
            found = self._known[key]
            if found is None:
                raise Unreadable(_("there are several employees named “%s”") % cell.strip()[:100])
            return found
        if not self.make or not key or len(key) > 200:
            raise Unreadable(_("there is no employee “%s”") % cell.strip()[:100])
        made = uuid7()
        self._known[key] = made
        self.missing[key] = (made, " ".join(cell.split()))
        return made

    def write_missing(self) -> int:
        """Add those who were missing: known by name, without a password. One statement.

        Called again it adds those who came since; a second thread may be reading names meanwhile.
        """
        waiting = list(self.missing.values())[self._written :]
        if not waiting:
            return 0
        self._written += len(waiting)
        rows = []
        for pk, name in waiting:
            parts = split_name(name)
            mail = name.lower() if "@" in name else made_up_mail(name, self.mails)
            rows.append(
                (
                    pk,
                    mail,
                    parts.first or parts.last,
                    parts.middle,
                    parts.last if parts.first else "",
                )
            )
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO accounts_user (id, email, first_name, middle_name, last_name, password,
                    job_title, phone, language, time_zone, is_active, joined_at, details)
                SELECT id, email, left(first, 100), left(middle, 100), left(last, 100), %s,
                       '', '', '', '', true, now(), '{}'
                FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[])
                     AS made(id, email, first, middle, last)
                """,
                [make_password(None), *(list(column) for column in zip(*rows, strict=True))],
            )
        return len(rows)
