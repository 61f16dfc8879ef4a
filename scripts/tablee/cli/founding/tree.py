"""All files of a new group, in memory: what to write, by path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.cli.first_files.member_file import free_identity, render_member
from tablee.cli.founding.group_file import render_group
from tablee.files.load import GROUP_FILE

if TYPE_CHECKING:
    from datetime import date

    from tablee.cli.founding.answers import Answers
    from tablee.i18n.words import Words

KEEPERS = ("meetings/.gitkeep", "content/photos/.gitkeep")
"""Git knows no empty folders."""


def render_files(answers: Answers, words: Words, today: date) -> dict[str, bytes]:
    """Return every file of the group but holidays.yml; `words` are those of the group's language."""
    texts = {GROUP_FILE: render_group(answers, words), _charter_path(words): render_charter(words)}
    taken: set[str] = set()
    for name in answers.members:
        member = free_identity(name, taken)
        taken.add(member)
        texts[f"members/{member}.yml"] = render_member(name, today, words, {})
    texts |= dict.fromkeys(KEEPERS if taken else (*KEEPERS, "members/.gitkeep"), "")
    return {path: text.encode() for path, text in texts.items()}


def render_charter(words: Words) -> str:
    """Return a first charter, for the group to make its own."""
    title = words.say("Our charter")
    habits = [
        (words.say("There is always a next date"), words.say(
            "Nobody leaves the table before the next date is known. A break is decided beforehand, with "
            "the day of return."
        )),
        (words.say("We facilitate in turn"), words.say(
            "No boss and no board. The turn says who is next and why, and anybody may pass without "
            "giving a reason."
        )),
        (words.say("Come who wants, and say so"), words.say(
            "A yes or a no in time lets somebody book the table. Not coming needs no excuse."
        )),
        (words.say("We share the small things"), words.say(
            "Mission cards are drawn among those who came. Cards may be swapped."
        )),
        (words.say("We recommend whom we know"), words.say(
            "A recommendation counts because you have sat at one table."
        )),
        (words.say("What is said at the table stays there"), words.say(
            "Prices, clients and worries are not told outside without the person's consent."
        )),
    ]  # fmt: skip
    body = "\n".join(f"## {habit}\n\n{meaning}\n" for habit, meaning in habits)
    return f"---\ntitle: {title}\n---\n\n# {title}\n\n{body}"


def _charter_path(words: Words) -> str:
    return {"fr": "content/charte.md"}.get(words.language, "content/charter.md")
