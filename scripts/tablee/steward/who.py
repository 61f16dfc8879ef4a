"""Who is speaking, for whom they may speak, and whom they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from tablee.model import Group, Meeting, Member
from tablee.model.folding import fold
from tablee.rules.timeline import Event
from tablee.rules.turnout import past, turnout
from tablee.rules.turns.vacancy import holders
from tablee.steward.record import Record
from tablee.steward.tracker import Person

HUB = "hub"
"""The duty whose keepers look after the answers of members without account."""


def local_id(member: str) -> int:
    """Return a member's number where there are no accounts, only names: negative, as no account's number is."""
    return -1 - int(sha256(member.encode()).hexdigest()[:12], 16)


def accounts(group: Group) -> Mapping[int, str]:
    """Return which member each number stands for: the account's of the member's file, and the local one."""
    local = {local_id(member): member for member in group.members}
    known = {m.github_id: m.id for m in group.members.values() if m.github_id is not None and m.github_id > 0}
    return {**local, **known}


def speaker_of(group: Group, known: Mapping[int, str], person: Person, today: date) -> str:
    """Return the member who speaks; empty for a stranger and for who does not belong today.

    Who is not public speaks through the hub's keepers: nothing that an issue keeps may tell that they exist.
    """
    member = group.members.get(known.get(person.id, ""))
    return member.id if member and member.public and member.belongs(today) else ""


def reachable(group: Group, members: Iterable[str]) -> tuple[str, ...]:
    """Return those of some members whom a comment can call: public ones with an account."""
    known = group.members
    return tuple(who for who in members if who in known and known[who].public and known[who].github)


def may_speak_for_all(group: Group, meeting: Meeting | None, speaker: str) -> bool:
    """Return whether a member may answer for others: the meeting's facilitator and the hub's keepers.

    Where no facilitator has an account and the hub no keeper, nobody else could, so every member may.
    """
    keepers = group.settings.duties.get(HUB, ())
    orphan = not keepers and meeting is not None and not reachable(group, meeting.facilitators)
    return orphan or speaker in holders(meeting) or speaker in keepers


def contact_for(record: Record, event: Event, member: str) -> str:
    """Return who is told of a turn: the member, or who passes it on to a member without account.

    That is a keeper of the hub, else somebody who came last; empty where nobody has an account.
    """
    group, today = record.group, record.today
    if reachable(group, [member]):
        return member
    came = (turnout(one, group.members).came for one in reversed(past(record.line, event.circle)))
    there = sorted(next((those for those in came if those), ()))
    able = reachable(group, (*group.settings.duties.get(HUB, ()), *there))
    here = (
        who for who in able if group.members[who].belongs(today) and not group.members[who].is_away(today)
    )
    return next(here, "")


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a text names: one member, or several whom it could name."""

    members: tuple[str, ...]

    @property
    def one(self) -> str:
        """The one member that is meant; empty where none or several are."""
        return self.members[0] if len(self.members) == 1 else ""


def find_member(group: Group, text: str, today: date) -> Meant:
    """Find who is meant by an identity, an account, a name, or a first name that only one member has."""
    asked = fold(text.strip().lstrip("@")).strip()
    here = [member for member in group.members.values() if member.belongs(today)]
    for names in (_exact, _full, _first):
        found = tuple(member.id for member in here if asked and asked in names(member))
        if found:
            return Meant(found)
    return Meant(())


def _exact(member: Member) -> tuple[str, ...]:
    return member.id, fold(member.github)


def _full(member: Member) -> tuple[str, ...]:
    return (fold(member.name), fold(member.name).replace(" ", "-")) if member.name else ()


def _first(member: Member) -> tuple[str, ...]:
    return (fold(member.name).split()[0], member.id.split("-")[0]) if member.name.strip() else ()
