"""Legal forms of companies, Russian and foreign, and where they stand in a name."""

import re
from functools import cache

# The short form and what it is written out as (folded: lower case, е for ё).
_RUSSIAN = {
    "ООО": "общество с ограниченной ответственностью",
    "ОАО": "открытое акционерное общество",
    "ЗАО": "закрытое акционерное общество",
    "ПАО": "публичное акционерное общество",
    "НАО": "непубличное акционерное общество",
    "АО": "акционерное общество",
    "ОДО": "общество с дополнительной ответственностью",
    "ИП": "индивидуальный предприниматель",
    "КФХ": "крестьянское (фермерское) хозяйство",
    "СПК": "сельскохозяйственный производственный кооператив",
    "ФГУП": "федеральное государственное унитарное предприятие",
    "ГУП": "государственное унитарное предприятие",
    "МУП": "муниципальное унитарное предприятие",
    "ФКУ": "федеральное казенное учреждение",
    "МКУ": "муниципальное казенное учреждение",
    "ГКУ": "государственное казенное учреждение",
    "ФГБОУ ВО": "федеральное государственное бюджетное образовательное учреждение"
    " высшего образования",
    "ФГАОУ ВО": "федеральное государственное автономное образовательное учреждение"
    " высшего образования",
    "ФГБУ": "федеральное государственное бюджетное учреждение",
    "ФГАУ": "федеральное государственное автономное учреждение",
    "ГБУЗ": "государственное бюджетное учреждение здравоохранения",
    "ГАУЗ": "государственное автономное учреждение здравоохранения",
    "ГБОУ": "государственное бюджетное образовательное учреждение",
    "МБОУ": "муниципальное бюджетное общеобразовательное учреждение",
    "МАОУ": "муниципальное автономное общеобразовательное учреждение",
    "МБДОУ": "муниципальное бюджетное дошкольное образовательное учреждение",
    "ГБУ": "государственное бюджетное учреждение",
    "ГАУ": "государственное автономное учреждение",
    "МБУ": "муниципальное бюджетное учреждение",
    "МАУ": "муниципальное автономное учреждение",
    "АНО": "автономная некоммерческая организация",
    "НКО": "некоммерческая организация",
    "НП": "некоммерческое партнерство",
    "ТСЖ": "товарищество собственников жилья",
    "ТСН": "товарищество собственников недвижимости",
    "СНТ": "садоводческое некоммерческое товарищество",
    "ГСК": "гаражно-строительный кооператив",
    "ЖСК": "жилищно-строительный кооператив",
    "ПК": "производственный кооператив",
    "ТОО": "товарищество с ограниченной ответственностью",
    "ОсОО": "общество с ограниченной ответственностью",
    "ЧУП": "частное унитарное предприятие",
    "ПБОЮЛ": "предприниматель без образования юридического лица",
}
# Stand at the end of a name; with their spellings.
_FOREIGN = {
    "LLC": r"l\.?l\.?c\.?",
    "LLP": r"l\.?l\.?p\.?",
    "PLC": r"p\.?l\.?c\.?",
    "Pty Ltd": r"pty\.? ltd\.?",
    "Co., Ltd": r"co\.?,? ltd\.?",
    "Ltd": r"ltd\.?|limited",
    "Inc": r"inc\.?|incorporated",
    "Corp": r"corp\.?",
    "GmbH & Co. KG": r"gmbh ?& ?co\.? ?kg",
    "GmbH": r"gmbh",
    "JSC": r"jsc|ojsc|cjsc|pjsc",
    "S.A.": r"s\.a\.",
    "S.p.A.": r"s\.p\.a\.|spa",
    "S.r.l.": r"s\.r\.l\.|srl",
    "B.V.": r"b\.v\.",
    "N.V.": r"n\.v\.",
    "SARL": r"sarl",
    "s.r.o.": r"s\. ?r\. ?o\.",
    "Sp. z o.o.": r"sp\. ?z ?o\. ?o\.",
    "Oy": r"oyj?",
    "Kft": r"kft\.?",
}
# Two capitals may be anything in lower case, so these must be written as they are.
_EXACT = ("AG", "KG", "SA", "SE", "AB", "AS", "NV", "BV", "Co")
_EDGE = " ,;-–—"


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """The patterns at the head and at the tail, and the short form of each spelling."""
    short = {form.lower(): form for form in _RUSSIAN}
    for form, full in _RUSSIAN.items():
        short.setdefault(full, form)
    spelled = "|".join(
        re.escape(words).replace("е", "[её]").replace(r"\ ", r"\s+")
        for words in sorted(short, key=len, reverse=True)
    )
    head = re.compile(rf"(?:{spelled})(?=[\s\"'«“„,])", re.IGNORECASE)
    foreign = "|".join(f"(?P<f{at}>{spell})" for at, spell in enumerate(_FOREIGN.values()))
    exact = "|".join(_EXACT)
    tail = re.compile(
        rf"(?<=[\s\"'»”“,])(?:(?P<russian>{spelled})|{foreign}|(?P<exact>(?-i:{exact})\.?))$",
        re.IGNORECASE,
    )
    return head, tail, short


def find_form(name: str) -> tuple[str, str]:
    """The short legal form at either end of a name and what is left of the name.

    >>> find_form("Acme GmbH & Co. KG")
    ('GmbH & Co. KG', 'Acme')
    """
    head, tail, short = _written()
    if found := head.match(name):
        core = name[found.end() :].strip(_EDGE)
        if core:
            return _short(found[0], short), core
    if found := tail.search(name):
        core = name[: found.start()].strip(_EDGE)
        if core:
            return _tail_form(found, short), core
    return "", name


def _short(spelled: str, short: dict[str, str]) -> str:
    return short[" ".join(spelled.lower().replace("ё", "е").split())]


def _tail_form(found: re.Match[str], short: dict[str, str]) -> str:
    if found["russian"]:
        return _short(found["russian"], short)
    if found["exact"]:
        return found["exact"].rstrip(".")
    return next(form for at, form in enumerate(_FOREIGN) if found[f"f{at}"])


def short_forms() -> tuple[str, ...]:
    """The short legal forms that stand before a Russian name.

    >>> "ООО" in short_forms()
    True
    """
    return tuple(_RUSSIAN)
