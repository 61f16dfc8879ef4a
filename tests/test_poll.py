"""Dates put to the vote: with which candidates, until when, and which one wins."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import a_group, a_meeting, a_member, a_span, an_instant
from tablee.model import Group, Member, Poll
from tablee.rules.event import Event
from tablee.rules.poll import Outcome, Tally, new_poll, tally
from tablee.rules.timeline import build_timeline

WHO = ("ana", "bo", "cy", "di")
KEY = "2026-12-10"
WEDNESDAY, THURSDAY = date(2026, 12, 9), date(2026, 12, 10)
DAYS = (WEDNESDAY, THURSDAY)


def _event(group: Group) -> Event:
    found = build_timeline(group, an_instant("2026-12-01")).event(KEY)
    assert found is not None
    return found


def _poll(today: str, *days: str) -> Poll | None:
    group = a_group()
    return new_poll(group, _event(group), date.fromisoformat(today), map(date.fromisoformat, days))


def _count(votes: dict[str, tuple[date, ...]], *members: Member) -> Tally:
    poll = Poll(DAYS, date(2026, 12, 6), votes)
    group = a_group(members=members or map(a_member, WHO), meetings=[a_meeting(KEY, poll=poll)])
    counted = tally(group, _event(group), group.meetings[KEY], date(2026, 12, 7))
    assert counted is not None
    return counted


def test_the_usual_day_stands_beside_the_proposed_ones() -> None:
    """It closes some days before the usual one."""
    assert _poll("2026-12-01", "2026-12-11", "2026-12-09") == Poll(
        (WEDNESDAY, THURSDAY, date(2026, 12, 11)), date(2026, 12, 6)
    )


def test_a_late_vote_leaves_two_days() -> None:
    """Where its earliest day lets it."""
    poll = _poll("2026-12-06", "2026-12-11")
    assert poll is not None
    assert poll.closes_on == date(2026, 12, 8)


def test_a_vote_on_an_earlier_day_closes_earlier() -> None:
    """On the evening but one before, so that it is counted the day before."""
    poll = _poll("2026-12-01", "2026-12-05")
    assert poll is not None
    assert poll.closes_on == date(2026, 12, 3)


def test_too_late_for_a_vote_in_which_each_day_can_win() -> None:
    """No full day would be left to vote."""
    assert _poll("2026-12-07", "2026-12-09") is None
    assert _poll("2026-12-08", "2026-12-11") is None


@given(
    st.dates(date(2026, 11, 1), THURSDAY),
    st.lists(st.dates(date(2026, 11, 1), date(2026, 12, 31)), max_size=4),
)
def test_each_candidate_can_still_win_when_the_vote_closes(today: date, days: list[date]) -> None:
    """It is counted on the day after its last one, and no candidate is past by then."""
    group = a_group()
    poll = new_poll(group, _event(group), today, days)
    if poll:
        counted_on = poll.closes_on + timedelta(days=1)
        assert today < poll.closes_on
        assert min(poll.candidates) > counted_on
        assert {*days, THURSDAY} == set(poll.candidates)


def test_more_votes_win() -> None:
    """Each gives a yes to as many days as suit."""
    count = _count({"ana": DAYS, "bo": (WEDNESDAY,)})
    assert (count.day, count.outcome) == (WEDNESDAY, Outcome.VOTED)
    assert [row.day for row in count.ranked] == [WEDNESDAY, THURSDAY]


def test_a_tie_keeps_the_usual_day() -> None:
    """Three people find both days fine."""
    count = _count(dict.fromkeys(("ana", "bo", "cy"), DAYS))
    assert (count.day, count.outcome) == (THURSDAY, Outcome.TIE)


def test_one_voter_decides_nothing() -> None:
    """Fewer than two keep the usual day."""
    count = _count({"ana": (WEDNESDAY,)})
    assert (count.day, count.outcome) == (THURSDAY, Outcome.TOO_FEW)


def test_no_votes_keep_the_usual_day() -> None:
    """Nor do votes for no day."""
    assert _count({}).outcome is Outcome.NO_VOTES
    assert _count({"ana": (), "bo": ()}).day == THURSDAY


def test_votes_of_who_has_left_drop() -> None:
    """They counted while their owner belonged."""
    gone = a_member("cy", spans=(a_span("2026-01-01", "2026-12-05"),))
    count = _count({"ana": (WEDNESDAY,), "cy": (WEDNESDAY,)}, a_member("ana"), gone)
    assert count.outcome is Outcome.TOO_FEW


def test_without_a_poll_there_is_no_count() -> None:
    """A date that nobody put to the vote."""
    group = a_group(meetings=[a_meeting(KEY)])
    assert tally(group, _event(group), group.meetings[KEY], THURSDAY) is None
