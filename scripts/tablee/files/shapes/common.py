"""What several files write in the same way: lines, prose, spans of days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tablee import model
from tablee.files import codes
from tablee.files.composites import Contradiction, Key, Record
from tablee.files.fields import Text
from tablee.files.scalars import DAY
from tablee.i18n.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LINE = Text()
PROSE = Text(most=20_000, prose=True)


def check_order(
    start: str, end: str, start_key: str = "from", end_key: str = "to"
) -> Callable[[Mapping[str, Any]], Contradiction | None]:
    """Make a check that one day is not before another."""

    def check(values: Mapping[str, Any]) -> Contradiction | None:
        if not (values.get(start) and values.get(end)) or values[start] <= values[end]:
            return None
        said = {"start_key": start_key, "end_key": end_key, "start": values[start], "end": values[end]}
        return Contradiction(codes.ENDS_BEFORE_START, end_key, said)

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
