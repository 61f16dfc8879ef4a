"""A group whose history every test of calls shares: six meetings, six who led them, three who never did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from hashlib import sha256

from builders import (
    a_group,
    a_meeting,
    a_member,
    an_instant,
    some_settings,
)
from tablee.model import Group, Meeting, Member, Share
from tablee.rules.timeline import build_timeline
from tablee.rules.turns import Explanation, Turns

HISTORY = ("2026-01-01", "2026-01-08", "2026-01-15", "2026-01-22", "2026-01-29", "2026-02-05")
MEETING = "2026-02-12"
NOW = an_instant("2026-02-06 12:00")
OPTED_OUT = (Share(date(2025, 1, 9), Fraction(0)),)
TOUR = ("di", "em", "fa", "gu")


def regulars_and(*members: Member, extra: Iterable[Meeting] = (), **said: object) -> Group:
    """Build a group where ana, bo and cy have always come, and where the last four turns were other people's."""
    tour = ("hu", "iv", *TOUR)
    regulars = ("ana", "bo", "cy", *tour)
    given_ids = {member.id for member in members}
    others = [a_member(who) for who in regulars if who not in given_ids]
    history = [
        a_meeting(day, present=regulars, facilitators=(by,)) for day, by in zip(HISTORY, tour, strict=True)
    ]
    meetings = {str(m.key): m for m in (*history, *extra)}
    group = a_group(members=[*members, *others], meetings=meetings.values())
    return replace(group, settings=some_settings(said))


def explained(group: Group, key: str = MEETING, now: datetime = NOW) -> Explanation:
    """Explain a meeting as on the day after the sixth one."""
    return Turns(group, build_timeline(group, now)).explain(key)


def ranked(found: Explanation) -> list[str]:
    """Return the members of a ranking, lead first."""
    return [candidate.member for candidate in found.ranked]


def by_hash(key: str, *members: str) -> list[str]:
    """Sort members by what breaks a tie for a meeting."""
    return sorted(members, key=lambda who: sha256(f"{key}\n{who}".encode()).hexdigest())
