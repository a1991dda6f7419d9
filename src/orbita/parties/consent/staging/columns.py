"""What happens to each column: read from the database itself, so that no table is forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.backends.utils import CursorWrapper

from orbita.parties.consent.staging.kept import CONDITIONS, EVERYWHERE, KEPT, LOOSE, base

TEXTS = frozenset({"character varying", "text", "character"})
HARMLESS = frozenset({
    "bigint", "integer", "smallint", "boolean", "numeric", "double precision", "real", "uuid",
    "date", "interval", "timestamp with time zone", "time without time zone",
})  # fmt: skip
"""Numbers, days and keys: they stay, but for birthdays."""

NUMBERS = frozenset({
    "inn", "kpp", "ogrn", "bik", "account", "correspondent", "correspondent_account",
    "postcode",
})  # fmt: skip
CODES = frozenset({
    "external_id", "number", "secret", "old_secret", "occurrence", "digest",
})  # fmt: skip
FOR_READERS = {
    "name": "Название", "title": "Тема", "subject": "Тема", "label": "Подпись",
    "job_title": "Должность", "position": "Должность", "street": "Улица", "address": "Адрес",
    "industry": "Отрасль", "product": "Товар", "source": "Источник", "bank": "Банк",
}  # fmt: skip
_HOW = {
    "email": "pg_temp.mail({c})", "email_normal": "pg_temp.mail({c})",
    "phone": "pg_temp.phone({c}, false)", "phone_normal": "pg_temp.phone({c}, true)",
    "city": "pg_temp.city({c})", "region": "pg_temp.city({c})",
    "born_on": "(date_trunc('year', {c}) + make_interval(days => 180))::date",
    "messenger": "pg_temp.contact('', {c}, true)",
    "messenger_normal": "pg_temp.contact('', {c}, true)",
    "last_name": "pg_temp.last_name({c}, {id})", "first_name": "pg_temp.first_name({c}, {id})",
    "middle_name": "pg_temp.middle_name({c}, {id})",
    "site": "CASE WHEN {c} = '' THEN '' ELSE pg_temp.code({c}, 8) || '.example.invalid' END",
    "url": "'https://example.invalid/' || pg_temp.code({c}, 8)",
}  # fmt: skip
_PERSON = "concat_ws(' ', {parts})"
_FIRST = "nullif(pg_temp.first_name(first_name, {id}), '')"
_MIDDLE = "nullif(pg_temp.middle_name(middle_name, {id}), '')"
_LAST = "nullif(pg_temp.last_name(last_name, {id}), '')"
_FIRM = "CASE WHEN {c} = '' THEN '' ELSE '{form} «Клиент ' || left(pg_temp.h({id}), 6) || '»' END"
_NAMED = "CASE WHEN last_name || first_name <> '' THEN {person} ELSE {firm} END"
_SPECIAL = {
    ("directory_party", "name"): _NAMED.format(
        person=_PERSON.format(parts=f"{_FIRST}, {_LAST}"), firm=_FIRM.replace("{form}", "ООО")
    ),
    ("directory_party", "full_name"): _NAMED.format(
        person=_PERSON.format(parts=f"{_LAST}, {_FIRST}, {_MIDDLE}"),
        firm=_FIRM.replace("{form}", "Общество с ограниченной ответственностью"),
    ),
    ("directory_contactpoint", "value"): "pg_temp.contact(channel, normal, false)",
    ("directory_contactpoint", "normal"): "pg_temp.contact(channel, normal, true)",
    ("directory_externalid", "value"): "pg_temp.code({c}, {most})",
    ("directory_party", "doubtful"): "'[]'",
    ("company_company", "name"): "'Учебная компания'",
    ("leads_lead", "person_name"): "CASE WHEN {c} = '' THEN '' ELSE pg_temp.first_name({c}, {id})"
    " || ' ' || pg_temp.last_name({c}, {id}) END",
    ("leads_lead", "company_name"): _FIRM.replace("{form}", "ООО"),
    ("files_storedfile", "name"): "'Файл ' || left(pg_temp.h({c}), 8)"
    " || coalesce(lower(substring({c} from '\\.[A-Za-z0-9]{{1,4}}$')), '')",
    ("accounts_user", "password"): "'!' || left(pg_temp.h({c}), 20)",
    ("files_filecontent", "vector"): "to_tsvector('simple', 'учебный текст')",
    ("webhooks_endpoint", "is_active"): "false",
}


@dataclass(frozen=True)
class Column:
    """A column of the database: its table, name, type and greatest length."""

    table: str
    name: str
    type: str
    most: int

    @property
    def key(self) -> str:
        """What a row of the table is named by: the same for a row and for its past."""
        return "pgh_obj_id::text" if self.table.endswith("_history") else "id::text"


def columns(cursor: CursorWrapper) -> list[Column]:
    """Every column that is written, of every table."""
    cursor.execute(
        "SELECT c.table_name, c.column_name, c.data_type,"
        " coalesce(c.character_maximum_length, 1000000)"
        " FROM information_schema.columns c JOIN information_schema.tables t"
        " USING (table_schema, table_name)"
        " WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE'"
        " AND c.is_generated = 'NEVER' ORDER BY c.table_name, c.ordinal_position"
    )
    return [Column(*row) for row in cursor.fetchall()]


def closed() -> frozenset[tuple[str, str]]:
    """(table, column) of the fields that hold one of a closed list of choices."""
    return frozenset(
        (model._meta.db_table, str(field.column))
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if field.choices and not isinstance(field, ArrayField)
    )


def changed(column: Column, choices: frozenset[tuple[str, str]]) -> str | None:
    """The SQL of a column's new value; None when it stays. Raises on a type nobody decided upon."""
    place = (base(column.table), column.name)
    if how := _SPECIAL.get(place):
        return _filled(how, column)
    if column.name in EVERYWHERE or column.name in KEPT.get(place[0], ()) or place in choices:
        return None
    if column.name in _HOW and (column.type in TEXTS or column.name == "born_on"):
        return _filled(_HOW[column.name], column)
    if column.type in HARMLESS:
        return None
    return _filled(_by_type(column, place), column)


def _by_type(column: Column, place: tuple[str, str]) -> str:
    if column.type in TEXTS:
        return _text(column)
    if column.type in {"json", "jsonb"}:
        loose = "true" if place in LOOSE else "false"
        return f"pg_temp.json({{c}}::jsonb, {loose})::{column.type}"
    if column.type == "ARRAY":
        return "'{{}}'"
    if column.type in {"tsvector", "bytea"}:
        return "''"
    raise LookupError(f"{column.table}.{column.name}: nobody said what {column.type} becomes")


def _text(column: Column) -> str:
    if column.name in CONDITIONS:
        return "pg_temp.condition({c})"
    if column.name in NUMBERS:
        return "pg_temp.number({c})"
    if column.name in CODES or column.most < 15:
        return "pg_temp.code({c}, {most})"
    word = FOR_READERS.get(column.name, "Текст")
    return f"pg_temp.words('{word}', {{c}}, {{most}})"


def _filled(how: str, column: Column) -> str:
    sql = how.format(c=f'"{column.name}"', id=column.key, most=column.most)
    return f"left({sql}, {column.most})" if column.type in TEXTS else sql


def updates(found: list[Column]) -> Iterator[tuple[str, str]]:
    """(table, its UPDATE) for each table with anything to change."""
    choices = closed()
    sets: dict[str, list[str]] = {}
    for column in found:
        if (sql := changed(column, choices)) is not None:
            sets.setdefault(column.table, []).append(f'"{column.name}" = {sql}')
    for table, some in sets.items():
        yield table, f'UPDATE "{table}" SET {", ".join(some)}'
