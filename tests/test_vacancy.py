"""Turns to come and recorded calls: what counts as served, and as of which day a call is explained."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from builders import (
    a_meeting,
)
from regulars import MEETING, by_hash, explained, ranked, regulars_and
from tablee.model import Answer, Call, CallAnswer, TurnRules
from tablee.rules.turns import Rest


def test_a_turn_to_come_counts_as_served() -> None:
    """Who is called for another meeting has a turn less to serve, and comes after the others."""
    lead, second, *_ = by_hash(MEETING, "ana", "bo", "cy")
    file = a_meeting("2026-02-19", called=(Call(lead, date(2026, 2, 5)),))
    found = explained(regulars_and(extra=[file]))
    assert found.lead == second
    assert next(one.rest for one in found.ranked if one.member == lead) is Rest.LED


def test_a_volunteer_to_come_counts_as_served() -> None:
    """Also one who is recorded without having been called, however far ahead."""
    lead, second, *_ = by_hash(MEETING, "ana", "bo", "cy")
    file = a_meeting("2026-06-25", facilitators=(lead,))
    found = explained(regulars_and(extra=[file]))
    assert found.lead == second
    assert ranked(found).index(lead) > ranked(found).index(second)


def test_a_volunteer_counts_from_the_day_of_notice_where_the_past_is_replayed() -> None:
    """Without a call nobody knows since when, so a volunteer counts as called `notice` before the meeting."""
    file = a_meeting(MEETING, called=(Call("ana", date(2026, 2, 5)),))
    soon, far = (a_meeting(day, facilitators=("bo",)) for day in ("2026-02-14", "2026-02-26"))
    assert "bo" not in ranked(explained(regulars_and(extra=[file, soon])))[:3]
    long_ahead = a_meeting("2026-06-25", called=(Call("cy", date(2026, 2, 5)),))
    assert "bo" in ranked(explained(regulars_and(extra=[file, far, long_ahead])))[:3]


def test_a_turn_that_nobody_recorded_yet_counts_as_served() -> None:
    """The day after a meeting its facilitator rests, although nobody wrote down who came."""
    lead, second, *_ = by_hash(MEETING, "ana", "bo", "cy")
    file = a_meeting("2026-02-05", facilitators=(lead,))
    found = explained(regulars_and(extra=[file]))
    assert found.lead == second
    assert next(one.rest for one in found.ranked if one.member == lead) is Rest.LED


def test_two_who_will_facilitate_together_count_half_each() -> None:
    """A turn to come is paid in the same parts as one that was held."""
    file = a_meeting("2026-02-19", facilitators=("ana", "bo"))
    group = regulars_and(extra=[file], turns=TurnRules(notice=timedelta(days=10), rest=0))
    balances = {candidate.member: candidate.balance for candidate in explained(group).ranked}
    assert balances["ana"] == balances["bo"] == balances["cy"] - Fraction(1, 2)


def test_a_cancelled_turn_is_kept() -> None:
    """Who was called for a meeting that is cancelled is called for the next one."""
    lead = by_hash(MEETING, "ana", "bo", "cy")[0]
    called = (Call(lead, date(2026, 2, 5), CallAnswer.ACCEPTED),)
    file = a_meeting("2026-02-19", called=called, facilitators=(lead,), cancelled=True)
    assert explained(regulars_and(extra=[file])).lead == lead


def test_a_recorded_call_is_read_as_of_its_day() -> None:
    """What happened, or was called, after the call does not change why."""
    lead, second, third = by_hash(MEETING, "ana", "bo", "cy")
    file = a_meeting(MEETING, called=(Call(lead, date(2026, 2, 5)),))
    later = a_meeting("2026-02-19", called=(Call(second, date(2026, 2, 6)),))
    found = explained(regulars_and(extra=[file, later]))
    assert (found.called, found.called_on) == (lead, date(2026, 2, 5))
    assert ranked(found)[:3] == [lead, second, third]


def test_a_later_refusal_does_not_rewrite_the_call() -> None:
    """Who was called and cannot come any more was rightly called."""
    lead = by_hash(MEETING, "ana", "bo", "cy")[0]
    file = a_meeting(MEETING, called=(Call(lead, date(2026, 2, 5)),), answers={lead: Answer.NO})
    assert explained(regulars_and(extra=[file])).lead == lead


def test_of_two_calls_of_one_day_the_earlier_meeting_comes_first() -> None:
    """Replayed from the files, both calls of a day are explained."""
    first, second, third = by_hash(MEETING, "ana", "bo", "cy")
    day = date(2026, 2, 6)
    lead_of_second = by_hash("2026-02-19", *({"ana", "bo", "cy"} - {first}))[0]
    files = [
        a_meeting(MEETING, called=(Call(first, day),)),
        a_meeting("2026-02-19", called=(Call(lead_of_second, day),)),
    ]
    group = regulars_and(extra=files)
    assert ranked(explained(group))[:3] == [first, second, third]
    assert explained(group, "2026-02-19").lead == lead_of_second
