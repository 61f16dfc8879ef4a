"""`tablee draw MEETING`: who drew which mission, with the proof that anybody can replay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.commands.exits import DONE, WRONG_USE, Stop
from tablee.commands.meeting_option import add_meeting, need_event
from tablee.commands.reading import need_group
from tablee.data.words import Phrase, _
from tablee.decide.draw import draw
from tablee.decide.proof import render_draw
from tablee.decide.timeline import timeline

if TYPE_CHECKING:
    import argparse

    from tablee.data.words import Words


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of `draw`."""
    add_meeting(parser, words)


def run(options: argparse.Namespace, words: Words) -> int:
    """Print the draw of a meeting at which presence was recorded."""
    group, now = need_group(options, words)
    event = need_event(timeline(group, now), options.meeting)
    if event.meeting is None or event.meeting.present is None:
        unknown = _("Nobody knows yet who came to `{key}`: write `present: […]` into its file first.")
        raise Stop(WRONG_USE, Phrase(unknown, {"key": event.key}))
    print(render_draw(draw(group, event.meeting), group, words), end="")
    return DONE
