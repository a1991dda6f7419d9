import csv
import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbita.kit.tables import Limits, Row, TableRefused, open_table

pytestmark = pytest.mark.req("PLT-13")

RUSSIAN = "Северный ветер Ёлка щука объём"


def write(folder: Path, content: bytes | str, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


safe = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufdd0\x1f\x85\u2028"),
    max_size=12,
)
cells = st.one_of(safe, st.sampled_from(['"', 'a"b', "x\ny", ";", ",", "a,b;c", "О’Нил\r\nдва"]))


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(2, 5))
    row = st.lists(cells, min_size=width, max_size=width).filter(any)
    return draw(st.lists(row, min_size=1, max_size=8))


@settings(max_examples=80)
@given(
    rows=tables(),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    packed=st.booleans(),
)
def test_what_csv_writes_reads_back_cell_by_cell(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[str]],
    delimiter: str,
    encoding: str,
    packed: bool,
) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    heads = [f"колонка {at}" for at in range(len(rows[0]))]
    opener = gzip.open if packed else open
    with opener(path, "wt", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([heads, *rows])
    table = open_table(path, header=True, delimiter=delimiter)
    assert table.columns == heads
    assert [row.cells for row in table.rows()] == rows
    assert not any(row.fault for row in table.rows())


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "mac-cyrillic", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_russian_is_read_in_every_old_encoding(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    lines = [f"Название{delimiter}Город", f"Заря{delimiter}{RUSSIAN}", f"МОСКВА{delimiter}Тула"]
    table = open_table(write(tmp_path, "\r\n".join(lines).encode(encoding)))
    assert table.columns == ["Название", "Город"]
    assert [row.cells for row in table.rows()] == [["Заря", RUSSIAN], ["МОСКВА", "Тула"]]


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
def test_western_letters_are_read(tmp_path: Path, encoding: str) -> None:
    table = open_table(write(tmp_path, "name,city\nCafé Garçon,Zürich\n".encode(encoding)))
    assert table.sample() == [Row(2, ["Café Garçon", "Zürich"])]


def test_russian_letters_that_come_late_still_decide_the_encoding(tmp_path: Path) -> None:
    plain = b"name,city\n" + b"Acme,Kiev\n" * 200_000
    table = open_table(write(tmp_path, plain + "Заря,Тула\n".encode("cp1251")))
    assert table.encoding == "cp1251"
    assert list(table.rows())[-1].cells == ["Заря", "Тула"]


def test_broken_bytes_make_a_fault_and_stay_visible(tmp_path: Path) -> None:
    good = "имя,город\nЗаря,Санкт-Петербург\n".encode()
    table = open_table(write(tmp_path, good + b"\xff\xfeAcme,Omsk\n"))
    assert table.encoding == "utf-8"
    assert table.sample()[1] == Row(3, ["\\xff\\xfeAcme", "Omsk"], "encoding")


def test_ragged_rows_keep_their_cells(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "a,b,c\n1,2\nx,y,z,more\np,q,r,\n\nu,v,w\n"), header=True)
    assert table.sample() == [
        Row(2, ["1", "2"], "too_few_cells"),
        Row(3, ["x", "y", "z", "more"], "too_many_cells"),
        Row(4, ["p", "q", "r"]),
        Row(6, ["u", "v", "w"]),
    ]


def test_a_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    body = 'name,city\nЗаря,Тула\n"Ёж,Омск\n' + "Acme,Perm\n" * 500 + '"a\nb",c\n'
    rows = list(open_table(write(tmp_path, body), header=True).rows())
    assert rows[1].cells[0].startswith('"Ёж')
    assert len(rows) == 503
    assert [row.fault for row in rows if row.fault] == ["unclosed_quote"]
    assert rows[-1].cells == ["a\nb", "c"]


def test_a_ten_megabyte_cell_is_a_fault_and_whole(tmp_path: Path) -> None:
    body = "name,note\nЗаря," + "x" * 10_000_000 + "\nЁж,ok\n"
    rows = list(open_table(write(tmp_path, body)).rows())
    assert rows[0].fault == "cell_too_long"
    assert len(rows[0].cells[1]) == 10_000_000
    assert rows[1] == Row(3, ["Ёж", "ok"])


def test_nul_bytes_are_shown_and_faulty(tmp_path: Path) -> None:
    rows = open_table(write(tmp_path, b"name,city\nAc\0me,Omsk\nZarya,Tula\n")).sample()
    assert rows[0] == Row(2, ["Ac␀me", "Omsk"], "nul_character")
    assert rows[1].fault is None


def test_heads_are_cleaned_and_made_unique(tmp_path: Path) -> None:
    body = 'ï»¿Phone,phone,"Имя\nклиента",\n1,2,3,4\n'
    assert open_table(write(tmp_path, body), header=True).columns == [
        "Phone",
        "phone (2)",
        "Имя клиента",
        "D",
    ]


def test_a_file_without_a_header_is_noticed(tmp_path: Path) -> None:
    body = "Заря,a@zarya.ru,25.11.2024\nЁж,b@ezh.ru,26.11.2024\n"
    table = open_table(write(tmp_path, body))
    assert not table.has_header
    assert table.columns == ["A", "B", "C"]
    assert len(table.sample()) == 2


def test_years_may_be_heads(tmp_path: Path) -> None:
    assert open_table(write(tmp_path, "name,2023,2024\nЗаря,10,20\n")).has_header


def test_commas_in_sums_do_not_mislead_the_delimiter(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "имя;сумма\nЗаря;1,5\nЁж;2,5\n"))
    assert table.delimiter == ";"
    single = open_table(write(tmp_path, "Имя\nИванов, Иван\nПётр\n"))
    assert [row.cells for row in single.rows()] == [["Иванов, Иван"], ["Пётр"]]


def test_the_separator_line_of_a_spreadsheet_is_obeyed(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "sep=|\r\na|b\r\nx|y\r\n"))
    assert [row.cells for row in table.rows()] == [["x", "y"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (b"%PDF-1.7", "not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0)[:-9], "broken_file"),
        (gzip.compress(b"a,b\n" * 10_000, mtime=0), "unpacked_too_large"),
    ],
)
def test_what_is_no_table_is_refused_with_a_code(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(TableRefused) as refusal:
        list(open_table(write(tmp_path, content), limits=Limits(unpacked=20_000)).rows())
    assert refusal.value.code == code


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = write(tmp_path_factory.mktemp("any"), content)
    try:
        rows = list(open_table(path).rows())
    except TableRefused:
        return
    assert not any("\0" in cell for row in rows for cell in row.cells)
    "".join(cell for row in rows for cell in row.cells).encode()


def test_no_letter_is_lost_whatever_the_quotes(tmp_path: Path) -> None:
    body = 'a,b\n"x"y,z\n1,"2"" 3"\n'
    rows = open_table(write(tmp_path, body), header=True).sample()
    assert [row.cells for row in rows] == [["xy", "z"], ["1", '2" 3']]
