"""Colleagues called by name in a text: «@Анна Крылова, посмотри»."""

from collections.abc import Iterable
from uuid import UUID

from orbita.kit.text import fold
from orbita.platform.accounts.models import User


def mentioned_in(text: str) -> tuple[UUID, ...]:
    """Who is called in a text by @ and the full name. One statement, none without an @."""
    if "@" not in text:
        return ()
    folded = fold(text)
    people = User.objects.active().values_list("pk", "first_name", "last_name")
    return tuple(_called(folded, people))


def _called(folded: str, people: Iterable[tuple[UUID, str, str]]) -> Iterable[UUID]:
    for user_id, first, last in people:
        name = fold(f"{first} {last}".strip())
        at = folded.find("@" + name)
        if name and at >= 0 and not folded[at + 1 + len(name) :][:1].isalnum():
            yield user_id
