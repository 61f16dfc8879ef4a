"""The shapes of share cards as coverages: how much of each pixel they cover, from 0 to 255."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Callable

_FINER = 4
"""Shapes are drawn so many times larger and made smaller, so that their edges are smooth."""

_DASHES = 15
_DASH = 14
"""Degrees."""


def draw_disc(radius: int) -> Image.Image:
    """Draw a disc."""
    return _drawn(2 * radius, lambda draw, last: draw.ellipse((0, 0, last, last), fill=255))


def draw_dashed_ring(radius: int) -> Image.Image:
    """Draw a ring of dashes: a chair on which nobody sits yet."""

    def dashes(draw: ImageDraw.ImageDraw, last: int) -> None:
        for number in range(_DASHES):
            start = number * 360 / _DASHES
            draw.arc((0, 0, last, last), start, start + _DASH, fill=255, width=5 * _FINER)

    return _drawn(2 * radius, dashes)


def draw_stroke(side: int) -> Image.Image:
    """Draw a stroke from the lower left to the upper right of a square."""
    inset = side // 6 * _FINER
    return _drawn(
        side,
        lambda draw, last: draw.line((inset, last - inset, last - inset, inset), fill=255, width=10 * _FINER),
    )


def _drawn(side: int, draw: Callable[[ImageDraw.ImageDraw, int], object]) -> Image.Image:
    large = Image.new("L", (side * _FINER, side * _FINER))
    draw(ImageDraw.Draw(large), side * _FINER - 1)
    return large.reduce(_FINER)
