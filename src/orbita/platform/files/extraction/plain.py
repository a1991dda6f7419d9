"""Plain text in whichever encoding."""

from pathlib import Path

from orbita.kit.tables.encoding import detect
from orbita.platform.files.extraction.found import LONGEST_TEXT, Found


def read_plain(path: Path) -> Found:
    """The text, by the likeliest encoding: UTF-8, cp1251, koi8-r and their neighbours."""
    with path.open("rb") as file:
        codec = detect(file)
    with path.open(encoding=codec, errors="replace") as text:
        read = text.read(LONGEST_TEXT + 1)
    return Found(text=read)
