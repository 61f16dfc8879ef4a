"""For whom a member may speak and whom they mean; why a command is rejected."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from tablee.i18n.translations import LazyText, _
from tablee.model import Group, Meeting, Member
from tablee.model.folding import fold
from tablee.rules.timeline import Event
from tablee.rules.turnout import past, turnout
from tablee.rules.turns.vacancy import current_facilitators
from tablee.steward.interpret.statements import CommandGiven
from tablee.steward.texts import UserText
from tablee.steward.working_group import WorkingGroup


def reachable(group: Group, members: Iterable[str]) -> tuple[str, ...]:
    """Return those of some members whom a comment can call: public ones with an account."""
    known = group.members
    return tuple(who for who in members if who in known and known[who].public and known[who].github)


def mentionable(group: Group, members: Iterable[str]) -> tuple[str, ...]:
    """Return those of some members whom a comment is to call: who asked for mails gets those instead."""
    return tuple(who for who in reachable(group, members) if not group.members[who].mail)


def may_speak_for_all(group: Group, meeting: Meeting | None, speaker: str) -> bool:
    """Return whether a member may answer for others: the meeting's facilitator and the hub's keepers.

    Where no facilitator has an account and the hub no keeper, nobody else could, so every member may.
    """
    keepers = group.settings.keepers
    orphan = not keepers and meeting is not None and not reachable(group, meeting.facilitators)
    return orphan or speaker in current_facilitators(meeting) or speaker in keepers


def contact_for(working: WorkingGroup, event: Event, member: str) -> str:
    """Return who is told of a turn: the member, or who passes it on to a member without account.

    That is a keeper of the hub, else somebody who came last; empty where nobody has an account, and for a member who
    is told by mail.
    """
    group, today = working.group, working.today
    if member in group.members and group.members[member].mail:
        return ""
    if reachable(group, [member]):
        return member
    there = sorted(came_last(working, event.circle))
    able = reachable(group, (*group.settings.keepers, *there))
    here = (
        who for who in able if group.members[who].belongs(today) and not group.members[who].is_away(today)
    )
    return next(here, "")


def came_last(working: WorkingGroup, circle: str) -> tuple[str, ...]:
    """Return who came to a circle's last meeting to which anybody came, as far as its file tells."""
    members = working.group.members
    came = (turnout(event, members).came for event in reversed(past(working.timeline, circle)))
    return next((there for there in came if there), ())


def find_member(group: Group, text: str, today: date) -> tuple[str, ...]:
    """Find who is meant by an identity, an account, a name or a first name: one member, or all whom it could name."""
    asked = fold(text.strip().lstrip("@")).strip()
    here = [member for member in group.members.values() if member.belongs(today)]
    found = (tuple(m.id for m in here if asked and asked in _names(m)[kind]) for kind in range(3))
    return next((those for those in found if those), ())


def _names(member: Member) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return how a member is called: exactly, by the whole name, by the first name."""
    name = fold(member.name)
    first = (*name.split()[:1], member.id.split("-")[0]) if name.strip() else ()
    return (member.id, fold(member.github)), (name, name.replace(" ", "-")), first


NOT_FOR_OTHERS = _("Only the facilitator and the hub’s keepers answer for others.")
WHO_IS_MEANT = _("Who is “{name}”? Write the name as it stands on the members’ page.")
STANDS_ALONE = _(
    "“{name}” is no member. `/{typed}` stands alone, or with a name as it stands on the members’ page."
)
SEVERAL_MEANT = _("“{name}” could be several people: write {those}.")
IS_OVER = _("This meeting is over: its answers stay as they are.")


MOST_NAMED = 4
"""Identities that a refusal names."""


class CommandRejected(Exception):
    """A request cannot be granted as it stands; `phrase` says why and what to write instead."""

    def __init__(self, phrase: LazyText) -> None:
        """Keep the sentence."""
        super().__init__(phrase.message)
        self.phrase = phrase


class CommandDeferred(Exception):
    """A request may name a member whose own file is broken: it is heard again once that is mended."""


def rejected(message: str, /, **values: object) -> CommandRejected:
    """Return the refusal of a request, with a marked text and its values."""
    return CommandRejected(LazyText(message, values))


def need_member(working: WorkingGroup, name: str, *days: date) -> str:
    """Return the member whom a name means, of those who belong today or else belonged on one of some days.

    Raises CommandRejected; or CommandDeferred, where it may be somebody whose file cannot be read now.
    """
    found = (find_member(working.group, name, day) for day in (working.today, *days))
    meant = next((those for those in found if those), ())
    if len(meant) == 1:
        return meant[0]
    if not meant and working.unreadable_members:
        raise CommandDeferred
    known = working.group.members.get(name.strip().lower())
    said = name if known is None or known.public else "…"  # who is not public is not named
    those = _one_of(working, meant)
    raise rejected(SEVERAL_MEANT if meant else WHO_IS_MEANT, name=UserText(said), those=those)


def _one_of(working: WorkingGroup, members: tuple[str, ...]) -> LazyText:
    """Name the identities of some members, of whom each is told apart by it: two may share their whole name."""
    known = working.group.members
    shown = [f"`{who}`" for who in members[:MOST_NAMED] if known[who].public]
    if len(shown) < len(members) or not shown:
        return LazyText(_("the full name"))
    return LazyText(_("{some} or {last}"), {"some": ", ".join(shown[:-1]), "last": shown[-1]})


def need_members(working: WorkingGroup, names: str, *days: date) -> list[str]:
    """Read a list of names: between commas, or of one word each; who has left since may be named all the same."""
    parts = re.split(r"\s*[,;]\s*|\s+(?:et|and)\s+", names.strip(" ,"))
    if len(parts) == 1 and " " in names.strip() and not find_member(working.group, names, working.today):
        parts = names.split()
    return [need_member(working, part, *days) for part in parts if part.strip()]


def need_right(
    working: WorkingGroup, context: CommandGiven, why: str | None = None, **values: object
) -> None:
    """Raise CommandRejected unless the speaker may answer for others at this meeting."""
    meeting = working.group.meetings.get(context.key)
    if not may_speak_for_all(working.group, meeting, context.speaker):
        raise rejected(why or NOT_FOR_OTHERS, **values)


def need_subject(working: WorkingGroup, context: CommandGiven) -> str:
    """Return for whom a command speaks: the member named behind it, else the speaker; raises CommandRejected."""
    if not context.command.rest:
        return context.speaker
    try:
        member = need_member(working, context.command.rest, working.day(context.said_at))
    except CommandRejected as refused:
        if refused.phrase.message != WHO_IS_MEANT or context.command.name == "come":
            raise
        typed = UserText(context.command.typed)
        raise rejected(STANDS_ALONE, name=refused.phrase.values["name"], typed=typed) from refused
    if member != context.speaker:
        need_right(working, context)
    return member
