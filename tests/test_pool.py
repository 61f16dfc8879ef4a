"""Who is called for a meeting: what rules a member out, who comes after the others, and how ties are broken."""

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
from tablee.rules.timeline import build_timeline
from tablee.rules.turns import Explanation, Reason, Rest, Turns


def rested(found: Explanation) -> list[str]:
    """Return who comes after the others, in the order of call."""
    return [one.member for one in found.ranked if one.rest]


def test_the_highest_balance_is_called_and_the_rest_rest() -> None:
    """Of those who never served, the lowest hash; then the earlier ones; who led the last four comes after them."""
    found = explained(regulars_and())
    assert ranked(found) == [
        *by_hash(MEETING, "ana", "bo", "cy"),
        *by_hash(MEETING, "hu", "iv"),
        *rested(found),
    ]
    assert set(rested(found)) == set(TOUR)
    assert found.skipped == {}
    assert found.tie


def test_a_tie_is_broken_by_the_hash_of_each_meeting() -> None:
    """Another meeting, another order; no name is always first."""
    group = regulars_and()
    timeline = build_timeline(group, NOW)
    first = {
        key: Turns(group, timeline).explain(key).ranked[0].member
        for key in (MEETING, "2026-02-19", "2026-02-26")
    }
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


def test_who_said_no_or_was_asked_is_not_called() -> None:
    """Declining is free: the next one in line is called, and nobody is called twice for one meeting."""
    file = a_meeting(
        MEETING,
        answers={"ana": Answer.NO},
        called=(
            Call("bo", date(2026, 2, 3), CallAnswer.PASSED),
            Call("hu", date(2026, 2, 4), CallAnswer.LAPSED),
        ),
    )
    found = explained(regulars_and(extra=[file]))
    assert found.lead == "cy"
    assert found.skipped == {Reason.CANNOT_COME: ("ana",), Reason.ASKED: ("bo", "hu")}


def test_when_all_were_asked_nobody_leads() -> None:
    """Then somebody has to take it on."""
    calls = tuple(
        Call(who, date(2026, 2, 3), CallAnswer.PASSED) for who in (*TOUR, "ana", "bo", "cy", "hu", "iv")
    )
    assert explained(regulars_and(extra=[a_meeting(MEETING, called=calls)])).lead == ""


def test_nobody_else_is_ever_asked() -> None:
    """Who left, has not joined yet, is not public or is of no concern to the circle is not even skipped."""
    members = [
        a_member("ana", left="2026-02-11"),
        a_member("bo", joined="2026-02-13"),
        a_member("m-7f3k", public=False),
    ]
    found = explained(regulars_and(*members))
    assert found.lead == "cy"
    assert found.skipped == {}


@pytest.mark.parametrize("busy", [{"answers": {"ana": Answer.YES}}, {"facilitators": ("ana",)}])
def test_who_is_at_an_overlapping_meeting_of_another_circle_is_not_called(busy: dict[str, object]) -> None:
    """Leading it or coming to it; an hour later there is no harm."""
    members = [a_member(who, circles=("prop",)) for who in ("ana", "bo")]
    for at, reason in (("13:30", ("ana",)), ("14:15", ())):
        other = a_meeting("prop.2026-02-12", at=at, lasts="1h", **busy)
        found = explained(regulars_and(*members, circles=[a_circle("prop")], extra=[other]))
        assert found.skipped.get(Reason.BUSY, ()) == reason


def test_only_members_of_the_circle_are_called_in_it() -> None:
    """A circle calls its own people."""
    group = regulars_and(
        a_member("bo", circles=("prop",)), circles=[a_circle("prop", rhythm=a_rule("tuesday"))]
    )
    assert ranked(explained(group, "prop.2026-02-10")) == ["bo"]


def test_who_declined_lately_comes_after_who_led_lately() -> None:
    """A refusal is free, and is no question again while another can: neither for a pass, nor for a call that lapsed."""
    group = a_group(members=[a_member("ana"), a_member("bo")], meetings=[])
    for answer in (CallAnswer.PASSED, CallAnswer.LAPSED):
        held = [
            a_meeting(
                day,
                present=("ana", "bo"),
                facilitators=("bo",),
                called=(Call("ana", date(2026, 1, 2), answer),) if day == HISTORY[2] else (),
            )
            for day in HISTORY
        ]
        found = explained(replace(group, meetings={str(one.key): one for one in held}))
        assert [(one.member, one.rest) for one in found.ranked] == [("bo", Rest.LED), ("ana", Rest.DECLINED)]


def test_after_four_meetings_nobody_rests_any_more() -> None:
    """Then the balance alone decides again."""
    passed = (Call("ana", date(2025, 12, 20), CallAnswer.PASSED),)
    held = [
        a_meeting(
            day, present=("ana", "bo"), facilitators=("bo",), called=passed if day == HISTORY[1] else ()
        )
        for day in HISTORY
    ]
    assert ranked(explained(a_group(members=[a_member("ana"), a_member("bo")], meetings=held))) == [
        "ana",
        "bo",
    ]


def test_a_first_meeting_calls_anybody() -> None:
    """Without history all who belong count."""
    group = a_group(members=[a_member("ana"), a_member("bo")])
    found = explained(group, "2026-01-01", an_instant("2025-12-20"))
    assert ranked(found) == by_hash("2026-01-01", "ana", "bo")
    assert explained(a_group()).lead == ""


def test_only_who_is_active_is_called() -> None:
    """Not who missed the last six meetings, unless they answered for this one; newcomers are."""
    members = [a_member("ana"), a_member("old"), a_member("new", joined="2026-01-20")]
    held = [a_meeting(day, present=("ana",), facilitators=("ana",)) for day in HISTORY]
    found = explained(a_group(members=members, meetings=held))
    assert set(ranked(found)) == {"ana", "new"}
    assert found.skipped == {Reason.INACTIVE: ("old",)}
    said = a_meeting(MEETING, answers={"old": Answer.MAYBE})
    assert "old" in ranked(explained(a_group(members=members, meetings=[*held, said])))


def test_no_rest_means_no_rest() -> None:
    """A group may ask for none: then the balances alone decide."""
    group = regulars_and(turns=TurnRules(notice=timedelta(days=10), rest=0))
    assert {one.rest for one in explained(group).ranked} == {Rest.NONE}


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_nobody_is_called_who_should_not_be(data: st.DataObject) -> None:
    """Whatever the files say: nobody away, busy, refusing, asked before, or unseen for a year."""
    ids = ["ana", "bo", "cy", "di", "em"]
    some = st.sets(st.sampled_from(ids))
    away, refusing, asked, busy, gone = (data.draw(some) for _ in range(5))
    members = [
        a_member(
            who,
            circles=("prop",),
            joined="2024-01-01",
            away=(a_span("2026-02-01", "2026-02-20"),) * (who in away),
        )
        for who in ids
    ]
    long_ago = a_meeting("2024-12-05", present=tuple(ids))
    held = [a_meeting(day, present=tuple(who for who in ids if who not in gone)) for day in HISTORY]
    other = a_meeting("prop.2026-02-12", facilitators=tuple(busy))
    calls = tuple(Call(who, date(2026, 2, 3), CallAnswer.LAPSED) for who in sorted(asked))
    meeting = a_meeting(MEETING, answers=dict.fromkeys(sorted(refusing), Answer.NO), called=calls)
    group = a_group(members=members, meetings=[long_ago, *held, other, meeting], circles=[a_circle("prop")])
    called = set(ranked(explained(group)))
    assert called == set(ids) - away - refusing - asked - busy - gone


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
        lead = Turns(group, build_timeline(group, now)).explain(day.isoformat()).lead
        file = a_meeting(day.isoformat(), present=tuple(ids), facilitators=(lead,))
        group = replace(group, meetings={**group.meetings, day.isoformat(): file})
    timeline = build_timeline(group, an_instant("2028-01-01"))
    return list(Turns(group, timeline).ledger("").balances.values())
