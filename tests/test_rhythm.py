"""Slots: the rhythm's days without the breaks, moved by public holidays, whatever the time is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_circle, a_closure, a_group, a_rule, some_holidays
from tablee.model import Closure, Group, Holidays, NamedDay, RhythmRule
from tablee.rules.days_off import days_off
from tablee.rules.rhythm import (
    Calendar,
    Slot,
    calendar_of,
    candidates,
    last_nominal_day_before,
    nominal_days,
    rule_on,
    slots,
)

ASCENSION = some_holidays("2026-05-14 Ascension")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def falls(found: tuple[Slot, ...]) -> list[str]:
    """Say on which days slots fall."""
    return [str(slot.on) for slot in found]


def slot_on(group: Group, day: str, circle: str = "") -> Slot | None:
    """Return the slot of a nominal day."""
    on = date.fromisoformat(day)
    return next(iter(slots(group, circle, on, on)), None)


def moved_to(rule: RhythmRule, holidays: Holidays, day: str) -> str:
    """Say where the slot of a nominal day falls; "nowhere" when it is skipped."""
    slot = slot_on(a_group(rhythm=rule, holidays=holidays), day)
    return str(slot.on) if slot else "nowhere"


# Dated rules


def test_each_rule_is_in_force_until_the_day_before_the_next_one() -> None:
    """A group that goes from Thursdays to Tuesdays on a Thursday meets on no Thursday from then on."""
    rhythm = [a_rule("thursday"), a_rule("tuesday", from_on="2026-03-05", at="19:00")]
    found = slots(a_group(rhythm=rhythm), "", date(2026, 2, 20), date(2026, 3, 12))
    assert falls(found) == ["2026-02-26", "2026-03-10"]
    assert [slot.rule for slot in found] == rhythm


def test_the_order_of_the_list_does_not_matter() -> None:
    """Rules are dated; a member may add the new one on top."""
    rules = [a_rule("tuesday", from_on="2026-03-03"), a_rule("thursday")]
    assert list(nominal_days(rules, *YEAR)) == list(nominal_days(rules[::-1], *YEAR))
    assert rule_on(rules, date(2026, 3, 2)) == rules[1]
    assert rule_on(rules, date(2026, 3, 3)) == rules[0]
    assert rule_on(rules, date(2025, 12, 31)) is None


def test_of_two_rules_from_one_day_the_last_written_counts() -> None:
    """The earlier one is never in force."""
    rules = [a_rule("thursday"), a_rule("tuesday")]
    assert rule_on(rules, date(2026, 1, 8)) == rules[1]
    assert [rule for _, rule in nominal_days(rules, *YEAR)] == [rules[1]] * 52


@given(
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 6)), min_size=1, max_size=4), st.integers(-5, 250)
)
def test_looking_back_over_rules_finds_the_last_nominal_day(
    shapes: list[tuple[int, int]], shift: int
) -> None:
    """Also across a change of rules."""
    start = date(2026, 1, 1)
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    rules = [a_rule(names[day], interval=3, from_on=str(start + timedelta(days))) for days, day in shapes]
    day = start + timedelta(shift)
    earlier = [on for on, _ in nominal_days(rules, start, day - timedelta(days=1))]
    assert last_nominal_day_before(rules, day) == (earlier[-1] if earlier else None)


# Closures


def test_a_closure_skips_its_days_and_ends_with_the_return_date() -> None:
    """Both ends of a closure are closed; the return is a slot as any other."""
    summer = a_closure("2026-07-23", "2026-08-27", "2026-09-10")
    found = slots(a_group(closures=[summer]), "", date(2026, 7, 16), date(2026, 9, 17))
    assert falls(found) == ["2026-07-16", "2026-09-10", "2026-09-17"]
    assert [slot.returns for slot in found] == [None, summer, None]


def test_a_return_off_the_rhythm_is_a_slot_with_the_rule_in_force() -> None:
    """The group starts again on a Monday; afterwards it is Thursday again."""
    summer = a_closure("2026-07-20", "2026-08-31", "2026-09-07")
    found = slots(a_group(closures=[summer]), "", date(2026, 7, 10), date(2026, 9, 12))
    assert falls(found) == ["2026-07-16", "2026-09-07", "2026-09-10"]
    assert found[1].rule == a_rule()


def test_a_return_before_the_first_rule_is_no_slot() -> None:
    """No rule says when and where it would be."""
    group = a_group(closures=[a_closure("2025-07-01", "2025-08-31", "2025-09-04")])
    assert slots(group, "", date(2025, 1, 1), date(2025, 12, 31)) == ()


def test_circles_are_closed_as_well_and_return_by_their_own_rhythm() -> None:
    """The return date is the group's own."""
    circle = a_circle("plume", rhythm=a_rule("tuesday"))
    group = a_group(circles=[circle], closures=[a_closure("2026-07-20", "2026-08-31", "2026-09-03")])
    found = slots(group, "plume", date(2026, 7, 10), date(2026, 9, 12))
    assert falls(found) == ["2026-07-14", "2026-09-01", "2026-09-08"]
    assert str(found[0].key) == "plume.2026-07-14"
    assert {slot.returns for slot in found} == {None}


def test_a_return_date_on_a_public_holiday_stays() -> None:
    """Somebody declared it by hand."""
    group = a_group(closures=[a_closure("2026-05-04", "2026-05-10", "2026-05-14")], holidays=ASCENSION)
    slot = slot_on(group, "2026-05-14")
    assert slot is not None
    assert (str(slot.on), slot.holiday) == ("2026-05-14", "")


# Holidays


def test_without_holidays_nothing_moves() -> None:
    """The file is missing: the nominal day stands."""
    slot = slot_on(a_group(), "2026-05-14")
    assert slot is not None
    assert (str(slot.on), slot.holiday, slot.school) == ("2026-05-14", "", "")


def test_ascension_moves_a_thursday_to_the_day_before() -> None:
    """Wednesday and Friday are as near; the key stays the nominal day's."""
    slot = slot_on(a_group(holidays=ASCENSION), "2026-05-14")
    assert slot is not None
    assert (str(slot.key), str(slot.on), slot.holiday) == ("2026-05-14", "2026-05-13", "Ascension")


@pytest.mark.parametrize(
    ("days", "holidays", "nominal", "falls_on"),
    [
        ("friday", ("2026-12-25 Noël",), "2026-12-25", "2026-12-24"),
        ("friday", ("2026-12-25 Noël", "2026-12-24 Réveillon"), "2026-12-25", "2026-12-23"),
        ("monday", ("2026-04-06 Lundi de Pâques",), "2026-04-06", "2026-04-07"),
        ("saturday", ("2026-08-15 Assomption",), "2026-08-15", "2026-08-14"),
        ("tuesday, thursday", ("2026-05-14 Ascension",), "2026-05-14", "2026-05-13"),
        ("wednesday, thursday", ("2026-05-14 Ascension",), "2026-05-14", "2026-05-15"),
        ("monday, tuesday, wednesday, thursday, friday", ("2026-05-14 Ascension",), "2026-05-14", "nowhere"),
    ],
)
def test_a_holiday_moves_a_weekly_slot(
    days: str, holidays: tuple[str, ...], nominal: str, falls_on: str
) -> None:
    """Nearest first, the day before on a tie, never on a holiday, never too near to the next slot."""
    assert moved_to(a_rule(days), some_holidays(*holidays), nominal) == falls_on


WHOLE_WEEK = some_holidays(*(f"2026-10-{day:02} Fête" for day in (5, 6, 7, 8, 9)))


def test_a_week_without_a_working_day_moves_a_monthly_slot_a_week_later() -> None:
    """The second Thursday becomes the third."""
    assert moved_to(a_rule(nth=2), WHOLE_WEEK, "2026-10-08") == "2026-10-15"


def test_a_week_later_is_far_enough_in_a_fortnightly_rhythm_and_the_next_slot_in_a_weekly_one() -> None:
    """Half a cadence is seven days of fourteen; a weekly slot is skipped."""
    assert moved_to(a_rule(interval=2), WHOLE_WEEK, "2026-10-08") == "2026-10-15"
    assert moved_to(a_rule(), WHOLE_WEEK, "2026-10-08") == "nowhere"


def test_a_slot_does_not_move_into_a_closure() -> None:
    """Monday to Wednesday are closed, so that Friday is left."""
    group = a_group(closures=[a_closure("2026-05-11", "2026-05-13")], holidays=ASCENSION)
    slot = slot_on(group, "2026-05-14")
    assert slot is not None
    assert str(slot.on) == "2026-05-15"


def test_a_slot_keeps_away_from_a_return_date() -> None:
    """The group returns on the Wednesday before, or on the Thursday after: neither day is taken twice."""
    before = a_group(closures=[a_closure("2026-05-04", "2026-05-10", "2026-05-13")], holidays=ASCENSION)
    after = a_group(
        rhythm=a_rule("tuesday"),
        holidays=some_holidays("2026-05-11 A", "2026-05-12 B"),
        closures=[a_closure("2026-05-13", "2026-05-13", "2026-05-14")],
    )
    assert falls(slots(before, "", date(2026, 5, 11), date(2026, 5, 17))) == ["2026-05-13", "2026-05-15"]
    assert falls(slots(after, "", date(2026, 5, 11), date(2026, 5, 17))) == ["2026-05-14"]


def test_two_neighbours_that_both_move_keep_apart() -> None:
    """Monday, Tuesday and Thursday are holidays: Wednesday is left, and it is the Thursday's."""
    holidays = some_holidays("2026-11-02 A", "2026-11-03 B", "2026-11-05 C")
    group = a_group(rhythm=a_rule("tuesday, thursday"), holidays=holidays)
    found = slots(group, "", date(2026, 11, 1), date(2026, 11, 8))
    assert [(str(slot.key), str(slot.on)) for slot in found] == [("2026-11-05", "2026-11-04")]


def test_school_holidays_are_named_and_move_nothing() -> None:
    """They are looked up on the day on which the slot falls."""
    holidays = some_holidays(
        "2026-05-14 Ascension",
        school=[("2026-05-13", "2026-05-13", "Pont"), ("2026-10-17", "2026-11-01", "Toussaint")],
    )
    group = a_group(holidays=holidays)
    named = {str(slot.key): slot.school for slot in slots(group, "", *YEAR) if slot.school}
    assert named == {"2026-05-14": "Pont", "2026-10-22": "Toussaint", "2026-10-29": "Toussaint"}


holiday_days = st.sets(st.integers(0, 200), max_size=60)
rhythms = st.sampled_from(
    [
        a_rule("tuesday, thursday"),
        a_rule("thursday"),
        a_rule("saturday", interval=2),
        a_rule("friday", nth=-1),
        a_rule("tuesday, thursday", alternating=True),
    ]
)
breaks = st.lists(st.tuples(st.integers(0, 150), st.integers(0, 30), st.integers(0, 9)), max_size=3)


def any_group(rhythm: RhythmRule, taken: set[int], closed: list[tuple[int, int, int]]) -> Group:
    """Build a group with public holidays and closures on days counted from its first."""
    start = date(2026, 1, 1)
    public = tuple(NamedDay(start + timedelta(n), "Fête") for n in sorted(taken))
    closures = [
        Closure(
            start + timedelta(a),
            start + timedelta(a + b),
            returns_on=start + timedelta(a + b + c) if c else None,
        )
        for a, b, c in closed
    ]
    return a_group(rhythm=rhythm, holidays=Holidays(*YEAR, public=public), closures=closures)


@given(rhythms, holiday_days, breaks)
def test_slots_fall_on_free_days_one_after_the_other(
    rhythm: RhythmRule, taken: set[int], closed: list[tuple[int, int, int]]
) -> None:
    """However many holidays there are: none in a break or on a holiday unless declared, and none overtakes."""
    group = any_group(rhythm, taken, closed)
    found = slots(group, "", *YEAR)
    days = [slot.on for slot in found]
    declared = {slot.on for slot in found if slot.returns}
    assert days == sorted(set(days))
    assert not any(YEAR[0] + timedelta(n) in set(days) - declared for n in taken)
    assert not any(
        c.from_on <= day <= c.to_on for c in group.settings.closures for day in set(days) - declared
    )


@given(rhythms, holiday_days, breaks, st.integers(1, 250))
def test_a_slot_does_not_depend_on_the_range_asked_for(
    rhythm: RhythmRule, taken: set[int], closed: list[tuple[int, int, int]], cut: int
) -> None:
    """Time goes by, the feed's window moves, and no slot flips."""
    group = any_group(rhythm, taken, closed)
    middle = YEAR[0] + timedelta(cut)
    parts = slots(group, "", YEAR[0], middle - timedelta(days=1)) + slots(group, "", middle, YEAR[1])
    assert parts == slots(group, "", *YEAR)


# Candidates


def offered(group: Group, day: str, not_before: str = "2026-01-01") -> list[str]:
    """Say which days are offered instead of a slot's."""
    slot = slot_on(group, day)
    assert slot is not None
    return [str(on) for on in candidates(group, "", slot, date.fromisoformat(not_before))]


def test_a_weekly_slot_offers_another_weekday_and_no_week_later() -> None:
    """A week later is the next slot."""
    assert offered(a_group(), "2026-12-10") == ["2026-12-10", "2026-12-09"]


def test_a_monthly_slot_offers_a_week_later_too() -> None:
    """There it takes nobody's place."""
    group = a_group(rhythm=a_rule(nth=2))
    assert offered(group, "2026-12-10") == ["2026-12-10", "2026-12-09", "2026-12-17"]


def test_a_public_holiday_is_not_offered_and_two_weekdays_are() -> None:
    """One day alone is no choice; the first is where the slot falls."""
    assert offered(a_group(holidays=ASCENSION), "2026-05-14") == ["2026-05-13", "2026-05-15"]


def test_no_day_is_offered_before_the_first_possible_one() -> None:
    """The Wednesday is too soon, so the Friday is offered; later still, nothing."""
    assert offered(a_group(), "2026-12-10", "2026-12-10") == ["2026-12-10", "2026-12-11"]
    assert offered(a_group(), "2026-12-10", "2026-12-11") == ["2026-12-11"]
    assert offered(a_group(), "2026-12-10", "2026-12-12") == []


def test_a_candidate_is_in_no_closure_and_on_no_holiday() -> None:
    """The Wednesday is a holiday and the week after is closed."""
    group = a_group(
        rhythm=a_rule(nth=2),
        closures=[a_closure("2026-12-14", "2026-12-20")],
        holidays=some_holidays("2026-12-09 Fête"),
    )
    assert offered(group, "2026-12-10") == ["2026-12-10", "2026-12-11"]


@given(rhythms, holiday_days, breaks, st.lists(st.dates(date(2025, 12, 1), date(2027, 2, 1)), max_size=9))
def test_a_day_has_the_same_slot_whatever_was_asked_before(
    rhythm: RhythmRule, taken: set[int], closed: list[tuple[int, int, int]], days: list[date]
) -> None:
    """A calendar remembers the years that it was asked about, and answers as one that is asked once."""
    group = any_group(rhythm, taken, closed)
    calendar = calendar_of(group, "")
    assert [calendar.slot_of(day) for day in days] == [
        Calendar("", group.rhythm(""), days_off(group, "")).slot_of(day) for day in days
    ]
    for day in days:
        assert slots(group, "", day, day) in ((), (calendar.slot_of(day),))
