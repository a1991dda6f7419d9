"""The text of a formula cut into pieces."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from orbita.platform.conditions.formulas.tree import FormulaFault

LONGEST = 4000
"""Signs in the text of a formula."""

_PIECES = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<field>\[(?:[^\[\]]|\]\])*\](?!\]))
  | (?P<text>"(?:[^"]|"")*"|«[^»]*»|“[^”]*”)
  | (?P<day>\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d))
  | (?P<number>(?:\d{1,3}(?:[\ \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?%?)
  | (?P<word>[^\W\d]\w*)
  | (?P<sign><=|>=|<>|!=|==|[-+*/&=<>()≠≤≥×·÷−–;,])
    """,
    re.VERBOSE,
)
_SAME_SIGNS = {
    "!=": "<>", "≠": "<>", "==": "=", "≤": "<=", "≥": ">=", "×": "*", "·": "*", "÷": "/",
    "−": "-", "–": "-", ",": ";",
}  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A sign, word, number, date, text in quotes or field in brackets, and where it stands."""

    sort: str
    text: str
    at: int


def pieces(text: str) -> list[Piece]:
    """The pieces of a formula; refuses what is none."""
    if len(text) > LONGEST:
        raise FormulaFault(_("The formula is too long."))
    found, at = [], 0
    while at < len(text):
        match = _PIECES.match(text, at)
        if match is None:
            raise FormulaFault(_odd(text, at), at)
        sort = str(match.lastgroup)
        if sort != "space":
            said = match[0]
            found.append(Piece(sort, _SAME_SIGNS.get(said, said), at))
        at = match.end()
    return found


def _odd(text: str, at: int) -> str:
    rest = text[at : at + 30].strip()
    if text[at] == "[":
        return _("“%(text)s”: the square bracket is not closed.") % {"text": rest}
    if text[at] in '"«“':
        return _("%(text)s: the quotes are not closed.") % {"text": rest}
    return _("“%(sign)s” means nothing in a formula.") % {"sign": text[at]}
