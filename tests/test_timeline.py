"""Slots and meetings merged: every coming date once, every past meeting as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import a_circle, a_closure, a_group, a_meeting, a_rule, an_instant, some_holidays
from tablee.model import Group
from tablee.rules.timeline import Event, State, build_timeline, gather, with_meeting

NOW = an_instant("2026-12-01")
SOON = timedelta(weeks=3)


def told(events: Sequence[Event]) -> list[tuple[str, str]]:
    """Say keys and states."""
    return [(str(event.key), event.state.value) for event in events]


def keys(events: Sequence[Event]) -> list[str]:
    """Say keys."""
    return [str(event.key) for event in events]


def seen(group: Group, key: str, now: str = "2026-12-01") -> Event:
    """Return an event of a group."""
    event = build_timeline(group, an_instant(now)).event(key)
    assert event is not None
    return event


# Slots


def test_slots_are_tentative_up_to_the_horizon() -> None:
    """Three weeks from 1 December end on the 22nd, that day included."""
    timeline = build_timeline(a_group(rhythm=a_rule("tuesday"), horizon=SOON), NOW)
    expected = ["2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22"]
    assert told(timeline.events) == [(key, "tentative") for key in expected]


def test_a_past_slot_without_a_file_appears_nowhere() -> None:
    """Today's is there until it is over."""
    group = a_group(horizon=timedelta(days=10))
    assert keys(build_timeline(group, an_instant("2026-12-03 14:14")).events) == ["2026-12-03", "2026-12-10"]
    assert keys(build_timeline(group, an_instant("2026-12-03 14:15")).events) == ["2026-12-10"]


def test_a_long_meeting_that_has_begun_is_not_over() -> None:
    """Ten days from Thursday the 3rd: on the 12th it is there, on the 13th it is not."""
    rule = a_rule(interval=4, from_on="2026-12-03", at=None, lasts="10 days")
    group = a_group(rhythm=rule, horizon=timedelta(days=1))
    assert keys(build_timeline(group, an_instant("2026-12-12 23:59")).events) == ["2026-12-03"]
    assert keys(build_timeline(group, an_instant("2026-12-13")).events) == []


def test_today_is_that_of_the_groups_zone() -> None:
    """At 23:30 UTC on the 1st it is the 2nd in Paris, and the horizon is a day further."""
    group = a_group(rhythm=a_rule("wednesday", at=None, lasts=None), horizon=timedelta(days=7))
    now = an_instant("2026-12-01 23:30", "UTC")
    assert keys(build_timeline(group, now).events) == ["2026-12-02", "2026-12-09"]


# Files


def test_a_file_replaces_its_slot_whatever_it_says() -> None:
    """Confirmed, moved or cancelled: one event a key."""
    meetings = [
        a_meeting("2026-12-03"),
        a_meeting("2026-12-10", moved_to="2026-12-11"),
        a_meeting("2026-12-17", cancelled=True),
    ]
    timeline = build_timeline(a_group(meetings=meetings, horizon=timedelta(days=24)), NOW)
    assert told(timeline.events) == [
        ("2026-12-03", "confirmed"),
        ("2026-12-10", "confirmed"),
        ("2026-12-17", "cancelled"),
        ("2026-12-24", "tentative"),
    ]


def test_a_second_meeting_of_the_day_leaves_the_slot() -> None:
    """Lunch as ever, and an evening."""
    evening = a_meeting("2026-12-03-soir", at="19:00", title="Soirée")
    timeline = build_timeline(a_group(meetings=[evening], horizon=timedelta(days=3)), NOW)
    assert told(timeline.events) == [("2026-12-03", "tentative"), ("2026-12-03-soir", "confirmed")]


def test_who_meets_in_a_break_meets_by_the_rule() -> None:
    """The day is nominal, so that its hour and place are known."""
    group = a_group(closures=[a_closure("2026-12-07", "2027-01-03")], meetings=[a_meeting("2026-12-10")])
    event = seen(group, "2026-12-10")
    assert (event.extra, event.starts_at) == (False, an_instant("2026-12-10 12:30"))


def test_who_meets_on_a_holiday_meets_on_that_day() -> None:
    """The rhythm skips it, yet there is a file; and then it is not said to be skipped."""
    holidays = some_holidays("2026-12-10 Feast", "2026-12-17 Fast")
    timeline = build_timeline(a_group(holidays=holidays, meetings=[a_meeting("2026-12-10")]), NOW)
    event = timeline.event("2026-12-10")
    assert event is not None
    assert (event.on, event.extra, event.starts_at) == (
        date(2026, 12, 10),
        False,
        an_instant("2026-12-10 12:30"),
    )
    assert timeline.skipped("", date(2026, 12, 1), date(2026, 12, 31)) == ((date(2026, 12, 17), "Fast"),)


def test_a_return_off_the_rhythm_is_no_extra() -> None:
    """A Monday that the closure declares has the rule's hour."""
    group = a_group(
        closures=[a_closure("2026-07-20", "2026-08-31", "2026-09-07")], meetings=[a_meeting("2026-09-07")]
    )
    event = seen(group, "2026-09-07")
    assert event.slot is not None
    assert (event.slot.returns, event.starts_at) == (
        group.settings.closures[0],
        an_instant("2026-09-07 12:30"),
    )


def test_a_new_rule_changes_no_past_event() -> None:
    """From 2027 on the group meets on Tuesday evenings."""
    meetings = [a_meeting(key, present=["ana"]) for key in ("2026-11-12", "2026-11-19")]
    old, new = a_rule(place="bistrot"), a_rule("tuesday", from_on="2027-01-05", at="19:00", lasts="3h")
    before = build_timeline(a_group(rhythm=old, meetings=meetings), NOW)
    after = build_timeline(a_group(rhythm=[old, new], meetings=meetings), NOW)
    assert keys(before.past()) == ["2026-11-12", "2026-11-19"]
    assert after.past() == before.past()
    assert after.of("") != before.of("")


# Circles


def two_circles() -> Group:
    """Build a group whose circle meets on Tuesdays."""
    meetings = [
        a_meeting("plume.2026-12-08", title="Atelier"),
        a_meeting("2026-12-10"),
        a_meeting("2026-11-26"),
    ]
    circle = a_circle("plume", rhythm=a_rule("tuesday", at="09:00"))
    return a_group(circles=[circle], meetings=meetings, horizon=timedelta(days=10))


def test_a_circle_has_its_own_rhythm_and_only_the_key_names_it() -> None:
    """All of them in one line, each apart when asked."""
    timeline = build_timeline(two_circles(), NOW)
    assert told(timeline.of("plume")) == [
        ("plume.2026-12-01", "tentative"),
        ("plume.2026-12-08", "confirmed"),
    ]
    assert keys(timeline.of("")) == ["2026-11-26", "2026-12-03", "2026-12-10"]
    assert keys(timeline.coming()) == [
        "plume.2026-12-01",
        "2026-12-03",
        "plume.2026-12-08",
        "2026-12-10",
    ]
    atelier = timeline.event("plume.2026-12-08")
    assert atelier is not None
    assert (atelier.circle, atelier.starts_at) == ("plume", an_instant("2026-12-08 09:00"))


def test_a_circle_that_is_gone_keeps_its_meetings() -> None:
    """Without a rhythm they are extras."""
    timeline = build_timeline(a_group(meetings=[a_meeting("ancien.2026-01-08", at="19:00")]), NOW)
    assert told(timeline.of("ancien")) == [("ancien.2026-01-08", "assumed")]


# Looking up


def test_past_and_coming_share_out_what_is_not_cancelled() -> None:
    """A cancelled meeting is past once it is over, and never coming."""
    meetings = [
        a_meeting("2026-11-12", cancelled=True),
        a_meeting("2026-11-19", present=["ana"]),
        a_meeting("2026-11-26"),
        a_meeting("2026-12-03", cancelled=True),
    ]
    timeline = build_timeline(a_group(meetings=meetings, horizon=timedelta(days=10)), NOW)
    assert told(timeline.past()) == [
        ("2026-11-12", "cancelled"),
        ("2026-11-19", "held"),
        ("2026-11-26", "assumed"),
    ]
    assert told(timeline.coming()) == [("2026-12-10", "tentative")]
    assert timeline.past("plume") == timeline.coming("plume") == timeline.of("plume") == ()


def test_the_next_one_may_have_begun() -> None:
    """During lunch it is this lunch, also once presence is recorded."""
    group = a_group(meetings=[a_meeting("2026-12-03", present=["ana"])])
    during, after = (
        build_timeline(group, an_instant(f"2026-12-03 {hour}")).next("") for hour in ("13:00", "15:00")
    )
    assert during is not None
    assert after is not None
    assert (str(during.key), str(after.key)) == ("2026-12-03", "2026-12-10")


def test_no_event_is_found_under_another_name() -> None:
    """Nor a next one where there is no rhythm."""
    timeline = build_timeline(a_group(rhythm=()), NOW)
    assert (timeline.events, timeline.event("2026-12-10"), timeline.next("")) == ((), None, None)


def test_events_of_one_start_are_sorted_by_key() -> None:
    """Order needs a second reason."""
    meetings = [a_meeting("2026-12-03-b", at="12:30"), a_meeting("2026-12-03-a", at="12:30")]
    assert keys(build_timeline(a_group(meetings=meetings, horizon=SOON), NOW).of(""))[:3] == [
        "2026-12-03",
        "2026-12-03-a",
        "2026-12-03-b",
    ]


KEYS = ("2026-11-26", "2026-12-03", "2026-12-03-soir", "2026-12-10", "plume.2026-12-03", "2026-12-22")


@given(st.permutations(KEYS))
def test_the_order_of_the_files_does_not_matter(order: Sequence[str]) -> None:
    """A disk lists its files as it likes."""
    group = a_group(meetings=[a_meeting(key, at="12:30") for key in KEYS], circles=[a_circle("plume")])
    shuffled = replace(group, meetings={key: group.meetings[key] for key in order})
    assert build_timeline(shuffled, NOW) == build_timeline(group, NOW)


@given(st.sets(st.sampled_from(KEYS)), st.integers(0, 60))
def test_each_key_is_there_once_and_found(chosen: set[str], days: int) -> None:
    """Whatever is confirmed, and whenever one looks."""
    group = a_group(meetings=[a_meeting(key) for key in chosen], circles=[a_circle("plume")])
    timeline = build_timeline(group, an_instant("2026-11-15") + timedelta(days=days))
    assert len({event.key for event in timeline.events}) == len(timeline.events)
    assert all(timeline.event(str(event.key)) is event for event in timeline.events)
    assert chosen <= set(keys(timeline.events))
    assert not [e for e in timeline.past() if e.state is State.TENTATIVE]


@given(
    st.sets(st.sampled_from(KEYS), max_size=4),
    st.sampled_from(KEYS),
    st.sampled_from([None, date(2026, 12, 9), date(2026, 11, 5)]),
    st.booleans(),
)
def test_one_changed_meeting_changes_its_event_alone(
    chosen: set[str],
    changed: str,
    moved_to: date | None,
    cancelled: bool,  # noqa: FBT001 (drawn)
) -> None:
    """A timeline with one meeting replaced or added is the timeline of the group with that meeting."""
    before = a_group(meetings=map(a_meeting, chosen), circles=[a_circle("plume")], horizon=SOON)
    meeting = replace(a_meeting(changed), moved_to=moved_to, cancelled=cancelled)
    after = replace(before, meetings={**before.meetings, changed: meeting})
    timeline = with_meeting(build_timeline(before, NOW), after, meeting)
    assert timeline == build_timeline(after, NOW)
    assert timeline.event(changed) == build_timeline(after, NOW).event(changed)


def test_a_timeline_can_be_built_of_events() -> None:
    """Its look-ups come with it."""
    timeline = build_timeline(two_circles(), NOW)
    assert gather(reversed(timeline.events), NOW, {}).coming("plume") == timeline.coming("plume")
