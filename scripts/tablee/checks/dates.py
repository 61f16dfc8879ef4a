"""The dates of meetings: no two at one time, no extra unnamed, none deleted, none unaware of breaks and holidays."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from tablee.checks import codes
from tablee.checks.case import Case
from tablee.files.paths import GROUP_FILE, file_of_meeting, name_of
from tablee.i18n.translations import LazyText
from tablee.model.identity import SlotKey, parse_slot_key
from tablee.rules.rhythm import rule_on
from tablee.rules.timeline import Event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.files.problem import Problem
    from tablee.model import Meeting

RENAMED_WITHIN = 14
"""Days: a new file so near to a deleted one of its circle was most likely made by renaming it."""


def check_days_free(case: Case) -> Iterator[Problem]:
    """No regular meeting is moved onto another one; two of a circle at one time are told while they are to come."""
    for events in case.days.values():
        pairs = combinations(sorted(events, key=lambda event: event.key), 2)
        clashes = filter(None, (_clash(case, first, second) for first, second in pairs))
        # One line a file: among many tracks each would be told of all others.
        yield from {(clash.file, clash.code): clash for clash in clashes}.values()


def check_extras_named(case: Case) -> Iterator[Problem]:
    """A meeting off the rhythm says what it is and when; one of whole days needs no hour.

    Where no rhythm is in force all meetings are alike, so that none needs a title. Nothing is said where the rhythm may
    be one that could not be read.
    """
    if GROUP_FILE in case.doubtful:
        return
    for file, meeting, event in case.filed:
        known = not meeting.circle or meeting.circle in case.group.settings.circles
        regular = rule_on(case.group.rhythm(meeting.circle), event.on) if known else None
        lacks = _lacks(meeting, needs_title=regular is not None)
        if lacks and event.extra and known and not meeting.cancelled and file not in case.doubtful:
            values = {"key": meeting.key, "lacks": LazyText(lacks)}
            yield case.problem(codes.EXTRA_WITHOUT_TITLE, file, (), values)


def check_meetings_kept(case: Case) -> Iterator[Problem]:
    """A meeting's file is never deleted nor renamed: calendars know it by its name."""
    files = case.loaded.files
    base = case.surroundings.base_meetings
    new = [key for file in files if file not in base and (key := _key_of(file))]
    for file in base.difference(files):
        key = _key_of(file)
        if key is None:
            continue
        renamed = min(
            (k for k in new if _is_near(k, key)), key=lambda k: (abs(k.on - key.on), k), default=None
        )
        values = {"key": str(key), "renamed": renamed, "day": renamed.on if renamed else None}
        fix = codes.MEETING_RENAMED if renamed else None
        yield case.problem(codes.MEETING_DELETED, file, (), values, fix)


def check_breaks_kept(case: Case) -> Iterator[Problem]:
    """A coming meeting is in no break, unless it ends that break."""
    for file, meeting, event in (filed for filed in case.filed if filed.is_coming):
        for closure in case.group.settings.closures:
            if closure.from_on <= event.on <= closure.to_on and event.on != closure.returns_on:
                path = ("date",) if meeting.moved_to else ()
                values = {"day": event.on, "from_on": closure.from_on, "to_on": closure.to_on}
                yield case.problem(codes.ON_CLOSURE, file, path, values)


def check_holidays_free(case: Case) -> Iterator[Problem]:
    """A coming meeting is on no public holiday."""
    holidays = case.group.holidays
    names = {day.on: day.name for day in holidays.public} if holidays else {}
    for file, meeting, event in (filed for filed in case.filed if filed.is_coming):
        if event.on in names:
            path = ("date",) if meeting.moved_to else ()
            values = {"day": event.on, "name": names[event.on], "file": file}
            yield case.problem(codes.ON_HOLIDAY, file, path, values)


def _clash(case: Case, first: Event, second: Event) -> Problem | None:
    """Find what is wrong with two events of one day, and report it where it can be mended: on a file that was moved."""
    moved = next((e for e in (second, first) if e.meeting and e.meeting.moved_to), None)
    filed = moved or next((e for e in (second, first) if e.meeting), None)
    if filed is None:
        return None
    other = first if filed is second else second
    values = {"key": filed.key, "other": other.key, "day": filed.on}
    if moved and not (first.key.suffix or second.key.suffix):
        return case.problem(codes.MOVED_ONTO_ANOTHER, file_of_meeting(filed.key), ("date",), values)
    if not _are_at_once(first, second, moved=moved is not None) or filed.is_over(case.timeline.now):
        return None
    path = ("date",) if moved else ("at",)
    return case.problem(codes.TWO_MEETINGS_AT_ONE_TIME, file_of_meeting(filed.key), path, values)


def _are_at_once(first: Event, second: Event, *, moved: bool) -> bool:
    """Say whether two events begin at one time or, where one was moved there, overlap."""
    if not moved:
        return first.starts_at == second.starts_at
    return first.starts_at < second.ends_at and second.starts_at < first.ends_at


def _lacks(meeting: Meeting, *, needs_title: bool) -> str:
    hour = meeting.at is not None or (meeting.lasts is not None and meeting.lasts.days is not None)
    if meeting.title or not needs_title:
        return "" if hour else codes.HOUR
    return codes.TITLE if hour else codes.TITLE_AND_HOUR


def _key_of(file: str) -> SlotKey | None:
    return parse_slot_key(name_of(file)) if file.startswith("meetings/") else None


def _is_near(key: SlotKey, other: SlotKey) -> bool:
    return key.circle == other.circle and abs((key.on - other.on).days) <= RENAMED_WITHIN
