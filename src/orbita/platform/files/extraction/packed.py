"""Text of office files: DOCX, ODT and their kin are XML in a zip file."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from orbita.platform.files.extraction.found import LONGEST_TEXT, Found, Unreadable

UNPACKED = 80 * 1024 * 1024
_BODIES = ("word/document.xml", "content.xml")
_NOTES = ("word/header", "word/footer", "word/footnotes", "word/endnotes", "word/comments")
_TEXT, _BREAKS = {"t", "instrText"}, {"p", "h", "br", "tab", "line-break", "tr"}


def read_packed(path: Path) -> Found:
    """The text of the body, then of heads, feet and notes. Entities are refused: no office file has
    its own, and they can swell without end."""
    try:
        with zipfile.ZipFile(path) as archive:
            pieces: list[str] = []
            size = 0
            for name in _parts(archive.namelist()):
                with archive.open(name) as part:
                    for piece in _texts(_Limited(part), open_text=name == "content.xml"):
                        pieces.append(piece)
                        size += len(piece)
                        if size > LONGEST_TEXT:
                            return Found(text="".join(pieces), is_cut=True)
    except RuntimeError as locked:
        raise Unreadable("encrypted") from locked
    except (zipfile.BadZipFile, ElementTree.ParseError, OSError, NotImplementedError) as broken:
        raise Unreadable("broken") from broken
    return Found(text="".join(pieces))


def _parts(names: list[str]) -> list[str]:
    bodies = [name for name in _BODIES if name in names]
    if not bodies:
        raise Unreadable("broken")
    return bodies + sorted(n for n in names if n.startswith(_NOTES) and n.endswith(".xml"))


def _texts(part: "_Limited", *, open_text: bool) -> Iterator[str]:
    """The text of a part, a line a paragraph; nothing is kept of what has been read."""
    for event, element in ElementTree.iterparse(part, events=("start", "end")):  # noqa: S314
        name = element.tag.rpartition("}")[2]
        if event == "start":
            continue
        if name in _TEXT or (open_text and name in ("span", "a", "p", "h")):
            yield element.text or ""
        if name in _BREAKS:
            yield "\n" if name != "tab" else "\t"
        if open_text:
            yield element.tail or ""
        element.clear()


class _Limited:
    """A part that is read up to a limit, and not at all when it declares a document type."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part, self._left, self._begun = part, UNPACKED, False

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        chunk = self._part.read(min(size, 65536) if size > 0 else 65536)
        self._left -= len(chunk)
        if self._left < 0:
            raise Unreadable("limit")
        if not self._begun:
            self._begun = True
            if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                raise Unreadable("broken")
        return chunk
