"""A brand's colour made readable: as ink on light and dark paper, with the ink that is read upon it (WCAG 1.4.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_ENOUGH = 4.6
"""A little over the 4.5 : 1 of level AA, so that rounding takes nothing from it."""

_STEPS = 20
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
PAPERS = ((253, 248, 241), (255, 255, 255), (248, 235, 220))
NIGHTS = ((29, 24, 21), (41, 34, 30), (49, 39, 31))
"""The grounds of the style sheet, light and dark: paper, card and wash."""

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand's colour for light and for dark pages, each with the ink of a text upon it; all as `#rrggbb`."""

    light: str
    light_ink: str
    dark: str
    dark_ink: str


def brand_of(colour: str) -> Brand | None:
    """Return the readable shades of a colour; None where it is no hexadecimal colour."""
    if not _COLOUR.fullmatch(colour):
        return None
    given = _parse(colour)
    light, dark = _shade(given, BLACK, PAPERS), _shade(given, WHITE, NIGHTS)
    return Brand(_spell(light), _spell(_ink_on(light)), _spell(dark), _spell(_ink_on(dark)))


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _shade(colour: Rgb, towards: Rgb, grounds: tuple[Rgb, ...]) -> Rgb:
    """Mix a colour with black or white until it is read on every ground."""
    shades = (_mix(colour, towards, step) for step in range(_STEPS))
    readable = (s for s in shades if all(contrast(s, ground) >= _ENOUGH for ground in grounds))
    return next(readable, towards)


def _mix(colour: Rgb, towards: Rgb, step: int) -> Rgb:
    red, green, blue = (
        (part * (_STEPS - step) + goal * step) // _STEPS for part, goal in zip(colour, towards, strict=True)
    )
    return red, green, blue


def _ink_on(ground: Rgb) -> Rgb:
    return max(WHITE, BLACK, key=lambda ink: contrast(ink, ground))


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 (WCAG's formula)


def _parse(colour: str) -> Rgb:
    digits = colour.removeprefix("#")
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else re.findall("..", digits)  # noqa: PLR2004
    red, green, blue = (int(pair, 16) for pair in pairs)
    return red, green, blue


def _spell(colour: Rgb) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
