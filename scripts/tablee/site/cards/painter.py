"""Share cards as pictures: a table with one free chair, beside it the words. The same words give the same bytes."""

from __future__ import annotations

import io
import math
import zlib
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PIL import Image

from tablee.site.cards.card import HEIGHT, WIDTH
from tablee.site.cards.shapes import draw_dashed_ring, draw_disc, draw_stroke
from tablee.site.cards.typesetter import Typesetter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tablee.site.cards.card import Card, Chair

Stamp = tuple[Image.Image, Image.Image]
PAPER, WOOD, LINE = (253, 248, 241), (248, 235, 220), (230, 217, 200)
INK, SOFT, ACCENT = (45, 37, 32), (102, 87, 76), (154, 60, 23)
TINTS = ((243, 217, 198), (223, 231, 207), (211, 228, 230), (231, 217, 234), (244, 227, 181), (240, 211, 209))
"""The colours of the style sheet by day (styles/tokens.css)."""

PALETTE = (
    *(PAPER, WOOD, LINE, *TINTS, INK, (108, 101, 95), (185, 179, 173)),
    *(SOFT, (178, 168, 160), ACCENT, (204, 154, 134)),
)
"""Sixteen colours, so that a pixel is half a byte: the last seven are inks, each with its lighter shades."""

EDGE = 20
LEFT, TEXT_WIDTH = 76, 548
MIDDLE = (906, 315)
TABLE, ROUND, CHAIR = 150, 226, 46
SEATS = 9
FREE = 1
"""The number of the chair that is always free, counted from the top."""
_TAKEN = tuple(seat for seat in range(SEATS) if seat != FREE)
_LEADING = 1.16
_RECENT = 512


_TINT = PALETTE.index(TINTS[0])
_INK, _SOFT, _ACCENT = (9, 10, 11), (12, 13), (14, 15)
"""Where the inks lie in the palette."""
_COVERED = bytes((0, *(255,) * 255))
"""Which coverages show anything."""


class Painter:
    """Draws cards on one palette. A picture is a grid of indexes: what is drawn is a coverage, turned into shades."""

    def __init__(self) -> None:
        self._type = Typesetter()
        # Cards of a group say the same places, names and days again and again.
        self._words = lru_cache(_RECENT)(self._set_words)
        self._chairs = [_stamp(draw_disc(CHAIR), _shades(_TINT + tint)) for tint in range(len(TINTS))]
        self._table = self._lay_table()

    def draw(self, card: Card) -> bytes:
        """Return a card as a PNG file."""
        image = self._table.copy()
        self._seat(image, card.chairs)
        self._write_centre(image, card)
        self._write_words(image, card)
        image.putpalette([part for colour in PALETTE for part in colour])
        file = io.BytesIO()
        # Smaller here than Pillow's default, in half the time.
        image.save(file, "PNG", bits=4, compress_type=zlib.Z_RLE)
        return file.getvalue()

    def _lay_table(self) -> Image.Image:
        """Draw what all cards have: paper, an edge, the table, and one free chair."""
        image = Image.new("P", (WIDTH, HEIGHT), PALETTE.index(PAPER))
        image.paste(_ACCENT[0], (0, 0, EDGE, HEIGHT))
        for radius, colour in ((TABLE + 4, LINE), (TABLE, WOOD)):
            _put(image, _stamp(draw_disc(radius), _shades(PALETTE.index(colour))), _around(MIDDLE, radius))
        _put(image, _stamp(draw_dashed_ring(CHAIR), _shades(*_ACCENT)), _around(_place_of(FREE), CHAIR))
        for seat in _TAKEN:
            _put(image, self._chairs[seat % len(TINTS)], _around(_place_of(seat), CHAIR))
        return image

    def _seat(self, image: Image.Image, chairs: Sequence[Chair]) -> None:
        """Seat those who are named, from the top on."""
        for chair, seat in zip(chairs, _TAKEN, strict=False):
            x, y = _place_of(seat)
            _put(image, self._chairs[chair.tint], _around((x, y), CHAIR))
            name = self._type.legible(chair.initials)
            self._write(image, name, (x, y), 34, _shades(*_INK), anchor="mm")

    def _write_centre(self, image: Image.Image, card: Card) -> None:
        """Write what lies on the table: one text in its middle, or a leaf of a calendar."""
        x, y = MIDDLE
        if len(card.centre) == 1:
            self._write(image, self._type.legible(card.centre[0]), (x, y), 104, _shades(*_INK), anchor="mm")
        if len(card.centre) == 3:  # noqa: PLR2004 (weekday, number, month)
            weekday, number, month = card.centre
            self._write(image, weekday, (x, y - 82), 34, _shades(*_ACCENT), anchor="mm")
            self._write(image, number, (x, y - 4), 128, _shades(*_INK), anchor="mm")
            self._write(image, month, (x, y + 84), 38, _shades(*_ACCENT), anchor="mm")
        if card.called_off:
            _put(image, _stamp(draw_stroke(2 * TABLE), _shades(*_ACCENT)), _around(MIDDLE, TABLE))

    def _write_words(self, image: Image.Image, card: Card) -> None:
        """Write the group on top; below it, in the middle of what is left, title and lines."""
        self._write(
            image, "".join(self._type.lines(card.group, 32, TEXT_WIDTH, 1)), (LEFT, 92), 32, _shades(*_SOFT)
        )
        title, size = self._type.title(card.title, TEXT_WIDTH)
        lines = [
            (line, _shades(*_SOFT) if number or not card.centre else _shades(*_ACCENT))
            for number, text in enumerate(card.lines)
            for line in self._type.lines(text, 34, TEXT_WIDTH, 2)
        ]
        step, gap = round(size * _LEADING), 46
        y = max(150, 350 - (len(title) * step + len(lines) * gap) // 2) + size * 3 // 4
        for line in title:
            self._write(image, line, (LEFT, y), size, _shades(*_INK), bold=True)
            y += step
        y += 6
        for line, shades in lines[:5]:
            self._write(image, line, (LEFT, y), 34, shades)
            y += gap

    def _write(  # noqa: PLR0913 (what, where, how large, in which colour)
        self,
        image: Image.Image,
        text: str,
        at: tuple[int, int],
        size: int,
        shades: bytes,
        *,
        bold: bool = False,
        anchor: str = "ls",
    ) -> None:
        stamp, corner = self._words(text, size, shades, bold=bold or anchor == "mm", anchor=anchor)
        if stamp:
            _put(image, stamp, (at[0] + corner[0], at[1] + corner[1]))

    def _set_words(
        self, text: str, size: int, shades: bytes, *, bold: bool, anchor: str
    ) -> tuple[Stamp | None, tuple[int, int]]:
        """Return a line in the shades of its colour, and where its upper left corner lies from the anchor."""
        mask, corner = self._type.mask(text, size, bold=bold, anchor=anchor)
        return _stamp(mask, shades) if mask else None, corner


def _stamp(mask: Image.Image, shades: bytes) -> Stamp:
    """Return a coverage in the shades of its colour, and where it covers anything: there it is seen."""
    coverage = mask.tobytes()
    shaded = Image.frombytes("P", mask.size, coverage.translate(shades))
    return shaded, Image.frombytes("L", mask.size, coverage.translate(_COVERED))


def _put(image: Image.Image, stamp: Stamp, at: tuple[int, int]) -> None:
    image.paste(stamp[0], at, stamp[1])


@cache
def _shades(ink: int, *lighter: int) -> bytes:
    """Return the index in the palette for each coverage from 0 to 255: none, the lighter shades, the ink."""
    steps = (0, *reversed(lighter), ink)
    return bytes(steps[round(covered * (len(steps) - 1) / 255)] for covered in range(256))


def _around(middle: tuple[int, int], radius: int) -> tuple[int, int]:
    return middle[0] - radius, middle[1] - radius


def _place_of(seat: int) -> tuple[int, int]:
    turn = 2 * math.pi * seat / SEATS - math.pi / 2
    return round(MIDDLE[0] + ROUND * math.cos(turn)), round(MIDDLE[1] + ROUND * math.sin(turn))
