"""Slots: the rhythm's days without the breaks and the public holidays, whatever the time is."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import a_circle, a_closure, a_group, a_rule, some_holidays
from tablee.i18n.translations import load_translations
from tablee.model import Closure, Group, Holidays, NamedDay, RhythmRule
from tablee.rules.holidays import say_school_holidays
from tablee.rules.rhythm import (
    Slot,
    calendars_of,
    nominal_days,
    rule_on,
)

ASCENSION = some_holidays("2026-05-14 Ascension")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def falls(found: tuple[Slot, ...]) -> list[str]:
    """Say on which days slots fall."""
    return [str(slot.key.on) for slot in found]


def slots(group: Group, circle: str, first: date, last: date) -> tuple[Slot, ...]:
    """Return a circle's slots between two days."""
    return calendars_of(group)[circle].slots(first, last)


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


def test_a_rule_holds_to_its_last_day_included() -> None:
    """Thursdays in winter, Tuesdays from May on, and nothing between nor after."""
    rules = [
        a_rule("thursday", until_on="2026-03-05"),
        a_rule("tuesday", from_on="2026-05-05", until_on="2026-05-12"),
    ]
    found = slots(a_group(rhythm=rules), "", date(2026, 2, 26), date(2026, 12, 31))
    assert falls(found) == ["2026-02-26", "2026-03-05", "2026-05-05", "2026-05-12"]
    ends = [rule_on(rules, date(2026, month, day)) for month, day in ((3, 5), (3, 6), (5, 5), (5, 13))]
    assert ends == [rules[0], None, rules[1], None]


def test_the_next_rule_cuts_one_whose_last_day_is_later() -> None:
    """One rule holds at a time."""
    rules = [a_rule("thursday", until_on="2026-12-31"), a_rule("tuesday", from_on="2026-02-03")]
    found = slots(a_group(rhythm=rules), "", date(2026, 1, 22), date(2026, 2, 12))
    assert falls(found) == ["2026-01-22", "2026-01-29", "2026-02-03", "2026-02-10"]


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
    assert falls(slots(group, "", date(2026, 5, 4), date(2026, 5, 14))) == ["2026-05-14"]


# Holidays


def test_a_public_holiday_is_skipped_and_named() -> None:
    """Nobody meets on Ascension Day, and the days around it stay as they were."""
    group = a_group(holidays=ASCENSION)
    assert falls(slots(group, "", date(2026, 5, 4), date(2026, 5, 24))) == ["2026-05-07", "2026-05-21"]
    assert calendars_of(group)[""].skipped(*YEAR) == ((date(2026, 5, 14), "Ascension"),)


def test_two_holidays_running_skip_two_weeks() -> None:
    """Christmas and New Year's Day: the next Friday is the 8th."""
    holidays = some_holidays("2026-12-25 Noël", "2027-01-01 Jour de l'an")
    group = a_group(rhythm=a_rule("friday"), holidays=holidays)
    assert falls(slots(group, "", date(2026, 12, 18), date(2027, 1, 8))) == ["2026-12-18", "2027-01-08"]


def test_a_holiday_off_the_rhythm_or_in_a_break_is_not_skipped() -> None:
    """There is nothing to skip."""
    group = a_group(closures=[a_closure("2026-05-11", "2026-05-17")], holidays=ASCENSION)
    assert calendars_of(group)[""].skipped(*YEAR) == ()
    assert calendars_of(a_group(rhythm=a_rule("monday"), holidays=ASCENSION))[""].skipped(*YEAR) == ()


def test_who_meets_on_a_skipped_holiday_has_the_rule_of_that_day() -> None:
    """The rhythm yields no slot, and a file that people write has its hour and place all the same."""
    slot = calendars_of(a_group(holidays=ASCENSION))[""].slot_of(date(2026, 5, 14))
    assert slot is not None
    assert slot.rule == a_rule()


def test_without_rhythm_there_is_no_slot() -> None:
    """People fix each date."""
    assert slots(a_group(rhythm=()), "", *YEAR) == ()


def test_school_holidays_are_named_and_skip_nothing() -> None:
    """They are only mentioned."""
    group = a_group(holidays=some_holidays(school=[("2026-10-17", "2026-11-01", "Toussaint")]))
    days = [slot.key.on for slot in slots(group, "", *YEAR)]
    words = load_translations("en")
    said = {str(day): text for day in days if (text := say_school_holidays(group, day, words))}
    assert said == dict.fromkeys(("2026-10-22", "2026-10-29"), "In the school holidays: Toussaint.")


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
    days = [slot.key.on for slot in found]
    declared = {slot.key.on for slot in found if slot.returns}
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


@given(rhythms, holiday_days, breaks, st.lists(st.dates(date(2025, 12, 1), date(2027, 2, 1)), max_size=9))
def test_a_day_has_the_same_slot_whatever_was_asked_before(
    rhythm: RhythmRule, taken: set[int], closed: list[tuple[int, int, int]], days: list[date]
) -> None:
    """A calendar remembers the years that it was asked about, and answers as one that is asked once."""
    group = any_group(rhythm, taken, closed)
    calendar = calendars_of(group)[""]
    assert [calendar.slot_of(day) for day in days] == [calendars_of(group)[""].slot_of(day) for day in days]
    for day in days:
        assert slots(group, "", day, day) in ((), (calendar.slot_of(day),))
