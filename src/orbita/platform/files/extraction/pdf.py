"""Text and first pages of PDF files, by pdfium."""

import struct
import zlib
from pathlib import Path

import pypdfium2 as pdfium

from orbita.platform.files.extraction.found import LONGEST_TEXT, Found, Unreadable

READ_PAGES = 500
SHOWN_PAGES = 3
WIDTH = 1000


def read_pdf(path: Path, folder: Path) -> Found:
    """The text of the first pages, and pictures of the very first as page-1.png and so on."""
    try:
        opened = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as fault:
        locked = "password" in str(fault).lower()
        raise Unreadable("encrypted" if locked else "broken") from fault
    pages = len(opened)
    pieces: list[str] = []
    size = 0
    for number in range(min(pages, READ_PAGES)):
        page = opened[number]
        words = page.get_textpage()
        pieces.append(words.get_text_bounded())
        size += len(pieces[-1])
        words.close()
        if number < SHOWN_PAGES:
            _draw(page, folder / f"page-{number + 1}.png")
        page.close()
        if size > LONGEST_TEXT:
            break
    return Found(text="\n".join(pieces), pages=pages, is_cut=len(pieces) < pages)


def _draw(page: pdfium.PdfPage, target: Path) -> None:
    width, height = page.get_size()
    if not (0 < width < 20_000 and 0 < height < 20_000):
        return
    scale = min(WIDTH / width, 2 * WIDTH / height)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    target.write_bytes(
        png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
    )
    bitmap.close()


def png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """A PNG file of rows of red, green, blue."""
    rows = bytearray()
    for row in range(height):
        line = pixels[row * stride : row * stride + width * channels]
        if channels == 4:
            plain = bytearray(width * 3)
            plain[0::3], plain[1::3], plain[2::3] = line[0::4], line[1::4], line[2::4]
            line = bytes(plain)
        rows += b"\0" + line
    colour = 0 if channels == 1 else 2
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
