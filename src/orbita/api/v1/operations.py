"""An operation: a method at an address, with its body, and what it does for whom."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import QueryDict
from pydantic import BaseModel

from orbita.platform.acts.actor import Actor

UUID_PATTERN = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
PATTERNS: dict[Any, str] = {UUID: UUID_PATTERN, int: r"[0-9]{1,9}", str: r"[^/]{1,200}"}
PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Call:
    """A call as it came: who, which places of the address, what body, which parameters."""

    actor: Actor
    path: str
    places: Mapping[str, Any] = field(default_factory=dict)
    query: QueryDict = field(default_factory=QueryDict)
    body: BaseModel | None = None
    raw: Any = None
    files: Sequence[Any] = ()


@dataclass(frozen=True)
class Outcome:
    """What came of a call. `record` names the resource and the record that the answer shows."""

    body: Any = None
    status: int = 200
    record: tuple[str, UUID] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Operation:
    """One thing that can be done at an address.

    `body` makes the type of the body at the first call; `answer` names what comes back for the
    documentation: a resource, «list of …», «count», «act».
    """

    method: str
    path: str
    name: str
    tag: str
    summary: Callable[[], str]
    run: Callable[[Call], Outcome]
    places: Mapping[str, Any] = field(default_factory=dict)
    make_body: Callable[[], type[BaseModel] | None] | None = None
    answer: str = "act"
    permission: str | None = None
    parameters: Sequence[Mapping[str, Any]] = ()
    locks: tuple[str, str] | None = None
    """The resource and the place of the address whose record `If-Match` speaks of."""
    files: str = ""
    is_bulk: bool = False
    description: str = ""
    makes_new: bool = False
    """Whether a call makes a row: the answer is 201 then."""

    @property
    def writes(self) -> bool:
        """Whether something may change."""
        return self.method != "get"

    @cached_property
    def body(self) -> type[BaseModel] | None:
        """The type of the body, made once."""
        return self.make_body() if self.make_body else None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The address as it is recognised."""
        return re.compile(
            PLACE.sub(lambda m: f"(?P<{m[1]}>{PATTERNS[self.places.get(m[1], UUID)]})", self.path)
        )

    def match(self, path: str) -> dict[str, Any] | None:
        """The places of an address, or None of another one."""
        found = self.pattern.fullmatch(path)
        if found is None:
            return None
        return {name: self.places.get(name, UUID)(text) for name, text in found.groupdict().items()}


def names_in(path: str) -> list[str]:
    """The places of an address, in order."""
    return PLACE.findall(path)
