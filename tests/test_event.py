"""When a meeting is, where, and in which state: what the file says, else its rule."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from builders import a_group, a_meeting, a_rule, an_instant, lasting
from tablee.model import Group, Meeting, Place, RhythmRule
from tablee.rules.timeline import Event, State, build_timeline

NOW = an_instant("2026-12-01")
BISTROT = Place("Le Bistrot", address="1 place du Marché", geo=(48.8, 2.13))


def event_in(group: Group, key: str, now: datetime = NOW) -> Event:
    """Return an event of a group's timeline."""
    event = build_timeline(group, now).event(key)
    assert event is not None
    return event


def one(meeting: Meeting, *rules: RhythmRule, zone: str = "Europe/Paris", now: datetime = NOW) -> Event:
    """Return the event of a group's only meeting."""
    group = a_group(meetings=[meeting], rhythm=rules or a_rule(), timezone=zone, places={"bistrot": BISTROT})
    return event_in(group, str(meeting.key), now)


def times(event: Event) -> tuple[str, str]:
    """Spell start and end with their offsets."""
    return event.starts_at.isoformat(), event.ends_at.isoformat()


# When


@pytest.mark.parametrize(
    ("key", "starts", "ends"),
    [
        ("2026-07-09", "2026-07-09T10:30:00+00:00", "2026-07-09T12:15:00+00:00"),
        ("2026-12-10", "2026-12-10T11:30:00+00:00", "2026-12-10T13:15:00+00:00"),
    ],
)
def test_half_past_twelve_in_paris_is_another_instant_in_summer(key: str, starts: str, ends: str) -> None:
    """The rule names an hour of the clock on the wall."""
    event = one(a_meeting(key))
    assert (event.starts_at.astimezone(UTC).isoformat(), event.ends_at.astimezone(UTC).isoformat()) == (
        starts,
        ends,
    )
    assert event.starts_at.isoformat()[11:16] == "12:30"


def test_the_hour_that_spring_leaves_out_begins_after_the_gap() -> None:
    """02:30 on 29 March is 03:30; two hours later it is 05:30."""
    night = one(a_meeting("2026-03-29", at="02:30", lasts="2h"))
    assert times(night) == ("2026-03-29T03:30:00+02:00", "2026-03-29T05:30:00+02:00")


def test_a_meeting_over_the_change_lasts_what_it_says() -> None:
    """Two real hours: in spring the clock shows three more, in autumn one more."""
    spring = one(a_meeting("2026-03-29", at="01:00", lasts="2h"))
    autumn = one(a_meeting("2026-10-25", at="01:30", lasts="2h"))
    assert times(spring) == ("2026-03-29T01:00:00+01:00", "2026-03-29T04:00:00+02:00")
    assert times(autumn) == ("2026-10-25T01:30:00+02:00", "2026-10-25T02:30:00+01:00")


def test_the_repeated_hour_is_over_at_its_second_end_alone() -> None:
    """At the first 02:45 of the night the meeting that ends at the second 02:30 still goes on."""
    meeting = a_meeting("2026-10-25", at="01:30", lasts="2h")
    first = datetime(2026, 10, 25, 0, 45, tzinfo=UTC).astimezone(NOW.tzinfo)
    assert not one(meeting, now=first).is_over(first)
    assert one(meeting, now=first).is_over(first + timedelta(hours=1))


def test_a_moved_meeting_keeps_its_key_and_its_rules_hour() -> None:
    """Only the day changes."""
    event = one(a_meeting("2026-12-10", moved_to="2026-12-11"))
    assert (str(event.key), event.on, event.moved, event.extra) == (
        "2026-12-10",
        date(2026, 12, 11),
        True,
        False,
    )
    assert times(event) == ("2026-12-11T12:30:00+01:00", "2026-12-11T14:15:00+01:00")


def test_what_the_file_says_wins() -> None:
    """Hour and duration of this meeting only."""
    event = one(a_meeting("2026-12-10", at="19:00", lasts="3h", title="Dîner"))
    assert times(event) == ("2026-12-10T19:00:00+01:00", "2026-12-10T22:00:00+01:00")
    assert event.title == "Dîner"


def test_a_meeting_lasts_two_hours_where_nobody_says_how_long() -> None:
    """An hour without a duration."""
    event = one(a_meeting("2026-12-10"), a_rule(lasts=None))
    assert times(event)[1] == "2026-12-10T14:30:00+01:00"


def test_midnight_is_an_hour() -> None:
    """A rule at 00:00 does not make an all-day meeting, nor does a file."""
    assert not one(a_meeting("2026-12-10"), a_rule(at="00:00")).all_day
    assert times(one(a_meeting("2026-12-10", at="00:00")))[0] == "2026-12-10T00:00:00+01:00"


def test_without_an_hour_a_meeting_is_all_day() -> None:
    """From midnight to midnight, `last_on` included."""
    event = one(a_meeting("2026-12-10"), a_rule(at=None, lasts="2 days"))
    assert (event.all_day, event.on, event.last_on) == (True, date(2026, 12, 10), date(2026, 12, 11))
    assert times(event) == ("2026-12-10T00:00:00+01:00", "2026-12-12T00:00:00+01:00")


def test_an_all_day_meeting_lasts_one_day_where_nobody_says_how_long() -> None:
    """Be the day of 25 hours, at the end of summer time."""
    event = one(a_meeting("2026-10-25"), a_rule("sunday", at=None, lasts=None))
    assert event.last_on == date(2026, 10, 25)
    assert times(event) == ("2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00")


def test_days_of_a_meeting_with_an_hour_are_24_hours_each() -> None:
    """A week-end that begins at an hour."""
    event = one(a_meeting("2026-12-10", lasts="2 days"))
    assert not event.all_day
    assert times(event) == ("2026-12-10T12:30:00+01:00", "2026-12-12T12:30:00+01:00")


def test_an_hour_in_the_file_ends_the_days_of_an_all_day_rule() -> None:
    """One evening in a group that otherwise meets for whole week-ends."""
    event = one(a_meeting("2026-12-10", at="19:00"), a_rule(at=None, lasts="2 days"))
    assert times(event) == ("2026-12-10T19:00:00+01:00", "2026-12-10T21:00:00+01:00")


def test_an_extra_without_an_hour_is_all_day() -> None:
    """`tablee check` asks for one; the page shows the day meanwhile."""
    event = one(a_meeting("2026-12-22"))
    assert (event.extra, event.slot, event.all_day, event.moved) == (True, None, True, False)


def test_a_second_meeting_of_a_day_is_an_extra() -> None:
    """Its suffix takes it off the rhythm."""
    event = one(a_meeting("2026-12-10-soir", at="19:00"))
    assert event.extra
    assert times(event) == ("2026-12-10T19:00:00+01:00", "2026-12-10T21:00:00+01:00")


def test_times_are_those_of_the_groups_zone() -> None:
    """Another group, another zone."""
    assert times(one(a_meeting("2026-12-10"), zone="America/Montreal"))[0] == "2026-12-10T12:30:00-05:00"


# Where


@pytest.mark.parametrize(
    ("rule", "said", "place"),
    [
        ("bistrot", "", BISTROT),
        ("", "bistrot", BISTROT),
        ("bistrot", "Chez Ana", Place("Chez Ana")),
        ("Salle 2", "", Place("Salle 2")),
        ("", "", None),
    ],
)
def test_a_place_is_a_key_or_a_text(rule: str, said: str, place: Place | None) -> None:
    """The file's, else the rule's, else none."""
    assert one(a_meeting("2026-12-10", place=said), a_rule(place=rule)).place == place


def test_an_extra_has_no_place_of_the_rhythm() -> None:
    """Nothing says that the Christmas evening is at the usual table."""
    assert one(a_meeting("2026-12-22", at="19:00"), a_rule(place="bistrot")).place is None


# State


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-12-01", State.CONFIRMED),
        ("2026-12-10 13:00", State.CONFIRMED),
        ("2026-12-13 14:14", State.CONFIRMED),
        ("2026-12-13 14:15", State.ASSUMED),
        ("2027-06-01", State.ASSUMED),
    ],
)
def test_a_meeting_is_assumed_held_three_days_after_its_end(now: str, state: State) -> None:
    """It ended on the 10th at 14:15."""
    assert one(a_meeting("2026-12-10"), now=an_instant(now)).state is state


def test_recorded_presence_makes_a_meeting_held() -> None:
    """Also when it is recorded at once, and when nobody came."""
    assert (
        one(a_meeting("2026-12-10", present=["ana"]), now=an_instant("2026-12-10 13:00")).state is State.HELD
    )
    assert one(a_meeting("2026-12-10", present=[]), now=an_instant("2027-06-01")).state is State.HELD


def test_a_cancelled_meeting_stays_cancelled() -> None:
    """Time does not turn it into a held one."""
    meeting = a_meeting("2026-12-10", cancelled=True)
    assert {one(meeting, now=an_instant(now)).state for now in ("2026-12-01", "2027-06-01")} == {
        State.CANCELLED
    }


def test_a_slot_without_a_file_is_tentative() -> None:
    """It has the rule's hour, and no meeting."""
    event = event_in(a_group(rhythm=a_rule(lasts=lasting("1h"))), "2026-12-10")
    assert (event.state, event.meeting, event.title) == (State.TENTATIVE, None, "")
    assert times(event) == ("2026-12-10T12:30:00+01:00", "2026-12-10T13:30:00+01:00")
