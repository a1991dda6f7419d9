"""Where the data of a person lies: every app says it once, and erasure, export and checks ask here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise

from orbita.kit.slots import Slot

Text = str | Promise

NAME, CONTACT, CODE, DAY = "name", "contact", "code", "day"
"""Sorts of marks by which a person is found in other people's texts."""


@dataclass(frozen=True)
class PersonalData:
    """A table that may hold data of a person, and how each column of it is erased.

    `subject` are paths to the party whose data a row is: such rows are *his*. `near` are paths to
    parties whom a row is about besides: such rows are *close*. `same` are columns that hold a
    normalised contact, by which a row is his without a link. `record` names the columns with the
    kind and the id of a record that the row belongs to.

    Of rows that are his, columns in `blank` are emptied and those in `token` get the words «Erased
    person No. N»; with `drop` the rows go. Columns in `scrub` of *all* rows lose what identifies the
    person (names in full, phones, mails, numbers); in his and close rows also his surname, first
    name and birthday. `marks` are columns from which that is learnt: {column: sort}. With `files`
    the files on his rows are his and go. All of it holds for the history of the table as well.
    `along` are columns computed from a scrubbed one: {column: (source, SQL with {0} for its text)}.
    """

    model: type[Model]
    label: Text
    subject: Sequence[str] = ()
    near: Sequence[str] = ()
    same: Sequence[str] = ()
    record: tuple[str, str] | None = None
    blank: Sequence[str] = ()
    token: Sequence[str] = ()
    scrub: Sequence[str] = ()
    drop: bool = False
    marks: Mapping[str, str] = field(default_factory=dict)
    files: bool = False
    along: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.model._meta.label_lower

    @property
    def columns(self) -> frozenset[str]:
        """The fields that are declared personal."""
        if self.drop:
            return frozenset(one.name for one in self.model._meta.concrete_fields)
        return frozenset((*self.blank, *self.token, *self.scrub, *self.along))


@dataclass(frozen=True)
class Hold:
    """Why a person's data may not be erased yet, and what to do about it."""

    reason: str
    url: str = ""


@dataclass(frozen=True)
class ErasureHold:
    """Says what stands against erasing a person: an open deal, an unpaid invoice."""

    key: str
    holds: Callable[[UUID], Sequence[Hold]]


@dataclass(frozen=True)
class KeptByLaw:
    """Names what stays when a person is erased, because the law wants it kept: deals, documents."""

    key: str
    label: Text
    count: Callable[[UUID], int]


@dataclass(frozen=True)
class Outside:
    """Data outside the tables: uploaded files of imports, archives. `erase(party_id, found)` deletes
    what holds the person, `found(text)` says whether a text does; gives how many files went."""

    key: str
    label: Text
    erase: Callable[[UUID, Callable[[str], bool]], int]


personal_data: Slot[PersonalData] = Slot("personal data", key=lambda plug: plug.key)
erasure_holds: Slot[ErasureHold] = Slot("holds of erasure", key=lambda plug: plug.key)
kept_by_law: Slot[KeptByLaw] = Slot("kept by law", key=lambda plug: plug.key)
outside: Slot[Outside] = Slot("personal data outside tables", key=lambda plug: plug.key)


def declared(model: type[Any]) -> PersonalData | None:
    """What was declared about a table."""
    return personal_data.get(model._meta.label_lower)
