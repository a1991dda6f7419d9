"""Pictures keep their look with 256 colours."""

import struct
import zlib

from devtools.palette_png import SIGNATURE, with_palette


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _picture(*rows: bytes) -> bytes:
    width = (len(rows[0]) - 1) // 3
    head = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(rows))
    return SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _parts(png: bytes) -> dict[bytes, bytes]:
    found, at = {}, len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        found[png[at + 4 : at + 8]] = png[at + 8 : at + 8 + length]
        at += length + 12
    return found


def test_few_colours_stay_exactly_as_they_are() -> None:
    red, white = b"\xff\x00\x00", b"\xff\xff\xff"
    # The second row is filtered by «up»: it repeats the first one.
    parts = _parts(with_palette(_picture(b"\0" + red + white, b"\2" + bytes(6))))

    colours = [parts[b"PLTE"][place : place + 3] for place in range(0, len(parts[b"PLTE"]), 3)]
    drawn = zlib.decompress(parts[b"IDAT"])
    assert [colours[place] for place in (drawn[1], drawn[2])] == [red, white]
    assert drawn[3:] == drawn[:3]


def test_many_colours_become_256_at_most() -> None:
    row = b"".join(bytes((n % 256, n // 256 * 16, 7)) for n in range(1000))
    parts = _parts(with_palette(_picture(b"\0" + row)))

    assert len(parts[b"PLTE"]) <= 256 * 3
    assert len(zlib.decompress(parts[b"IDAT"])) == 1001
