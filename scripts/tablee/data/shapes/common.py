"""What several files write in the same way: lines, prose, spans of days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tablee.data import codes, model
from tablee.data.composites import Key, Record
from tablee.data.fields import Text
from tablee.data.scalars import DAY
from tablee.data.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

    from tablee.data.reading import Reading

LINE = Text()
PROSE = Text(most=20_000, prose=True)


def check_order(
    start: str, end: str, start_key: str = "from", end_key: str = "to"
) -> Callable[[dict[str, Any], yaml.MappingNode, Reading], bool]:
    """Make a check that one day is not before another."""

    def check(values: dict[str, Any], node: yaml.MappingNode, reading: Reading) -> bool:
        if not (values.get(start) and values.get(end)) or values[start] <= values[end]:
            return True
        spot_of = next(value for key, value in node.value if key.value == end_key)
        said = {"start_key": start_key, "end_key": end_key, "start": values[start], "end": values[end]}
        reading.report(codes.ENDS_BEFORE_START, spot_of, **said)
        return False

    return check


SPAN = Record(
    model.Span,
    {
        "from": Key(DAY, _("the first day"), "from_on", required=True),
        "to": Key(DAY, _("the last day, included"), "to_on"),
    },
    example="{from: 2026-07-10, to: 2026-08-25}",
    check=check_order("from_on", "to_on"),
)
