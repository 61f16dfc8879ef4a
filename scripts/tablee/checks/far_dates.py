"""Dates that were most likely mistyped: half a year from what they belong to, or not come yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tablee.checks import codes
from tablee.checks.case import Case, Path
from tablee.files.paths import GROUP_FILE, file_of_member
from tablee.i18n.translations import LazyText
from tablee.rules.timeline import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.files.problem import Problem

FAR = timedelta(days=183)
"""Half a year: a year mistyped is twice as far."""
LONG_AWAY = timedelta(days=2 * 366)
"""Longer than anybody knows beforehand to be away."""


class _Pair(NamedTuple):
    """A day, and the one that it belongs to, each with its key."""

    file: str
    path: Path
    key: str
    day: date
    other_key: str
    other: date
    most: timedelta = FAR


def check_dates_near(case: Case) -> Iterator[Problem]:
    """A meeting moves by less than half a year, a break lasts less, and a return follows within that time."""
    for pair in (*_meetings(case), *_breaks(case), *_absences(case)):
        if abs(pair.day - pair.other) > pair.most:
            values = {
                "key": pair.key,
                "day": pair.day,
                "other": f"{pair.other_key}: {pair.other}" if pair.other_key else str(pair.other),
                "days": abs((pair.day - pair.other).days),
                "meant": _meant(pair),
            }
            yield case.problem(codes.FAR_DATE, pair.file, pair.path, values)


def check_presence_past(case: Case) -> Iterator[Problem]:
    """Nobody has come to a meeting, and no mission is done, before its day."""
    for file, meeting, event in case.filed:
        if event.on <= case.today or meeting.cancelled:
            continue
        key = next((key for key in ("present", "done", "missions") if getattr(meeting, key)), "")
        if key:
            yield case.problem(codes.PRESENCE_TO_COME, file, (f"{key}:",), {"key": key, "day": event.on})


def check_returns_led(case: Case) -> Iterator[Problem]:
    """Who facilitates the return from a break belongs to the group on that day, and is there."""
    for index, closure in enumerate(case.group.settings.closures):
        day = closure.returns_on or closure.to_on
        member = case.group.members.get(closure.facilitator)
        if member is None or day < case.today:
            continue
        why = codes.HAS_LEFT if not member.belongs(day) else codes.IS_AWAY if member.is_away(day) else ""
        if why:
            values = {"member": member.id, "day": day, "why": LazyText(why)}
            path = ("closures", index, "facilitator")
            yield case.problem(codes.RETURN_NOT_LED, GROUP_FILE, path, values)


def check_tables_apart(case: Case) -> Iterator[Problem]:
    """Nobody facilitates two coming meetings at one time."""
    told: set[frozenset[str]] = set()
    for filed in (filed for filed in case.filed if filed.is_coming):
        for other in case.timeline.overlapping(filed.event):
            pair = frozenset((str(filed.event.key), str(other.key)))
            if pair in told or other.meeting is None or other.state is not State.CONFIRMED:
                continue
            told.add(pair)
            for index, name in enumerate(filed.meeting.facilitators):
                if name in other.meeting.facilitators:
                    values = {
                        "member": name,
                        "key": filed.meeting.key,
                        "other": other.key,
                        "day": filed.event.on,
                    }
                    yield case.problem(codes.TWO_TABLES, filed.file, ("facilitator", index), values)


def _meetings(case: Case) -> Iterator[_Pair]:
    for filed in case.filed:
        if filed.meeting.moved_to:
            yield _Pair(filed.file, ("date",), "date", filed.meeting.moved_to, "", filed.meeting.key.on)


def _breaks(case: Case) -> Iterator[_Pair]:
    for index, closure in enumerate(case.group.settings.closures):
        path = ("closures", index)
        yield _Pair(GROUP_FILE, (*path, "to"), "to", closure.to_on, "from", closure.from_on)
        if closure.returns_on:
            yield _Pair(GROUP_FILE, (*path, "returns"), "returns", closure.returns_on, "to", closure.to_on)


def _absences(case: Case) -> Iterator[_Pair]:
    for member in case.group.members.values():
        for index, span in enumerate(member.away):
            if span.to_on:
                path = ("away", index, "to")
                yield _Pair(
                    file_of_member(member.id), path, "to", span.to_on, "from", span.from_on, LONG_AWAY
                )


def _meant(pair: _Pair) -> date:
    """Return the same day of the year that is nearest to the other; 28 February for one that this year lacks."""
    days = [_in_year(pair.day, year) for year in range(pair.other.year - 1, pair.other.year + 2)]
    later = [day for day in days if day >= pair.other] if pair.other_key else days
    return min(later, key=lambda day: abs(day - pair.other))


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
