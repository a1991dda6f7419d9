"""A database is made nameless: tables emptied, texts replaced, what is derived computed anew."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from orbita.kit.slots import Slot
from orbita.parties.consent.staging import words
from orbita.parties.consent.staging.columns import columns, updates
from orbita.parties.consent.staging.kept import EMPTIED, base
from orbita.platform.accounts.models import User
from orbita.platform.derived.slots import derived
from orbita.platform.derived.triggers import refresh
from orbita.platform.fields.models import OwnField

BATCH = 20_000


@dataclass(frozen=True)
class Made:
    """How to sign in to the copy, and how much was replaced."""

    mail: str
    password: str
    tables: int
    rows: int


def anonymise() -> Made:
    """Make this database nameless, whole or not at all. For a copy: nothing can be taken back."""
    with transaction.atomic(), connection.cursor() as cursor:
        words.invent(cursor, secrets.token_hex(16), known())
        # Guards of the history and triggers rest; what triggers would do follows set by set.
        cursor.execute("SET LOCAL session_replication_role = replica")
        found = columns(cursor)
        emptied = {one.table for one in found if base(one.table) in EMPTIED}
        for table in sorted(emptied):
            cursor.execute(f'DELETE FROM "{table}"')
        tables = rows = 0
        for _table, update in updates([one for one in found if one.table not in emptied]):
            cursor.execute(update)
            tables, rows = tables + 1, rows + cursor.rowcount
        _derive(cursor)
        mail, password = _open_for_one(cursor)
        cursor.execute("SET LOCAL session_replication_role = origin")
        words.forget(cursor)
    return Made(mail, password, tables, rows)


def known() -> Iterator[str]:
    """Words of the code that may stand in JSON: names of fields, choices, keys of plugs."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            yield field.name
            yield from (str(key) for key, _label in getattr(field, "flatchoices", None) or ())
    for slot in Slot.every:
        for plug in slot:
            key = getattr(plug, "key", "")
            if isinstance(key, str):
                yield key
    yield from ("me", "today", "and", "or", "not", "key", "label", "value")
    for own in OwnField.objects.all():
        yield own.key
        for option in own.options:
            yield from (str(one) for one in option.values())


def _derive(cursor: CursorWrapper) -> None:
    """Search entries and other derived tables, by the functions that the triggers call."""
    for plug in derived:
        source = next((one for one in plug.sources if one.key == "r.id"), plug.sources[0])
        cursor.execute(
            f"SELECT DISTINCT {source.key} AS key FROM {source.table} r {source.join}"
            f" WHERE {source.where} ORDER BY key"
        )
        keys = [key for (key,) in cursor.fetchall() if key]
        for start in range(0, len(keys), BATCH):
            cursor.execute(refresh(plug.name), [keys[start : start + BATCH]])


def _open_for_one(cursor: CursorWrapper) -> tuple[str, str]:
    """A new password for the first administrator: nobody else can sign in."""
    chosen = (
        User.objects.filter(is_active=True, role_assignments__role__key="admin")
        .order_by("pk")
        .first()
    )
    if chosen is None:
        return "", ""
    password = secrets.token_urlsafe(12)
    cursor.execute(
        f'UPDATE "{User._meta.db_table}" SET password = %s WHERE id = %s',
        [make_password(password), chosen.pk],
    )
    return chosen.email, password
