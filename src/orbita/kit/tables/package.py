"""The zip package of a workbook: opened with a look at its size first, its small parts as trees."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from xml.etree import ElementTree
from xml.parsers import expat

from orbita.kit.tables.model import Limits, TableRefused

_FREE = 64_000_000  # a file this small when unpacked may be packed as tightly as it likes
_TREE = 64_000_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    OSError,
    ValueError,
    RuntimeError,
    expat.ExpatError,
    ElementTree.ParseError,
)


@contextmanager
def refusing() -> Iterator[None]:
    """Whatever breaks while a package is read becomes a refusal."""
    try:
        yield
    except TableRefused:
        raise
    except _BROKEN as error:
        raise TableRefused("broken_file", str(error)) from error


def open_package(file: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """Open the zip after looking at what it would unfold to."""
    package = zipfile.ZipFile(file)
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > limits.unpacked or any(part.file_size > limits.part for part in parts):
        raise TableRefused("unpacked_too_large", str(unpacked))
    if unpacked > _FREE and unpacked > limits.ratio * max(packed, 1):
        raise TableRefused("packed_too_tightly", str(unpacked // max(packed, 1)))
    if len(parts) > 10_000 or "xl/workbook.xml" not in package.namelist():
        raise TableRefused("not_a_table")
    return package


def part_tree(package: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    """A small part as a tree, or None when the package lacks it."""
    if name not in package.namelist():
        return None
    if package.getinfo(name).file_size > _TREE:
        raise TableRefused("unpacked_too_large", name)
    data = package.read(name)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise TableRefused("broken_file", "DOCTYPE")
    return ElementTree.fromstring(data)  # noqa: S314 (no DOCTYPE, no entities, limited size)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def sheet_places(package: zipfile.ZipFile) -> dict[str, str]:
    """Names of the sheets, visible ones first, and the parts that hold them."""
    book = part_tree(package, "xl/workbook.xml")
    links = part_tree(package, "xl/_rels/workbook.xml.rels")
    targets = {
        link.get("Id"): link.get("Target", "") for link in (links if links is not None else ())
    }
    shown: dict[str, str] = {}
    hidden: dict[str, str] = {}
    for sheet in book.iter() if book is not None else ():
        if _local(sheet.tag) != "sheet":
            continue
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        target = targets.get(link, "")
        place = target.lstrip("/") if target.startswith("/") else "xl/" + target
        if place in package.namelist():
            visible = sheet.get("state", "visible") == "visible"
            (shown if visible else hidden)[sheet.get("name", "")] = place
    return shown | hidden


def dates_from_1904(package: zipfile.ZipFile) -> bool:
    """Whether the workbook counts its days from 1904, as old Macs did."""
    book = part_tree(package, "xl/workbook.xml")
    found = (e for e in book.iter() if _local(e.tag) == "workbookPr") if book is not None else ()
    return any(element.get("date1904") in ("1", "true") for element in found)
