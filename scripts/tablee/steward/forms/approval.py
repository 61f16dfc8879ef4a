"""What a keeper says to a form that waits for one: 👍 or `/yes`, 👎 or `/no`, to the text that the answer has shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tablee.model import Group
from tablee.steward.decide.permissions import reachable
from tablee.steward.forms.requests import NOTE, Request
from tablee.steward.interpret.slash_commands import parse_commands
from tablee.steward.interpret.speakers import accounts, speaker_of
from tablee.steward.tracker import ORDER_ONLY, Person, ReactionContent

WAITS = "waits"
"""Ends the name of the answer that shows what a keeper is asked."""


@dataclass(frozen=True, slots=True)
class Approval:
    """A keeper's word: who said it, and on which day."""

    by: str
    is_yes: bool
    on: date


def keepers(group: Group, on: date) -> tuple[str, ...]:
    """Return who may say yes: the hub's keepers with an account; where there is none, every member with one."""
    here = [name for name, member in group.members.items() if member.belongs(on)]
    known = reachable(group, [who for who in group.settings.keepers if who in here])
    return known or reachable(group, here)


def read_approval(request: Request, group: Group, day_of: Callable[[datetime], date]) -> Approval | None:
    """Return the last word of a keeper to this text of a form; None before there is one.

    What was said before the answer counts for nothing: the text may have been another one then. A form that asks for
    something irrevocable is decided by another keeper than the one who sent it, where there is another.
    """
    shown_at = next(
        (one.created_at for one, note in request.answers if note.note == waiting_note(request)), None
    )
    if shown_at is None:
        return None
    known = accounts(group)
    others = [who for who in keepers(group, request.on) if who != request.member] or [request.member]
    said = [
        (at, is_yes, speaker)
        for person, at, is_yes in _words(request)
        if at >= shown_at or at < ORDER_ONLY
        if (speaker := speaker_of(group, known, person, day_of(at))) in others
    ]
    if not said:
        return None
    at, is_yes, speaker = max(said)
    return Approval(speaker, is_yes, day_of(at))


def waiting_note(request: Request) -> str:
    """Return the name of the answer that asks a keeper about this text of a form."""
    return f"{NOTE}{request.digest}:{WAITS}"


def _words(request: Request) -> Iterator[tuple[Person, datetime, bool]]:
    for reaction in request.issue.reactions:
        if reaction.reply in {ReactionContent.PLUS_ONE, ReactionContent.MINUS_ONE}:
            yield reaction.person, reaction.at, reaction.reply is ReactionContent.PLUS_ONE
    for comment in request.issue.comments:
        names = (
            {command.name for command in parse_commands(comment.body)} if not comment.by_steward else set()
        )
        if names & {"yes", "no"}:
            yield comment.person, comment.created_at, "no" not in names
