"""When a meeting is, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from tablee.i18n.day_names import day_names
from tablee.i18n.translations import _
from tablee.rules.names import in_zone
from tablee.site.html_translations import HtmlTranslations
from tablee.site.text import neutral

if TYPE_CHECKING:
    from datetime import date

    from tablee.i18n.translations import Translations
    from tablee.rules.timeline import Event

_ORDINAL = re.compile(r"\b(\d+)(er|e)\b")
_SOON = 180
"""So many days ahead nobody asks which year is meant."""

_DAY_AND_MONTH = re.compile(r"(\d(?:er)?) (?=[^\W\d])")


def raised(text: str) -> Markup:
    """Return a text as HTML, the ends of its French ordinals raised: `1er` and `4e`."""
    return Markup(_ORDINAL.sub(r"\1<sup>\2</sup>", str(neutral(text))))  # noqa: S704 (it is inert)


def say_days(event: Event, words: Translations) -> str:
    """Say the day of a meeting as plain text, or the days of one that lasts several."""
    day = words.day(event.on)
    if event.last_on == event.on:
        return day
    return words.gettext(_("from {first} to {last}"), first=day, last=words.day(event.last_on))


class DatesInWords:
    """Dates and hours in one language; each date is put into words once a build."""

    def __init__(self, words: Translations, zone: str) -> None:
        """Say hours in the words of a language; those of another time zone than `zone` name it."""
        self._words = words
        self._zone = zone
        self._html = HtmlTranslations(words)
        self._days: dict[tuple[date, bool, bool], Markup] = {}

    def day(self, day: date, *, year: bool = True, weekday: bool = True) -> Markup:
        """Say a day; its number and its month stay in one line."""
        key = day, year, weekday
        if key not in self._days:
            said = self._words.day(day, year=year, weekday=weekday)
            self._days[key] = raised(_DAY_AND_MONTH.sub("\\1\N{NO-BREAK SPACE}", said))
        return self._days[key]

    def days(self, event: Event) -> Markup:
        """Say the day of a meeting, or the days of one that lasts several."""
        if event.last_on == event.on:
            return self.day(event.on)
        return self._html.gettext(
            "from {first} to {last}", first=self.day(event.on), last=self.day(event.last_on)
        )

    def near(self, event: Event, today: date) -> Markup:
        """Say the days of a meeting; the year of one that is soon goes without saying."""
        if event.last_on != event.on or (event.on - today).days > _SOON:
            return self.days(event)
        return self.short(event)

    def short(self, event: Event) -> Markup:
        """Say the day of a meeting under the heading of its year."""
        return self.day(event.on, year=False)

    def leaf(self, on: date) -> tuple[str, int, str]:
        """Say a day as a leaf of a calendar has it: the weekday, the number and the month, abbreviated."""
        names = day_names(self._words.language)
        return names.short_weekdays[on.weekday()], on.day, names.short_months[on.month - 1]

    def hours(self, event: Event) -> str:
        """Say from when to when a meeting lasts; nothing for an all-day one."""
        if event.all_day:
            return ""
        start, end = self._words.time(event.starts_at.time()), self._words.time(event.ends_at.time())
        return self._in_zone(event, self._words.gettext("{start} to {end}", start=start, end=end))

    def hour(self, event: Event) -> str:
        """Say when a meeting begins; nothing for an all-day one."""
        return "" if event.all_day else self._in_zone(event, self._words.time(event.starts_at.time()))

    def _in_zone(self, event: Event, hours: str) -> str:
        return hours if event.zone == self._zone else in_zone(hours, event.zone, self._words)
