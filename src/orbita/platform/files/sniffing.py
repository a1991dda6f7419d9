"""What bytes are, by looking at them: the name and the browser's word are not trusted."""

import zipfile
from pathlib import Path

UNKNOWN = "application/octet-stream"
TEXT = "text/plain"
PROGRAM = "application/x-executable"
SCRIPT = "text/x-script"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
PDF = "application/pdf"
INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"})
"""Types that a browser may show; everything else is only saved, HTML and SVG above all."""

_OFFICE = {
    "word/": WORD,
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
_HEAD = 4096


_MARKS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"BM", "image/bmp"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"MZ", PROGRAM),
    (0, b"\x7fELF", PROGRAM),
    (0, b"\xca\xfe\xba\xbe", PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", PROGRAM),
    (0, b"#!", SCRIPT),
)
"""Where a mark stands, the mark, and what it tells; the first that fits is taken."""


def sniff(path: Path) -> str:
    """The content type of a file, by its first bytes."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for place, mark, content_type in _MARKS:
        if head.startswith(mark, place) and (place != 8 or head.startswith(b"RIFF")):
            return content_type
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(path)
    if _is_text(head) or _is_one_byte_text(head):
        return TEXT
    return UNKNOWN


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


def _is_one_byte_text(head: bytes) -> bool:
    """Lines of letters in one of the old encodings (cp1251, koi8-r): no control characters at all,
    and words of plain letters or of high bytes."""
    if len(head) < 4 or any(byte < 32 and byte not in b"\t\n\r\f" for byte in head):
        return False
    high = sum(byte >= 0x80 for byte in head)
    letters = sum(byte >= 0xC0 or byte in (0xA8, 0xB8, 0xA3, 0xB3) for byte in head)
    return high == 0 or letters > 0.85 * high
