"""A screenshot as a PNG of 256 colours: half the size, the same to the eye."""

import struct
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
EXACT, COLOURS = 96, 256
Colour = tuple[int, int, int]


def with_palette(png: bytes) -> bytes:
    """The same picture with at most 256 colours. Takes what browsers write: 8-bit RGB."""
    width, height, rows = _rows(png)
    counted: Counter[Colour] = Counter()
    for row in rows:
        counted.update(zip(row[::3], row[1::3], row[2::3], strict=True))
    palette = _palette(counted)
    place = {colour: _nearest(colour, palette) for colour in counted}
    drawn = b"".join(
        b"\0" + bytes(map(place.__getitem__, zip(row[::3], row[1::3], row[2::3], strict=True)))
        for row in rows
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    colours = b"".join(map(bytes, palette))
    chunks = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", zlib.compress(drawn, 9)))
    return SIGNATURE + b"".join(_chunk(kind, body) for kind, body in (*chunks, (b"IEND", b"")))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _rows(png: bytes) -> tuple[int, int, list[bytearray]]:
    """Width, height and the unfiltered rows."""
    packed, head = b"", b""
    for kind, body in _chunks(png):
        head = body if kind == b"IHDR" else head
        packed += body if kind == b"IDAT" else b""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", head)
    if (depth, colour, interlaced) != (8, 2, 0):
        raise ValueError("not a plain 8-bit RGB picture")
    data, length = zlib.decompress(packed), width * 3
    rows: list[bytearray] = []
    above = bytearray(length)
    for number in range(height):
        start = number * (length + 1)
        above = _unfiltered(data[start], bytearray(data[start + 1 : start + 1 + length]), above)
        rows.append(above)
    return width, height, rows


def _unfiltered(kind: int, row: bytearray, above: bytearray) -> bytearray:
    """A row as it was before the filter that PNG names by this number."""
    for i in range(len(row)):
        left, corner = (row[i - 3], above[i - 3]) if i >= 3 else (0, 0)
        up = above[i]
        if kind == 1:
            row[i] = (row[i] + left) & 255
        elif kind == 2:
            row[i] = (row[i] + up) & 255
        elif kind == 3:
            row[i] = (row[i] + (left + up) // 2) & 255
        elif kind == 4:
            row[i] = (row[i] + _paeth(left, up, corner)) & 255
    return row


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    to_left, to_up, to_corner = abs(guess - left), abs(guess - up), abs(guess - corner)
    if to_left <= to_up and to_left <= to_corner:
        return left
    return up if to_up <= to_corner else corner


def _palette(counted: Counter[Colour]) -> list[Colour]:
    """The commonest colours as they are, and the means of the commonest neighbourhoods.

    A vivid colour counts for more than a grey: the one amber icon of a page must stay amber.
    """
    exact = [colour for colour, _ in counted.most_common(EXACT)]
    near: dict[Colour, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for (r, g, b), count in counted.items():
        sums = near[(r >> 4, g >> 4, b >> 4)]
        for place, value in enumerate((r, g, b, 1)):
            sums[place] += value * count
    means = {(r // n, g // n, b // n): n for r, g, b, n in near.values()}
    common = sorted(means, key=lambda mean: -means[mean] * (1 + max(mean) - min(mean)))
    return list(dict.fromkeys([*exact, *common]))[:COLOURS]


def _nearest(colour: Colour, palette: list[Colour]) -> int:
    r, g, b = colour
    return min(
        range(len(palette)),
        key=lambda place: (
            (palette[place][0] - r) ** 2
            + (palette[place][1] - g) ** 2
            + (palette[place][2] - b) ** 2
        ),
    )
