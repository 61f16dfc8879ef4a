"""Charts: static SVG of numbers alone, in the colours of the style sheet, so that light and dark need one drawing.

A drawing holds no text of its own: letters in a picture shrink with it on a telephone.
"""

from __future__ import annotations

from datetime import date
from math import isqrt
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from tablee.model import Closure

WIDTH, HEIGHT = 1000, 100
_MARGIN = 12

MOST_DOTS = 20
"""More dots than that are not counted at a glance: the numbers beside them tell."""

_RADIUS = 98
_STEP = 12
_DOT = "M{} 6a4 4 0 1 0 8 0a4 4 0 1 0-8 0"
_ROW = Markup('<svg class="t-drawing t-drawing--dots" viewBox="0 0 {} 12" aria-hidden="true">{}</svg>')
_BAR = Markup(
    '<svg class="t-bar t-bar--{}" viewBox="-50 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
    '<path d="M0 1h{}v6H0z"/></svg>'
)
_DISC = Markup('<circle class="t-drawing__disc t-drawing__disc--{}" cx="100" cy="{}" r="{}"/>')
_KINDS = ("all", "around", "core")
_PATH = Markup('<path class="t-drawing__{}" d="{}"/>')
_DRAWING = Markup(
    '<svg class="t-drawing t-drawing--{}" viewBox="{}" role="img" aria-label="{}" focusable="false"{}>{}</svg>'
)
_STRETCHED = Markup(' preserveAspectRatio="none"')


class Point(NamedTuple):
    """One meeting: how many came, and how many of them for the first time."""

    on: date
    came: int
    new: int = 0


def render_attendance(points: Sequence[Point], breaks: Sequence[Closure], label: Markup, kind: str) -> Markup:
    """Draw a stroke for each meeting, as high as the table was long, with its newcomers at the foot of it.

    Days keep their distances, and breaks are bands, so that no gap looks like a fall.
    """
    scale = _Scale(points)
    bands = "".join(scale.band(pause) for pause in breaks)
    strokes = "".join(scale.stroke(point.on, point.came) for point in points)
    new = "".join(scale.stroke(point.on, point.new) for point in points if point.new)
    inside = _shape("break", bands) + _shape("came", strokes) + _shape("new", new)
    return _drawing(kind, f"0 0 {WIDTH} {HEIGHT}", label, inside, stretched=True)


class _Scale:
    """Turns days and numbers of people into coordinates; the tallest stroke fills the height."""

    def __init__(self, points: Sequence[Point]) -> None:
        self._first = points[0].on
        self._days = max((points[-1].on - self._first).days, 1)
        self._most = max(1, *(point.came for point in points))

    def stroke(self, on: date, people: int) -> str:
        """Return an upright stroke."""
        return f"M{self._x(on)} {HEIGHT}V{_short(HEIGHT - HEIGHT * people / self._most)}"

    def band(self, pause: Closure) -> str:
        """Return a band over the whole height; nothing for a break outside of the time shown."""
        end = (self._first.toordinal() + self._days) - pause.from_on.toordinal()
        if pause.to_on <= self._first or end <= 0:
            return ""
        left, right = self._x(max(pause.from_on, self._first)), self._x(pause.to_on)
        return f"M{left} 0H{right}V{HEIGHT}H{left}z"

    def _x(self, on: date) -> str:
        done = min((on - self._first).days / self._days, 1)
        return _short(_MARGIN + (WIDTH - 2 * _MARGIN) * done)


def render_balance(balance: Fraction, widest: Fraction) -> Markup:
    """Draw a balance to the left or right of nothing; `widest` turns fill half of the width."""
    return _BAR.format("owes" if balance > 0 else "gave", round(50 * balance / widest))


def render_circles(numbers: Sequence[int], label: Markup) -> Markup:
    """Draw the core, those around it too, and all members as discs inside each other, whose areas are the numbers."""
    whole = max(1, *numbers)
    radii = [isqrt(_RADIUS * _RADIUS * number // whole) for number in reversed(numbers)]
    named = zip(_KINDS, radii, strict=True)
    discs = Markup().join(_DISC.format(kind, 199 - radius, radius) for kind, radius in named if radius)
    return _drawing("circles", "0 0 200 200", label, discs)


def render_dots(filled: int, people: int) -> Markup:
    """Draw a few people as dots, the filled ones first; it says nothing that the numbers beside it do not."""
    dots = [_DOT.format(_STEP * number + 2) for number in range(min(people, MOST_DOTS))]
    inside = _shape("full", "".join(dots[:filled])) + _shape("open", "".join(dots[filled:]))
    return _ROW.format(_STEP * max(len(dots), 1), inside)


def _drawing(kind: str, box: str, label: Markup, inside: Markup, *, stretched: bool = False) -> Markup:
    """Return an SVG element; `label` says what it shows. A stretched one fills its place, whatever its shape."""
    return _DRAWING.format(kind, box, label, _STRETCHED if stretched else "", inside)


def _shape(kind: str, path: str) -> Markup:
    return _PATH.format(kind, path) if path else Markup()


def _short(number: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{round(number, 1):g}"
