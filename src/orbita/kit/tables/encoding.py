"""Which encoding a file of text is in; right above all for Russian and Western ones.

Unicode is recognised by its marks and by validity. Among one-byte encodings the one wins whose
letters stand as letters stand in words: Russian pairs of letters, capitals only at the head,
accented Latin letters between plain ones.
"""

import codecs
import re
from typing import BinaryIO

from orbita.kit.tables.model import TableRefused

_CHUNK = 1 << 20
_ENOUGH = 1 << 18
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In the order of preference where two fit equally well.
_ONE_BYTE = ("cp1251", "cp1252", "koi8-r", "cp866", "mac-roman", "mac-cyrillic", "cp1250")
_USUAL = ("cp1251", "cp1252")
# The pairs that make 97 % of Russian writing: a letter and those that follow it.
_FOLLOWERS = """
    а:бвгдежзйклмнопрстухцчшюя б:аеилнорущъы в:аеиклнорстуы г:аеилору д:аеиклнопрсуы
    е:бвгдежзйклмнопрстфхцчш ж:адеикмн з:авдикмнору и:абвдезийклмнопрстфхцчшюя й:дклст
    к:авеиклнорстуц л:аеиклнотуьюя м:аеимопсуыь н:абвдеикнопстуыья о:бвгдежзийклмнопрстфхчя
    п:аеиклнопру р:абвгежимностуыя с:авеиклмнопрстуыья т:авеикнорсуыь у:абгдежзйклмнпрстфчшю
    ф:аиот х:ано ц:еи ч:аеикнту ш:аеи щ:еи ъ:е ы:бвейлмтхш ь:зкнстю э:нт ю:бтчщ я:вемнтц
"""
_PAIRS = frozenset(
    letter + follower
    for letter, _, followers in (group.partition(":") for group in _FOLLOWERS.split())
    for follower in followers
)
_ACCENTED = frozenset("éèêëàâäáãåçîïíìñôöóòõøùûüúßæœÿýÉÈÀÂÄÅÇÎÏÍÑÔÖÓØÜÚÆ")
_CENTRAL = frozenset("ąćęłńśźżčďěňřšťůžőűăşţșțđĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽŐŰ")
_OPENING = frozenset("«“„‘№–—\u00a0")
_CLOSING = frozenset("»”…°©®™€’§±×")
_HIGH = re.compile(rb"[\x80-\xff]")
KEPT_MARK = "\ufdd0"


def _keep_bytes(error: UnicodeError) -> tuple[str, int]:
    """Write undecodable bytes as \\xNN behind a noncharacter, by which a reader finds them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(f"{KEPT_MARK}\\x{byte:02x}" for byte in bad), error.end


codecs.register_error("orbita.kept", _keep_bytes)


def detect(file: BinaryIO) -> str:
    """The name of the codec to read an opened binary file with; reads up to the first parts that
    are not plain ASCII, however late they come."""
    head = _whole_lines(file)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if wide := _wide(head[:4096]):
        return wide
    telling = bytearray()
    chunk = head
    while chunk and len(telling) < _ENOUGH:
        if not chunk.isascii():
            telling += _around_high(chunk)
        chunk = _whole_lines(file)
    if not telling:
        return "utf-8"
    return "utf-8" if _is_utf8(bytes(telling)) else one_byte(bytes(telling))


def _whole_lines(file: BinaryIO) -> bytes:
    """A part that ends with a line, so that no character is cut in two."""
    return file.read(_CHUNK) + file.readline(_CHUNK)


def _wide(head: bytes) -> str:
    """UTF-16 without a mark shows by every other byte: 0 for Latin letters, 4 for Russian ones."""
    half = len(head) // 2
    even, odd = (sum(head[at::2].count(high) for high in (0, 4)) for at in (0, 1))
    if half > 2 and max(even, odd) > 0.7 * half and min(even, odd) < 0.1 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _around_high(chunk: bytes) -> bytes:
    """The lines of a chunk from its first byte beyond ASCII on."""
    found = _HIGH.search(chunk)
    start = chunk.rfind(b"\n", 0, found.start()) + 1 if found else 0
    return chunk[start : start + _ENOUGH]


def _is_utf8(sample: bytes) -> bool:
    """Valid, or valid but for a few broken bytes (or one cut off at either end)."""
    high = len(sample) - len(_HIGH.sub(b"", sample))
    broken = sample.decode("utf-8", "orbita.kept").count(KEPT_MARK)
    return broken < high / (2 if broken <= 3 else 20)


def one_byte(sample: bytes) -> str:
    """The likeliest one-byte encoding of a sample.

    >>> one_byte("Северный ветер".encode("koi8-r")), one_byte("Café".encode("mac-roman"))
    ('koi8-r', 'mac-roman')
    """
    words = b"\n".join(
        piece for piece in re.split(rb"[\r\n;,\t|]+", sample[:_ENOUGH]) if not piece.isascii()
    )[:12_000]
    scores = {}
    for name in _ONE_BYTE:
        try:
            scores[name] = _likeness(words.decode(name))
        except UnicodeDecodeError:
            scores[name] = _likeness(words.decode(name, "replace")) - 1.0
    return max(_ONE_BYTE, key=lambda name: scores[name] + (0.05 if name in _USUAL else 0))


def _likeness(text: str) -> float:
    """How much the characters beyond ASCII look as in words; at most about 1 each."""
    total, count, before = 0.0, 0, " "
    for at, char in enumerate(text):
        if char > "\x7f":
            count += 1
            after = text[at + 1] if at + 1 < len(text) else " "
            total += _fit(before, char, after)
        before = char
    return total / count if count else 0.0


def _fit(before: str, char: str, after: str) -> float:
    if "а" <= char.lower() <= "я" or char in "ёЁ":
        return _fit_russian(before, char, after)
    if char == "’" and before.isalpha() and after.isalpha():
        return 0.9
    if char in _OPENING:
        return -0.6 if before.isalpha() and after.isalpha() else 0.3
    if char in _CLOSING:
        return -0.6 if after.isalpha() else 0.3
    if char in _ACCENTED or char in _CENTRAL:
        plain = (before + after).strip()
        lonely = not any(near.isalpha() for near in plain)
        foreign = any(near > "\x7f" and near.isalpha() for near in plain)
        shout = char.isupper() and before.islower()
        known = 0.8 if char in _ACCENTED else 0.7
        return known - 1.2 * foreign - 0.5 * lonely - 1.0 * shout
    return -1.0


def _fit_russian(before: str, char: str, after: str) -> float:
    if any(near.isascii() and near.isalpha() for near in (before, after)):
        return -0.8
    if char.isupper() and before.islower():
        return -1.0
    if before.isalpha() and before > "\x7f":
        return 1.0 if (before + char).lower() in _PAIRS else -0.2
    return -0.5 if char.lower() in "ьъы" else 0.5


def check_codec(name: str) -> str:
    """A codec that the user named, refused when there is none."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise TableRefused("encoding_unknown", name) from None
