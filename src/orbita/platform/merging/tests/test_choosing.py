"""Which value is proposed, and why."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from orbita.platform.merging.choosing import Candidate, joined_text, propose, united

MAIN, OTHER, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)


def _at(day: int) -> datetime:
    return datetime(2026, 1, day, tzinfo=UTC)


@pytest.mark.req("PAR-25")
@pytest.mark.parametrize(
    ("name", "candidates", "taken", "reason"),
    [
        ("city", [(MAIN, ""), (OTHER, "Тула")], OTHER, "only"),
        ("city", [(MAIN, "Тула"), (OTHER, "тула ")], MAIN, "same"),
        ("city", [(MAIN, ""), (OTHER, "")], MAIN, "same"),
        ("name", [(MAIN, "Ромашка"), (OTHER, "ООО «Ромашка»")], OTHER, "fuller"),
        ("owner", [(MAIN, UUID(int=8)), (OTHER, UUID(int=9))], MAIN, "main"),
        ("owner", [(MAIN, None), (OTHER, UUID(int=9))], OTHER, "only"),
        ("employees", [(MAIN, 5), (OTHER, 7)], MAIN, "main"),
    ],
)
def test_the_better_value_is_proposed_with_a_reason(
    name: str, candidates: list[tuple[UUID, Any]], taken: UUID, reason: str
) -> None:
    choice = propose(name, [Candidate(pk, value) for pk, value in candidates])

    assert (choice.record_id, choice.reason) == (taken, reason)


@pytest.mark.req("PAR-25")
def test_a_checked_value_is_better_than_a_doubtful_newer_one() -> None:
    choice = propose(
        "inn",
        [
            Candidate(MAIN, "7707083890", is_doubtful=True, changed_at=_at(9)),
            Candidate(OTHER, "7707083893", changed_at=_at(1)),
        ],
    )

    assert (choice.record_id, choice.reason) == (OTHER, "checked")


@pytest.mark.req("PAR-25")
def test_what_was_typed_is_better_than_what_came_from_a_file_and_newer_is_better() -> None:
    file = Candidate(MAIN, "Тула", is_outside=True, changed_at=_at(9))
    typed = Candidate(OTHER, "Москва", changed_at=_at(1))
    newer = Candidate(THIRD, "Пермь", changed_at=_at(2))

    assert propose("city", [file, typed]).reason == "typed"
    assert propose("city", [file, typed, newer]).record_id == THIRD
    assert propose("city", [typed, newer]).reason == "newer"


@pytest.mark.req("PAR-25")
def test_notes_stand_once_and_objects_are_united_key_by_key() -> None:
    assert joined_text(["Утром", " Утром ", "", "Розы"]) == "Утром\n\nРозы"
    assert united([{"a": "", "b": 1}, {"a": 2, "b": 3}, {"c": 4}]) == {"a": 2, "b": 1, "c": 4}
