"""Rows of a form: phones, addresses, accounts, as many as there are, without any script.

Each row is a set of inputs with the same names; a button that adds or drops a row posts the form,
which comes back with a row more or less and nothing saved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from orbita.parties.directory.models import Party


@dataclass(frozen=True)
class Kind:
    """A collection of a party as rows of a form; `blank` fills the row that a button adds."""

    key: str
    collection: str
    fields: tuple[str, ...]
    blank: Mapping[str, str] = field(default_factory=dict)

    def typed(self, data: QueryDict) -> list[dict[str, Any]]:
        """The rows as they were typed, in their order."""
        columns = [data.getlist(f"{self.key}-{name}") for name in ("id", *self.fields)]
        rows = [
            dict(zip(("id", *self.fields), values, strict=True))
            for values in zip(*columns, strict=False)
        ]
        for row in rows:
            row["id"] = int(row["id"]) if row["id"].isdigit() else None
        return rows

    def stored(self, party: Party) -> list[dict[str, Any]]:
        """The rows that the party has. One statement."""
        return list(getattr(party, self.collection).values("id", *self.fields))

    def new(self, **values: str) -> dict[str, Any]:
        """A row to be filled."""
        return {"id": None, **dict.fromkeys(self.fields, ""), **self.blank, **values}


POINTS = Kind("point", "contact_points", ("channel", "value", "label"), {"channel": "phone"})
ADDRESSES = Kind(
    "address",
    "addresses",
    ("purpose", "postcode", "country", "region", "city", "street"),
    {"purpose": "actual"},
)
ACCOUNTS = Kind("account", "bank_accounts", ("bik", "account", "correspondent", "bank"))
KINDS = (POINTS, ADDRESSES, ACCOUNTS)

MORE, DROP, FIRST = "more", "drop", "first"


def pressed(data: QueryDict) -> bool:
    """Whether a button of the rows was pressed, not the one that saves."""
    return any(name in data for name in (MORE, DROP, FIRST))


def after_press(
    kind: Kind, rows: Sequence[dict[str, Any]], data: QueryDict
) -> list[dict[str, Any]]:
    """The rows as the pressed button leaves them: one more, one less, another one first."""
    result = list(rows)
    if data.get(MORE) == kind.key:
        result.append(kind.new())
    if (at := _named(kind, data.get(DROP), result)) is not None:
        del result[at]
    if (at := _named(kind, data.get(FIRST), result)) is not None:
        result.insert(0, result.pop(at))
    return result


def _named(kind: Kind, value: str | None, rows: Sequence[Any]) -> int | None:
    """The number of the row that a button such as «point-2» names."""
    key, _, number = (value or "").partition("-")
    return int(number) if key == kind.key and number.isdigit() and int(number) < len(rows) else None
