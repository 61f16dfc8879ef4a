"""A few people as dots, those who came back filled."""

from __future__ import annotations

from markupsafe import Markup

from tablee.site.charts.drawing import shape

MOST = 20
"""More dots than that are not counted at a glance: the numbers beside them tell."""

_STEP = 12
_DOT = "M{} 6a4 4 0 1 0 8 0a4 4 0 1 0-8 0"
_ROW = Markup('<svg class="t-drawing t-drawing--dots" viewBox="0 0 {} 12" aria-hidden="true">{}</svg>')


def render_dots(filled: int, people: int) -> Markup:
    """Draw a row of dots; it says nothing that the numbers beside it do not."""
    dots = [_DOT.format(_STEP * number + 2) for number in range(min(people, MOST))]
    inside = shape("full", "".join(dots[:filled])) + shape("open", "".join(dots[filled:]))
    return _ROW.format(_STEP * max(len(dots), 1), inside)
