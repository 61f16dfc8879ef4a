"""`tablee draw MEETING`: who drew which mission, with the proof that anybody can replay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.cli.folder import need_event, need_group
from tablee.cli.parser import add_meeting
from tablee.i18n.errors import DONE, UserError
from tablee.i18n.translations import _
from tablee.rules.draw import draw, render_draw
from tablee.rules.timeline import build_timeline

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.translations import Translations

add_options = add_meeting


def run(options: argparse.Namespace, words: Translations) -> int:
    """Print the draw of a meeting at which presence was recorded."""
    group, now = need_group(options, words)
    event = need_event(build_timeline(group, now), options.meeting)
    if event.meeting is None or event.meeting.present is None:
        unknown = _("Nobody knows yet who came to `{key}`: write `present: […]` into its file first.")
        raise UserError(unknown, key=event.key)
    print(render_draw(draw(group, event.meeting), group, words), end="")
    return DONE
