"""Who is speaking: which member an account, or a name in a folder, stands for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from tablee.model import Group
from tablee.steward.tracker import Person


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
