"""Who has sat with whom, without a name: a square for each pair, the darker the more often."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from markupsafe import Markup

from tablee.site.charts.drawing import drawing, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEVELS = (1, 3, 8)
"""From so many shared meetings on a square is darker."""


def render_shared_tables(met: Sequence[Sequence[int]], label: Markup) -> Markup:
    """Draw the lower half of a table of pairs: row `n` of `met` has how often member `n` sat with each one before."""
    paths: defaultdict[int, list[str]] = defaultdict(list)
    for row, times in enumerate(met):
        for column, often in enumerate(times):
            paths[sum(often >= level for level in _LEVELS)].append(f"M{column} {row - 1}h.9v.9h-.9z")
    size = max(1, len(met) - 1)
    squares = Markup().join(shape(f"level-{level}", "".join(paths[level])) for level in sorted(paths))
    return drawing("tables", f"0 0 {size} {size}", label, squares)
