"""Who is called for a meeting: what rules a member out, what is dropped and when, and how ties are broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    a_circle,
    a_group,
    a_meeting,
    a_member,
    a_rule,
    a_span,
    an_instant,
)
from regulars import HISTORY, MEETING, NOW, OPTED_OUT, TOUR, by_hash, explained, ranked, regulars_and
from tablee.model import Answer, Call, CallAnswer, Member, TurnRules
from tablee.rules.timeline import timeline
from tablee.rules.turns import Condition, Reason, explain, ledger


def test_the_highest_balance_is_called_and_the_rest_rest() -> None:
    """Of those who never served, the lowest hash; then the earlier ones; the last four turns rest."""
    found = explained(regulars_and())
    assert ranked(found) == [*by_hash(MEETING, "ana", "bo", "cy"), *by_hash(MEETING, "hu", "iv")]
    assert found.skipped == {Reason.RESTING: TOUR}
    assert found.relaxed == ()
    assert found.tie


def test_a_tie_is_broken_by_the_hash_of_each_meeting() -> None:
    """Another meeting, another order; no name is always first."""
    group = regulars_and()
    line = timeline(group, NOW)
    first = {key: explain(group, line, key).ranked[0].member for key in (MEETING, "2026-02-19", "2026-02-26")}
    assert sorted(first.values()) == ["ana", "bo", "cy"]


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        (a_member("ana", facilitates=OPTED_OUT), Reason.OPTED_OUT),
        (a_member("ana", away=(a_span("2026-02-10", "2026-02-12"),)), Reason.AWAY),
    ],
)
def test_an_opt_out_or_a_holiday_rules_out(member: Member, reason: Reason) -> None:
    """Neither is ever called, not even as a stand-in; both are told by reason alone."""
    found = explained(regulars_and(member))
    assert found.skipped[reason] == ("ana",)
    assert "ana" not in ranked(found)


def test_who_said_no_or_passed_is_not_called() -> None:
    """Declining is free: the next one in line is called."""
    file = a_meeting(
        MEETING,
        answers={"ana": Answer.NO},
        called=(Call("bo", date(2026, 2, 3), CallAnswer.PASSED),),
    )
    found = explained(regulars_and(extra=[file]))
    assert found.lead == "cy"
    assert found.skipped == {Reason.CANNOT_COME: ("ana",), Reason.PASSED: ("bo",), Reason.RESTING: TOUR}


def test_nobody_else_is_ever_asked() -> None:
    """Who left, has not joined yet, is not public or is of no concern to the circle is not even skipped."""
    members = [
        a_member("ana", left="2026-02-11"),
        a_member("bo", joined="2026-02-13"),
        a_member("m-7f3k", public=False),
    ]
    found = explained(regulars_and(*members))
    assert found.lead == "cy"
    assert found.skipped == {Reason.RESTING: TOUR}


def test_only_members_of_the_circle_are_called_in_it() -> None:
    """A circle calls its own people."""
    group = regulars_and(
        a_member("bo", circles=("prop",)), circles=[a_circle("prop", rhythm=a_rule("tuesday"))]
    )
    assert ranked(explained(group, "prop.2026-02-10")) == ["bo"]


def test_rest_is_dropped_first() -> None:
    """With all regulars resting they serve again by balance, before anybody absent or new, but none twice running."""
    came = [("old",), ("old",), ("old",), (), (), ("new",)]
    meetings = [
        a_meeting(day, present=(*TOUR, *others), facilitators=(by,))
        for day, others, by in zip(HISTORY, came, ("di", "em", "fa", "gu", "di", "em"), strict=True)
    ]
    found = explained(a_group(members=[a_member(who) for who in (*TOUR, "old", "new")], meetings=meetings))
    assert found.relaxed == (Condition.REST,)
    assert ranked(found) == [*by_hash(MEETING, "fa", "gu"), "di"]
    assert found.skipped == {Reason.RESTING: ("em",), Reason.NEWCOMER: ("new",), Reason.ABSENT: ("old",)}


def test_presence_is_dropped_before_visits() -> None:
    """Somebody long absent comes before somebody new, when the only other one has just served."""
    old = [a_meeting(day, present=("old", "di"), facilitators=("di",)) for day in HISTORY[:3]]
    new = [a_meeting(day, present=("di", "new"), facilitators=("di",)) for day in HISTORY[4:]]
    late = a_meeting(HISTORY[3], present=("di",), facilitators=("di",))
    group = a_group(members=[a_member(who) for who in ("di", "new", "old")], meetings=[*old, late, *new])
    found = explained(group)
    assert found.relaxed == (Condition.REST, Condition.PRESENCE)
    assert ranked(found) == ["old", "new", "di"]


def test_a_first_meeting_calls_anybody() -> None:
    """Without history every condition is dropped that nobody can meet."""
    group = a_group(members=[a_member("ana"), a_member("bo")])
    found = explained(group, "2026-01-01", an_instant("2025-12-20"))
    assert found.relaxed == (Condition.REST, Condition.PRESENCE, Condition.VISITS)
    assert ranked(found) == by_hash("2026-01-01", "ana", "bo")


def test_two_running_is_the_last_resort() -> None:
    """Somebody alone is called again; nobody at all is no crash."""
    alone = a_group(
        members=[a_member("ana")], meetings=[a_meeting("2026-02-05", present=("ana",), facilitators=("ana",))]
    )
    assert explained(alone).relaxed == tuple(Condition)
    assert ranked(explained(alone)) == ["ana"]
    assert explained(a_group()).lead == ""


def test_a_newcomer_is_spared_for_three_visits() -> None:
    """With two visits a newcomer is named as such; with a guard of two visits, not."""
    new = [
        a_meeting(day, present=("ana", "bo", "cy", "new"), facilitators=(who,))
        for day, who in (("2026-01-29", "fa"), ("2026-02-05", "gu"))
    ]
    group = regulars_and(a_member("new"), extra=new)
    assert explained(group).skipped[Reason.NEWCOMER] == ("new",)
    eager = replace(
        group,
        settings=replace(group.settings, turns=TurnRules(notice=timedelta(days=10), visits_first=2)),
    )
    assert Reason.NEWCOMER not in explained(eager).skipped


def test_who_missed_the_last_three_meetings_is_not_called() -> None:
    """Two of three missed is fine, three is lately absent."""
    there = [
        a_meeting(day, present=present, facilitators=(who,))
        for day, present, who in (
            ("2026-01-22", ("bo", "cy"), "em"),
            ("2026-01-29", ("cy",), "fa"),
            ("2026-02-05", ("cy",), "gu"),
        )
    ]
    found = explained(regulars_and(extra=there))
    assert found.skipped[Reason.ABSENT] == ("ana", "hu", "iv")
    assert set(ranked(found)[:2]) == {"bo", "cy"}


def test_the_turn_after_is_a_neighbour_too() -> None:
    """Who already has the next meeting is not called for this one while anybody else may be, even somebody new."""
    held = [a_meeting(day, present=("ana",)) for day in HISTORY[:5]]
    last = a_meeting(HISTORY[5], present=("ana", "new"))
    later = a_meeting("2026-02-19", facilitators=("ana",))
    found = explained(a_group(members=[a_member("ana"), a_member("new")], meetings=[*held, last, later]))
    assert ranked(found) == ["new", "ana"]
    assert found.relaxed == (Condition.REST, Condition.PRESENCE, Condition.VISITS)


def test_no_rest_means_no_rest() -> None:
    """A group may ask for none: then the balances alone decide."""
    group = regulars_and(turns=TurnRules(notice=timedelta(days=10), rest=0))
    assert Reason.RESTING not in explained(group).skipped


@given(st.integers(min_value=2, max_value=9), st.integers(min_value=5, max_value=30))
@settings(max_examples=20)
def test_balances_stay_bounded_when_all_come(people: int, meetings: int) -> None:
    """The greedy rule: with everybody there, no balance reaches one turn, which is far below one a member."""
    balances = _greedy(people, meetings)
    assert max(abs(balance) for balance in balances) < 1


def _greedy(people: int, meetings: int) -> list[Fraction]:
    """Let the one called for each of several days lead it, everybody being there."""
    ids = [f"m{number}" for number in range(people)]
    rules = TurnRules(notice=timedelta(days=10), rest=0)
    group = a_group(members=[a_member(who) for who in ids], turns=rules)
    first = date(2026, 1, 1)
    for number in range(meetings):
        day = first + timedelta(days=7 * number)
        now = an_instant(f"{day} 08:00")
        lead = explain(group, timeline(group, now), day.isoformat()).lead
        file = a_meeting(day.isoformat(), present=tuple(ids), facilitators=(lead,))
        group = replace(group, meetings={**group.meetings, day.isoformat(): file})
    line = timeline(group, an_instant("2028-01-01"))
    return list(ledger(group, line, "").balances.values())
