"""What the group's mailbox holds, as far as files and issues tell of it: who gave an address, never which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from tablee.files.paths import file_of_member
from tablee.steward.accounts import with_keys
from tablee.steward.interpret.inbox import Inbox
from tablee.steward.interpret.statements import Statement

if TYPE_CHECKING:
    from tablee.model import Group
    from tablee.steward.run import RunInput

MOST_PROPOSED = 10
"""Members a run, where each file is a pull request of its own."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What a look into the mailbox found.

    `reached` are the members who gave an address, `failed` those to whom mails came back; `unread` counts the mails
    that are left for people.
    """

    statements: tuple[Statement, ...] = ()
    reached: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    unread: int = 0


def with_mails(inbox: Inbox, mail: Mail | None) -> Inbox:
    """Return all that was said, with what mails say: nobody knows exactly when, so it comes first."""
    return replace(inbox, statements=(*mail.statements, *inbox.statements)) if mail else inbox


def write_mail_keys(given: RunInput) -> tuple[RunInput, Mapping[str, bytes]]:
    """Let the members' files say who is told by mail; where everything is reviewed, a few members a run."""
    if given.mail is None:
        return given, {}
    most = MOST_PROPOSED if given.proposals else None
    return _write(given, dict(islice(_differing(given.group, given.mail), most)))


def with_mail_keys_of(given: RunInput, later: RunInput) -> RunInput:
    """Return what a run begins with, with the members told by mail as they will be once what waits is merged.

    There is nothing to review about that; else whoever gave an address would be told twice until somebody merges it.
    """
    told = {who: later.group.members[who].mail for who in given.group.members if who in later.group.members}
    differing = {who: mail for who, mail in told.items() if mail is not given.group.members[who].mail}
    return _write(given, differing)[0]


def _write(given: RunInput, wanted: Mapping[str, bool | None]) -> tuple[RunInput, Mapping[str, bytes]]:
    files: dict[str, bytes] = {}
    for member, mail in wanted.items():
        path = file_of_member(member)
        written = with_keys(given, path, {"mail": mail})
        if written:
            given = written
            files[path] = given.loaded.files[path]
    return given, files


def _differing(group: Group, mail: Mail) -> Iterator[tuple[str, bool | None]]:
    """Yield the members whose file does not say what the mailbox knows; no address, and none failed, is no key."""
    for member in group.members.values():
        wanted = True if member.id in mail.reached else False if member.id in mail.failed else None
        if wanted is not member.mail:
            yield member.id, wanted
