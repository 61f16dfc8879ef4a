"""What the group's mailbox holds, as far as files and issues tell of it: who gave an address, never which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tablee.steward.accounts import with_keys
from tablee.steward.interpret.inbox import Inbox
from tablee.steward.interpret.statements import Statement

if TYPE_CHECKING:
    from tablee.steward.run import RunInput


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
    """Let the members' files say who is told by mail; in a group that reviews everything they stay as they are."""
    files: dict[str, bytes] = {}
    if given.mail is None or given.proposals is not None:
        return given, files
    for member in given.group.members.values():
        wanted = (
            True if member.id in given.mail.reached else False if member.id in given.mail.failed else None
        )
        path = f"members/{member.id}.yml"
        written = with_keys(given, path, {"mail": wanted}) if wanted is not member.mail else None
        if written:
            given = written
            files[path] = given.loaded.files[path]
    return given, files
