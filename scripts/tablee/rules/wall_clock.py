"""What instant a local date and time mean, also where a clock change makes that unclear."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=4096)  # the same meetings are looked at by one rule after another
def at_wall_clock(on: date, at: time, zone: str) -> datetime:
    """Return the instant at which the clocks of `zone` (an IANA name) show `at` on the day `on`.

    A time that a spring change leaves out is read with the offset before the gap, so 02:30 becomes 03:30;
    a time that an autumn change repeats means its first occurrence (RFC 5545, 3.3.5).
    The answer carries the zone and shows a time that exists there: going to UTC and back changes nothing.
    """
    place = ZoneInfo(zone)
    # fold=0 is the offset before the change, in a gap and in a repeated hour alike (PEP 495).
    wall = datetime.combine(on, at.replace(fold=0), place)
    return wall.astimezone(UTC).astimezone(place)
