"""What a rehearsal comes to: meetings, turns, missions, mornings without a next date, and everybody's notifications."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from tablee.i18n.words import _
from tablee.model import Meeting, Member
from tablee.rules.timeline import State
from tablee.steward.rehearse.notifications import Mailbox
from tablee.steward.rehearse.story import Naming

COUNTED = _("Notifications: mentions, assignments, and comments in issues that one takes part in")
UNREACHED = _("Without an account, and so asked by word of mouth: {names}.")
STRANGERS = _("Heard once the number of their account is known (`github_id`), and silent here: {names}.")
NOBODY_REACHED = _("No member’s file names an account (`github`, `github_id`): GitHub would notify nobody.")


def render_summary(naming: Naming, first_on: date, mailbox: Mailbox, dateless: int) -> str:
    """Return the end of the story; `dateless` counts the mornings on which no next date was there."""
    lines = [*_meetings(naming, first_on, dateless), "", *_notifications(naming, mailbox)]
    return "".join(f"{line}\n" for line in lines)


def _meetings(naming: Naming, first_on: date, dateless: int) -> Iterator[str]:
    words = naming.words
    held = [
        event.meeting
        for event in naming.line.events
        if event.state is State.HELD and event.on >= first_on and event.meeting
    ]
    yield words.count("{n} meeting was held.", "{n} meetings were held.", len(held))
    if held:
        visits = sum(len(meeting.present or ()) for meeting in held)
        yield words.say(_("On average {n} members came."), n=_one_decimal(visits, len(held), words.language))
        yield from _turns(naming, held)
        drawn = sum(len(meeting.missions) for meeting in held)
        done = sum(len(meeting.done) for meeting in held)
        yield words.say(_("Missions: {drawn} drawn, {done} done."), drawn=drawn, done=done)
    if dateless:
        yield words.count(
            "On {n} morning there was no next date.", "On {n} mornings there was no next date.", dateless
        )
    else:
        yield words.say(_("Every morning there was a next date."))


def _turns(naming: Naming, held: Sequence[Meeting]) -> Iterator[str]:
    led = Counter(member for meeting in held for member in meeting.facilitators)
    if led:
        parts = [f"{naming.names([who])} {times}" for who, times in sorted(led.items(), key=_most_first)]
        yield naming.words.say(_("Facilitated: {parts}."), parts=", ".join(parts))


def _notifications(naming: Naming, mailbox: Mailbox) -> Iterator[str]:
    words, members = (
        naming.words,
        [m for m in naming.group.members.values() if m.belongs(naming.line.now.date())],
    )
    reached = [member for member in members if member.public and member.github]
    if not reached:
        yield words.say(NOBODY_REACHED)
        return
    yield words.say(COUNTED)
    width = max(len(member.name) for member in reached)
    for member in sorted(reached, key=lambda one: (-mailbox.total(one.id), one.id)):
        told = words.say(
            _("{n} in all, {most} in the busiest week"),
            n=f"{mailbox.total(member.id):3}",
            most=mailbox.most_in_a_week(member.id),
        )
        yield f"  {member.name:{width}}  {told}"
    if others := [member.id for member in members if _is_unreached(member)]:
        yield words.say(UNREACHED, names=naming.names(others))
    if strangers := [member.id for member in reached if member.github_id is None]:
        yield words.say(STRANGERS, names=naming.names(strangers))


def _is_unreached(member: Member) -> bool:
    return member.public and not member.github


def _most_first(row: tuple[str, int]) -> tuple[int, str]:
    return -row[1], row[0]


def _one_decimal(total: int, number: int, language: str) -> str:
    tenths = round(10 * total / number)
    return f"{tenths // 10}{',' if language == 'fr' else '.'}{tenths % 10}"
