"""The page of vitality: facts about each circle, said and drawn; no score, and nobody ranked."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tablee.i18n.translations import _
from tablee.rules.silence import Pace
from tablee.rules.timeline import State
from tablee.rules.vitality import FOUNDING, Concern, comings
from tablee.site.charts import render_circles, render_dots
from tablee.site.dates import raised
from tablee.site.page import Page
from tablee.site.pages.attendance import ENOUGH, pulse_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from tablee.i18n.translations import Translations
    from tablee.rules.vitality import Vitality
    from tablee.site.context import SiteContext

SHOWN = 52
"""How many meetings the chart of attendance shows: a year of a weekly group."""

QUARTERS = 8
"""How many quarters back newcomers are told."""

TABLE = 26
"""The table of shared tables shows who came to this many last meetings…"""

SEATS = 12
"""…and at most so many people: more would not fit on a phone."""

LEVELS = (1, 3, 8)
"""From so many shared meetings on a square is darker."""


_QUARTERS = (
    _("1st quarter of {year}"),
    _("2nd quarter of {year}"),
    _("3rd quarter of {year}"),
    _("4th quarter of {year}"),
)

_PACES = {
    Pace.STEADY: _("The rhythm holds."),
    Pace.LATE: _("A meeting is overdue."),
    Pace.PAUSED: _("The group has paused without saying so."),
    Pace.DORMANT: _("The group is asleep."),
    Pace.CLOSE: _("The group has not met for very long."),
}
_NUDGES = {
    Concern.LATE: _("Confirm the next date today, even with few people: two at a table are a meeting."),
    Concern.PAUSED: _(
        "Restart: propose the next date, and ask whoever has the highest balance to facilitate it."
    ),
    Concern.DORMANT: _(
        "Restart with the two or three who came most: fix one date among yourselves, then invite everybody."
    ),
    Concern.CLOSE: _("Decide together: close the group with thanks, or found it anew with a first date."),
    Concern.FADING: _(
        "At the next meeting, ask each member to bring one person, or to call one who stopped coming."
    ),
    Concern.FEW: _(
        "Join the next two dates into one, or choose another day: three at the table are a start."
    ),
    Concern.NARROW: _(
        "Ask somebody who seldom facilitates to lead the next meeting, with one of the usual two beside."
    ),
    Concern.WIDE: _(
        "Let those with the highest balances take the next turns, or set their share in their files."
    ),
    Concern.REVOLVING: _("Write to those who used to come: ask them what they miss."),
    Concern.LOST: _("Seat newcomers next to a regular, and write to them the day after."),
}

_SILENT = (Concern.LATE, Concern.PAUSED, Concern.DORMANT, Concern.CLOSE)
"""What a next date would end."""


class Quarter(NamedTuple):
    """The newcomers of three months, drawn, and how many of them came back."""

    name: Markup
    new: int
    back: int
    dots: Markup


class SharedTables(NamedTuple):
    """Who has sat with whom: for each name, how often each one before was met, and how strongly that shows."""

    rows: list[tuple[str, list[tuple[int, int]]]]
    pairs: int
    met: int


def vitality_pages(context: SiteContext) -> Iterator[Page]:
    """Make the page of vitality: a part for each circle that has met."""
    title = context.words.gettext(_("Vitality of the group"))
    description = context.words.gettext(
        _("How {name} is doing: facts, and no score."), name=context.settings.name
    )
    facts = (context.vitality(circle) for circle in context.group.circle_ids)
    parts = [_part(context, one) for one in facts if one.meetings or one.unrecorded]
    values = {"parts": parts, "dated": context.timeline.foremost is not None}
    yield Page("vitality.md", "vitality", title, description, values)


def _part(context: SiteContext, facts: Vitality) -> dict[str, object]:
    table, members = facts.table, len(context.members_today(facts.circle))
    said = context.html.gettext(
        _("{core} in the core, {around} around it, {all} members in all."),
        core=table.core,
        around=table.around,
        all=members,
    )
    return {
        "circle": facts.circle,
        "name": context.group.name_of_circle(facts.circle),
        "facts": facts,
        "pace": _say_pace(context.words, facts),
        "nudge": _nudge(context, facts),
        "chart": pulse_of(context, facts.circle, SHOWN, "attendance"),
        "enough": len(facts.meetings) >= ENOUGH,
        "members": members,
        "circles": render_circles((table.core, table.core + table.around, members), said),
        "quarters": _quarters(context.words, facts),
        "tables": _shared_tables(context, facts),
    }


def _nudge(context: SiteContext, facts: Vitality) -> str:
    """Say the one thing to do about the most pressing threshold crossed; who fixed a date is not told to fix one."""
    if not facts.concerns:
        return ""
    concern, event = facts.concerns[0], context.timeline.next(facts.circle)
    if concern in _SILENT and event and event.state is State.CONFIRMED:
        return context.words.gettext(
            _("The next date is fixed, {day}: ask today who comes."), day=context.words.day(event.on)
        )
    return context.words.gettext(_NUDGES[concern])


def _quarters(words: Translations, facts: Vitality) -> list[Quarter]:
    """Return the quarters in which somebody came for the first time, the newest first."""
    meetings = facts.meetings
    told = [(meetings[at].on, comings(meetings, at)) for at in range(FOUNDING, len(meetings))]
    found = []
    for (year, number), those in groupby(told, key=lambda one: (one[0].year, (one[0].month - 1) // 3)):
        visitors = [one for _on, one in those]
        new, back = sum(one.new for one in visitors), sum(one.back for one in visitors)
        if new:
            found.append(
                Quarter(
                    raised(words.gettext(_QUARTERS[number], year=year)), new, back, render_dots(back, new)
                )
            )
    return found[: -QUARTERS - 1 : -1]


def _shared_tables(context: SiteContext, facts: Vitality) -> SharedTables | None:
    """Return who of those who came most has sat with whom, by name."""
    came = Counter(who for one in facts.meetings[-TABLE:] for who in one.came)
    there = sorted((m for m in context.members if came[m.id]), key=lambda m: (-came[m.id], m.id))[:SEATS]
    if len(there) < 3:  # noqa: PLR2004 (one pair is no table)
        return None
    people = [member for member in context.members if member in there]
    met = context.company.met
    rows = [
        (one.name, [_shade(met(one.id, other.id)) for other in people[:row]])
        for row, one in enumerate(people)
    ]
    known = sum(1 for _one, times in rows for often, _level in times if often)
    return SharedTables(rows, len(people) * (len(people) - 1) // 2, known)


def _shade(often: int) -> tuple[int, int]:
    return often, sum(often >= level for level in LEVELS)


def _say_pace(words: Translations, facts: Vitality) -> str:
    """Say what the silence of a circle means; a break is a break."""
    if facts.silence is None:
        return ""
    if facts.silence.pause:
        return words.gettext(_("The group is on a break that it announced."))
    return words.gettext(_PACES[facts.silence.pace])
