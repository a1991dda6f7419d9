"""Sums of money as people write them and as the interface shows them."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_SPACE = re.compile(r"[\s\u00a0\u2009\u202f'’]+")
_SIGNS = {"₽": "RUB", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₸": "KZT", "₴": "UAH"}
_WORDS = (
    {"руб": "RUB", "рублей": "RUB", "рубля": "RUB", "рубль": "RUB", "р": "RUB"}
    | {"rub": "RUB", "rur": "RUB", "usd": "USD", "долларов": "USD", "доллара": "USD"}
    | {"доллар": "USD", "долл": "USD", "eur": "EUR", "евро": "EUR", "gbp": "GBP", "cny": "CNY"}
    | {"юаней": "CNY", "юаня": "CNY", "юань": "CNY", "byn": "BYN", "kzt": "KZT", "тенге": "KZT"}
    | {"uah": "UAH", "jpy": "JPY", "try": "TRY", "aed": "AED"}
)
_SCALES = {
    **dict.fromkeys(("тыс", "тысяч", "тысячи", "тысяча", "т", "k", "к", "thousand"), 3),
    **dict.fromkeys(("млн", "миллион", "миллиона", "миллионов", "m", "mln", "mn", "million"), 6),
    **dict.fromkeys(("млрд", "миллиард", "миллиарда", "миллиардов", "b", "bn", "billion"), 9),
}
_WORD = re.compile(r"[^\W\d_]+\.?|[₽$€£¥₸₴]")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?e[+-]?\d{1,2}", re.IGNORECASE)
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_APART = re.compile(r"\d[\s'’]+\d")
_GROUPED_BY_SPACE = re.compile(r"[+-]?\s*\d{1,3}(?:[\s'’]\d{3})+(?:\s?[.,]\s?\d*)?\s*-?")
_SHORT = {
    "ru": ((9, "млрд"), (6, "млн"), (3, "тыс.")),
    "en": ((9, "B"), (6, "M"), (3, "K")),
}
_SYMBOL = {code: sign for sign, code in _SIGNS.items()} | {"CNY": "CN¥"}
_NBSP = "\u00a0"


def parse_amount(text: str, decimal: str | None = None) -> Decimal | None:
    """Read a sum in any of the usual spellings; None where it is not one.

    decimal: the column's decimal mark when it is known (see `decimal_mark`). Without it «1.240» is
    a fraction (so machines write), «1,240» a thousand and more unless roubles are named.

    >>> [str(parse_amount(t)) for t in ("1 240 000,50 ₽", "$1,100.04", "4,2 млн", "(500)")]
    ['1240000.50', '1100.04', '4200000', '-500']
    >>> parse_amount("12 шт") is None, parse_amount("") is None
    (True, True)
    """
    value = text.strip()
    if _PLAIN.fullmatch(value) and decimal != ",":
        return Decimal(value) if value.isascii() else None
    negative = value.startswith("(") and value.endswith(")")
    value = value.strip("()") if negative else value
    if _SCIENTIFIC.fullmatch(value):
        plain = Decimal(f"{Decimal(value.replace(',', '.')):f}")
        return -plain if negative else plain
    found = _without_words(value)
    if found is None:
        return None
    value, power, currency = found
    if value[:1] in "-+" or value[-1:] == "-":
        negative ^= "-" in (value[:1], value[-1:])
        value = value.strip("+-")
    number = _number(value, decimal or ("," if currency == "RUB" else None))
    if number is None:
        return None
    scaled = number.scaleb(power)
    if scaled == scaled.to_integral_value() and power:
        scaled = scaled.quantize(Decimal(1))
    return -scaled if negative else scaled


def _without_words(value: str) -> tuple[str, int, str | None] | None:
    """Take away currency and scale: bare number, power of ten, currency. None: a foreign word."""
    power, currency = 0, None
    for found in _WORD.findall(value):
        word = found.rstrip(".").lower()
        if word in _SCALES and not power:
            power = _SCALES[word]
        elif found in _SIGNS or word in _WORDS:
            currency = _SIGNS.get(found) or _WORDS[word]
        else:
            return None
    sign = _WORD.sub("", value).replace("−", "-").replace("–", "-").strip()
    if _APART.search(sign) and not _GROUPED_BY_SPACE.fullmatch(sign):
        return None  # digits with spaces that part no thousands: phones, dates
    bare = _SPACE.sub("", sign)
    return bare.rstrip("."), power, currency


def _number(value: str, decimal: str | None) -> Decimal | None:
    """A bare number whose marks are to be told apart."""
    if not value or not value.isascii() or not set(value) <= set("0123456789.,"):
        return None
    commas, points = value.count(","), value.count(".")
    if commas and points:
        mark = "," if value.rindex(",") > value.rindex(".") else "."
    elif commas + points > 1:
        mark = ""
    elif decimal and decimal in value:
        mark = decimal
    else:
        grouped = commas and value[0] != "0" and _GROUPED.fullmatch(value)
        mark = "" if grouped else "," if commas else "."
    whole, _, fraction = value.rpartition(mark) if mark and mark in value else (value, "", "")
    if "," in fraction or "." in fraction:
        return None
    if ("," in whole or "." in whole) and not _GROUPED.fullmatch(whole):
        return None
    plain = f"{whole.replace(',', '').replace('.', '') or '0'}.{fraction or '0'}"
    try:
        return Decimal(plain if fraction else plain[:-2])
    except InvalidOperation:
        return None


def decimal_mark(samples: Iterable[str]) -> str | None:
    """The decimal mark of a column, decided by the cells that leave no doubt; None without one.

    >>> decimal_mark(["1,240", "12,5"]), decimal_mark(["1,240.50"]), decimal_mark(["12"])
    (',', '.', None)
    """
    votes = {",": 0, ".": 0}
    for sample in samples:
        found = _without_words(sample)
        value = found[0].strip("-+()") if found else ""
        last = max(value.rfind(","), value.rfind("."))
        if last < 0 or not value.replace(",", "").replace(".", "").isdigit():
            continue
        if value.count(value[last]) > 1:
            votes["." if value[last] == "," else ","] += 1
        elif _GROUPED.fullmatch(value) is None or value[0] == "0":
            votes[value[last]] += 1
    if votes[","] == votes["."]:
        return None
    return "," if votes[","] > votes["."] else "."


def currency_of(text: str) -> str | None:
    """The ISO code of the currency that a sum names, if it names one.

    >>> currency_of("1 000 руб."), currency_of("$5"), currency_of("5")
    ('RUB', 'USD', None)
    """
    for found in _WORD.findall(text):
        if code := _SIGNS.get(found) or _WORDS.get(found.rstrip(".").lower()):
            return code
    return None


def symbol(currency: str) -> str:
    """The sign of a currency; its code where it has none.

    >>> symbol("RUB"), symbol("KGS")
    ('₽', 'KGS')
    """
    return _SYMBOL.get(currency, currency)


def format_amount(
    value: Decimal | int, currency: str = "RUB", lang: str = "ru", *, short: bool = False
) -> str:
    """A sum for the screen; an empty currency leaves a bare number.

    Kopecks are shown when there are any; short rounds to one digit of thousands, millions …

    >>> format_amount(Decimal("1240000")), format_amount(Decimal("-368888.83"))
    ('1\\xa0240\\xa0000\\xa0₽', '−368\\xa0888,83\\xa0₽')
    >>> format_amount(4_200_000, short=True), format_amount(4_200_000, "USD", "en", short=True)
    ('4,2\\xa0млн\\xa0₽', '$4.2M')
    """
    russian = lang.startswith("ru")
    amount = abs(Decimal(value))
    unit = ""
    if short:
        amount, unit = _shortened(amount, "ru" if russian else "en")
    amount = amount.quantize(Decimal("0.1" if short else "0.01"), ROUND_HALF_UP)
    if amount == amount.to_integral_value():
        amount = amount.quantize(Decimal(1))
    minus = "−" if Decimal(value) < 0 and amount else ""
    figure = f"{amount:,}"
    symbol = _SYMBOL.get(currency, currency)
    if russian:
        figure = figure.replace(",", _NBSP).replace(".", ",")
        return minus + _NBSP.join(filter(None, (figure, unit, symbol)))
    gap = _NBSP if len(symbol) == 3 and symbol.isalpha() else ""
    return f"{minus}{symbol}{gap}{figure}{unit}"


def _shortened(amount: Decimal, lang: str) -> tuple[Decimal, str]:
    """Divide by the largest unit that leaves at least one after rounding."""
    for power, unit in _SHORT[lang]:
        part = amount.scaleb(-power)
        if part.quantize(Decimal("0.1"), ROUND_HALF_UP) >= 1:
            return (part.quantize(Decimal(1), ROUND_HALF_UP) if part >= 100 else part), unit
    return amount.quantize(Decimal(1), ROUND_HALF_UP), ""
