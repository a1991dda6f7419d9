"""The types of own fields as the builder offers them: an icon and one line of explanation."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orbita.platform.fields.commands import LOSSLESS
from orbita.platform.fields.models import FieldType


@dataclass(frozen=True)
class TypeCard:
    """A type to choose."""

    key: str
    icon: str
    hint: str | Promise

    @property
    def label(self) -> str:
        """Its name."""
        return str(FieldType(self.key).label)


TYPES: dict[str, TypeCard] = {
    card.key: card
    for card in (
        TypeCard("text", "file-text", _("Words, a number of a contract, an article; one line or more")),
        TypeCard("number", "hash", _("Pieces, percent, metres; can be summed and compared")),
        TypeCard("money", "coins", _("A sum in a currency")),
        TypeCard("date", "calendar", _("A day: of a delivery, of the end of a contract")),
        TypeCard("flag", "square-check", _("A tick")),
        TypeCard("choice", "circle-dot", _("One option of your list")),
        TypeCard("choices", "list-checks", _("Any number of options of your list")),
        TypeCard("link", "link", _("Another record: a client, a deal")),
        TypeCard("file", "paperclip", _("A document on the record")),
        TypeCard("formula", "sigma", _("Computed from other fields; nobody types it")),
    )
}  # fmt: skip


def card(key: str) -> TypeCard:
    """The card of a type."""
    return TYPES[key]


def changeable(key: str) -> list[TypeCard]:
    """The types that a field of this type may take without losing a value, itself the first."""
    others = [str(after) for before, after in LOSSLESS if before == key]
    return [TYPES[key], *(TYPES[other] for other in others)]
