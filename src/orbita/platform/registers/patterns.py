"""Ready registers to begin with: words, stages and fields, made in the language of who chooses them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.fields.commands import add_field
from orbita.platform.records.slots import kinds
from orbita.platform.registers.commands import add_register, add_stage
from orbita.platform.registers.models import Register

Text = str | Promise
TONES: Mapping[str, Text] = {
    "gray": pgettext_lazy("colour", "Gray"),
    "blue": pgettext_lazy("colour", "Blue"),
    "violet": pgettext_lazy("colour", "Violet"),
    "pink": pgettext_lazy("colour", "Pink"),
    "red": pgettext_lazy("colour", "Red"),
    "orange": pgettext_lazy("colour", "Orange"),
    "amber": pgettext_lazy("colour", "Amber"),
    "lime": pgettext_lazy("colour", "Lime"),
    "green": pgettext_lazy("colour", "Green"),
    "teal": pgettext_lazy("colour", "Teal"),
}
STEPS = ("blue", "violet", "amber", "orange", "teal", "pink", "lime")
"""Colours of the stages of a new register, the last one being green."""


@dataclass(frozen=True)
class Field:
    """A field that a ready register brings."""

    label: Text
    type: str
    more: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Pattern:
    """A ready register."""

    key: str
    hint: Text
    icon: str
    plural: Text = ""
    label: Text = ""
    title_label: Text = ""
    stages: Sequence[Text] = ()
    fields: Sequence[Field] = ()

    @property
    def name(self) -> Text:
        """What the card of the pattern says."""
        return self.plural or _("Empty register")


_CLIENT = Field(
    pgettext_lazy("own register", "Client"), "link", {"target": "party", "is_column": True}
)
_RENTAL = Pattern(
    "rental",
    _("Who has what, since when and until when, for how much a day"),
    "truck",
    _("Equipment rental"),
    _("Rental"),
    _("Equipment"),
    (_("Requested"), _("Handed out"), _("Given back"), _("Settled")),
    (
        _CLIENT,
        Field(_("Inventory number"), "text", {"is_searched": True}),
        Field(_("Rented from"), "date", {"is_column": True}),
        Field(_("Rented until"), "date", {"is_column": True}),
        Field(_("Price a day"), "money", {"unit": "RUB", "is_column": True}),
        Field(_("Deposit"), "money", {"unit": "RUB"}),
    ),
)
_SITES = Pattern(
    "sites",
    _("Places where you work: address, area, whose they are"),
    "building-2",
    pgettext_lazy("own register", "Sites"),
    pgettext_lazy("own register", "Site"),
    pgettext_lazy("own register", "Name"),
    (),
    (
        _CLIENT,
        Field(pgettext_lazy("own register", "Address"), "text", {"is_column": True, "is_searched": True}),
        Field(_("Area"), "number", {"unit": "м²", "is_column": True}),
        Field(_("How to get in"), "text", {"is_long": True}),
    ),
)  # fmt: skip
_CONTRACTS = Pattern(
    "contracts",
    _("Number, sum and term of each contract, and the signed file"),
    "scroll-text",
    _("Contracts"),
    _("Contract"),
    _("Number of the contract"),
    (_("Being drafted"), _("Being signed"), _("In force"), _("Ended")),
    (
        _CLIENT,
        Field(_("Sum of the contract"), "money", {"unit": "RUB", "is_column": True}),
        Field(_("Signed on"), "date", {"is_column": True}),
        Field(_("In force until"), "date", {"is_column": True}),
        Field(_("Signed file"), "file"),
    ),
)
EMPTY = Pattern(
    "empty",
    _("Your own words, stages and fields from the beginning"),
    "plus",
    stages=(_("To do"), pgettext_lazy("own register", "In work"), pgettext_lazy("own register", "Done")),
)  # fmt: skip
PATTERNS: Mapping[str, Pattern] = {one.key: one for one in (_RENTAL, _SITES, _CONTRACTS, EMPTY)}


@command
def make_register(
    *, pattern: Pattern = EMPTY, stages: Sequence[str] = (), by: Actor, **words: Any
) -> Register:
    """Make a register with its stages and the fields of a pattern, in one act: one undo takes it all
    back. Refuses what `add_register`, `add_stage` and `add_field` refuse."""
    register = add_register(by=by, **words)
    for place, name in enumerate(stages):
        is_final = place == len(stages) - 1 and place > 0
        tone = "green" if is_final else STEPS[place % len(STEPS)]
        add_stage(register.pk, name=name, tone=tone, is_final=is_final, by=by)
    for one in pattern.fields:
        if one.more.get("target", "") not in kinds and one.type == "link":
            continue
        add_field(register.kind, {"label": str(one.label), "type": one.type, **one.more}, by=by)
    return register
