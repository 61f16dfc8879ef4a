"""`tablee explain MEETING`: why this member was called, or would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.cli.folder import need_event, need_group
from tablee.cli.parser import add_meeting
from tablee.i18n.errors import DONE
from tablee.rules.timeline import build_timeline
from tablee.rules.turns import Turns
from tablee.rules.why import render_why

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.translations import Translations

add_options = add_meeting


def run(options: argparse.Namespace, words: Translations) -> int:
    """Print the reasons, a sentence a line."""
    group, now = need_group(options, words)
    timeline = build_timeline(group, now)
    event = need_event(timeline, options.meeting)
    print("\n".join(render_why(Turns(group, timeline).explain(str(event.key)), group, words)))
    return DONE
