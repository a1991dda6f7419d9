"""Text typed in the wrong keyboard layout: Cltkrf ↔ Сделка."""

_QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?@#$^&|"
_JCUKEN = 'ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"№;:?/'
_TO_RUSSIAN = str.maketrans(_QWERTY, _JCUKEN)
_TO_LATIN = str.maketrans(_JCUKEN, _QWERTY)


def wrong_layout(text: str) -> str | None:
    """What the same keys give in the other layout; None when the text has no letters of either
    alphabet or letters of both.

    >>> wrong_layout("Cltkrf"), wrong_layout("Руддщ"), wrong_layout("[jkjl")
    ('Сделка', 'Hello', 'холод')
    >>> wrong_layout("100 %") is None
    True
    """
    latin = any("a" <= char <= "z" for char in text.lower())
    russian = any("а" <= char <= "я" or char == "ё" for char in text.lower())
    if latin == russian:
        return None
    return text.translate(_TO_RUSSIAN if latin else _TO_LATIN)


def variants(text: str) -> list[str]:
    """The text as typed and, where it differs, as typed in the other layout.

    >>> variants("ghbdtn")
    ['ghbdtn', 'привет']
    """
    other = wrong_layout(text)
    return [text] if other is None or other == text else [text, other]
