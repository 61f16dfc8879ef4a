"""The command `tablee`: it parses the command line, runs one command and says what went wrong."""

from __future__ import annotations

import gc
import io
import os
import sys
import zoneinfo
from typing import TYPE_CHECKING

from tablee.cli.parser import make_parser, read_language
from tablee.i18n.errors import DONE, ERRORS, WRONG_USE, UserError
from tablee.i18n.package_files import TZDATA
from tablee.i18n.translations import load_translations

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from tablee.i18n.translations import Translations


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 done, 1 errors in the files, 2 wrong use, 3 tracker."""
    if argv is None:
        gc.disable()  # modules leave nothing to collect
    # The pinned tz database, so that every machine has the same hours.
    zoneinfo.reset_tzpath((str(TZDATA / "zoneinfo"),))
    # Nothing that happens to be installed has a say in how files are read.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    _print_utf8()
    given = sys.argv[1:] if argv is None else list(argv)
    words = load_translations(read_language(given))
    try:
        options = make_parser(words, given).parse_args(given)
    except SystemExit as stop:  # argparse has said why
        return stop.code if isinstance(stop.code, int) else WRONG_USE
    if argv is None:
        # They stay to the end of the program: no collection need look at them.
        gc.freeze()
        gc.enable()
    return _run(options, words)


def _run(options: argparse.Namespace, words: Translations) -> int:
    """Run a command; what the user can mend becomes a message, a bug keeps its traceback."""
    try:
        status: int = options.run(options, words)
        sys.stdout.flush()
    except UserError as error:
        if options.debug:
            import traceback  # noqa: PLC0415 (few runs need it)

            traceback.print_exception(error)
        print(error.render(words).rstrip("\n"), file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:
        # The reader has read enough; what is still to be printed goes nowhere (docs.python.org, signal, SIGPIPE).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as fault:
        if not fault.filename:
            raise
        refused = words.gettext(
            "`{path}` cannot be read or written: {why}", path=fault.filename, why=fault.strerror
        )
        print(refused, file=sys.stderr)
        return WRONG_USE
    return status


def _print_utf8() -> None:
    """Make standard output and error UTF-8, as the group's files are, whatever the machine's language.

    A terminal of another encoding keeps it, and shows `?` for what it lacks.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


__all__ = ["DONE", "ERRORS", "WRONG_USE", "main"]
