"""One thing that a member asks for in a comment, with all that it takes to grant it."""

from __future__ import annotations

from dataclasses import dataclass

from tablee.data.words import Phrase, _
from tablee.steward.memory import Memory
from tablee.steward.record import Record
from tablee.steward.said import Command
from tablee.steward.saying import Verbatim
from tablee.steward.subjects import Kind
from tablee.steward.who import find_member, may_speak_for_all

NOT_FOR_OTHERS = _("Only the facilitator and the hub’s keepers answer for others.")
WHO_IS_MEANT = _("Who is “{name}”? Write the name as it stands on the members’ page.")
SEVERAL_MEANT = _("“{name}” could be several people: write the full name.")
IS_OVER = _("This meeting is over: its answers stay as they are.")


@dataclass(frozen=True, slots=True)
class Request:
    """A command of a member about the meeting `key`; `kind` is that of the issue where it was written."""

    key: str
    kind: Kind
    command: Command
    speaker: str
    memory: Memory


class Unclear(Exception):  # noqa: N818 (it says what the request is)
    """A request cannot be granted as it stands; `phrase` says why and what to write instead."""

    def __init__(self, phrase: Phrase) -> None:
        """Keep the sentence."""
        super().__init__(phrase.message)
        self.phrase = phrase


def unclear(message: str, /, **values: object) -> Unclear:
    """Return the refusal of a request, with a marked text and its values."""
    return Unclear(Phrase(message, values))


def need_member(record: Record, name: str) -> str:
    """Return the member whom a name means; raises Unclear."""
    meant = find_member(record.group, name, record.today)
    if meant.one:
        return meant.one
    raise unclear(SEVERAL_MEANT if meant.members else WHO_IS_MEANT, name=Verbatim(name))


def need_right(record: Record, request: Request) -> None:
    """Raise Unclear unless the speaker may answer for others at this meeting."""
    if not may_speak_for_all(record.group, record.meeting(request.key), request.speaker):
        raise unclear(NOT_FOR_OTHERS)


def need_subject(record: Record, request: Request) -> str:
    """Return for whom a command speaks: the member named behind it, else the speaker; raises Unclear."""
    if not request.command.rest:
        return request.speaker
    member = need_member(record, request.command.rest)
    if member != request.speaker:
        need_right(record, request)
    return member
