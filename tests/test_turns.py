"""Turns in the long run: a year of calls ten days ahead, replayed afterwards; and the coming turns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest

from builders import a_group, a_meeting, a_member, an_instant
from tablee.model import Call, CallAnswer, Group, Meeting
from tablee.rules.timeline import Timeline, build_timeline
from tablee.rules.turns import Turns

NOTICE = timedelta(days=10)
FIRST = date(2026, 1, 1)
SEEDS = range(6)


def _at(day: date, hour: int = 20) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo("Europe/Paris"))


def _with(group: Group, meeting: Meeting) -> Group:
    return replace(group, meetings={**group.meetings, str(meeting.key): meeting})


def _file(group: Group, key: str) -> Meeting:
    return group.meetings.get(key) or a_meeting(key)


def _hold(group: Group, day: date, chance: Random, habits: dict[str, float]) -> Group:
    """Record who came to the meeting of a day: by habit, and the facilitator always."""
    meeting = group.meetings.get(day.isoformat())
    if meeting is None:
        return group
    called = meeting.called[-1].member
    belong = [m.id for m in group.members.values() if m.belongs(day)]
    came = [who for who in belong if chance.random() < habits[who] or who == called]
    return _with(group, replace(meeting, present=tuple(came), facilitators=(called,)))


def _call(group: Group, day: date) -> Group:
    """Call whoever the rule proposes for the meetings within the notice, as the steward does every day."""
    for turn in Turns(group, build_timeline(group, _at(day))).ahead("", 3):
        meeting = _file(group, turn.key)
        if turn.status == "proposed" and turn.facilitators and meeting.day - day <= NOTICE:
            called = (*meeting.called, Call(turn.facilitators[0], day))
            group = _with(group, replace(meeting, called=called))
    return group


def _answer(group: Group, day: date, chance: Random) -> Group:
    """Let whoever was called before this day pass now and then."""
    for key, meeting in group.meetings.items():
        last = meeting.called[-1]
        if meeting.present is None and last.answer is None and last.on < day and chance.random() < 0.03:
            passed = (*meeting.called[:-1], replace(last, answer=CallAnswer.PASSED))
            group = _with(group, replace(group.meetings[key], called=passed))
    return group


@cache
def _year(seed: int) -> Group:
    """Play a year day by day: eighteen members, six of whom join later, each with their own habit of coming."""
    chance = Random(seed)  # noqa: S311 (an invented attendance)
    ids = [f"m{number:02}" for number in range(18)]
    joined = {
        who: FIRST + timedelta(days=chance.randrange(200) if n > 11 else 0) for n, who in enumerate(ids)
    }
    habits = {who: chance.choice([0.25, 0.5, 0.9]) for who in ids}
    group = a_group(members=[a_member(who, joined=joined[who].isoformat()) for who in ids])
    for number in range(364):
        day = FIRST + timedelta(days=number)
        group = _hold(group, day, chance, habits)
        group = _call(_answer(group, day, chance), day)
    return group


@cache
def _seen_later(seed: int) -> tuple[Group, Timeline]:
    group = _year(seed)
    return group, build_timeline(group, _at(date(2027, 6, 1)))


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_called_twice_running(seed: int) -> None:
    """With two calls open at once, neighbouring turns are other people's; once there are regulars, so are four."""
    meetings = _year(seed).meetings.values()
    led = [meeting.facilitators[0] for meeting in meetings if meeting.facilitators]
    assert len(led) > 45
    windows = [led[start : start + 5] for start in range(8, len(led) - 4)]
    assert all(len(set(window)) == 5 for window in windows)
    assert all(one != other for one, other in pairwise(led))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_recorded_call_is_replayed_exactly(seed: int) -> None:
    """The full files, read much later, explain each call as it was made, refusals included."""
    group, timeline = _seen_later(seed)
    found = Turns(group, timeline).explanations("")
    held = [key for key, meeting in group.meetings.items() if meeting.present is not None]
    assert {key: found[key].lead for key in held} == {
        key: group.meetings[key].called[-1].member for key in held
    }
    assert any(len(group.meetings[key].called) > 1 for key in held)


def test_one_explanation_is_the_same_as_among_all() -> None:
    """Asking for one meeting or for all of them in one pass makes no difference."""
    group, timeline = _seen_later(0)
    some = dict(list(Turns(group, timeline).explanations("").items())[::7])
    assert {key: Turns(group, timeline).explain(key) for key in some} == some


def test_several_explanations_are_those_of_each() -> None:
    """Past turns, filled ones and open ones ahead, in whatever order they are asked for."""
    group, timeline = _seen_later(0)
    keys = [str(event.key) for event in [*timeline.coming()[:3], *timeline.past()[::9]]]
    turns = Turns(group, timeline)
    assert {key: turns.explain(key) for key in keys} == {
        key: Turns(group, timeline).explain(key) for key in keys
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_a_year_leaves_small_balances(seed: int) -> None:
    """Whoever comes is asked in proportion: after a year no balance is beyond two turns."""
    group, timeline = _seen_later(seed)
    balances = Turns(group, timeline).ledger("").balances.values()
    assert sum(balances) == 0
    assert max(abs(balance) for balance in balances) < 2


def test_the_order_of_files_changes_nothing() -> None:
    """Mappings in another order give the same turns and the same ledger."""
    group = _year(1)
    other = replace(
        group,
        members=dict(reversed(list(group.members.items()))),
        meetings=dict(reversed(list(group.meetings.items()))),
    )
    now = _at(date(2026, 12, 20))
    turns = Turns(group, build_timeline(group, now)).ahead("", 8)
    assert Turns(other, build_timeline(other, now)).ahead("", 8) == turns
    assert Turns(other, build_timeline(other, now)).ledger("") == Turns(
        group, build_timeline(group, now)
    ).ledger("")


def _coming(
    *files: Meeting, now: str = "2026-01-30 12:00", count: int = 3
) -> list[tuple[str, tuple[str, ...], str]]:
    """Return the coming turns of a group whose six members led January's meetings, two of them none."""
    ids = ("ana", "bo", "cy", "di", "em", "fa")
    held = [
        a_meeting(day, present=ids, facilitators=(who,))
        for day, who in (
            ("2026-01-08", "cy"),
            ("2026-01-15", "di"),
            ("2026-01-22", "em"),
            ("2026-01-29", "fa"),
        )
    ]
    group = a_group(members=[a_member(who) for who in ids], meetings=[*held, *files])
    turns = Turns(group, build_timeline(group, an_instant(now))).ahead("", count)
    return [(turn.key, turn.facilitators, turn.status) for turn in turns]


def test_each_proposal_counts_as_served_for_the_next() -> None:
    """Nobody is proposed again before the others: both who never served, then the one who rested longest."""
    turns = _coming()
    assert [key for key, _, _ in turns] == ["2026-02-05", "2026-02-12", "2026-02-19"]
    assert {turns[0][1], turns[1][1]} == {("ana",), ("bo",)}
    assert turns[2][1] == ("cy",)
    assert {status for _, _, status in turns} == {"proposed"}


def test_a_call_sticks_whatever_the_rule_says_today() -> None:
    """Called, accepted, swapped and served: the file decides, and the others are proposed around it."""
    called = a_meeting("2026-02-05", called=(Call("em", date(2026, 1, 26)),))
    accepted = a_meeting(
        "2026-02-12", called=(Call("fa", date(2026, 1, 27), CallAnswer.ACCEPTED),), facilitators=("cy",)
    )
    assert _coming(called, accepted)[:2] == [
        ("2026-02-05", ("em",), "called"),
        ("2026-02-12", ("cy",), "accepted"),
    ]
    served = a_meeting("2026-02-05", present=("ana", "bo"), facilitators=("bo",))
    assert _coming(served, now="2026-02-05 13:00", count=1) == [("2026-02-05", ("bo",), "served")]


def test_a_passed_call_is_proposed_to_the_next() -> None:
    """Once everybody called has passed, the rule proposes again, without them."""
    passed = a_meeting("2026-02-05", called=(Call("ana", date(2026, 1, 26), CallAnswer.PASSED),))
    assert _coming(passed, count=1) == [("2026-02-05", ("bo",), "proposed")]


def test_a_cancelled_meeting_has_no_turn() -> None:
    """The turns go on with the next meeting."""
    assert [key for key, _, _ in _coming(a_meeting("2026-02-05", cancelled=True), count=1)] == ["2026-02-12"]


def test_nobody_to_call_is_said() -> None:
    """A turn without facilitator is a turn that somebody must take."""
    group = a_group()
    turn = Turns(group, build_timeline(group, an_instant("2026-01-30"))).ahead("", 1)[0]
    assert (turn.facilitators, turn.status, turn.stand_ins) == ((), "proposed", ())


def test_explaining_a_coming_slot_is_what_the_turns_say() -> None:
    """A slot far ahead is explained with the turns that are proposed before it."""
    group = _year(2)
    timeline = build_timeline(group, _at(date(2026, 12, 20)))
    turns = Turns(group, timeline).ahead("", 6)
    assert Turns(group, timeline).explain(turns[5].key) == turns[5].explanation
    assert turns[5].stand_ins == turns[5].explanation.stand_ins(turns[5].facilitators)
    assert len(turns[5].stand_ins) == 2


def test_an_unknown_meeting_is_a_key_error() -> None:
    """There is nothing to explain about a meeting that does not exist."""
    group = a_group()
    with pytest.raises(KeyError):
        Turns(group, build_timeline(group, an_instant("2026-01-30"))).explain("2020-01-02")
