"""Why somebody is called to facilitate, in sentences of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from tablee.i18n.words import _
from tablee.rules.names import name_of_member
from tablee.rules.turns import Condition, Reason

if TYPE_CHECKING:
    from tablee.i18n.words import Words
    from tablee.model import Group
    from tablee.rules.turns import Candidate, Explanation

NAMED = 12
"""How many members a sentence names; it counts the others."""

_DROPPED = {
    Condition.REST: _("rest after a turn"),
    Condition.PRESENCE: _("a visit to one of the last three meetings"),
    Condition.VISITS: _("enough visits for a first turn"),
    Condition.PAUSE: _("never two turns running"),
}
_NAMED = {
    Reason.RESTING: _("Resting after a turn, or called for a later one: {names}."),
    Reason.NEWCOMER: _("Too few visits yet for a first turn: {names}."),
    Reason.ABSENT: _("Not at any of the last three meetings: {names}."),
}


def render_why(explanation: Explanation, group: Group, words: Words) -> list[str]:
    """Say why the lead of a ranking is called, who comes next, and who was skipped.

    Who opted out, is away, cannot come or passed is counted, not named: that is free, and nobody asks why.
    """
    return list(_sentences(explanation, group, words))


def render_number(number: Fraction, words: Words) -> str:
    """Return a balance with its sign and two decimals, as the language writes them; nothing has no sign."""
    hundredths = round(number * 100)
    sign = "+" if hundredths > 0 else "\N{MINUS SIGN}" if hundredths else ""
    point = "," if words.language == "fr" else "."
    return f"{sign}{abs(hundredths) // 100}{point}{abs(hundredths) % 100:02}"


def _sentences(explanation: Explanation, group: Group, words: Words) -> Iterator[str]:
    yield from _call(explanation, group, words)
    if explanation.ranked:
        yield from _lead(explanation, group, words)
    if explanation.relaxed:
        dropped = words.listing([words.say(_DROPPED[condition]) for condition in explanation.relaxed])
        yield words.say(
            _("Nobody met every condition, so these were dropped: {conditions}."), conditions=dropped
        )
    yield from _skipped(explanation, group, words)


def _call(explanation: Explanation, group: Group, words: Words) -> Iterator[str]:
    """Say what is recorded, and where the rule would have it otherwise."""
    lead = name_of_member(group, explanation.lead, words)
    if explanation.called and explanation.called_on:
        called = name_of_member(group, explanation.called, words)
        yield words.say(_("{name} was called on {day}."), name=called, day=words.day(explanation.called_on))
        if explanation.lead and explanation.called != explanation.lead:
            yield words.say(
                _(
                    "By today’s files it would be {name}: they were corrected since, or the call was made by hand."
                ),
                name=lead,
            )
    elif not explanation.ranked:
        yield words.say(_("Nobody can be called for this meeting."))
    meeting = group.meetings.get(explanation.key)
    takers = meeting.facilitators if meeting else ()
    if takers and not {explanation.called, explanation.lead}.intersection(takers):
        names = words.listing([name_of_member(group, member, words) for member in takers])
        yield words.say(_("{names} took this turn on. The rule goes by balances:"), names=names)


def _lead(explanation: Explanation, group: Group, words: Words) -> Iterator[str]:
    lead, *others = explanation.ranked
    name = name_of_member(group, lead.member, words)
    if explanation.by_return:
        yield words.say(_("{name} starts the group again, as the break said."), name=name)
    else:
        yield words.say(
            _("{name} has the highest balance of those who can be called: {balance}."),
            name=name,
            balance=render_number(lead.balance, words),
        )
    yield _since(lead, words)
    if explanation.tie:
        yield words.say(
            _("The next one’s balance is the same: the hash of the meeting and the name decides.")
        )
    if others[:2]:
        yield words.say(_("Next in line: {names}."), names=_next(others[:2], group, words))


def _since(candidate: Candidate, words: Words) -> str:
    visits = words.count("{n} visit", "{n} visits", candidate.visits_since)
    owed = render_number(candidate.owed_since, words).removeprefix("+")
    if candidate.last_turn_on is None:
        return words.say(_("No turn yet: {visits}, {owed} of a turn owed."), visits=visits, owed=owed)
    return words.say(
        _("Since the last turn, on {day}: {visits}, {owed} of a turn owed."),
        day=words.day(candidate.last_turn_on, weekday=False),
        visits=visits,
        owed=owed,
    )


def _next(candidates: Iterable[Candidate], group: Group, words: Words) -> str:
    return words.listing(
        [f"{name_of_member(group, c.member, words)} ({render_number(c.balance, words)})" for c in candidates]
    )


def _skipped(explanation: Explanation, group: Group, words: Words) -> Iterator[str]:
    for reason, sentence in _NAMED.items():
        if who := explanation.skipped.get(reason, ()):
            yield words.say(sentence, names=_several(who, group, words))
    counts = {reason: len(who) for reason, who in explanation.skipped.items() if reason not in _NAMED}
    parts = list(_counted(counts, words))
    if parts:
        yield words.say(_("Not asked: {parts}."), parts=words.listing(parts))


def _several(members: tuple[str, ...], group: Group, words: Words) -> str:
    """Name the first ones and count the others: in a large group they are hundreds."""
    names = [name_of_member(group, member, words) for member in members[:NAMED]]
    return words.listing(names, len(members) - len(names))


def _counted(counts: dict[Reason, int], words: Words) -> Iterator[str]:
    if n := counts.get(Reason.OPTED_OUT, 0):
        yield words.count("{n} does not facilitate", "{n} do not facilitate", n)
    if n := counts.get(Reason.AWAY, 0):
        yield words.count("{n} is away", "{n} are away", n)
    if n := counts.get(Reason.CANNOT_COME, 0) + counts.get(Reason.PASSED, 0):
        yield words.count("{n} cannot this time", "{n} cannot this time", n)
