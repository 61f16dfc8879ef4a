"""How many came, meeting after meeting, on a line of time; breaks are bands, so that no gap looks like a fall."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from tablee.site.charts.drawing import drawing, shape, short

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 1000, 100
_MARGIN = 12


class Point(NamedTuple):
    """One meeting: how many came, and how many of them for the first time."""

    on: date
    came: int
    new: int = 0


class Break(NamedTuple):
    """A declared break, both days included."""

    from_on: date
    to_on: date


def render_attendance(points: Sequence[Point], breaks: Sequence[Break], label: Markup, kind: str) -> Markup:
    """Draw a stroke for each meeting, as high as the table was long, with its newcomers at the foot of it."""
    if not points:
        return Markup()
    scale = _Scale(points)
    bands = "".join(scale.band(pause) for pause in breaks)
    strokes = "".join(scale.stroke(point.on, point.came) for point in points)
    new = "".join(scale.stroke(point.on, point.new) for point in points if point.new)
    inside = shape("break", bands) + shape("came", strokes) + shape("new", new)
    return drawing(kind, f"0 0 {WIDTH} {HEIGHT}", label, inside, stretched=True)


class _Scale:
    """Turns days and numbers of people into coordinates; the tallest stroke fills the height."""

    def __init__(self, points: Sequence[Point]) -> None:
        self._first = points[0].on
        self._days = max((points[-1].on - self._first).days, 1)
        self._most = max(1, *(point.came for point in points))

    def stroke(self, on: date, people: int) -> str:
        """Return an upright stroke."""
        return f"M{self._x(on)} {HEIGHT}V{short(HEIGHT - HEIGHT * people / self._most)}"

    def band(self, pause: Break) -> str:
        """Return a band over the whole height; nothing for a break outside of the time shown."""
        end = (self._first.toordinal() + self._days) - pause.from_on.toordinal()
        if pause.to_on <= self._first or end <= 0:
            return ""
        left, right = self._x(max(pause.from_on, self._first)), self._x(pause.to_on)
        return f"M{left} 0H{right}V{HEIGHT}H{left}z"

    def _x(self, on: date) -> str:
        done = min((on - self._first).days / self._days, 1)
        return short(_MARGIN + (WIDTH - 2 * _MARGIN) * done)
