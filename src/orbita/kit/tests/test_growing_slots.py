"""Slots that grow: plugs that are known only at the moment of asking."""

import pytest

from orbita.kit.slots import Slot, SlotError


def test_a_slot_gives_what_its_sources_know_now_in_the_order_of_all() -> None:
    made = ["r_ant"]
    slot: Slot[str] = Slot("animals", key=str, order=len)
    slot.plug("elephant", "bee")
    slot.grow(lambda: list(made), prefix="r_")
    slot.seal()

    assert list(slot) == ["bee", "r_ant", "elephant"]
    assert (slot["r_ant"], "r_ant" in slot, len(slot)) == ("r_ant", True, 3)
    made[:] = ["r_bat", "r_cat"]
    assert "r_ant" not in slot
    assert (list(slot.built_in()), list(slot.grown())) == (["bee", "elephant"], ["r_bat", "r_cat"])
    with pytest.raises(SlotError):
        slot["r_ant"]


def test_sources_are_not_asked_for_other_keys_nor_before_the_slot_is_sealed() -> None:
    asked: list[str] = []
    slot: Slot[str] = Slot("animals", key=str)
    slot.plug("bee")

    def source() -> list[str]:
        asked.append("asked")
        return ["r_ant"]

    slot.grow(source, prefix="r_")
    before = list(slot)
    slot.seal()

    assert (before, slot.get("wasp"), slot["bee"]) == (["bee"], None, "bee")
    assert asked == []
    assert list(slot) == ["bee", "r_ant"]
