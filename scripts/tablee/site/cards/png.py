"""A picture of sixteen colours as a PNG file (PNG, third edition): as small as Pillow's, in half the time.

Each row holds what differs from the row above, which runs of one byte tell best: cards are flat areas.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BITS, _INDEXED = 4, 3
_UP = 2
"""The filter that subtracts the row above."""


def render_png(image: Image.Image, palette: Sequence[tuple[int, int, int]]) -> bytes:
    """Return a picture of indexes in a palette as a file; its width is even."""
    header = struct.pack(">IIBBBBB", *image.size, _BITS, _INDEXED, 0, 0, 0)
    squeeze = zlib.compressobj(strategy=zlib.Z_RLE)
    data = squeeze.compress(_filtered(image)) + squeeze.flush()
    colours = bytes(part for colour in palette for part in colour)
    chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", data), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)


def _filtered(image: Image.Image) -> bytes:
    """Return the rows, two pixels a byte, each behind the number of its filter."""
    size = image.width // 2, image.height
    rows = Image.frombytes("L", size, image.tobytes("raw", "P;4"))
    above = Image.new("L", size)
    above.paste(rows, (0, 1))
    filtered = Image.new("L", (size[0] + 1, size[1]), _UP)
    filtered.paste(ImageChops.subtract_modulo(rows, above), (1, 0))
    return filtered.tobytes()


def _chunk(kind: bytes, content: bytes) -> bytes:
    return b"".join(
        (
            struct.pack(">I", len(content)),
            kind,
            content,
            struct.pack(">I", zlib.crc32(content, zlib.crc32(kind))),
        )
    )
