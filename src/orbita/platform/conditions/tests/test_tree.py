"""The condition language: its form in JSON and its limits."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbita.platform.conditions.tree import ALL, ConditionFault, dump, joined, parse

tests = st.tuples(st.text(min_size=1, max_size=8).filter(lambda t: t not in ("and", "or", "not")),
                  st.text(max_size=8), st.none() | st.integers() | st.text(max_size=5)).map(list)  # fmt: skip
trees = st.recursive(
    tests,
    lambda inner: st.tuples(
        st.sampled_from(["and", "or", "not"]), st.lists(inner, min_size=1, max_size=3)
    ).map(lambda pair: [pair[0], *pair[1]]),
    max_leaves=8,
)


@given(trees)
def test_what_is_read_is_written_the_same(data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        assert dump(parse(text)) == text
    except ConditionFault:
        assert text.count('["and"') + text.count('["or"') + text.count('["not"') > 7


@pytest.mark.parametrize("text", ["[", "{}", "[]", "[1]", '["a"]', '["and",1]', "[" * 2000])
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(ConditionFault):
        parse(text)


def test_too_many_tests_are_refused() -> None:
    with pytest.raises(ConditionFault):
        parse(json.dumps(["or", *[["a", "is", 1]] * 61]))


def test_joining_keeps_a_list_flat() -> None:
    one, two = parse('["a","is",1]'), parse('["b","is",2]')
    assert dump(joined(joined(one, two), one)).count("and") == 1
    assert parse("") == ALL == joined()
