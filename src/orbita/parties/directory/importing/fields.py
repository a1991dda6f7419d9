"""The fields of a file of parties, and what their columns are called."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from orbita.kit import requisites
from orbita.parties.directory import rules
from orbita.parties.directory.models import Form, Status
from orbita.platform.imports import looks
from orbita.platform.imports.slots import ImportField

_FLOAT = re.compile(r"(\d+)\.0")


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


def without_float(text: str) -> str:
    """«42420.0» is how spreadsheets spoil a postcode or a key."""
    found = _FLOAT.fullmatch(text.strip())
    return found[1] if found else text.strip()


def name_key(text: str) -> str:
    return rules.sort_key(text.strip())


def _point_key(channel: str) -> Any:
    def fold(text: str) -> str:
        return rules.reach(channel, text).normal

    return fold


def _points(channel: str) -> str:
    return f"SELECT party_id AS id, normal AS k FROM directory_contactpoint WHERE channel = '{channel}'"


def party_fields() -> list[ImportField]:
    return [
        ImportField(
            "name", _("Name"),
            "название|наименование|имя|name|account|account name|company|company name|"
            "organization|organization name|organisation|организация|компания|контрагент|клиент|"
            "customer|client|site name|фирма|краткое наименование|наименование организации|title|"
            "customer name|business name|org name|entity name|restaurant",
            most=500, match="SELECT id, sort_key AS k FROM directory_party", fold=name_key, looks=_companies,
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
        ImportField(
            "last_name", _("Last name"),
            "фамилия|surname|last name|family name|lastname|lname|last", most=200,
        ),
        ImportField(
            "first_name", _("First name"),
            "имя|given name|first name|firstname|givenname|fname|first|forename", most=200,
        ),
        ImportField(
            "middle_name", _("Middle name"),
            "отчество|middle name|patronymic|middlename|midname|mname|second name", most=200,
        ),
        ImportField(
            "external_id", _("Outside key"),
            "id|external id|внешний код|код|ид|guid|uuid|true id|код 1с|customer id|account id|"
            "ключ|№|номер|rec id|recid|record id|row id|ext id|external key|record key|uid",
            most=200, fold=without_float, unique=True,
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
            "telephone|cell|tel|telephone number|cell phone|home phone",
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
        ImportField("city", _("City"), "город|city|town|населенный пункт|г|suburb|locality", most=200),
        ImportField("country", _("Country"), "страна|country|office location", many=True,
                    most=100, looks=looks.countries),
        ImportField("region", _("Region"), "регион|область|край|region|state|province|субъект|"
                                           "субъект рф", most=200, many=False),
        ImportField("street", _("Address"), "адрес|address|street|улица|street address|"
                                            "юридический адрес|фактический адрес|почтовый адрес|"
                                            "адрес доставки|legal address|location|"
                                            "адрес организации|address 1|address line 1|addr|addr 1|"
                                            "street name|street address 1|адрес 1", most=500),
        ImportField("house", _("House number"), "дом|номер дома|house|house number|house no|"
                                                "street number|street no|streetnumber", most=100),
        ImportField("street_more", _("Address, second line"),
                    "адрес 2|address 2|address line 2|addr 2|street address 2|unit|apartment|"
                    "квартира|офис|корпус", most=300),
        ImportField("postcode", _("Postcode"), "индекс|почтовый индекс|zip|zip code|postal code|zipcode|post code|"
                                               "postcode", most=20),
        ImportField("industry", _("Industry"), "отрасль|industry|sector|сфера|сфера деятельности|"
                                               "вид деятельности", most=200),
        ImportField("employees", _("Employees"), "сотрудники|численность|employees|"
                                                 "число сотрудников|количество сотрудников|staff|"
                                                 "headcount", "number"),
        ImportField("revenue", _("Yearly revenue"), "выручка|оборот|revenue|годовой оборот|"
                                                    "annual revenue|годовая выручка", "money"),
        ImportField("founded_in", _("Founded in"), "год основания|основана|founded|"
                                                   "year established|year founded|founded in", "number",
                    lenient=True),
        ImportField("born_on", _("Birthday"), "дата рождения|день рождения|birthday|birth date|"
                                              "date of birth|dob|born|birthdate", "date"),
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
