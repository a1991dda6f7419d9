import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from orbita.kit.tables import Limits, Row, TableRefused, open_table

pytestmark = pytest.mark.req("PLT-13")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(path: Path, sheet: str, **more: str) -> Path:
    """A workbook of one hand-written sheet."""
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="x"><Relationship Id="rId1" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **more,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return path


def sheet(*rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def text(value: str) -> str:
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def test_values_come_as_people_see_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Имя", "Дата", "Срок", "Час", "Число", "Доля", "Да", "Телефон"])
    moment = datetime(2024, 11, 25, 14, 30)  # noqa: DTZ001 (a sheet has no zones)
    page.append(["Заря", date(2024, 11, 25), moment, time(9), 5.0, 0.1 + 0.2, True])
    page["H2"] = 9306542617
    page["E3"], page["E3"].number_format = 42, "00000"
    page["A3"] = "два\nстроки"
    path = tmp_path / "t.xlsx"
    book.save(path)
    table = open_table(path)
    first, second = table.rows()
    assert first.cells == [
        *("Заря", "2024-11-25", "2024-11-25T14:30:00", "09:00:00"),
        *("5", "0.3", "TRUE", "9306542617"),
    ]
    assert second == Row(3, ["два\nстроки", "", "", "", "00042", "", "", ""])


def test_a_formula_without_its_value_is_a_fault(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (["a", "b"], [1, "=A2*2"], [3, 4]):
        page.append(row)
    path = tmp_path / "t.xlsx"
    book.save(path)
    first, second = open_table(path).rows()
    assert first.fault == "formula_without_value"
    assert second == Row(3, ["3", "4"])


def test_a_formula_gives_its_kept_value_and_an_error_is_a_fault(tmp_path: Path) -> None:
    path = package(
        tmp_path / "t.xlsx",
        sheet(
            f"<row>{text('a')}{text('b')}</row>",
            "<row><c><f>1+1</f><v>2</v></c><c t='str'><f>x</f><v>ok</v></c></row>",
            "<row><c t='e'><v>#N/A</v></c><c t='str'><f>x</f><v></v></c></row>",
        ),
    )
    first, second = open_table(path).rows()
    assert first == Row(2, ["2", "ok"])
    assert second == Row(3, ["#N/A", ""], "error_value")


def test_the_first_visible_sheet_with_anything_in_it_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    hidden = book.create_sheet("Скрытый")
    hidden.append(["нет"])
    hidden.sheet_state = "hidden"
    page = book.create_sheet("Клиенты")
    page.append([])
    page.append(["Имя"])
    page.append(["Заря"])
    path = tmp_path / "t.xlsx"
    book.save(path)
    table = open_table(path)
    assert (table.sheet, table.columns) == ("Клиенты", ["Имя"])
    assert table.sample() == [Row(3, ["Заря"])]
    assert open_table(path, sheet="Скрытый", header=False).sample()[0].cells == ["нет"]
    with pytest.raises(TableRefused, match="no_such_sheet"):
        open_table(path, sheet="Лист 9")


def test_a_wider_row_keeps_its_cells(tmp_path: Path) -> None:
    rows = (f"<row>{text('a')}</row>", f"<row>{text('1')}{text('2')}</row>")
    path = package(tmp_path / "t.xlsx", sheet(*rows))
    assert open_table(path, header=True).sample() == [Row(2, ["1", "2"], "too_many_cells")]


def test_a_zip_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    path = package(tmp_path / "t.xlsx", sheet(" " * 70_000_000))
    assert path.stat().st_size < 200_000
    with pytest.raises(TableRefused, match="packed_too_tightly"):
        open_table(path)
    with pytest.raises(TableRefused, match="unpacked_too_large"):
        open_table(path, limits=Limits(unpacked=1_000_000))


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet(f"<row>{text('&a;')}</row>")
    with pytest.raises(TableRefused, match="broken_file"):
        open_table(package(tmp_path / "t.xlsx", bomb))


@pytest.mark.parametrize("cut", [60, 400, -30])
def test_a_broken_workbook_is_refused(tmp_path: Path, cut: int) -> None:
    whole = package(tmp_path / "t.xlsx", sheet(f"<row>{text('a')}</row>")).read_bytes()
    (tmp_path / "t.xlsx").write_bytes(whole[:cut])
    with pytest.raises(TableRefused, match="broken_file"):
        open_table(tmp_path / "t.xlsx")


def test_broken_xml_is_refused(tmp_path: Path) -> None:
    path = package(tmp_path / "t.xlsx", sheet(f"<row>{text('a')}</row>")[:-20] + "<")
    with pytest.raises(TableRefused, match="broken_file"):
        list(open_table(path).rows())


def test_another_zip_is_no_table(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("readme.txt", "x")
    (tmp_path / "t.xlsx").write_bytes(buffer.getvalue())
    with pytest.raises(TableRefused, match="not_a_table"):
        open_table(tmp_path / "t.xlsx")


def test_an_empty_workbook_is_said_to_be_empty(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "t.xlsx")
    with pytest.raises(TableRefused, match="empty"):
        open_table(tmp_path / "t.xlsx")
