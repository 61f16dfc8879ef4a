"""Names of meetings' files as people write them: `10-12-2026`, `2026-12-10 Noël`, `Beta.2026-12-10`."""

from __future__ import annotations

import re

from tablee.model.day_text import parse_written_day, suggest_day
from tablee.model.folding import slug_of
from tablee.model.identity import parse_slot_key

_DAY = re.compile(
    r"(?<![0-9])(?:[0-9]{4}[-_. ][0-9]{1,2}[-_. ][0-9]{1,2}|[0-9]{1,2}[-_. ][0-9]{1,2}[-_. ](?:20)?[0-9]{2}"
    r"|20[0-9]{6})(?![0-9])"
)


def suggest_slot(name: str) -> str | None:
    """Spell the name of a meeting's file, without its ending, as it should be; None where it says no day.

    What stands behind the day stays behind it, and the circle in front, where a dot says that it is one.
    """
    if written := parse_written_day(name):
        return str(written)
    found = _DAY.search(name)
    if not found:
        return suggest_day(name)
    digits = found[0]
    spelt = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if digits.isdigit() else re.sub(r"[_. ]", "-", digits)
    day, before, after = suggest_day(spelt), name[: found.start()], name[found.end() :]
    if day is None:
        return None
    if re.fullmatch(r"[^\W\d]\S*[-_]", before):
        return None  # of a circle, perhaps
    circle = slug_of(before[:-1]) if re.fullmatch(r"\S+\.", before) else ""
    if not circle and re.fullmatch(r"\.[^\W\d]\S*", after):
        circle, after = slug_of(after), ""
    suffix = slug_of(re.sub(r"^T(?=[0-9])", "", after))
    near = f"{circle}.{day}" if circle else day
    key = f"{near}-{suffix}" if suffix else near
    return key if parse_slot_key(key) else near
