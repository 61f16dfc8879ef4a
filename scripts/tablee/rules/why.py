"""Why somebody is called to facilitate, in sentences of plain text."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tablee.i18n.translations import Translations, _
from tablee.model import Group
from tablee.rules.names import name_of_member
from tablee.rules.turns import Candidate, Explanation, Reason, Rest


def render_why(explanation: Explanation, group: Group, words: Translations) -> list[str]:
    """Say why the lead of a ranking is called, who comes next, and how many were skipped.

    Who opted out, is away, cannot come or passed is counted, not named: that is free, and nobody asks why.
    """
    said = list(_call(explanation, group, words))
    if explanation.ranked:
        said += _lead(explanation, group, words)
    said += _resting(explanation, words)
    if parts := list(_skipped(explanation, words)):
        said.append(words.gettext(_("Not asked: {parts}."), parts=words.listing(parts)))
    return said


def render_number(number: Fraction, words: Translations) -> str:
    """Return a balance with its sign and two decimals, as the language writes them; nothing has no sign."""
    hundredths = round(number * 100)
    sign = "+" if hundredths > 0 else "\N{MINUS SIGN}" if hundredths else ""
    return sign + words.decimal(number, 2)


def _call(explanation: Explanation, group: Group, words: Translations) -> Iterator[str]:
    """Say what is recorded, and where the rule would have it otherwise."""
    lead = name_of_member(group, explanation.lead, words)
    if explanation.called and explanation.called_on:
        called = name_of_member(group, explanation.called, words)
        yield words.gettext(
            _("{name} was called on {day}."), name=called, day=words.day(explanation.called_on)
        )
        if explanation.lead and explanation.called != explanation.lead:
            corrected = _(
                "By today’s files it would be {name}: they were corrected since, or the call was made by hand."
            )
            yield words.gettext(corrected, name=lead)
    elif not explanation.ranked:
        yield words.gettext(_("Nobody can be called for this meeting."))
    meeting = group.meetings.get(explanation.key)
    takers = meeting.facilitators if meeting else ()
    if takers and not {explanation.called, explanation.lead}.intersection(takers):
        names = words.listing([name_of_member(group, member, words) for member in takers])
        yield words.gettext(_("{names} took this turn on. The rule goes by balances:"), names=names)


def _lead(explanation: Explanation, group: Group, words: Translations) -> Iterator[str]:
    lead, *others = explanation.ranked
    name = name_of_member(group, lead.member, words)
    if explanation.by_return:
        yield words.gettext(_("{name} starts the group again, as the break said."), name=name)
    else:
        said = _("{name} has the highest balance of those who can be called: {balance}.")
        yield words.gettext(said, name=name, balance=render_number(lead.balance, words))
    yield from _since(lead, words)
    if explanation.tie:
        yield words.gettext(
            _("The next one’s balance is the same: lots were drawn, and anybody can draw them again.")
        )
    if others:
        names = [
            f"{name_of_member(group, c.member, words)} ({render_number(c.balance, words)})"
            for c in others[:2]
        ]
        yield words.gettext(_("Next in line: {names}."), names=words.listing(names))


def _since(candidate: Candidate, words: Translations) -> Iterator[str]:
    """Say how often somebody has come since the last turn, as far as anybody knows."""
    visits = words.ngettext("{n} visit", "{n} visits", candidate.visits_since)
    if candidate.last_turn_on:
        day = words.day(candidate.last_turn_on, weekday=False)
        yield words.gettext(_("Since the last turn, on {day}: {visits}."), day=day, visits=visits)
    elif candidate.visits_since:
        yield words.gettext(_("No turn yet: {visits}."), visits=visits)


def _resting(explanation: Explanation, words: Translations) -> Iterator[str]:
    """Say how many come after the others; where they come first, that all do."""
    resting = [one for one in explanation.ranked if one.rest is not Rest.NONE]
    if resting and resting[0] is explanation.ranked[0] and not explanation.by_return:
        yield words.gettext(_("Everybody who can be called has led or was asked at the last meetings."))
    elif resting:
        yield words.ngettext(
            "{n} member has led or was asked at the last meetings, and comes after the others.",
            "{n} members have led or were asked at the last meetings, and come after the others.",
            len(resting),
        )


def _skipped(explanation: Explanation, words: Translations) -> Iterator[str]:
    counts = {reason: len(who) for reason, who in explanation.skipped.items()}
    if n := counts.get(Reason.OPTED_OUT, 0):
        yield words.ngettext("{n} does not facilitate", "{n} do not facilitate", n)
    if n := counts.get(Reason.AWAY, 0):
        yield words.ngettext("{n} is away", "{n} are away", n)
    if n := counts.get(Reason.BUSY, 0):
        yield words.ngettext("{n} is at another meeting", "{n} are at another meeting", n)
    if n := counts.get(Reason.CANNOT_COME, 0) + counts.get(Reason.ASKED, 0):
        yield words.ngettext("{n} can’t this time", "{n} can’t this time", n)
    if n := counts.get(Reason.INACTIVE, 0):
        yield words.ngettext("{n} has not come lately", "{n} have not come lately", n)
