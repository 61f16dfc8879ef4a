"""Dates put to the vote: when, with which candidates, and which one wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from builders import a_closure, a_group, a_meeting, a_member, a_span, an_instant, some_holidays
from tablee.model import Answer, Call, Closure, Group, Poll, PollRules
from tablee.rules.event import Event
from tablee.rules.poll import Contest, Outcome, Tally, contest, needed_voters, new_poll, quorum_of, tally
from tablee.rules.timeline import timeline

WHO = ("ana", "bo", "cy", "di")
MEMBERS = [a_member(who) for who in WHO]
KEY = "2026-12-10"
TODAY = date(2026, 12, 1)
DAYS = (date(2026, 12, 9), date(2026, 12, 10))


def _event(group: Group, today: date = TODAY) -> Event:
    found = timeline(group, an_instant(f"{today} 09:00")).event(KEY)
    assert found is not None
    return found


def _rules(when: str = "contested", quorum: int = 2) -> PollRules:
    return PollRules(when, timedelta(days=10), timedelta(days=4), quorum)


def _count(
    votes: dict[str, tuple[date, ...]], *, came: tuple[str, ...] = (), closures: tuple[Closure, ...] = ()
) -> Tally:
    poll = Poll(DAYS, date(2026, 12, 6), votes)
    before = a_meeting("2026-11-26", present=list(came))
    group = a_group(
        members=MEMBERS, meetings=[a_meeting(KEY, poll=poll), before], poll=_rules(), closures=closures
    )
    counted = tally(
        group, timeline(group, an_instant("2026-12-07 09:00")), group.meetings[KEY], date(2026, 12, 7)
    )
    assert counted is not None
    return counted


def test_a_usual_slot_is_not_contested() -> None:
    """The nominal date confirms itself, unless the group always wants a vote."""
    assert contest(a_group(poll=_rules()), _event(a_group()), TODAY) is None
    assert contest(a_group(poll=_rules("always")), _event(a_group()), TODAY) is Contest.ALWAYS


def test_a_public_holiday_contests() -> None:
    """The day to which it moves is one candidate of several."""
    group = a_group(holidays=some_holidays("2026-12-10 Feast"))
    event = _event(group)
    assert contest(group, event, TODAY) is Contest.HOLIDAY
    poll = new_poll(group, event, TODAY)
    assert poll is not None
    assert (
        poll.candidates == (date(2026, 12, 8), date(2026, 12, 9), date(2026, 12, 11))
        or event.on in poll.candidates
    )


def test_too_few_yes_contest_once_people_had_time() -> None:
    """From the closing day on; who accepted to facilitate comes; a first call of today leaves three days."""
    late = date(2026, 12, 7)
    bare = a_meeting(KEY, answers={"ana": Answer.YES})
    for meeting, expected in (
        (bare, Contest.QUORUM),
        (replace(bare, facilitators=("bo",)), None),
        (replace(bare, called=(Call("bo", date(2026, 12, 6)),)), None),
        (replace(bare, called=(Call("bo", date(2026, 12, 4)),)), Contest.QUORUM),
        (replace(bare, moved_to=date(2026, 12, 11)), None),
        (replace(bare, poll=Poll(DAYS, late)), None),
    ):
        group = a_group(members=MEMBERS, meetings=[meeting], poll=_rules())
        assert contest(group, _event(group, late), late) is expected
    group = a_group(members=MEMBERS, meetings=[bare], poll=_rules())
    assert contest(group, _event(group), date(2026, 12, 5)) is None


def test_a_poll_closes_four_days_before_and_later_where_it_opens_late() -> None:
    """People have two days at least, and every candidate lies behind the deadline."""
    group = a_group(poll=_rules())
    poll = new_poll(group, _event(group), TODAY)
    assert poll == Poll(DAYS, date(2026, 12, 6))
    late = new_poll(group, _event(group, date(2026, 12, 7)), date(2026, 12, 7))
    assert late is not None
    assert late.closes_on == date(2026, 12, 9)
    assert min(late.candidates) > late.closes_on
    assert new_poll(group, _event(group, date(2026, 12, 10)), date(2026, 12, 10)) is None


def test_a_proposed_day_is_a_candidate() -> None:
    """Beside the nominal one."""
    group = a_group(poll=_rules())
    poll = new_poll(group, _event(group), TODAY, [date(2026, 12, 11)])
    assert poll is not None
    assert {date(2026, 12, 10), date(2026, 12, 11)} <= set(poll.candidates)


def test_more_yes_win() -> None:
    """Approval: each voter may name several days."""
    counted = _count({"ana": DAYS, "bo": (DAYS[0],), "cy": (DAYS[0],)})
    assert (counted.day, counted.outcome, counted.tie) == (DAYS[0], Outcome.VOTED, False)


def test_equal_votes_go_to_those_who_missed_the_last_meeting() -> None:
    """Ana was there, Bo was not."""
    counted = _count({"ana": (DAYS[0],), "bo": (DAYS[1],)}, came=("ana",))
    assert (counted.day, counted.tie) == (DAYS[1], False)


def test_a_tie_is_shown_and_goes_to_the_earlier_day() -> None:
    """Nothing else parts them."""
    counted = _count({"ana": (DAYS[0],), "bo": (DAYS[1],)})
    assert (counted.day, counted.tie) == (DAYS[0], True)


def test_no_votes_and_no_quorum_leave_the_date() -> None:
    """It says which of both."""
    assert (_count({}).day, _count({}).outcome) == (DAYS[1], Outcome.NO_VOTES)
    assert (_count({"ana": (DAYS[0],)}).day, _count({"ana": (DAYS[0],)}).outcome) == (
        DAYS[1],
        Outcome.NO_QUORUM,
    )


def test_a_dead_candidate_is_struck() -> None:
    """A closure announced since then kills a day, its votes with it."""
    closed = [a_closure("2026-12-09", "2026-12-09")]
    counted = _count({"ana": (DAYS[0],), "bo": DAYS}, closures=tuple(closed))
    assert counted.day == DAYS[1]
    assert counted.ranked[-1].dead


def test_votes_of_those_who_left_drop() -> None:
    """They will not come."""
    assert _count({"zed": (DAYS[0],), "ana": (DAYS[0],)}).outcome is Outcome.NO_QUORUM


def test_the_quorum_grows_with_the_usual_turnout() -> None:
    """Half the median of the last meetings, rounded up."""
    held = [a_meeting(f"2026-11-{day:02}", present=[f"m{n}" for n in range(9)]) for day in (5, 12, 19)]
    group = a_group(meetings=held, poll=_rules())
    line = timeline(group, an_instant("2026-12-01"))
    assert needed_voters(group, line, line.coming("")[0]) == 5


@pytest.mark.parametrize(("members", "quorum"), [(0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (9, 3)])
def test_the_quorum_is_never_more_than_half_of_those_who_could_come(members: int, quorum: int) -> None:
    """A group that begins with three does not vote on every date; who is away or has left does not count."""
    away = [a_member("far", away=(a_span("2026-12-01", "2026-12-31"),)), a_member("gone", left="2026-01-01")]
    group = a_group(members=[*away, *(a_member(f"m{n}") for n in range(members))], poll=_rules(quorum=3))
    assert quorum_of(group, "", date(2026, 12, 10)) == quorum
