"""A circle's past, replayed: its account and its people's activity as they were before any day."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from tablee.model import Group
from tablee.rules.activity import Activity, begin_activity
from tablee.rules.timeline import Timeline
from tablee.rules.turns.ledger import Account, bookings

KEPT = 12
"""The states before so many last meetings are kept on the way: that is where most questions are asked."""


class Past:
    """The held and assumed meetings of a circle, booked once; coming meetings change nothing of it."""

    def __init__(self, group: Group, timeline: Timeline, circle: str) -> None:
        self._booked = bookings(group, timeline, circle)
        self._days = [one.entry.on for one in self._booked]
        self._states = {0: (Account(self._booked), begin_activity(group, timeline, circle))}

    def before(self, day: date) -> tuple[Account, Activity]:
        """Return the account and the activity of the meetings before a day; they are not for changing."""
        number = bisect_left(self._days, day)
        done = max(known for known in self._states if known <= number)
        while done < number:
            account, activity = self._states[done][0].copy(), self._states[done][1].copy()
            stop = min(number, max(done + 1, len(self._booked) - KEPT))
            for booking in self._booked[done:stop]:
                account.add(booking)
                activity.add(booking.turnout)
            done = stop
            self._states[done] = account, activity
        return self._states[number]
