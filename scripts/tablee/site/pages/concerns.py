"""What a fact about vitality means in words, and the one thing to do when a threshold is crossed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.i18n.words import _
from tablee.rules.vitality import Concern, Pace

if TYPE_CHECKING:
    from tablee.i18n.words import Words
    from tablee.rules.vitality import Vitality

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


def say_pace(words: Words, facts: Vitality) -> str:
    """Say what the silence of a circle means; a break is a break."""
    if facts.silence is None:
        return ""
    if facts.silence.pause:
        return words.say(_("The group is on a break that it announced."))
    return words.say(_PACES[facts.silence.pace])


def say_concern(words: Words, facts: Vitality) -> str:
    """Say the one thing to do about the most pressing threshold that is crossed; nothing when all is well."""
    return words.say(_NUDGES[facts.concerns[0]]) if facts.concerns else ""
