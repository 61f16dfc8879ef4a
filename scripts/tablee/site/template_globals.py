"""The names that every template may use."""

from __future__ import annotations

import hashlib
import re
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from tablee.files.addresses import feed_of_circle, feed_of_meeting, feed_of_member
from tablee.i18n.day_names import day_names
from tablee.i18n.words import _
from tablee.rules.mutual_help import standing
from tablee.rules.timeline import State
from tablee.rules.why import render_number, render_why
from tablee.site.charts import render_balance
from tablee.site.dates import DatesInWords
from tablee.site.external_links import map_of, webcal
from tablee.site.text import neutral, render_markdown, safe_address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from tablee.i18n.words import Words
    from tablee.rules.timeline import Event
    from tablee.site.context import SiteContext

TINTS = 6
"""How many colours the circles with initials have in the style sheet."""

_STATES = {
    State.TENTATIVE: _("proposed"),
    State.CONFIRMED: _("confirmed"),
    State.HELD: _("held"),
    State.ASSUMED: _("assumed held"),
    State.CANCELLED: _("cancelled"),
}
_TURNS = {
    "served": _("has facilitated"),
    "accepted": _("accepted"),
    "called": _("asked"),
    "proposed": _("next in turn"),
}


def template_globals(context: SiteContext) -> Mapping[str, object]:
    """Return what templates may call, for one context."""
    return {
        "_": context.html.gettext,
        "ngettext": context.html.ngettext,
        "Markup": Markup,
        "context": context,
        "settings": context.settings,
        "when": DatesInWords(context.words),
        "markdown": render_markdown,
        "safe_address": safe_address,
        "circle_name": context.group.name_of_circle,
        "state": partial(say_state, context.words),
        "turn_status": lambda status: context.words.say(_TURNS[status]),
        "balance": lambda number: render_number(number, context.words),
        "bar": render_balance,
        "breakable": breakable,
        "reasons": lambda explanation: render_why(explanation, context.group, context.words),
        "weekdays": day_names(context.words.language).weekdays,
        "month_name": context.words.month,
        "initials": initials,
        "tint": tint,
        "map_of": map_of,
        "name_of": context.name_of,
        "number": lambda number: render_count(number, context.words),
        "standing": lambda offers: standing(offers, context.today),
        "feed_of_circle": feed_of_circle,
        "feed_of_meeting": feed_of_meeting,
        "feed_of_member": feed_of_member,
        "webcal": webcal,
    }


def say_state(words: Words, event: Event) -> str:
    """Say the state of a meeting."""
    return words.say(_STATES[event.state])


def render_count(number: Fraction, words: Words) -> str:
    """Return a number of people with a half where a median has one, as the language writes it."""
    whole, half = divmod(number, 1)
    point = "," if words.language == "fr" else "."
    return f"{whole}{point}5" if half else str(whole)


def breakable(address: str) -> Markup:
    """Return an address as HTML that a narrow screen may break after a slash."""
    return Markup("<wbr>").join(neutral(part) for part in re.split(r"(?<=[^/]/)(?=[^/])", address))


def initials(name: str) -> str:
    """Return up to two initials of a name: of its first and of its last word."""
    words = name.split()
    ends = (words[0], words[-1]) if len(words) > 1 else words
    return "".join(word[0] for word in ends).upper()


def tint(member: str) -> int:
    """Return the number of a member's colour, the same for ever."""
    return hashlib.sha256(member.encode()).digest()[0] % TINTS
