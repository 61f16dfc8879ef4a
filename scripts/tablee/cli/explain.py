"""`tablee explain MEETING`: why this member was called, or would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.cli.exits import DONE
from tablee.cli.meeting_option import add_meeting, need_event
from tablee.cli.reading import need_group
from tablee.rules.timeline import timeline
from tablee.rules.turns import explain
from tablee.rules.why import render_why

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.words import Words


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of `explain`."""
    add_meeting(parser, words)


def run(options: argparse.Namespace, words: Words) -> int:
    """Print the reasons, a sentence a line."""
    group, now = need_group(options, words)
    line = timeline(group, now)
    event = need_event(line, options.meeting)
    print("\n".join(render_why(explain(group, line, str(event.key)), group, words)))
    return DONE
