"""Pictures by their bytes, and what a camera wrote into them beside the picture."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from tablee.i18n.translations import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_JPEG = re.compile(rb"\xff\xd8\xff")
_PNG = re.compile(rb"\x89PNG\r\n\x1a\n")
_GIF = re.compile(rb"GIF8[79]a")
_WEBP = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
_AVIF = re.compile(rb".{4}ftypavi[fs]", re.DOTALL)
PICTURES: Mapping[str, re.Pattern[bytes]] = {
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": _PNG,
    "webp": _WEBP,
    "gif": _GIF,
    "avif": _AVIF,
}
"""Endings of pictures, each with the bytes that such a file begins with."""

PLACE_AND_DEVICE = _("what the camera wrote into it (EXIF: place, time, device)")
WORDS = _("hidden words (XMP, IPTC or a comment: often a name or a place)")

_EXIF, _XMP, _IPTC, _COMMENT = 0xE1, 0xE1, 0xED, 0xFE
_START_OF_SCAN, _END = 0xDA, 0xD9
_TEXTS_OF_PNG = {b"tEXt", b"zTXt", b"iTXt"}
_HARMLESS = frozenset({0x0112, 0x011A, 0x011B, 0x0128, 0x0213})
"""TIFF 6.0: orientation, resolution and its unit, position of colours: what `exiftool -all= -Orientation` leaves."""


def metadata_of(data: bytes) -> str:
    """Name what a picture tells beside itself; empty where it is nothing."""
    for kind, content in _parts(data):
        if kind == b"Exif" and not _is_harmless(content):
            return PLACE_AND_DEVICE
        if kind == b"words":
            return WORDS
    return ""


def _parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the parts of a picture that are no picture: `Exif` with its TIFF, or `words`."""
    if _JPEG.match(data):
        yield from _parts_of_jpeg(data)
    elif _PNG.match(data):
        yield from _parts_of_png(data)
    elif _WEBP.match(data):
        yield from _parts_of_webp(data)
    elif _GIF.match(data) and (b"\x21\xfe" in data or b"XMP DataXMP" in data):
        yield b"words", b""
    elif _AVIF.match(data):
        yield from _parts_of_avif(data)


def _parts_of_jpeg(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Walk the segments before the picture itself (ITU T.81, annex B)."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 (each segment begins so)
        marker = data[at + 1]
        if marker in {_START_OF_SCAN, _END}:
            return
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        content = data[at + 4 : at + 2 + size]
        if marker == _EXIF and content.startswith(b"Exif\0\0"):
            yield b"Exif", content[6:]
        elif marker in {_XMP, _IPTC, _COMMENT}:
            yield b"words", content
        at += 2 + max(size, 2)


def _parts_of_png(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Walk the chunks (PNG, third edition, section 11)."""
    at = 8
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if kind == b"eXIf":
            yield b"Exif", data[at + 8 : at + 8 + size]
        elif kind in _TEXTS_OF_PNG:
            yield b"words", b""
        at += 12 + size


def _parts_of_webp(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Walk the chunks of RIFF (RFC 9649)."""
    at = 12
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind == b"EXIF":
            yield b"Exif", data[at + 8 : at + 8 + size].removeprefix(b"Exif\0\0")
        elif kind == b"XMP ":
            yield b"words", b""
        at += 8 + size + size % 2


def _parts_of_avif(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Look for items of EXIF or XMP in the list of what the file holds (ISO/IEC 23008-12, annex A)."""
    at = 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        box = data[at : at + size]
        if kind == b"meta" and b"Exif" in box:
            yield b"Exif", b""
        if kind == b"meta" and b"mime" in box:
            yield b"words", b""
        at += max(size, 8)


def _is_harmless(tiff: bytes) -> bool:
    """Return whether an EXIF part says no more than how to hold the picture."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return False
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        tags = {struct.unpack_from(f"{order}H", tiff, first + 2 + 12 * at)[0] for at in range(count)}
        (following,) = struct.unpack_from(f"{order}I", tiff, first + 2 + 12 * count)
    except struct.error:
        return False
    return tags <= _HARMLESS and not following
