"""A month is a table of whole weeks, with each meeting on its day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import a_closure, a_group, a_meeting, an_instant
from tablee.i18n.translations import load_translations
from tablee.rules.timeline import Timeline, build_timeline
from tablee.site.dates import DatesInWords
from tablee.site.meeting_view import MeetingView, Status, view_of_meeting
from tablee.site.pages.meetings import legend, months


def views(timeline: Timeline) -> list[MeetingView]:
    """Return the meetings of a group as pages show them."""
    words = load_translations("en")
    return [
        view_of_meeting(event, a_group(), timeline.now, words, DatesInWords(words, "Europe/Paris"))
        for event in timeline.events
    ]


def test_this_month_and_the_next_are_shown() -> None:
    """From Monday to Sunday; a meeting that was moved stands on its real day."""
    meetings = [a_meeting("2026-11-26"), a_meeting("2026-12-10", moved_to="2026-12-11")]
    timeline = build_timeline(a_group(meetings=meetings, rhythm=()), an_instant("2026-11-23"))
    november, december = months(views(timeline), (), date(2026, 11, 23))
    assert (november.first, december.first) == (date(2026, 11, 1), date(2026, 12, 1))
    assert [day.on for day in november.weeks[0]][-1] == date(2026, 11, 1)
    held = {
        day.on: [str(one.key) for one in day.meetings]
        for month in (november, december)
        for w in month.weeks
        for day in w
    }
    assert {on: keys for on, keys in held.items() if keys} == {
        date(2026, 11, 26): ["2026-11-26"],
        date(2026, 12, 11): ["2026-12-10"],
    }


def test_a_meeting_stands_on_each_of_its_days() -> None:
    """Across the end of a month too."""
    meetings = [a_meeting("2026-11-29", title="Retreat", lasts="3 days")]
    timeline = build_timeline(a_group(meetings=meetings, rhythm=()), an_instant("2026-11-23"))
    shown = months(views(timeline), (), date(2026, 11, 23))
    assert [day.on for month in shown for day in month.days if day.meetings] == [
        date(2026, 11, 29),
        date(2026, 11, 30),
        date(2026, 12, 1),
    ]


def test_a_month_without_meetings_is_left_out() -> None:
    """An empty table tells nothing."""
    timeline = build_timeline(
        a_group(meetings=[a_meeting("2026-12-10")], rhythm=()), an_instant("2026-11-23")
    )
    assert [month.first for month in months(views(timeline), (), date(2026, 11, 23))] == [date(2026, 12, 1)]
    assert months((), (), date(2026, 11, 23)) == []


def test_months_before_and_after_are_counted_from_this_one() -> None:
    """Across the ends of years too; an empty one is left out."""
    meetings = [a_meeting("2025-12-11"), a_meeting("2026-02-12"), a_meeting("2026-03-12")]
    timeline = build_timeline(a_group(meetings=meetings, rhythm=()), an_instant("2026-01-31"))
    before, after = (
        months(views(timeline), (), date(2026, 1, 31), those) for those in (range(-2, 0), range(1, 3))
    )
    assert [month.first for month in before] == [date(2025, 12, 1)]
    assert [month.first for month in after] == [date(2026, 2, 1), date(2026, 3, 1)]


@given(st.dates(date(1970, 1, 1), date(2190, 12, 31)))
def test_weeks_are_whole_and_hold_every_day_once(today: date) -> None:
    """Each month has its days inside, in order, in weeks of seven."""
    day = today.replace(day=1)
    timeline = build_timeline(
        a_group(meetings=[a_meeting(day.isoformat(), title="x", at="12:30")]), an_instant("2026-11-23")
    )
    (month, *_) = months([one for one in views(timeline) if one.status != Status.PROPOSED], (), today)
    inside = [one.on for week in month.weeks for one in week if one.inside]
    assert all(len(week) == 7 and week[0].on.weekday() == 0 for week in month.weeks)
    assert inside == [day + timedelta(days=n) for n in range(len(inside))]
    assert (inside[-1] + timedelta(days=1)).day == 1


def test_the_days_of_a_break_are_marked() -> None:
    """From its first day to its last, whether anything was to happen or not."""
    timeline = build_timeline(
        a_group(meetings=[a_meeting("2026-12-10")], rhythm=()), an_instant("2026-12-01")
    )
    (month,) = months(views(timeline), (a_closure("2026-12-20", "2026-12-22"),), date(2026, 12, 1))
    assert [day.on.day for week in month.weeks for day in week if day.paused and day.inside] == [20, 21, 22]


def test_the_legend_names_what_is_shown_and_no_more() -> None:
    """A date that moved is shown as confirmed; one that was held, or whose presence nobody wrote down, is not."""
    meetings = [
        a_meeting("2026-12-01"),
        a_meeting("2026-12-10", moved_to="2026-12-11"),
        a_meeting("2026-12-17", cancelled=True),
    ]
    timeline = build_timeline(a_group(meetings=meetings, rhythm=()), an_instant("2026-12-08"))
    shown = months(views(timeline), (), date(2026, 12, 8))
    assert legend(shown) == [Status.CONFIRMED, Status.UNRECORDED, Status.CANCELLED]
    assert legend([]) == []
