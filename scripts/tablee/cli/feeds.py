"""`tablee feeds`: the calendars and group.json alone, without a page."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from tablee.adapters.beside import beside
from tablee.adapters.disk import write_tree
from tablee.adapters.git_history import read_history
from tablee.cli.folder import admit, find_problems, load_folder
from tablee.cli.outputs import render_machine_files, say_changed
from tablee.cli.parser import add_out
from tablee.i18n.errors import DONE
from tablee.i18n.words import load_words
from tablee.rules.timeline import timeline

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.words import Words


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of `feeds`."""
    add_out(parser, words, "feeds", Path("feeds"))


def run(options: argparse.Namespace, words: Words) -> int:
    """Write the calendars and the JSON, and say how many files changed.

    Git is asked while the files are read, and the group is checked while its calendars are made; nothing is written
    before the check has passed.
    """
    history = beside(lambda: read_history(options.root))
    loaded, now = load_folder(options)
    gc.disable()  # from here on nearly all that is made is kept to the end
    group = loaded.group or admit(None, find_problems(options, loaded, now), words)
    line = timeline(group, now)
    problems = beside(lambda: find_problems(options, loaded, now, line=line))
    try:
        files = render_machine_files(group, line, load_words(group.settings.language), history())
    except Exception:  # files that contradict each other may break anything: then that is what to say
        admit(group, problems(), words)
        raise
    admit(group, problems(), words)
    changed = write_tree(options.root, options.out, files)
    print(say_changed(changed, options.out, words))
    return DONE
