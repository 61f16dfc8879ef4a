"""What a rehearsal comes to: meetings, turns, missions, mornings without a next date, and everybody's notifications."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tablee.i18n.translations import _
from tablee.rules.timeline import State
from tablee.steward.rehearse.notifications import Mailbox
from tablee.steward.rehearse.story import Narrator

COUNTED = _("Notifications: mentions, and comments in issues that one takes part in")
UNREACHED = _("Without an account, and so asked by word of mouth: {names}.")
STRANGERS = _("Heard once the number of their account is known (`github_id`), and silent here: {names}.")
NOBODY_REACHED = _("No member’s file names an account (`github`, `github_id`): GitHub would notify nobody.")


def render_summary(narrator: Narrator, first_on: date, mailbox: Mailbox, dateless: int) -> str:
    """Return the end of the story; `dateless` counts the mornings on which no next date was there."""
    lines = [*_meetings(narrator, first_on, dateless), "", *_notifications(narrator, mailbox)]
    return "".join(f"{line}\n" for line in lines)


def _meetings(narrator: Narrator, first_on: date, dateless: int) -> Iterator[str]:
    words = narrator.words
    happened = (e for e in narrator.timeline.events if e.state is State.HELD and e.on >= first_on)
    held = [event.meeting for event in happened if event.meeting]
    yield words.ngettext("{n} meeting was held.", "{n} meetings were held.", len(held))
    if held:
        visits = sum(len(meeting.present or ()) for meeting in held)
        yield words.gettext(
            _("On average {n} members came."), n=words.decimal(Fraction(visits, len(held)), 1)
        )
        led = Counter(member for meeting in held for member in meeting.facilitators)
        ordered = sorted(led.items(), key=lambda row: (-row[1], row[0]))
        if parts := [f"{narrator.names([who])} {times}" for who, times in ordered]:
            yield words.gettext(_("Facilitated: {parts}."), parts=", ".join(parts))
        drawn = sum(len(meeting.missions) for meeting in held)
        done = sum(len(meeting.done) for meeting in held)
        yield words.gettext(_("Missions: {drawn} drawn, {done} done."), drawn=drawn, done=done)
    if dateless:
        yield words.ngettext(
            "On {n} morning there was no next date.", "On {n} mornings there was no next date.", dateless
        )
    else:
        yield words.gettext(_("Every morning there was a next date."))


def _notifications(narrator: Narrator, mailbox: Mailbox) -> Iterator[str]:
    words, today = narrator.words, narrator.timeline.now.date()
    members = [m for m in narrator.group.members.values() if m.public and m.belongs(today)]
    reached = [member for member in members if member.github]
    if not reached:
        yield words.gettext(NOBODY_REACHED)
        return
    yield words.gettext(COUNTED)
    width = max(len(member.name) for member in reached)
    for member in sorted(reached, key=lambda one: (-mailbox.total(one.id), one.id)):
        total, most = f"{mailbox.total(member.id):3}", mailbox.most_in_a_week(member.id)
        told = words.gettext(_("{n} in all, {most} in the busiest week"), n=total, most=most)
        yield f"  {member.name:{width}}  {told}"
    if others := [member.id for member in members if not member.github]:
        yield words.gettext(UNREACHED, names=narrator.names(others))
    if strangers := [member.id for member in reached if member.github_id is None]:
        yield words.gettext(STRANGERS, names=narrator.names(strangers))
