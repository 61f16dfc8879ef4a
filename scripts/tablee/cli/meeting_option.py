"""The meeting that a command is asked about, by its slot key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.cli.exits import WRONG_USE, Stop
from tablee.i18n.words import Phrase, Words, _

if TYPE_CHECKING:
    import argparse

    from tablee.rules.event import Event
    from tablee.rules.timeline import Timeline


def add_meeting(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the meeting as a command's argument."""
    parser.add_argument(
        "meeting", metavar=words.say("MEETING"), help=words.say("the name of its file, as 2026-12-10")
    )


def need_event(line: Timeline, text: str) -> Event:
    """Return the event of a slot key, also typed as the path of its file; stop where there is none."""
    key = text.rsplit("/", maxsplit=1)[-1].removesuffix(".yml")
    event = line.event(key)
    if event is None:
        known = ", ".join(f"`{one.key}`" for one in line.coming("")[:3])
        no_meeting = _("There is no meeting `{key}`. The next ones are {known}.")
        raise Stop(WRONG_USE, Phrase(no_meeting, {"key": key, "known": known or "–"}))
    return event
