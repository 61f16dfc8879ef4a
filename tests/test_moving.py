"""Days near a taken one, and the room that its neighbours keep."""

from __future__ import annotations

from datetime import date

from builders import a_group, some_holidays
from tablee.rules.days_off import days_off
from tablee.rules.moving import Neighbours, other_weekdays, week_later

NOTHING_OFF = days_off(a_group(), "")


def december(day: int) -> date:
    """Return a day of December 2026, whose 10th is a Thursday."""
    return date(2026, 12, day)


def test_the_nearest_weekday_comes_first_the_earlier_one_on_a_tie() -> None:
    """Around a Thursday: Wednesday, Friday, Tuesday, Monday."""
    assert other_weekdays(december(10)) == [december(9), december(11), december(8), december(7)]


def test_a_sunday_goes_back_into_its_own_week() -> None:
    """ISO weeks end on Sunday, so that Friday is the nearest working day."""
    assert other_weekdays(december(13)) == [december(11), december(10), december(9), december(8), december(7)]


def test_the_last_week_of_the_calendar_is_short() -> None:
    """The year 9999 ends on a Friday and nothing follows."""
    assert week_later(date(9999, 12, 30)) == []
    assert other_weekdays(date(9999, 12, 30))[:2] == [date(9999, 12, 29), date(9999, 12, 31)]


def test_half_a_cadence_is_enough_and_less_is_not() -> None:
    """Between two neighbours six days away, three days are enough."""
    around = Neighbours(december(10), december(4), december(16))
    assert around.leave_room(december(7), NOTHING_OFF)
    assert not around.leave_room(december(6), NOTHING_OFF)
    assert around.leave_room(december(13), NOTHING_OFF)
    assert not around.leave_room(december(14), NOTHING_OFF)


def test_without_neighbours_there_is_room() -> None:
    """The first meeting of all has no meeting before it."""
    assert Neighbours(december(10), None, None).leave_room(december(17), NOTHING_OFF)


def test_the_day_halfway_belongs_to_the_later_one_when_both_move() -> None:
    """Else two slots could fall on the same day."""
    off = days_off(a_group(holidays=some_holidays("2026-12-16 Fête")), "")
    assert not Neighbours(december(10), december(4), december(16)).leave_room(december(13), off)
