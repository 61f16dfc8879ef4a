"""The page of vitality: facts about each circle, drawn and said; no score, and nobody ranked."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tablee.i18n.words import _
from tablee.rules.vitality import FOUNDING, comings
from tablee.site.charts import render_circles, render_dots, render_shared_tables
from tablee.site.pages.concerns import say_concern, say_pace
from tablee.site.pages.pulse import ENOUGH, pulse_of
from tablee.site.pages.sheet import Sheet
from tablee.site.pages.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from tablee.i18n.words import Words
    from tablee.rules.vitality import Vitality
    from tablee.site.pages.book import Book

SHOWN = 104
"""How many meetings the chart of attendance shows: two years of a weekly group."""

QUARTERS = 8
"""How many quarters back newcomers are told."""

TABLE = 26
"""The shared-table graph shows who came to this many last meetings…"""

SEATS = 40
"""…and at most so many people: more squares are a blur."""


_QUARTERS = (
    _("1st quarter of {year}"),
    _("2nd quarter of {year}"),
    _("3rd quarter of {year}"),
    _("4th quarter of {year}"),
)


class Quarter(NamedTuple):
    """The newcomers of three months, drawn, and how many of them came back."""

    name: str
    new: int
    back: int
    dots: Markup


class SharedTables(NamedTuple):
    """The shared-table graph: a drawing without names, what it says, and its numbers."""

    picture: Markup
    people: int
    pairs: int
    met: int


def vitality_sheets(book: Book) -> Iterator[Sheet]:
    """Make the page of vitality: a part for each circle that has met."""
    title = book.words.say(_("Vitality of the group"))
    description = book.words.say(_("How {name} is doing: facts, and no score."), name=book.settings.name)
    speech = Speech(book.words)
    facts = (book.insight.vitality(circle) for circle in book.group.circle_ids)
    parts = [_part(book, speech, one) for one in facts if one.meetings]
    yield Sheet("vitality.md", "vitality", title, description, {"parts": parts})


def _part(book: Book, speech: Speech, facts: Vitality) -> dict[str, object]:
    table, members = facts.table, len(book.group_today(facts.circle))
    said = speech.say(
        _("{core} in the core, {around} around it, {all} members in all."),
        core=table.core,
        around=table.around,
        all=members,
    )
    return {
        "circle": facts.circle,
        "name": book.group.name_of_circle(facts.circle),
        "facts": facts,
        "pace": say_pace(book.words, facts),
        "nudge": say_concern(book.words, facts),
        "chart": pulse_of(book, speech, facts.circle, SHOWN, "attendance"),
        "enough": len(facts.meetings) >= ENOUGH,
        "members": members,
        "circles": render_circles((table.core, table.core + table.around, members), said),
        "quarters": _quarters(book.words, facts),
        "graph": _graph(book, speech, facts),
    }


def _quarters(words: Words, facts: Vitality) -> list[Quarter]:
    """Return the quarters in which somebody came for the first time, the newest first."""
    meetings = facts.meetings
    told = [(meetings[at].on, comings(meetings, at)) for at in range(FOUNDING, len(meetings))]
    found = []
    for (year, number), those in groupby(told, key=lambda one: (one[0].year, (one[0].month - 1) // 3)):
        visitors = [one for _on, one in those]
        new, back = sum(one.new for one in visitors), sum(one.back for one in visitors)
        if new:
            found.append(Quarter(words.say(_QUARTERS[number], year=year), new, back, render_dots(back, new)))
    return found[: -QUARTERS - 1 : -1]


def _graph(book: Book, speech: Speech, facts: Vitality) -> SharedTables | None:
    """Draw who of the last meetings' visitors has sat with whom; long-standing members first, and without a name."""
    came = {who for one in facts.meetings[-TABLE:] for who in one.came}
    there = [member for member in book.members if member.id in came]
    people = [m.id for m in sorted(there, key=lambda m: (m.spans[0].from_on, m.id))][:SEATS]
    if len(people) < 3:  # noqa: PLR2004 (one pair is no graph)
        return None
    company = book.insight.company
    met = [[company.met(one, other) for other in people[:row]] for row, one in enumerate(people)]
    return _tell_graph(speech, met, len(people))


def _tell_graph(speech: Speech, met: Sequence[Sequence[int]], people: int) -> SharedTables:
    pairs, known = people * (people - 1) // 2, sum(1 for row in met for times in row if times)
    label = speech.say(_("{met} of {pairs} pairs have sat at one table."), met=known, pairs=pairs)
    return SharedTables(render_shared_tables(met, label), people, pairs, known)
