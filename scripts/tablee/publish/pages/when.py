"""When a meeting is, in words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from tablee.data.words import Words
    from tablee.decide.timeline import Event


class When:
    """Dates and hours in one language; each date is said once a build."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.day = lru_cache(maxsize=None)(self._day)

    def days(self, event: Event) -> str:
        """Say the day of a meeting, or the days of one that lasts several."""
        if event.last_on == event.on:
            return self.day(event.on)
        return self._words.say(
            "from {first} to {last}", first=self.day(event.on), last=self.day(event.last_on)
        )

    def hours(self, event: Event) -> str:
        """Say from when to when a meeting lasts; nothing for an all-day one."""
        if event.all_day:
            return ""
        start, end = self._words.time(event.starts_at.time()), self._words.time(event.ends_at.time())
        return self._words.say("{start} to {end}", start=start, end=end)

    def short(self, event: Event) -> str:
        """Say the day of a meeting under the heading of its year."""
        return self.day(event.on, year=False)

    def _day(self, day: date, *, year: bool = True, weekday: bool = True) -> str:
        return self._words.day(day, year=year, weekday=weekday)
