"""What a reader is known to get wrong in anybody's feed: every exception of the matrix, each with its reason.

What a limit covers (the times of an event, or its texts) is left out of the comparison for that reader alone, and the
matrix counts such events. No other difference is forgiven.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from calendar_matrix.occurrence import Occurrence

Covers = Callable[[str, Occurrence], bool]
"""Says of a zone and of an event as it ought to be whether a limit covers it."""

_POLYFILL_ENDS = f"{datetime.now(UTC).year + 10}-"
_NEWER_THAN_NODE = frozenset(
    {
        "Africa/Casablanca",
        "Africa/El_Aaiun",
        "America/Edmonton",
        "America/Havana",
        "America/Inuvik",
        "America/Rainy_River",
        "America/Winnipeg",
        "America/Yellowknife",
        "Canada/Central",
        "Canada/Mountain",
        "Cuba",
    }
)
_CHANGES_WEEKS_APART = frozenset({"Africa/Casablanca", "Africa/El_Aaiun", "Pacific/Fiji"})


TEXTS, TIMES = ("summary", "location", "description"), ("starts_at", "ends_at")


@dataclass(frozen=True, slots=True)
class Limit:
    """What one reader cannot do: what it says of these fields of the events covered is not compared."""

    reader: str
    fields: tuple[str, ...]
    covers: Covers
    why: str


def _says(pattern: str) -> Covers:
    """Cover events with such a text."""
    found = re.compile(pattern)
    return lambda _, event: any(map(found.search, (event.summary, event.location, event.description)))


LIMITS = (
    Limit(
        "node-ical",
        TEXTS,
        _says(r"\\n"),
        r"undoes the escapes one kind after the other: \n, written by a person, becomes a line break",
    ),
    Limit(
        "vdirsyncer",
        ("uid",),
        lambda _zone, _event: True,
        "gives each event of a subscription a UID of its own, the hash of what it says (HttpStorage)",
    ),
    Limit(
        "node-ical",
        TIMES,
        lambda _, event: event.ends_at >= _POLYFILL_ENDS,
        "takes a zone that it knows by name, not from the feed; its Temporal polyfill knows no clock change later "
        "than ten years after the machine's clock",
    ),
    Limit(
        "node-ical",
        TIMES,
        lambda zone, event: zone in _NEWER_THAN_NODE and event.ends_at >= "2026-09",
        "as above; these zones got new rules (tz 2026f) since the tz data of the locked Node.js (2026b)",
    ),
    Limit(
        "node-ical",
        TIMES,
        lambda zone, _: zone in _CHANGES_WEEKS_APART,
        "as above; its Temporal polyfill misses clock changes that lie only weeks apart",
    ),
    Limit(
        "khal",
        TIMES,
        lambda _, event: event.ends_at >= "2038",
        "takes a zone that it knows by name, not from the feed; its pytz knows no clock change after 2037",
    ),
    Limit(
        "vobject",
        TIMES,
        lambda zone, _: zone == "Factory",
        "asks pytz for a zone that is always at UTC, and pytz has no zone Factory",
    ),
)


def limits_of(reader: str, zone: str, event: Occurrence) -> list[int]:
    """Return the limits of a reader that cover an event, by their places in `LIMITS`."""
    return [
        place for place, limit in enumerate(LIMITS) if limit.reader == reader and limit.covers(zone, event)
    ]
