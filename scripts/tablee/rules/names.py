"""Who is named: public members by their names; the others are counted, never named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.i18n.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tablee.i18n.words import Words
    from tablee.model import Group


def name_of_member(group: Group, member: str, words: Words) -> str:
    """Return a member's name, or that it is someone who is not named."""
    known = group.members.get(member)
    return known.name if known and known.public and known.name else words.say(_("someone"))


def split_named(group: Group, members: Iterable[str]) -> tuple[list[str], int]:
    """Return those of several members who may be named, in the order given, and how many others there are."""
    everybody = list(members)
    known = group.members
    named = [member for member in everybody if member in known and known[member].public]
    return named, len(everybody) - len(named)
