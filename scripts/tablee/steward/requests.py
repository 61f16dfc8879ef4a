"""One thing that a member asks for in a comment, with all that it takes to grant it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from tablee.i18n.words import Phrase, _
from tablee.steward.memory import Memory
from tablee.steward.record import Record
from tablee.steward.said import Command
from tablee.steward.saying import Verbatim
from tablee.steward.subjects import Kind
from tablee.steward.who import Meant, find_member, may_speak_for_all

NOT_FOR_OTHERS = _("Only the facilitator and the hub’s keepers answer for others.")
WHO_IS_MEANT = _("Who is “{name}”? Write the name as it stands on the members’ page.")
STANDS_ALONE = _(
    "“{name}” is no member. `/{typed}` stands alone, or with a name as it stands on the members’ page."
)
SEVERAL_MEANT = _("“{name}” could be several people: write the full name.")
IS_OVER = _("This meeting is over: its answers stay as they are.")


@dataclass(frozen=True, slots=True)
class Request:
    """A command of a member about the meeting `key`; `kind` is that of the issue where it was written.

    What was said in time counts, however late a run reads it: `said_at` decides, not the run's own hour.
    """

    key: str
    kind: Kind
    command: Command
    speaker: str
    memory: Memory
    said_at: datetime


class Unclear(Exception):  # noqa: N818 (it says what the request is)
    """A request cannot be granted as it stands; `phrase` says why and what to write instead."""

    def __init__(self, phrase: Phrase) -> None:
        """Keep the sentence."""
        super().__init__(phrase.message)
        self.phrase = phrase


class Waits(Exception):  # noqa: N818 (it says what the request does)
    """A request may name a member whose own file is broken: it is heard again once that is mended."""


def unclear(message: str, /, **values: object) -> Unclear:
    """Return the refusal of a request, with a marked text and its values."""
    return Unclear(Phrase(message, values))


def need_member(record: Record, name: str, *days: date) -> str:
    """Return the member whom a name means, of those who belong today or else belonged on one of some days.

    Raises Unclear; or Waits, where it may be somebody whose file cannot be read now.
    """
    found = (find_member(record.group, name, day) for day in (record.today, *days))
    meant = next((one for one in found if one.members), Meant(()))
    if meant.one:
        return meant.one
    if not meant.members and record.unknown:
        raise Waits
    said = "…" if _is_private(record, name) else name
    raise unclear(SEVERAL_MEANT if meant.members else WHO_IS_MEANT, name=Verbatim(said))


def _is_private(record: Record, name: str) -> bool:
    """Say whether a text names somebody who is not public: it is not repeated."""
    known = record.group.members.get(name.strip().lower())
    return known is not None and not known.public


def need_members(record: Record, names: str, *days: date) -> list[str]:
    """Read a list of names: between commas, or of one word each; who has left since may be named all the same."""
    parts = re.split(r"\s*[,;]\s*|\s+(?:et|and)\s+", names.strip(" ,"))
    if (
        len(parts) == 1
        and " " in names.strip()
        and not find_member(record.group, names, record.today).members
    ):
        parts = names.split()
    return [need_member(record, part, *days) for part in parts if part.strip()]


def need_right(record: Record, request: Request, why: str | None = None, **values: object) -> None:
    """Raise Unclear unless the speaker may answer for others at this meeting."""
    meeting = record.group.meetings.get(request.key)
    if not may_speak_for_all(record.group, meeting, request.speaker):
        raise unclear(why or NOT_FOR_OTHERS, **values)


def need_subject(record: Record, request: Request) -> str:
    """Return for whom a command speaks: the member named behind it, else the speaker; raises Unclear."""
    if not request.command.rest:
        return request.speaker
    try:
        member = need_member(record, request.command.rest, record.day(request.said_at))
    except Unclear as refused:
        if refused.phrase.message != WHO_IS_MEANT or request.command.name == "come":
            raise
        typed = Verbatim(request.command.typed)
        raise unclear(STANDS_ALONE, name=refused.phrase.values["name"], typed=typed) from refused
    if member != request.speaker:
        need_right(record, request)
    return member
