"""The command `tablee`: it sets the clock, reads the group's folder and calls one command."""

from __future__ import annotations

import sys
import zoneinfo
from typing import TYPE_CHECKING

from tablee.cli.exits import DONE, ERRORS, WRONG_USE, Stop
from tablee.cli.options import make_parser, read_language
from tablee.cli.output import drop_output, open_output
from tablee.i18n.words import load_words

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 done, 1 errors in the files, 2 wrong use, 3 tracker."""
    # The pinned tz database, so that every machine has the same hours.
    zoneinfo.reset_tzpath(())
    open_output()
    given = sys.argv[1:] if argv is None else list(argv)
    words = load_words(read_language(given))
    parser = make_parser(words, given)
    try:
        options = parser.parse_args(given)
    except SystemExit as stop:  # argparse has said why
        return stop.code if isinstance(stop.code, int) else WRONG_USE
    try:
        status: int = options.run(options, words)
        sys.stdout.flush()
    except Stop as stop:
        if stop.message:
            print(words.phrase(stop.message), file=sys.stderr)
        return stop.status
    except BrokenPipeError:
        drop_output()
        return DONE
    except OSError as fault:
        if not fault.filename:
            raise
        refused = words.say(
            "`{path}` cannot be read or written: {why}", path=fault.filename, why=fault.strerror
        )
        print(refused, file=sys.stderr)
        return WRONG_USE
    return status


__all__ = ["DONE", "ERRORS", "WRONG_USE", "main"]
