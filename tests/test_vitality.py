"""Is the group alive: silence by its own cadence, attendance, core, newcomers, facilitation; facts, and what to do."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_circle, a_closure, a_group, a_meeting, a_member, a_rule, an_instant
from tablee.model import Answer, Closure, Group, Meeting, RhythmRule, Share
from tablee.rules.silence import Pace, Silence, cadence, silence
from tablee.rules.timeline import build_timeline
from tablee.rules.turns import Turns
from tablee.rules.vitality import (
    Attendance,
    Concern,
    Gathering,
    Newcomers,
    Returning,
    Table,
    Tenders,
    Vitality,
    attendance,
    comings,
    gatherings,
    newcomers,
    returning,
    table_of,
    tenders,
    vitality,
)

PEOPLE = tuple(f"p{number}" for number in range(12))


def weekly(*tables: str, first: str = "2026-01-01") -> list[Meeting]:
    """Make meetings a week apart from their tables: `weekly("ab", "abc")` has a and b, then c too."""
    day = date.fromisoformat(first)
    return [
        a_meeting((day + timedelta(weeks=week)).isoformat(), present=tuple(table), facilitators=(table[0],))
        for week, table in enumerate(tables)
    ]


def a_letters_group(*meetings: Meeting, closures: tuple[Closure, ...] = ()) -> Group:
    """Build a group whose members are the letters from a to h."""
    return a_group(members=[a_member(who) for who in "abcdefgh"], meetings=meetings, closures=closures)


def facts_of(group: Group, now: str) -> Vitality:
    """Gather the facts about the group itself."""
    timeline = build_timeline(group, an_instant(now))
    return vitality(group, timeline, Turns(group, timeline).ledger(""))


def met(*tables: str) -> list[Gathering]:
    """Make gatherings of letters; who stands first led, and who comes for the first time is new."""
    seen: set[str] = set()
    found = []
    for week, table in enumerate(tables):
        on = date(2026, 1, 1) + timedelta(weeks=week)
        found.append(Gathering(on, tuple(table), tuple(table[:1]), tuple(w for w in table if w not in seen)))
        seen.update(table)
    return found


# Silence


@pytest.mark.parametrize(
    ("days", "pace"),
    [
        (0, Pace.STEADY),
        (10, Pace.STEADY),
        (11, Pace.LATE),
        (21, Pace.LATE),
        (22, Pace.PAUSED),
        (42, Pace.PAUSED),
        (43, Pace.DORMANT),
        (84, Pace.DORMANT),
        (85, Pace.CLOSE),
    ],
)
def test_silence_is_measured_in_cadences(days: int, pace: Pace) -> None:
    """A weekly group is late beyond a week and a half, paused beyond three, dormant beyond six, over beyond twelve."""
    assert Silence(date(2026, 1, 1), days, Fraction(7)).pace is pace


def test_a_break_is_no_silence() -> None:
    """The days of a declared break, and those up to its return date, are not counted."""
    closure = a_closure("2026-07-20", "2026-08-31", "2026-09-03")
    group = a_letters_group(*weekly("ab", "ab", first="2026-07-09"), closures=(closure,))
    during = silence(group, build_timeline(group, an_instant("2026-08-20")), "")
    after = silence(group, build_timeline(group, an_instant("2026-09-05")), "")
    assert during == Silence(date(2026, 7, 16), 3, Fraction(7), closure)
    assert after == Silence(date(2026, 7, 16), 6, Fraction(7))
    assert after.pace is Pace.STEADY


def test_a_meeting_that_is_over_breaks_the_silence_before_presence_is_recorded() -> None:
    """Yesterday's meeting counts, once somebody meant to come; a cancelled one does not."""
    held = a_meeting("2026-01-15", answers={"a": Answer.YES})
    group = a_letters_group(*weekly("ab"), a_meeting("2026-01-08", cancelled=True), held)
    assert silence(group, build_timeline(group, an_instant("2026-01-16")), "") == Silence(
        date(2026, 1, 15), 1, Fraction(7)
    )
    assert silence(group, build_timeline(group, an_instant("2026-01-14")), "") == Silence(
        date(2026, 1, 1), 13, Fraction(7)
    )


def test_who_never_met_is_not_silent() -> None:
    """A group before its first meeting has nothing to be late for."""
    group = a_letters_group()
    assert silence(group, build_timeline(group, an_instant("2026-06-01")), "") is None


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (a_rule("thursday"), Fraction(7)),
        (a_rule("tuesday, thursday"), Fraction(7, 2)),
        (a_rule("thursday", interval=2), Fraction(14)),
        (a_rule("tuesday, thursday", alternating=True), Fraction(7)),
        (a_rule("tuesday", nth=1), Fraction(1461, 48)),
    ],
)
def test_the_rule_in_force_tells_the_cadence(rule: RhythmRule, days: Fraction) -> None:
    """Every kind of rhythm has a mean number of days between meetings."""
    assert cadence((rule,), (), date(2026, 6, 1)) == days


def test_without_a_rhythm_the_meetings_tell_the_cadence() -> None:
    """The median gap is the cadence; one meeting alone tells none."""
    days = [date(2026, 1, 1), date(2026, 1, 8), date(2026, 1, 18), date(2026, 3, 18)]
    assert cadence((), days, date(2026, 6, 1)) == 10
    assert cadence((), days[:1], date(2026, 6, 1)) is None


# Attendance


def test_below_seventeen_meetings_nothing_is_said() -> None:
    """The rule needs sixteen meetings, twice."""
    assert attendance([10] * 16) is None
    assert attendance([10] * 17) == Attendance(Fraction(10), Fraction(10), fading=False, few=False)


def test_fading_shows_twice_running() -> None:
    """The median of four must be at most 60 % of the twelve before, at the last two meetings."""
    assert attendance([10] * 16 + [6, 6, 6]) == Attendance(Fraction(10), Fraction(6), fading=False, few=False)
    assert attendance([10] * 16 + [6, 6, 6, 6]) == Attendance(
        Fraction(10), Fraction(6), fading=True, few=False
    )
    assert attendance([10] * 16 + [7, 7, 7, 7]) == Attendance(
        Fraction(10), Fraction(7), fading=False, few=False
    )


def test_one_empty_table_is_no_alarm() -> None:
    """Rain on a Thursday, or two, fires nothing."""
    for end in ([0], [10, 0], [0, 0], [0, 10, 0]):
        found = attendance([10] * 16 + end)
        assert found
        assert not found.fading


def test_a_small_group_is_few_when_three_of_four_tables_are() -> None:
    """Below a usual table of eight, three of the last four under three people; a larger group is not called few."""
    small, large = attendance([4] * 13 + [2, 2, 4, 2]), attendance([8] * 13 + [2, 2, 4, 2])
    assert small
    assert large
    assert (small.few, large.few) == (True, False)


@given(st.lists(st.integers(0, 40), min_size=17, max_size=60), st.integers(1, 5))
def test_attendance_knows_no_unit(counts: list[int], times: int) -> None:
    """Counting everybody several times changes no verdict of fading."""
    one, many = attendance(counts), attendance([count * times for count in counts])
    assert one
    assert many
    assert one.fading == many.fading


@given(st.lists(st.integers(1, 40), min_size=17, max_size=60))
def test_a_growing_group_never_fades(counts: list[int]) -> None:
    """Where no table is smaller than those before it, nothing fades."""
    found = attendance(sorted(counts))
    assert found
    assert not found.fading


# People


def test_the_core_came_to_half_of_twelve() -> None:
    """Six of the last twelve meetings make the core; what was before does not count."""
    assert table_of(met(*["z"] * 3, *["ab"] * 6, *["ac"] * 6), "abcz") == Table(12, core=3, around=0)
    assert table_of(met(*["ab"] * 5, *["a"] * 6, "ac"), "abc") == Table(12, core=1, around=2)
    assert table_of([], "") == Table(0, 0, 0)


def test_who_left_is_neither_core_nor_around() -> None:
    """The core and those around it are never more than the members."""
    assert table_of(met(*["abc"] * 12), "ab") == Table(12, core=2, around=0)


def test_presence_recorded_early_is_no_past() -> None:
    """A meeting that is not over yet is not among those that took place."""
    group = a_letters_group(*weekly("ab", "ab"))
    met_by = gatherings(group.members, build_timeline(group, an_instant("2026-01-05")), "")
    assert [one.on for one in met_by] == [date(2026, 1, 1)]


def test_a_revolving_door_is_seen() -> None:
    """Of the last four meetings' visitors, fewer than half came to the eight before."""
    steady = returning(met(*["abc"] * 12))
    door = returning(met(*["abc"] * 8, "ad", "ae", "af", "a"))
    assert steady == Returning(3, 3)
    assert door == Returning(4, 1)
    assert (steady.revolving, door.revolving) == (False, True)
    assert returning(met(*["abc"] * 11)) is None


def test_newcomers_have_four_meetings_to_come_back() -> None:
    """Founders are no newcomers, and who came lately still has time."""
    told = newcomers(met("ab", "ab", "ab", "abc", "abd", "abd", "abe", "ab", "ab", "ab", "abe", "abf"))
    assert told == Newcomers(new=2, back=2)
    assert comings(met("ab", "ab", "ab", "ab", "abz", "ab", "ab", "ab", "ab", "abz"), 4).back == 0


def test_few_newcomers_are_no_alarm() -> None:
    """Below five newcomers, the share that came back says nothing."""
    assert not Newcomers(4, 0).lost
    assert Newcomers(5, 2).lost
    assert not Newcomers(6, 3).lost


def test_two_who_carry_everything_are_seen() -> None:
    """The fewest who led half of the meetings; a small circle in perfect turn is not blamed."""
    narrow = tenders(met(*["abcde", "bacde"] * 5), could=5)
    assert narrow == Tenders(turns=10, led=2, factor=1, could=5)
    assert narrow.narrow
    assert not tenders(met(*["abcd", "bacd", "cabd", "dabc"] * 3), could=4).narrow
    assert not tenders(met(*["abcde"] * 7), could=5).narrow
    assert tenders([], could=0) == Tenders(0, 0, 0, 0)


@given(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=26))
def test_the_factor_is_the_fewest_who_led_half(led: list[str]) -> None:
    """No smaller number of members led half of the meetings."""
    told = tenders([Gathering(date(2026, 1, 1), (who,), (who,)) for who in led], could=9)
    most = sorted((led.count(who) for who in set(led)), reverse=True)
    assert 2 * sum(most[: told.factor]) >= len(led)
    assert 2 * sum(most[: told.factor - 1]) < len(led)


# All together


def test_gatherings_are_held_and_assumed_meetings() -> None:
    """Who came is recorded, or assumed from the answers; guests, strangers and cancelled meetings are left out."""
    meetings = (
        a_meeting("2026-01-01", present=("a", "ghost"), guests=3, facilitators=("a",)),
        a_meeting("2026-01-08", answers={"b": Answer.YES, "c": Answer.NO}, facilitators=("a",)),
        a_meeting("2026-01-15", present=("d",), cancelled=True),
        a_meeting("2026-01-22"),
    )
    group = a_letters_group(*meetings)
    assert gatherings(group.members, build_timeline(group, an_instant("2026-01-20")), "") == (
        Gathering(date(2026, 1, 1), ("a",), ("a",), ("a",)),
        Gathering(date(2026, 1, 8), ("b", "a"), ("a",), ("b",)),
    )


def test_a_healthy_group_worries_nobody() -> None:
    """Everybody in turn, every week: no concern."""
    tables = ["abcdef"[n % 6 :] + "abcdef"[: n % 6] for n in range(24)]
    facts = facts_of(a_letters_group(*weekly(*tables)), "2026-06-12")
    assert facts.concerns == ()
    assert facts.table == Table(12, core=6, around=0)
    assert facts.wide == 0


def test_silence_is_the_most_pressing_concern() -> None:
    """Several thresholds are told in the order in which they press."""
    facts = facts_of(a_letters_group(*weekly(*["abcdefgh"] * 24)), "2026-12-01")
    assert facts.concerns == (Concern.CLOSE, Concern.NARROW, Concern.WIDE)


def test_a_balance_beyond_two_turns_is_counted_while_its_member_belongs() -> None:
    """One who always facilitates goes beyond; the balance of who left worries nobody."""
    members = [a_member("a", left="2026-03-31"), a_member("b"), a_member("c")]
    group = a_group(members=members, meetings=weekly(*["abc"] * 12))
    assert facts_of(group, "2026-03-20").wide == 2 + 1
    assert facts_of(group, "2026-05-01").wide == 2


def test_each_circle_has_its_own_facts() -> None:
    """The meetings of a circle do not count for the group itself."""
    meeting = a_meeting("prop.2026-01-06", present=("a", "b"), facilitators=("a",))
    circle = a_circle("prop", rhythm=a_rule("tuesday"))
    group = a_group(members=[a_member("a"), a_member("b")], meetings=[meeting], circles=[circle])
    timeline = build_timeline(group, an_instant("2026-01-09"))
    assert vitality(group, timeline, Turns(group, timeline).ledger("")).meetings == ()
    assert [one.on for one in vitality(group, timeline, Turns(group, timeline).ledger("prop")).meetings] == [
        date(2026, 1, 6)
    ]


def test_who_opted_out_could_not_lead() -> None:
    """Only members who are named, belong and owe a share could facilitate."""
    members = [
        a_member("a"),
        a_member("b", facilitates=(Share(date(2025, 1, 1), Fraction(0)),)),
        a_member("m-7f3k", public=False),
        a_member("d", left="2026-01-10"),
    ]
    meeting = a_meeting("2026-01-08", present=("a", "b", "m-7f3k", "d"), facilitators=("a",))
    assert facts_of(a_group(members=members, meetings=[meeting]), "2026-01-12").tenders.could == 1
