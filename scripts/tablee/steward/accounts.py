"""Accounts: a member's file names one by its login; its number, which never changes, is looked up once and written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tablee.checks.rules import check_group
from tablee.files.load import load_changed
from tablee.files.paths import file_of_member, name_of
from tablee.files.schema import MEMBER
from tablee.files.values_out import Value
from tablee.files.write_keys import Unsafe, write_keys
from tablee.i18n.translations import LazyText, _
from tablee.model import Group, Member
from tablee.steward.texts import UserText

if TYPE_CHECKING:
    from tablee.steward.run import RunInput

MOST_LOOKED_UP = 20
"""In one run: each takes a request."""

NO_ACCOUNT = _("`members/{member}.yml`: GitHub knows no account `{login}`.")
TO_WRITE = _(
    "`members/{member}.yml`: write `github_id: {number}` below `github: {login}`, so that the account is heard."
)


@dataclass(frozen=True, slots=True)
class Accounts:
    """What looking up came to: the files with their numbers, whose they are, and what a person has to do."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    troubles: tuple[LazyText, ...] = ()


def unknown_logins(group: Group) -> tuple[str, ...]:
    """Return the accounts whose numbers no file tells, as many as one run looks up."""
    return tuple(member.github for member in _without_number(group))[:MOST_LOOKED_UP]


def write_numbers(given: RunInput) -> tuple[RunInput, Accounts]:
    """Write into the members' files the numbers that were looked up; a group that reviews everything is only told."""
    known, files, troubles = given.accounts, dict[str, bytes](), list[LazyText]()
    for member in _without_number(given.group):
        path = file_of_member(member.id)
        if member.github not in known or path in given.loaded.aside:
            continue
        number = known[member.github]
        values = {"member": member.id, "login": UserText(member.github), "number": number}
        written = (
            with_keys(given, path, {"github_id": number}) if number and given.proposals is None else None
        )
        if written:
            given = written
            files[path] = given.loaded.files[path]
        else:
            troubles.append(LazyText(TO_WRITE if number else NO_ACCOUNT, values))
    members = tuple(map(name_of, files))
    return given, Accounts(files, members, tuple(troubles))


def _without_number(group: Group) -> Iterator[Member]:
    return (m for m in group.members.values() if m.public and m.github and m.github_id is None)


def with_keys(given: RunInput, path: str, keys: Mapping[str, Value | None]) -> RunInput | None:
    """Return a run's input with some keys of a member's file written; None where that would add an error.

    Nor is anything written into a file that is broken now.
    """
    if path in given.loaded.aside:
        return None
    try:
        changed = write_keys(given.loaded.files[path], keys, MEMBER.keys)
    except Unsafe:
        return None
    after = load_changed(given.loaded, {path: changed})
    found = check_group(after, given.now, given.surroundings)
    wrong = any(problem.is_error and problem.file == path for problem in found)
    return None if wrong else replace(given, loaded=after, group=after.group or given.group)
