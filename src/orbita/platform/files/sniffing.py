"""What bytes are, by looking at them: the name and the browser's word are not trusted."""

import zipfile
from pathlib import Path

UNKNOWN = "application/octet-stream"
TEXT = "text/plain"
INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"})
"""Types that a browser may show; everything else is only saved, HTML and SVG above all."""

_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
_HEAD = 4096


def sniff(path: Path) -> str:
    """The content type of a file, by its first bytes."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(path)
    return TEXT if _is_text(head) else UNKNOWN


def _zip_type(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" in names:
                for folder, content_type in _OFFICE.items():
                    if any(name.startswith(folder) for name in names):
                        return content_type
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                said = archive.read("mimetype").decode("ascii", "replace").strip()
                if said.startswith(_OPEN_DOCUMENT):
                    return said
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return UNKNOWN
    return "application/zip"


def _is_text(head: bytes) -> bool:
    """UTF-8 (or a piece of it) without control characters other than those of a text."""
    if b"\0" in head:
        return False
    cut = head if len(head) < _HEAD else head[:-4]
    try:
        text = cut.decode("utf-8")
    except UnicodeDecodeError as error:
        # The last character may have been cut by the reading.
        if len(head) < _HEAD or error.start < len(cut) - 4:
            return False
        text = cut[: error.start].decode("utf-8")
    return all(sign >= " " or sign in "\t\n\r\f\x1b" for sign in text)
