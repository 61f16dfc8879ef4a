"""The command line's parser: the options of every command, and argparse's own words in the reader's language.

argparse asks the machine for its language; a group has one of its own. What is translated here passes through the
documented doors of `argparse.ArgumentParser` alone: groups, `format_usage`, `format_help` and `error`.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from tablee import __released__, __version__
from tablee.adapters.plain_files import MOST_YAML, NotPlain, read_plain
from tablee.cli.commands import COMMANDS, Command
from tablee.i18n.errors import WRONG_USE
from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tablee.i18n.translations import Translations

USAGE = "usage: "
_TITLES = {"positional arguments": _("arguments"), "options": _("options")}
_FAULT = re.compile(r"(?:argument (?P<argument>.+?): )?(?P<fault>.+)", re.DOTALL)
_FAULTS = {
    r"the following arguments are required: (?P<names>.+)": _("these are missing: {names}"),
    r"unrecognized arguments: (?P<names>.+)": _("nobody knows what this means: {names}"),
    r"invalid choice: (?P<value>'.*?')(?:, maybe you meant '.*'\?)? \(choose from (?P<known>.+)\)": _(
        "{value} is not one of {known}"
    ),
    r"invalid \w+ value: (?P<value>.+)": _("{value} does not belong here"),
    r"expected (?:at least |at most )?(?:one|\d+) arguments?": _("a value must follow"),
    r"ignored explicit argument (?P<value>.+)": _("no value may follow, as {value}"),
}
"""What argparse says of a wrong command line; what it may say beyond that stays in English."""
_LANGUAGE_LINE = re.compile(r"^language: *[\"']?(\w+)", re.MULTILINE)
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language of `words`; of options it wants the whole name."""

    def __init__(self, *, words: Translations, **given: Any) -> None:  # noqa: ANN401 (as argparse's own)
        self.words = words
        super().__init__(add_help=False, allow_abbrev=False, **given)
        self.add_argument("-h", "--help", action="help", help=words.gettext("show this help"))

    @property
    def declared(self) -> tuple[argparse.Action, ...]:
        """All arguments and options, in the order of their declaration, but for `--help`."""
        return tuple(action for action in self._actions if "--help" not in action.option_strings)

    def add_argument_group(self, title: str | None = None, *args: Any, **kw: Any) -> argparse._ArgumentGroup:  # noqa: ANN401
        """Open a group of options; those that argparse opens by itself get a title of ours."""
        said = self.words.gettext(_TITLES[title]) if title in _TITLES else title
        # argparse puts the colon behind a title, and knows no space before it.
        headed = self.words.gettext(_("{title}:"), title=said).removesuffix(":") if said else said
        return super().add_argument_group(headed, *args, **kw)

    def format_usage(self) -> str:
        """Return the usage in one line or a few."""
        return self._translate_usage(super().format_usage())

    def format_help(self) -> str:
        """Return the whole help."""
        return self._translate_usage(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line, and exit with status 2."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"{self.prog}: {translate_fault(message, self.words)}\n")

    def _translate_usage(self, text: str) -> str:
        return self.words.gettext(_("usage: ")) + text.removeprefix(USAGE)


def translate_fault(message: str, words: Translations) -> str:
    """Say in the reader's language what argparse says in English."""
    parts = _FAULT.fullmatch(message)
    argument, fault = (parts["argument"], parts["fault"]) if parts else (None, message)
    for pattern, said in _FAULTS.items():
        if found := re.fullmatch(pattern, fault, re.DOTALL):
            fault = words.gettext(said, **found.groupdict())
            break
    return words.gettext(_("{argument}: {fault}"), argument=argument, fault=fault) if argument else fault


def read_language(given: Sequence[str]) -> str:
    """Return the language to speak: the one asked for, else the group's, else that of the environment, else English.

    It is needed before anything else is understood, so it is looked for in the raw arguments and in group.yml's text.
    `init` and `--help` ask the environment before the group: one has no group yet, the other is for who sits there.
    """
    options, rest = _early_parser().parse_known_args(list(given))
    if options.language in LANGUAGES:
        return str(options.language)
    founding = next((word for word in rest if not word.startswith("-")), "") == "init"
    spoken, group = _read_locale(), "" if founding else _read_group_language(Path(options.root or "."))
    wanted = (spoken, group) if founding or {"-h", "--help"} & set(rest) else (group, spoken)
    return next(filter(None, wanted), "en")


def _early_parser() -> argparse.ArgumentParser:
    """Return a parser of what tells the language, which refuses nothing."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("-C", dest="root", nargs="?")
    early.add_argument("--language", nargs="?")
    early.add_argument("--now", nargs="?")
    return early


def _read_group_language(root: Path) -> str:
    """Return the language that a group.yml names, also where the rest of it is broken; empty where it names none."""
    try:
        text = (read_plain(root, "group.yml", MOST_YAML) or b"").decode("utf-8-sig")
    except (OSError, NotPlain, UnicodeDecodeError):
        return ""
    found = _LANGUAGE_LINE.search(text)
    return found[1] if found and found[1] in LANGUAGES else ""


def _read_locale() -> str:
    """Return the language of the environment, as POSIX orders its variables; empty where it is none of ours."""
    locale = next((value for name in _LOCALE_VARIABLES if (value := os.environ.get(name))), "")
    return locale[:2] if locale[:2] in LANGUAGES else ""


def make_parser(words: Translations, given: Sequence[str]) -> Parser:
    """Make the parser of the command line; only the commands named in `given` are imported, and get their options."""
    about = words.gettext(
        "Keep an informal network meeting: files in Git become a page, a calendar and turns."
    )
    parser = Parser(words=words, prog="tablee", description=about, epilog=_example("tablee check", words))
    add_common(parser, words)
    add_version(parser, words)
    commands = parser.add_subparsers(
        title=words.gettext("commands"), metavar=words.gettext("COMMAND"), required=True, parser_class=Parser
    )
    for command in COMMANDS:
        one: Parser = commands.add_parser(command.name, words=words, help=words.gettext(command.summary))
        if command.name in given:
            _complete(one, command, words)
    return parser


def _complete(parser: Parser, command: Command, words: Translations) -> None:
    """Give the parser of a command all that it says and takes."""
    parser.description, parser.epilog = say_summary(command, words), _example(command.example, words)
    module = import_module(f"tablee.cli.{command.name}")
    module.add_options(parser, words)
    parser.set_defaults(run=module.run)
    # Options may stand before or after the command; what stands before is the default of what stands after.
    add_common(parser, words, default=argparse.SUPPRESS)
    add_version(parser, words)


def say_summary(command: Command, words: Translations) -> str:
    """Return what a command does, as a sentence."""
    summary = words.gettext(command.summary)
    return f"{summary[0].upper()}{summary[1:]}."


def _example(line: str, words: Translations) -> str:
    return words.gettext("Example: {example}", example=line)


def add_common(parser: argparse.ArgumentParser, words: Translations, default: str | None = None) -> None:
    """Declare the options that every command has."""
    parser.add_argument(
        "-C",
        dest="root",
        metavar=words.gettext("DIR"),
        type=Path,
        default=Path() if default is None else default,
        help=words.gettext("the group's folder (default: here)"),
    )
    parser.add_argument(
        "--now",
        metavar=words.gettext("TIME"),
        default=default,
        help=words.gettext("the time to take for now, as 2026-12-10T12:30"),
    )
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=default,
        help=words.gettext("the language of messages (default: the group's)"),
    )
    parser.add_argument(
        "--debug",
        action="store_true",
        default=default,
        help=words.gettext("also show where in the program an error arose"),
    )


def add_version(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare `--version`."""
    version, told = f"tablee {__version__} ({__released__})", words.gettext("say which version this is")
    parser.add_argument("--version", action="version", version=version, help=told)


def add_meeting(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the meeting that a command is about."""
    parser.add_argument(
        "meeting", metavar=words.gettext("MEETING"), help=words.gettext("the name of its file, as 2026-12-10")
    )


def add_out(
    parser: argparse.ArgumentParser, words: Translations, folder: str, default: Path | None = None
) -> None:
    """Declare the folder that a command writes."""
    told = words.gettext("the folder to write (default: {folder})", folder=folder)
    parser.add_argument("--out", metavar=words.gettext("DIR"), type=Path, default=default, help=told)


def number_between(least: int, most: int, words: Translations) -> Callable[[str], int]:
    """Return what reads the value of an option that is a number within bounds."""

    def read(text: str) -> int:
        if re.fullmatch(r"[+-]?\d{1,9}", text) and least <= int(text) <= most:
            return int(text)
        told = _("{value} is no number from {least} to {most}")
        raise argparse.ArgumentTypeError(words.gettext(told, value=repr(text), least=least, most=most))

    return read
