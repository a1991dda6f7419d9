import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbita.kit.tables import Row, TableRefused, open_table

pytestmark = pytest.mark.req("PLT-13")


def write(folder: Path, *lines: str, packed: bool = False) -> Path:
    content = "\n".join(lines).encode()
    path = folder / ("t.jsonl.gz" if packed else "t.jsonl")
    path.write_bytes(gzip.compress(content) if packed else content)
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_objects_are_flattened_and_lists_joined(tmp_path: Path, packed: bool) -> None:
    path = write(
        tmp_path,
        '{"name": "Заря", "address": {"city": "Тула", "zip": 300000}, "phones": ["1", "2"]}',
        '{"name": "Ёж", "price": 10.10, "vip": true, "none": null}',
        packed=packed,
    )
    table = open_table(path)
    assert table.columns == [
        "name",
        "address.city",
        "address.zip",
        "phones",
        "price",
        "vip",
        "none",
    ]
    assert [row.cells for row in table.rows()] == [
        ["Заря", "Тула", "300000", "1; 2", "", "", ""],
        ["Ёж", "", "", "", "10.10", "true", ""],
    ]


def test_a_broken_line_is_a_fault_and_kept(tmp_path: Path) -> None:
    path = write(tmp_path, '{"a": 1}', '{"a": ', "[1]", '{"a": 1, "a": 2}', '{"a": "\\u0000"}', "")
    assert open_table(path).sample() == [
        Row(1, ["1"]),
        Row(2, ['{"a": '], "broken_json"),
        Row(3, ["[1]"], "not_an_object"),
        Row(4, ['{"a": 1, "a": 2}'], "duplicate_field"),
        Row(5, ["␀"], "nul_character"),
    ]


def test_half_a_surrogate_pair_can_be_stored(tmp_path: Path) -> None:
    row = open_table(write(tmp_path, '{"a": "x\\ud800"}')).sample()[0]
    assert row == Row(1, ["x\\ud800"], "encoding")


def test_an_array_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableRefused, match="json_array"):
        open_table(write(tmp_path, '[{"a": 1}]'))


def test_deep_nesting_does_not_crash(tmp_path: Path) -> None:
    row = open_table(write(tmp_path, '{"a": 1}', '{"a":' * 100_000)).sample()[1]
    assert row.fault == "broken_json"


plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufdd0"), max_size=9)


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from("abc"), plain, min_size=1), min_size=1, max_size=6))
def test_values_of_any_text_read_back(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, str]]
) -> None:
    lines = [json.dumps(one, ensure_ascii=False) for one in records]
    table = open_table(write(tmp_path_factory.mktemp("json"), *lines))
    read = [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows()]
    assert [{k: v for k, v in one.items() if v} for one in read] == [
        {key: value for key, value in one.items() if value} for one in records
    ]
