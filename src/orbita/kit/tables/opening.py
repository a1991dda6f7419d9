"""Which reader a file needs, by its first bytes."""

from pathlib import Path

from orbita.kit.tables.delimited import Delimited
from orbita.kit.tables.jsonlines import JsonLines
from orbita.kit.tables.model import Limits, Table, TableRefused
from orbita.kit.tables.packed import open_bytes
from orbita.kit.tables.workbook import Workbook

_FOREIGN = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"MZ\x90"
)  # fmt: skip
_JSON_ENDINGS = (".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz")


def open_table(
    path: Path | str,
    *,
    limits: Limits | None = None,
    header: bool | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> Table:
    """Open a CSV, XLSX or JSON-lines file, gzipped or not, whatever its name.

    header, encoding, delimiter and sheet say what the reader would find out by itself. Raises
    TableRefused with a code when the file is no table, is broken or unfolds to too much.
    """
    path, limits = Path(path), limits or Limits()
    with open_bytes(path, limits) as file:
        head = file.read(4096)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \r\n\t\0"):
        raise TableRefused("empty")
    if head.startswith(b"PK\x03\x04"):
        return Workbook(path, limits, header=header, sheet=sheet)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableRefused("old_excel")
    if head.startswith(_FOREIGN):
        raise TableRefused("not_a_table")
    if _is_json(path, head):
        return JsonLines(path, limits, encoding=encoding)
    return Delimited(path, limits, header=header, encoding=encoding, delimiter=delimiter)


def _is_json(path: Path, head: bytes) -> bool:
    if path.name.lower().endswith(_JSON_ENDINGS):
        return True
    plain = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip()
    return plain.startswith((b'{"', b"{ ", b"[{", b"{}"))
