"""The core, those around it and all members: three discs whose areas are their numbers."""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING

from markupsafe import Markup

from tablee.site.charts.drawing import drawing

if TYPE_CHECKING:
    from collections.abc import Sequence

_RADIUS = 98
_DISC = Markup('<circle class="t-drawing__disc" cx="100" cy="{}" r="{}"/>')


def render_circles(numbers: Sequence[int], label: Markup) -> Markup:
    """Draw discs inside each other, all standing on one ground; `numbers` grow, the last one is the whole."""
    whole = max(1, *numbers)
    radii = [isqrt(_RADIUS * _RADIUS * number // whole) for number in reversed(numbers)]
    discs = Markup().join(_DISC.format(199 - radius, radius) for radius in radii if radius)
    return drawing("circles", "0 0 200 200", label, discs)
