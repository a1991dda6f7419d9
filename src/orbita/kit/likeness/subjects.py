"""What is known of a record when it is compared with others, whatever its kind."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """An address in parts, as they were written."""

    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""


@dataclass(slots=True)
class Subject:
    """A record as evidence. Keys that a source gave to its own rows are no part of it.

    `group` keeps apart what can never be the same (people and companies). `codes` are requisites by
    name, `details` the cells of columns that no field holds, by the head of the column.
    """

    id: str
    group: str = ""
    names: tuple[str, ...] = ()
    last: str = ""
    first: str = ""
    middle: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    branch: str = ""
    """A code that sets branches apart (a КПП): another one speaks against, the same one tells little."""
    site: str = ""
    born: str = ""
    places: tuple[Place, ...] = ()
    details: dict[str, str] = field(default_factory=dict)
