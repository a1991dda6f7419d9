"""How files become parties: fields and their heads, requisites with flags, addresses, outside keys."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orbita.kit import requisites
from orbita.kit.text import strip_legal_form
from orbita.parties.directory import parts, rules
from orbita.parties.directory.models import Form, Party, Status
from orbita.platform.imports import looks
from orbita.platform.imports.drafts import Draft, Line, RowFault
from orbita.platform.imports.slots import (
    Choice,
    Collection,
    Column,
    Importable,
    ImportField,
)
from orbita.platform.imports.staging import Staging

SORT_KEY = "translate(lower({}), 'ёЁ«»\"“”''', 'ее')"
"""The same as Party.sort_key, over any SQL."""
_FLOAT = re.compile(r"(\d+)\.0")
_MAYBE_SOLE = re.compile(r"\bИП\b|предприниматель", re.IGNORECASE)
REQUISITES = ("inn", "kpp", "ogrn")
ADDRESS = ("country", "region", "city", "street", "postcode")


def _statuses() -> Mapping[str, Sequence[str]]:
    words = {
        Status.NEW: ("новый", "new"),
        Status.ACTIVE: ("активный", "действующий", "active"),
        Status.AT_RISK: ("под угрозой", "at risk"),
        Status.SLEEPING: ("спящий", "неактивный", "sleeping", "inactive"),
        Status.FORMER: ("бывший", "former", "churned"),
    }
    return {str(key): (str(key.label), *given) for key, given in words.items()}


def _forms() -> Mapping[str, Sequence[str]]:
    words = {
        Form.ORGANISATION: ("организация", "юрлицо", "юридическое лицо", "компания", "company",
                            "organization", "business", "юл", "ооо", "ао", "зао", "пао", "оао"),
        Form.SOLE_TRADER: ("ип", "индивидуальный предприниматель", "предприниматель", "sole trader"),
        Form.PERSON: ("физлицо", "физическое лицо", "частное лицо", "человек", "контакт", "person",
                      "individual", "contact", "consumer", "фл"),
    }  # fmt: skip
    return {str(key): (str(key.label), *given) for key, given in words.items()}


def _without_float(text: str) -> str:
    """«42420.0» is how spreadsheets spoil a postcode or a key."""
    found = _FLOAT.fullmatch(text.strip())
    return found[1] if found else text.strip()


def _name_key(text: str) -> str:
    return rules.sort_key(text.strip())


def _point_key(channel: str) -> Any:
    def fold(text: str) -> str:
        return rules.reach(channel, text).normal

    return fold


def _points(channel: str) -> str:
    return f"SELECT party_id AS id, normal AS k FROM directory_contactpoint WHERE channel = '{channel}'"


def _fields() -> list[ImportField]:
    return [
        ImportField(
            "name", _("Name"),
            "название|наименование|имя|name|account|account name|company|company name|"
            "organization|organization name|organisation|организация|компания|контрагент|клиент|"
            "customer|client|site name|фирма|краткое наименование|наименование организации|title|"
            "customer name",
            most=500, match="SELECT id, sort_key AS k FROM directory_party", fold=_name_key, looks=_companies,
        ),
        ImportField(
            "person", _("Person’s name"),
            "фио|ф и о|полное имя|full name|contact name|contact|контактное лицо|person|"
            "customer name|имя клиента|фамилия имя отчество|client name",
            most=500, match="SELECT id, sort_key AS k FROM directory_party", looks=_people,
        ),
        ImportField("full_name", _("Full name"), "полное наименование|юридическое название|"
                                                 "legal name|полное название", most=1000),
        ImportField("form", _("Form"), "форма|тип контрагента|вид контрагента|form|юр физ лицо|"
                                       "тип лица", "choice", choices=_forms, lenient=True),
        ImportField("last_name", _("Last name"), "фамилия|surname|last name|family name", most=200),
        ImportField("first_name", _("First name"), "имя|given name|first name", most=200),
        ImportField("middle_name", _("Middle name"), "отчество|middle name|patronymic", most=200),
        ImportField(
            "external_id", _("Outside key"),
            "id|external id|внешний код|код|ид|guid|uuid|true id|код 1с|customer id|account id|"
            "ключ|№|номер",
            most=200, fold=_without_float, unique=True,
            match="SELECT party_id AS id, value AS k FROM directory_externalid WHERE system = %(source)s",
        ),
        ImportField("inn", _("INN"), "инн|inn|tax id|vat|tin|инн организации",
                    most=40, looks=looks.inns, fold=lambda text: requisites.clean(text),
                    match="SELECT id, inn AS k FROM directory_party WHERE inn <> ''"),
        ImportField("kpp", _("KPP"), "кпп|kpp", most=40, fold=lambda text: requisites.clean(text).upper(),
                    match="SELECT id, kpp AS k FROM directory_party"),
        ImportField("ogrn", _("OGRN / OGRNIP"), "огрн|огрнип|ogrn|ogrnip", most=40,
                    fold=lambda text: requisites.clean(text),
                    match="SELECT id, ogrn AS k FROM directory_party WHERE ogrn <> ''"),
        ImportField(
            "phone", _("Phone"),
            "телефон|телефоны|phone|phones|mobile|мобильный|мобильный телефон|рабочий телефон|"
            "тел|phone number|номер телефона|контактный телефон|work phone|mobile phone|сотовый|"
            "telephone|cell",
            "phones", many=True, looks=looks.phone_numbers, lenient=True,
            match=_points("phone"), fold=_point_key("phone"),
        ),
        ImportField(
            "email", _("E-mail"),
            "email|e mail|mail|почта|электронная почта|эл почта|адрес почты|emails|email address|"
            "e mail address|имейл",
            "mails", many=True, looks=looks.mails, lenient=True,
            match=_points("email"), fold=_point_key("email"),
        ),
        ImportField("telegram", "Telegram", "telegram|телеграм|телеграмм|tg", many=True, most=300),
        ImportField("whatsapp", "WhatsApp", "whatsapp|ватсап", many=True, most=300),
        ImportField("vk", "VK", "vk|вк|вконтакте", many=True, most=300),
        ImportField("fax", _("Fax"), "факс|fax", "phones", many=True, lenient=True),
        ImportField("site", _("Site"), "сайт|site|website|web site|web|url|веб сайт|homepage|"
                                       "адрес сайта", most=300),
        ImportField("city", _("City"), "город|city|town|населенный пункт|г", most=200),
        ImportField("country", _("Country"), "страна|country|office location", many=True,
                    most=100, looks=looks.countries),
        ImportField("region", _("Region"), "регион|область|край|region|state|province|субъект|"
                                           "субъект рф", most=200, many=False),
        ImportField("street", _("Address"), "адрес|address|street|улица|street address|"
                                            "юридический адрес|фактический адрес|почтовый адрес|"
                                            "адрес доставки|legal address|location|"
                                            "адрес организации", most=500),
        ImportField("postcode", _("Postcode"), "индекс|почтовый индекс|zip|zip code|postal code|"
                                               "postcode", most=20),
        ImportField("industry", _("Industry"), "отрасль|industry|sector|сфера|сфера деятельности|"
                                               "вид деятельности", most=200),
        ImportField("employees", _("Employees"), "сотрудники|численность|employees|"
                                                 "число сотрудников|количество сотрудников|staff|"
                                                 "headcount", "number"),
        ImportField("revenue", _("Yearly revenue"), "выручка|оборот|revenue|годовой оборот|"
                                                    "annual revenue|годовая выручка", "money"),
        ImportField("founded_in", _("Founded in"), "год основания|основана|founded|"
                                                   "year established|year founded|founded in", "number", lenient=True),
        ImportField("born_on", _("Birthday"), "дата рождения|день рождения|birthday|birth date|"
                                              "date of birth|dob|born", "date"),
        ImportField("status", _("State"), "статус|состояние|status|client status", "choice",
                    choices=_statuses, lenient=True),
        ImportField("owner", _("Owner"), "ответственный|менеджер|owner|account manager|manager|"
                                         "sales agent|sales rep|куратор|assigned to|"
                                         "account owner",
                    "user", lenient=True),
        ImportField("source", _("Source"), "источник|lead source|откуда", most=200),
        ImportField("note", _("Note"), "примечание|комментарий|заметка|note|notes|comment|"
                                       "comments|description|описание", "long"),
        ImportField("bik", _("BIK"), "бик|bik|бик банка", most=9, lenient=True),
        ImportField("bank_account", _("Settlement account"), "расчетный счет|р с|расчётный счёт|"
                                                             "счет|bank account", most=20, lenient=True),
        ImportField("bank", _("Bank"), "банк|bank|наименование банка", most=300),
    ]  # fmt: skip


def _people(cells: Sequence[str]) -> float:
    """People by the cells alone are never sure enough: it only objects to companies."""
    return min(looks.people(cells), 0.79)


def _companies(cells: Sequence[str]) -> float:
    return max(0.1, 0.79 - looks.people(cells))


def draft(line: Line, staging: Staging) -> Draft:
    """A read row as a party with its parts."""
    values = line.values
    inn_text = requisites.clean(values["inn"]) if "inn" in values else ""
    form = _form(values, inn_text)
    columns: dict[str, Any] = {
        "_form": form,
        "form": values.get("form"),
        "owner_id": values.get("owner"),
    }
    columns.update(_names(values, form))
    if not columns.get("name"):
        raise RowFault(gettext("there is no name"))
    columns.update(_requisites(line, staging, form))
    known = _KNOWN[form]
    for field in _PLAIN:
        if field in values and field in known:
            columns[field] = values[field]
        elif field in values:
            line.notes[staging.plan.head_of(field)] = str(values[field])
    if form == Form.ORGANISATION:
        for field in ("person", *rules.NAME_PARTS):
            if field in values and values[field] != columns["name"]:
                line.notes[staging.plan.head_of(field)] = values[field]
    if "postcode" in values:
        values["postcode"] = _without_float(values["postcode"])
    _founded(line, columns, staging)
    collections = {
        "points": _contact_points(values),
        "addresses": _addresses(values),
        "outside_keys": _outside_keys(values, staging.plan.source),
        "accounts": _accounts(line, staging),
    }
    name = _name_key(columns["name"])
    return Draft(columns, collections, {"name": name, "person": name})


_KNOWN = {form: rules.ALWAYS.union(fields) for form, fields in rules.FIELDS.items()}


def refine(meant: dict[str, str]) -> dict[str, str]:
    """People with a column for their company: they work there."""
    people = {"person", "last_name", "first_name"} & set(meant.values())
    if "name" not in meant.values() or not people:
        return meant
    return {column: "works_at" if key == "name" else key for column, key in meant.items()}


_PLAIN = (
    "full_name", "site", "city", "industry", "employees", "revenue", "born_on", "status", "source",
    "note",
)  # fmt: skip


def _form(values: Mapping[str, Any], inn: str) -> str:
    """What the row says, else what its name and ИНН look like."""
    if "form" in values:
        return str(values["form"])
    if "name" in values:
        name = values["name"]
        if len(inn) != 12 and not _MAYBE_SOLE.search(name):
            return Form.ORGANISATION  # the usual case, told without looking for legal forms
        legal = strip_legal_form(name)[0]
        sole = legal == "ИП" or (not legal and len(inn) == 12 and looks.is_person(name))
        return Form.SOLE_TRADER if sole else Form.ORGANISATION
    return Form.PERSON


def _names(values: Mapping[str, Any], form: str) -> dict[str, Any]:
    name = values.get("name") or values.get("person") or ""
    if form == Form.ORGANISATION:
        return {"name": name or " ".join(filter(None, (values.get(p) for p in rules.NAME_PARTS)))}
    parts_ = {field: values[field] for field in rules.NAME_PARTS if field in values}
    given = {"name": name, **parts_} if name else parts_
    composed = rules.composed(form, given, {})
    return {"name": name, **parts_, **{k: v for k, v in composed.items() if v}}


def _requisites(line: Line, staging: Staging, form: str) -> dict[str, Any]:
    """Requisites as far as the form has them; wrong ones are kept and named."""
    found: dict[str, Any] = {}
    for field in REQUISITES:
        if field not in line.values:
            continue
        value = requisites.clean(str(line.values[field])).upper()
        most = Party._meta.get_field(field).max_length or 0
        if field not in rules.FIELDS[form] or len(value) > most or not value:
            line.notes[staging.plan.head_of(field)] = line.values[field]
        else:
            found[field] = value
    wrong = rules.faults(form, found) if found else {}
    if found:
        found["doubtful"] = "[" + ",".join(f'"{field}"' for field in sorted(wrong)) + "]"
    return found


def _founded(line: Line, columns: dict[str, Any], staging: Staging) -> None:
    year = line.values.get("founded_in")
    if year is None:
        return
    if 1000 <= year <= 2200:
        columns["founded_in"] = year
    else:
        line.notes[staging.plan.head_of("founded_in")] = str(year)


def _contact_points(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = []
    seen = set()
    mains = set()
    for channel in ("phone", "email", "telegram", "whatsapp", "vk", "fax"):
        given = values.get(channel)
        for value in given if isinstance(given, list) else [given] if given else ():
            reach = rules.reach(channel, value)
            same = (channel, reach.normal, reach.extension)
            if not reach.normal or same in seen:
                continue
            seen.add(same)
            rows.append(
                {
                    "channel": channel, "value": value, "normal": reach.normal,
                    "extension": reach.extension[:20], "label": "", "is_main": channel not in mains,
                    "position": len(rows),
                }
            )  # fmt: skip
            mains.add(channel)
    return rows


def _addresses(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    if not any(field in values for field in ("country", "region", "street", "postcode")):
        return []
    return [{"purpose": "actual", **{field: values.get(field, "") for field in ADDRESS}}]


def _outside_keys(values: Mapping[str, Any], source: str) -> list[dict[str, Any]]:
    if "external_id" not in values:
        return []
    return [{"system": source, "value": _without_float(values["external_id"])}]


def _accounts(line: Line, staging: Staging) -> list[dict[str, Any]]:
    """A bank account with its БИК; half of one is a note."""
    values = line.values
    if not ("bik" in values or "bank_account" in values or "bank" in values):
        return []
    given = {"bik": "bik", "account": "bank_account", "bank": "bank"}
    rows = parts.account_rows(
        [{to: values.get(key, "") for to, key in given.items()}], strict=False
    )
    if rows and rows[0]["account"] and rows[0]["bik"]:
        return rows
    for field in given.values():
        if field in values:
            line.notes[staging.plan.head_of(field)] = values[field]
    return []


def _doubtful() -> Column:
    """Doubts about requisites that came anew replace the old doubts about them."""
    given = ", ".join(f"CASE WHEN s.{f} IS NOT NULL THEN '{f}' END" for f in REQUISITES)
    return Column(
        "doubtful",
        "jsonb",
        "'[]'",
        merged=f"(t.doubtful - ARRAY[{given}]) || coalesce(s.doubtful, '[]')",
    )


_TEXTS = ("name", "full_name", "source", "site", "city", "note", "inn", "kpp", "ogrn", "last_name",
          "first_name", "middle_name", "industry")  # fmt: skip

PARTIES = Importable(
    kind="parties",
    label=_("Clients"),
    record="party",
    model=Party,
    permission="parties.import",
    fields=_fields,
    needs=(("name", "person", "last_name", "first_name"),),
    keys=(("external_id",), ("inn", "kpp"), ("inn",), ("ogrn",), ("email",), ("phone",), ("name",), ("person",)),
    columns=(
        Column("_form"),
        Column("form", default="coalesce(s._form, 'organisation')"),
        *(Column(name) for name in _TEXTS),
        Column("status", default="'new'"),
        Column("employees", "integer", "NULL"),
        Column("revenue", "numeric(18,2)", "NULL"),
        Column("founded_in", "integer", "NULL"),
        Column("born_on", "date", "NULL"),
        Column("owner_id", "uuid", "%(owner)s::uuid"),
        _doubtful(),
    ),
    collections=(
        Collection(
            "points", "directory_contactpoint", "party_id",
            {"channel": "text", "value": "text", "normal": "text", "extension": "text", "label": "text",
             "is_main": "boolean", "position": "integer"},
            same=("channel", "normal", "extension"), placed=True,
            added={
                "is_main": "x.is_main AND NOT EXISTS (SELECT FROM directory_contactpoint o"
                " WHERE o.party_id = s.id AND o.channel = x.channel)",
                "position": "x.position + (SELECT count(*) FROM directory_contactpoint o"
                " WHERE o.party_id = s.id)",
            },
        ),
        Collection(
            "addresses", "directory_address", "party_id",
            {"purpose": "text", **dict.fromkeys(ADDRESS, "text")}, same=("purpose", *ADDRESS),
        ),
        Collection(
            "outside_keys", "directory_externalid", "party_id", {"system": "text", "value": "text"},
            same=("system", "value"), once=("system", "value"), once_label=_("Outside key"),
        ),
        Collection(
            "accounts", "directory_bankaccount", "party_id",
            {"bik": "text", "account": "text", "correspondent": "text", "bank": "text"}, same=("account",),
        ),
    ),
    draft=draft,
    refine=refine,
    makes=(Choice("employees", _("Employees who are missing"), permission="access.manage"),
           Choice("clients", _("Clients who are named and missing"))),
    nouns=("customer", "client", "account", "company", "клиента", "компании", "контрагента",
           "организации", "organization", "покупателя"),
    icon="building-2",
    url="/parties/",
    order=10,
)  # fmt: skip
"""Files of customers."""


def resolve_clients(
    staging: Staging, text: str, column: str, *, ambiguous: str = "reject", own_rows: bool = False
) -> None:
    """Find the parties that the staged column `text` names, by name, ИНН or outside key; their keys
    go to the column `column`.

    Missing ones are made where that was chosen, else the cell becomes a note. `own_rows`: the file's
    own rows count as well. A name that several parties have rejects the row (or becomes a note).
    """
    table = f"import_named_{text}"
    key = SORT_KEY.format(f'btrim(s."{text}")')
    staging.run(
        f"""
        CREATE TEMP TABLE {table} ON COMMIT DROP AS
        SELECT key, min(name) AS name, NULL::uuid AS id, false AS made, 0 AS found
        FROM (SELECT {key} AS key, btrim(s."{text}") AS name FROM import_rows s
              WHERE s.fault IS NULL AND s."{text}" IS NOT NULL) AS named
        GROUP BY key
        """
    )
    _find(staging, table, "SELECT id, sort_key AS k FROM directory_party WHERE deleted_at IS NULL")
    if own_rows:
        own = SORT_KEY.format("o.name")
        _find(staging, table, f"SELECT o.id, {own} AS k FROM import_rows o WHERE o.fault IS NULL"
                              " AND o.fate IS DISTINCT FROM 'follower'")  # fmt: skip
    _find(
        staging,
        table,
        "SELECT id, inn AS k FROM directory_party WHERE inn <> '' AND deleted_at IS NULL",
    )
    _find(
        staging,
        table,
        "SELECT p.id, lower(x.value) AS k FROM directory_externalid x"
        " JOIN directory_party p ON p.id = x.party_id AND p.deleted_at IS NULL",
    )
    several = f"EXISTS (SELECT FROM {table} r WHERE r.key = {key} AND r.found > 1)"
    if ambiguous == "reject":
        staging.reject(
            several,
            gettext("several clients have the name in the column “%s”")
            % staging.plan.head_of(text),
        )
    else:
        staging.note(text, several)
    if "clients" in staging.plan.makes:
        made = staging.run(
            f"""UPDATE {table} r SET made = true, id = {staging.new_id}
                WHERE r.found = 0 AND r.key <> '' AND length(r.name) <= 500"""
        )
        staging.made["clients"] = staging.made.get("clients", 0) + made
        staging.before.append(lambda: _make_clients(staging, table))
    else:
        staging.note(text, f"EXISTS (SELECT FROM {table} r WHERE r.key = {key} AND r.found = 0)")
    staging.run(
        f'UPDATE import_rows s SET "{column}" = r.id FROM {table} r'
        f' WHERE r.key = {key} AND r.id IS NOT NULL AND s.fault IS NULL AND s."{text}" IS NOT NULL'
    )


def _find(staging: Staging, table: str, relation: str) -> None:
    staging.run(
        f"""
        UPDATE {table} r SET id = CASE WHEN f.found = 1 THEN f.id END, found = f.found
        FROM (SELECT r.key, (array_agg(DISTINCT p.id))[1] AS id, count(DISTINCT p.id) AS found
              FROM {table} r JOIN ({relation}) p ON p.k = r.key WHERE r.found = 0 GROUP BY r.key) AS f
        WHERE f.key = r.key
        """
    )


def _make_clients(staging: Staging, table: str) -> None:
    """Add the parties that were named and missing. One statement."""
    from orbita.platform.imports.writing import new_rows

    staging.run(
        new_rows(
            Party,
            {
                "id": "r.id",
                "name": "r.name",
                "owner_id": "%(owner)s::uuid",
                "created_by_id": "%(by)s::uuid",
            },
            f"{table} r WHERE r.made",
        ),
        owner=staging.plan.owner_id,
        by=staging.plan.by.id,
    )
