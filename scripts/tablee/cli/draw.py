"""`tablee draw MEETING`: who drew which mission, with the proof that anybody can replay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.cli.exits import DONE, WRONG_USE, Stop
from tablee.cli.meeting_option import add_meeting, need_event
from tablee.cli.reading import need_group
from tablee.i18n.words import Phrase, _
from tablee.rules.draw import draw
from tablee.rules.proof import render_draw
from tablee.rules.timeline import timeline

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.words import Words


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
