"""Texts in issues: values become words of the group's language, and text of people stays the letters that it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tablee.files.escaping import escape_markdown
from tablee.i18n.translations import LazyText, Translations
from tablee.model import Group
from tablee.rules.names import name_of_member


class UserText(str):
    """A text of people among the values of a phrase."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class People:
    """Members among the values of a phrase, to be named; who is not public is not."""

    members: tuple[str, ...]


def people(*members: str) -> People:
    """Return members as a value of a phrase."""
    return People(members)


def say(phrase: LazyText, group: Group, words: Translations) -> str:
    """Say a phrase in Markdown."""
    return words.gettext(
        phrase.message, **{name: _said(value, group, words) for name, value in phrase.values.items()}
    )


def say_names(members: Iterable[str], group: Group, words: Translations) -> str:
    """Name members in Markdown; those who are not public are each `someone`."""
    return words.listing(name_each(members, group, words))


def name_each(members: Iterable[str], group: Group, words: Translations) -> list[str]:
    """Return the names of members in Markdown; those who are not public are each `someone`."""
    return [escape_markdown(name_of_member(group, member, words)) for member in members]


def mention(group: Group, member: str, words: Translations) -> str:
    """Return the account of a member, so that it is called; the name where there is none."""
    known = group.members.get(member)
    if known and known.public and known.github:
        return f"@{known.github}"
    return say_names([member], group, words)


def _said(value: object, group: Group, words: Translations) -> object:
    if isinstance(value, LazyText):
        return say(value, group, words)
    if isinstance(value, UserText):
        return escape_markdown(value)
    if isinstance(value, People):
        return say_names(value.members, group, words)
    return words.day(value, year=False) if isinstance(value, date) else value
