"""The names that every template may use."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from tablee.data.addresses import feed_of_circle, feed_of_meeting, feed_of_member
from tablee.data.folding import fold
from tablee.data.words import _
from tablee.decide.timeline import State
from tablee.publish.pages.speech import Speech
from tablee.publish.pages.subscribe import webcal
from tablee.publish.pages.when import When
from tablee.publish.text import render_markdown, safe_address
from tablee.publish.why import render_number, render_why

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tablee.data.model import Member
    from tablee.data.words import Words
    from tablee.decide.timeline import Event
    from tablee.publish.pages.book import Book

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


def vocabulary(book: Book) -> Mapping[str, object]:
    """Return what templates may call, for one book."""
    speech = Speech(book.words)
    return {
        "_": speech.say,
        "ngettext": speech.count,
        "Markup": Markup,
        "book": book,
        "settings": book.settings,
        "when": When(book.words),
        "markdown": render_markdown,
        "safe_address": safe_address,
        "circle_name": book.group.name_of_circle,
        "state": partial(say_state, book.words),
        "turn_status": lambda status: book.words.say(_TURNS[status]),
        "balance": lambda number: render_number(number, book.words),
        "why": lambda turn: render_why(turn.explanation, book.group, book.words),
        "initials": initials,
        "tint": tint,
        "search_words": search_words,
        "skill_key": fold,
        "skill_keys": skill_keys,
        "feed_of_circle": feed_of_circle,
        "feed_of_meeting": feed_of_meeting,
        "feed_of_member": feed_of_member,
        "webcal": webcal,
    }


def say_state(words: Words, event: Event) -> str:
    """Say the state of a meeting."""
    return words.say(_STATES[event.state])


def initials(name: str) -> str:
    """Return up to two initials of a name: of its first and of its last word."""
    words = name.split()
    ends = (words[0], words[-1]) if len(words) > 1 else words
    return "".join(word[0] for word in ends).upper()


def tint(member: str) -> int:
    """Return the number of a member's colour, the same for ever."""
    return hashlib.sha256(member.encode()).digest()[0] % TINTS


def search_words(member: Member) -> str:
    """Return what the filter of the members' page looks through, without accents and capitals."""
    return fold(" ".join((member.name, member.trade, member.city, *member.skills)))


def skill_keys(member: Member) -> str:
    """Return the skills of a member as the filter compares them, parted by bars."""
    return "|".join(fold(skill) for skill in member.skills)
