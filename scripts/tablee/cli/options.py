"""The options that every command has, and the parser that knows them."""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from tablee import __version__
from tablee.cli.parser import Parser
from tablee.cli.table import COMMANDS, Command
from tablee.i18n.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tablee.i18n.words import Words

_LANGUAGE_LINE = re.compile(r"^language: *[\"']?(\w+)", re.MULTILINE)


def read_language(given: Sequence[str]) -> str:
    """Return the language to speak: the one asked for, else the group's, else English.

    It is needed before anything else is understood, so it is looked for in the raw arguments and in group.yml's text.
    """
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    add_common(early, str)
    try:
        options, _rest = early.parse_known_args(list(given))
    except argparse.ArgumentError:
        return "en"
    if options.language:
        return str(options.language)
    try:
        text = (options.root / "group.yml").read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return "en"
    found = _LANGUAGE_LINE.search(text)
    return found[1] if found and found[1] in LANGUAGES else "en"


def make_parser(words: Words, given: Sequence[str]) -> Parser:
    """Make the parser of the command line; only the commands named in `given` are imported, and get their options."""
    about = words.say("Keep an informal network meeting: files in Git become a page, a calendar and turns.")
    example = words.say("Example: {example}", example="tablee check")
    parser = Parser(words=words, prog="tablee", description=about, epilog=example)
    add_version(parser, words)
    add_common(parser, words.say)
    commands = parser.add_subparsers(
        title=words.say("commands"), metavar=words.say("COMMAND"), required=True, parser_class=Parser
    )
    for command in COMMANDS:
        _add_command(commands, command, words, asked=command.name in given)
    return parser


def _add_command(
    commands: argparse._SubParsersAction[Parser], command: Command, words: Words, *, asked: bool
) -> None:
    summary = words.say(command.summary)
    parser = commands.add_parser(
        command.name,
        words=words,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=words.say("Example: {example}", example=command.example),
    )
    if asked:
        module = import_module(f"tablee.cli.{command.module}")
        module.add_options(parser, words)
        parser.set_defaults(run=module.run)
    # Options may stand before or after the command; what stands before is the default of what stands after.
    add_common(parser, words.say, default=argparse.SUPPRESS)
    add_version(parser, words)


def add_version(parser: Parser, words: Words) -> None:
    """Declare `--version`."""
    told = words.say("say which version this is")
    parser.add_argument("--version", action="version", version=f"tablee {__version__}", help=told)


def add_common(
    parser: argparse.ArgumentParser, say: Callable[[str], str], default: str | None = None
) -> None:
    """Declare the options that every command has."""
    root = Path() if default is None else default
    parser.add_argument(
        "-C",
        dest="root",
        metavar="DIR",
        type=Path,
        default=root,
        help=say("the group's folder (default: here)"),
    )
    parser.add_argument(
        "--now", metavar="TIME", default=default, help=say("the time to take for now, as 2026-12-10T12:30")
    )
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=default,
        help=say("the language of messages (default: the group's)"),
    )
