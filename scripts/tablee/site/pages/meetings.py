"""The lists of meetings: months as tables, what comes, the last ones, a page a year, and one for each meeting."""

from __future__ import annotations

from calendar import Calendar
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import chain, groupby
from typing import TYPE_CHECKING, TypeVar

from tablee.i18n.translations import _
from tablee.site.cards.of_pages import card_of_year
from tablee.site.meeting_view import STATUSES, Status
from tablee.site.page import MEETINGS, Page
from tablee.site.pages.meeting import meeting_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tablee.model import Closure
    from tablee.rules.timeline import Event
    from tablee.site.context import SiteContext
    from tablee.site.meeting_view import MeetingView

SOON = 8
"""How many coming meetings the list shows at once; the others open below them."""

LAST = 8
"""How many past meetings the list shows; all others stand on the page of their year."""

THESE_MONTHS, EARLIER_MONTHS, LATER_MONTHS = range(2), range(-3, 0), range(2, 6)
"""Counted from this month: those that are shown, and those that open before and after them."""

_LEGEND = {
    Status.CONFIRMED: {Status.CONFIRMED, Status.FULL, Status.MOVED},
    Status.PROPOSED: {Status.PROPOSED},
    Status.VOTING: {Status.VOTING},
    Status.HELD: {Status.HELD},
    Status.UNRECORDED: {Status.UNRECORDED},
    Status.CANCELLED: {Status.CANCELLED},
}
"""How the months show each status; those that are shown alike stand under one word."""

T = TypeVar("T")


def meeting_pages(context: SiteContext) -> Iterator[Page]:
    """Make the index of meetings, a page for each year in which the group met, and one for each event."""
    timeline, words, name = context.timeline, context.words, context.settings.name
    years = _past_years(context)
    views = context.views(timeline.events)
    months_from_today = partial(months, views, context.settings.closures, context.today)
    shown = {
        "months": months_from_today(THESE_MONTHS),
        "earlier_months": months_from_today(EARLIER_MONTHS),
        "later_months": months_from_today(LATER_MONTHS),
    }
    values = {
        "coming": context.views(e for e in timeline.events if not e.is_over(timeline.now)),
        "soon": SOON,
        "last": context.views(reversed(timeline.past()[-LAST:])),
        "breaks": context.breaks,
        "years": [(year, len(events)) for year, events in years],
        **shown,
        "statuses": [(status, words.gettext(STATUSES[status])) for status in legend(chain(*shown.values()))],
        "pauses": any(day.paused for month in chain(*shown.values()) for day in month.days),
    }
    description = words.gettext(_("The coming and past meetings of {name}."), name=name)
    yield Page(MEETINGS, "meetings", words.gettext(_("Meetings")), description, values)
    for circle in context.group.circle_ids:
        events = timeline.of(circle)
        shared = {day for day, several in Counter(event.on for event in events).items() if several > 1}
        for before, event, after in _with_neighbours(events):
            yield meeting_page(context, event, before, after, shared)
    for later, (year, those), earlier in _with_neighbours(years):
        yield Page(
            f"meetings/{year}.md",
            "meeting_year",
            title=words.gettext(_("Meetings in {year}"), year=year),
            description=words.gettext(_("The meetings of {name} in {year}."), name=name, year=year),
            values={
                "meetings": context.views(those),
                "earlier": earlier[0] if earlier else None,
                "later": later[0] if later else None,
            },
            section=MEETINGS,
            card=card_of_year(context, year),
        )


def _past_years(context: SiteContext) -> list[tuple[int, list[Event]]]:
    """Return the past meetings by year, the newest first."""
    newest_first = reversed(context.timeline.past())
    return [(year, list(events)) for year, events in groupby(newest_first, key=lambda event: event.on.year)]


def _with_neighbours(items: Sequence[T]) -> Iterable[tuple[T | None, T, T | None]]:
    return zip((None, *items), items, (*items[1:], None), strict=False)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month's table, with its meetings; a day of another month has no number there."""

    on: date
    inside: bool
    paused: bool
    meetings: tuple[MeetingView, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day, with its weeks of seven days from Monday on."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def days(self) -> Iterator[Day]:
        """Its own days."""
        return (day for week in self.weeks for day in week if day.inside)


def months(
    meetings: Iterable[MeetingView], breaks: Sequence[Closure], today: date, those: range = THESE_MONTHS
) -> list[Month]:
    """Return months counted from today's, without those in which nothing happens."""
    firsts = [_first_of_month(today, away) for away in those]
    by_day: defaultdict[date, list[MeetingView]] = defaultdict(list)
    for meeting in meetings:
        for day in range((meeting.last_on - meeting.on).days + 1):
            by_day[meeting.on + timedelta(days=day)].append(meeting)
    busy = {(day.year, day.month) for day in by_day}
    return [
        Month(first, _weeks(first, by_day, breaks)) for first in firsts if (first.year, first.month) in busy
    ]


def legend(shown: Iterable[Month]) -> list[Status]:
    """Return the statuses that the reader of some months has to tell apart."""
    used = {meeting.status for month in shown for day in month.days for meeting in day.meetings}
    return [status for status, alike in _LEGEND.items() if used & alike]


def _first_of_month(today: date, away: int) -> date:
    years, month = divmod(today.month - 1 + away, 12)
    return date(today.year + years, month + 1, 1)


def _weeks(
    first: date, by_day: Mapping[date, list[MeetingView]], breaks: Sequence[Closure]
) -> tuple[tuple[Day, ...], ...]:
    def day(on: date) -> Day:
        paused = any(pause.from_on <= on <= pause.to_on for pause in breaks)
        return Day(on, on.month == first.month, paused, tuple(by_day.get(on, ())))

    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return tuple(tuple(day(on) for on in week) for week in weeks)
