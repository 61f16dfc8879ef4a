"""How many came lately, as pictures with their words: the pulse of the group."""

from __future__ import annotations

from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from tablee.i18n.translations import _
from tablee.rules.vitality import FOUNDING
from tablee.site.charts import Point, render_attendance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from markupsafe import Markup

    from tablee.rules.vitality import Gathering
    from tablee.site.context import SiteContext
    from tablee.site.html_translations import HtmlTranslations

PULSE = 26
"""How many meetings the small picture shows: half a year of a weekly group."""

LABELS = 5
"""How many names of months stand below a picture."""

ENOUGH = 4
"""Fewer meetings are no picture yet."""


class Pulse(NamedTuple):
    """A picture of attendance, what it says in words, the meetings that it shows, and its scale.

    `most` is how many came to the longest table; `months` are names with their place, in hundredths of the width.
    """

    picture: Markup
    said: Markup
    meetings: Sequence[Gathering]
    most: int
    months: list[tuple[str, int]]


def pulse_of(context: SiteContext, circle: str, count: int, kind: str) -> Pulse | None:
    """Draw the last `count` meetings of a circle; nothing where there are too few."""
    everything = context.vitality(circle).meetings
    meetings = everything[-count:]
    if len(meetings) < ENOUGH:
        return None
    said = _say(context.html, meetings)
    known = everything[FOUNDING - 1].on if len(everything) >= FOUNDING else meetings[-1].on
    points = [Point(one.on, len(one.came), len(one.new) if one.on > known else 0) for one in meetings]
    picture = render_attendance(points, context.settings.closures, said, kind)
    most = max(len(one.came) for one in meetings)
    return Pulse(picture, said, meetings, most, _months(context, meetings[0].on, meetings[-1].on))


def _months(context: SiteContext, first: date, last: date) -> list[tuple[str, int]]:
    """Return at most so many months as stand beside each other on a phone, each where its first day is."""
    starts = [day.replace(day=1) for day in (first + timedelta(days=31 * n) for n in range(1, 40))]
    shown = [day for day in dict.fromkeys(starts) if first < day <= last]
    step = max(1, -(-len(shown) // LABELS))
    days = max((last - first).days, 1)
    return [(context.dates.leaf(day)[2], round(100 * (day - first).days / days)) for day in shown[::step]]


def _say(translations: HtmlTranslations, meetings: Sequence[Gathering]) -> Markup:
    numbers = [len(one.came) for one in meetings]
    usual = int(median(numbers))
    return translations.gettext(
        _("The last {meetings} meetings: from {least} to {most} members at the table, {usual} as a rule."),
        meetings=len(meetings),
        least=min(numbers),
        most=max(numbers),
        usual=usual,
    )
