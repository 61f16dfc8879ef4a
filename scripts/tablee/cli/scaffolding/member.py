"""The first file of a member: what was said, and in comments what may be added."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tablee.cli.scaffolding import Line, comment, join_lines
from tablee.files.folding import slug_of
from tablee.files.yaml_out import render_in_flow, render_list, render_scalar
from tablee.model.identity import is_identity

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import date

    from tablee.i18n.words import Words

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody confuses."""


def render_member(name: str, joined: date, words: Words, given: Mapping[str, str | list[str]]) -> str:
    """Return the file of a public member; `given` holds what else was said, by its key."""
    lines: list[Line | str] = [
        *comment(words.say("The name of this file is this member's identity: it never changes.")),
        *comment(
            words.say(
                "All of this is public, and Git's history keeps it for ever. No mail address, no "
                "telephone number."
            )
        ),
        Line("public: yes", words.say("with `no` the site names nobody, and only dates may stay here")),
        Line(f"name: {render_scalar(name)}"),
        *(f"{key}: {_render(value)}" for key, value in given.items()),
        Line(f"joined: {joined}"),
        *comment(words.say("What may be added, without the `# ` before it:")),
    ]
    return join_lines([*lines, *(line for key, line in _offer(words) if key not in given)])


def render_neutral(joined: date, words: Words) -> str:
    """Return the file of a member whom the site never names: only what such a file may hold."""
    lines: list[Line | str] = [
        *comment(
            words.say(
                "This member chose not to appear: counted, never named. No name, place or link may stand "
                "here."
            )
        ),
        "public: no",
        Line(f"joined: {joined}"),
        *comment(words.say("What may be added, without the `# ` before it:")),
    ]
    return join_lines([*lines, *_offer_dates(words)])


def free_identity(name: str, taken: Container[str]) -> str:
    """Return an identity for a name: its own where it is free, else with a number after it."""
    slug = slug_of(name)
    start = slug if is_identity(slug) else "member"
    wanted, number = start, 1
    while wanted in taken:
        number += 1
        wanted = f"{start[:56].rstrip('-')}-{number}"
    return wanted


def neutral_identity(group: str, taken: Container[str]) -> str:
    """Return a free `m-xxxx` that tells nothing: it comes from the group's identity and a counter alone."""
    number = 1
    while True:
        digest = hashlib.sha256(f"{group}:{number}".encode()).digest()
        wanted = "m-" + "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:4])
        if wanted not in taken:
            return wanted
        number += 1


def _render(value: str | list[str]) -> str:
    if isinstance(value, list):
        return render_list(value)
    return value if value.isdecimal() else render_scalar(value)


def _offer(words: Words) -> list[tuple[str, Line]]:
    """Return a line of comment for each key that a public member's file most often holds."""
    trade, town = words.say("Proofreader"), words.say("the town")
    skills = [words.say("proofreading"), words.say("typography")]
    about = words.say("a few lines about yourself")
    offered, needed = words.say("an hour of proofreading"), words.say("somebody who draws")
    return [
        ("trade", Line(f"# trade: {render_scalar(trade)}")),
        ("city", Line(f"# city: {render_scalar(town)}")),
        ("skills", Line(f"# skills: {render_list(skills)}")),
        ("about", Line(f"# about: {render_scalar(about)}")),
        ("links", Line("# links: {website: https://example.org/}")),
        ("photo", Line("# photo: portrait.jpg", words.say("a picture in content/photos/"))),
        ("github", Line("# github: account", words.say("your account there, if you have one"))),
        (
            "github_id",
            Line(
                "# github_id: 1234567", words.say("its number: `id` at https://api.github.com/users/account")
            ),
        ),
        ("offers", Line(f"# offers: [{{what: {render_in_flow(offered)}, until: 2027-06-30}}]")),
        ("needs", Line(f"# needs: [{{what: {render_in_flow(needed)}}}]")),
        *(("", line) for line in _offer_dates(words)),
    ]


def _offer_dates(words: Words) -> list[Line]:
    return [
        Line("# away: [{from: 2027-07-10, to: 2027-08-25}]", words.say("when you cannot come")),
        Line("# facilitates: no", words.say("if you would rather not take turns")),
    ]
