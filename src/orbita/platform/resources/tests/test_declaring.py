"""What apps declare for programs: once each, with the types of their own columns."""

import pytest

from orbita.kit.slots import SlotError
from orbita.platform.accounts.models import User
from orbita.platform.resources.slots import ApiAct, acts, columns, plug_api


def test_columns_are_named_as_programs_know_them() -> None:
    found = columns(User, "email", "department")

    assert list(found) == ["email", "department_id"]
    assert found["email"].max_length == 254


def test_an_address_is_declared_once_and_not_after_the_start() -> None:
    known = next(iter(acts))

    with pytest.raises(SlotError):
        plug_api(ApiAct(known.path, known.command, known.method))
