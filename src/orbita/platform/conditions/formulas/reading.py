"""A formula is read: from the text that people write to the tree that is stored.

Fields stand in square brackets by their label or key, values of a function are parted by «;» (or by a
comma with a space after it), decimals have a comma or a point, names of functions are Russian or
English.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from orbita.kit.text import fold
from orbita.platform.conditions.fields import Field
from orbita.platform.conditions.formulas.checking import check
from orbita.platform.conditions.formulas.functions import (
    FLAGS,
    INFIX,
    all_names,
    function_named,
)
from orbita.platform.conditions.formulas.guessing import similar
from orbita.platform.conditions.formulas.lexing import Piece, pieces
from orbita.platform.conditions.formulas.tree import (
    DEEPEST,
    MOST_DIGITS,
    Call,
    Day,
    FieldRef,
    Flag,
    Formula,
    FormulaFault,
    Number,
    Text,
    check_size,
)

Fields = Mapping[str, Field]
_ONE_OF = {name: joint for joint, names in INFIX.items() for name in names}
_END = Piece("end", "", -1)


def read(text: str, fields: Fields) -> Formula:
    """The formula that a text says, checked. A FormulaFault says what is wrong, and where."""
    if not text.strip():
        raise FormulaFault(_("Write a formula."))
    reader = _Reader(pieces(text), fields)
    tree = reader.whole()
    settled, _type = check(check_size(tree), fields)
    return settled


class _Reader:
    """Reads pieces from left to right; each method reads what binds stronger than its caller."""

    def __init__(self, found: list[Piece], fields: Fields) -> None:
        self.pieces, self.fields, self.next, self.depth = found, fields, 0, 0
        self.labels: dict[str, list[str]] = {}
        for key, field in fields.items():
            self.labels.setdefault(fold(str(field.label)), []).append(key)

    def whole(self) -> Formula:
        tree = self.either()
        if self.piece is not _END:
            raise self.fault(
                _("“%(piece)s” stands here without a sign before it.") if self.piece.text != ")"
                else _("“%(piece)s” closes a bracket that was not opened.")
            )  # fmt: skip
        return tree

    @property
    def piece(self) -> Piece:
        return self.pieces[self.next] if self.next < len(self.pieces) else _END

    def take(self) -> Piece:
        piece = self.piece
        self.next += 1
        return piece

    def fault(self, sentence: str) -> FormulaFault:
        return FormulaFault(sentence % {"piece": self.piece.text}, self.piece.at)

    def sign_of(self, *signs: str) -> str:
        """The next piece, if it is one of these signs or joining words."""
        piece = self.piece
        said = _ONE_OF.get(fold(piece.text), "") if piece.sort == "word" else piece.text
        return said if piece.sort in ("sign", "word") and said in signs else ""

    def row(self, below: Callable[[], Formula], *signs: str) -> Formula:
        """Values joined by signs of one strength, from left to right."""
        tree = below()
        while sign := self.sign_of(*signs):
            at = self.take().at
            tree = Call(sign, (tree, below()), at)
        return tree

    def either(self) -> Formula:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaFault(_("The formula has too many brackets inside each other."))
        tree = self.row(self.both, "or")
        self.depth -= 1
        return tree

    def both(self) -> Formula:
        return self.row(self.negated, "and")

    def negated(self) -> Formula:
        at, times = self.piece.at, 0
        while self.sign_of("not"):
            self.take()
            times += 1
        tree = self.compared()
        return Call("not", (tree,), at) if times % 2 else tree

    def compared(self) -> Formula:
        return self.row(self.joined, "=", "<>", "<", "<=", ">", ">=")

    def joined(self) -> Formula:
        return self.row(self.sum, "&")

    def sum(self) -> Formula:
        return self.row(self.product, "+", "-")

    def product(self) -> Formula:
        return self.row(self.signed, "*", "/")

    def signed(self) -> Formula:
        at, minus = self.piece.at, False
        while sign := self.sign_of("-", "+"):
            self.take()
            minus ^= sign == "-"
        tree = self.single()
        return Call("neg", (tree,), at) if minus else tree

    def single(self) -> Formula:
        piece = self.piece
        if piece.sort == "word" and fold(piece.text) not in _ONE_OF:
            return self.word()
        if self.sign_of("("):
            return self.bracket()
        if piece.sort not in _LEAVES:
            raise FormulaFault(self.missing(), piece.at)
        return self.field() if piece.sort == "field" else _LEAVES[piece.sort](self.take())

    def missing(self) -> str:
        """What is not there, and after what."""
        if self.next == 0:
            return _("The formula begins with “%(sign)s”.") % {"sign": self.piece.text}
        before = self.pieces[self.next - 1].text
        if before in ("+", "-", "*", "/"):
            return _("After “%(sign)s” there is no number.") % {"sign": before}
        return _("After “%(sign)s” there is no value.") % {"sign": before}

    def bracket(self) -> Formula:
        self.take()
        tree = self.either()
        self.close()
        return tree

    def close(self) -> None:
        if not self.sign_of(")"):
            if self.piece is _END:
                raise FormulaFault(_("A bracket is not closed: “)” is missing at the end."))
            raise self.fault(_("“)” or a sign is missing before “%(piece)s”."))
        self.take()

    def word(self) -> Formula:
        piece = self.take()
        if self.sign_of("("):
            return self.function(piece)
        if fold(piece.text) in FLAGS:
            return Flag(FLAGS[fold(piece.text)], piece.at)
        labels = self.labels.get(fold(piece.text))
        if labels:
            raise FormulaFault(
                _("Put the field into square brackets: [%(word)s].") % {"word": piece.text},
                piece.at,
            )
        if function_named(piece.text):
            raise FormulaFault(
                _("After the function “%(word)s” there is no bracket.") % {"word": piece.text},
                piece.at,
            )
        hint = similar(piece.text, [*all_names(), *(str(f.label) for f in self.fields.values())])
        raise FormulaFault(
            _("“%(word)s” is not a function. Fields stand in square brackets, texts in quotes.")
            % {"word": piece.text} + hint,
            piece.at,
        )  # fmt: skip

    def function(self, piece: Piece) -> Formula:
        function = function_named(piece.text)
        if function is None:
            raise FormulaFault(
                _("There is no function “%(word)s”.") % {"word": piece.text}
                + similar(piece.text, all_names()),
                piece.at,
            )
        self.take()
        args: list[Formula] = []
        if not self.sign_of(")"):
            args.append(self.either())
            while self.sign_of(";"):
                self.take()
                args.append(self.either())
        self.close()
        return Call(function.key, tuple(args), piece.at)

    def field(self) -> Formula:
        piece = self.take()
        said = re.sub(r"\]\]", "]", piece.text[1:-1]).strip()
        if said in self.fields:
            return FieldRef(said, piece.at)
        keys = self.labels.get(fold(said), [])
        if len(keys) > 1:
            raise FormulaFault(
                _("There are several fields “%(label)s”. Write its key: %(keys)s.")
                % {"label": said, "keys": ", ".join(f"[{key}]" for key in keys)},
                piece.at,
            )
        if not keys:
            raise FormulaFault(
                _("There is no field “%(label)s”.") % {"label": said}
                + similar(said, [str(field.label) for field in self.fields.values()]),
                piece.at,
            )
        return FieldRef(keys[0], piece.at)


def _number(piece: Piece) -> Formula:
    plain = re.sub(r"[\s%]", "", piece.text).replace(",", ".")
    value = Decimal(plain)
    if len(value.as_tuple().digits) > MOST_DIGITS:
        raise FormulaFault(_("The number “%(number)s” is too long.") % {"number": plain}, piece.at)
    if piece.text.endswith("%"):
        sign, digits, exponent = value.as_tuple()
        value = Decimal((sign, digits, int(exponent) - 2))
    return Number(value, piece.at)


def _text(piece: Piece) -> Formula:
    plain = piece.text[1:-1]
    return Text(plain.replace('""', '"') if piece.text[0] == '"' else plain, piece.at)


def _day(piece: Piece) -> Formula:
    parts = [int(part) for part in re.split(r"[.-]", piece.text)]
    year, month, day = parts if parts[0] > 31 else parts[::-1]
    try:
        return Day(date(year, month, day), piece.at)
    except ValueError:
        raise FormulaFault(
            _("There is no day “%(day)s”.") % {"day": piece.text}, piece.at
        ) from None


_LEAVES: Mapping[str, Callable[[Piece], Formula]] = {
    "number": _number,
    "text": _text,
    "day": _day,
    "field": lambda piece: FieldRef(piece.text, piece.at),
}
