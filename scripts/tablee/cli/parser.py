"""A command line's parser whose own words are in the reader's language too.

argparse asks the machine for its language; a group has one of its own. What is translated here passes through the
documented doors of `argparse.ArgumentParser` alone: groups, `format_usage`, `format_help` and `error`.
"""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from tablee.cli.exits import WRONG_USE
from tablee.i18n.words import _

if TYPE_CHECKING:
    from tablee.i18n.words import Words

USAGE = "usage: "
_TITLES = {"positional arguments": _("arguments"), "options": _("options")}
_FAULT = re.compile(r"(?:argument (?P<argument>.+?): )?(?P<fault>.+)", re.DOTALL)
_FAULTS = {
    r"the following arguments are required: (?P<names>.+)": _("these are missing: {names}"),
    r"unrecognized arguments: (?P<names>.+)": _("nobody knows what this means: {names}"),
    r"invalid choice: (?P<value>'.*') \(choose from (?P<known>.+)\)": _("{value} is not one of {known}"),
    r"invalid \w+ value: (?P<value>.+)": _("{value} does not belong here"),
    r"expected (?:at least |at most )?(?:one|\d+) arguments?": _("a value must follow"),
    r"ignored explicit argument (?P<value>.+)": _("no value may follow, as {value}"),
}
"""What argparse says of a wrong command line; what it may say beyond that stays in English."""


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language of `words`; of options it wants the whole name."""

    def __init__(self, *, words: Words, **given: Any) -> None:  # noqa: ANN401 (as argparse's own)
        self.words = words
        super().__init__(add_help=False, allow_abbrev=False, **given)
        self.add_argument("-h", "--help", action="help", help=words.say("show this help"))

    @property
    def declared(self) -> tuple[argparse.Action, ...]:
        """All arguments and options, in the order of their declaration, but for `--help`."""
        return tuple(action for action in self._actions if "--help" not in action.option_strings)

    def add_argument_group(self, title: str | None = None, *args: Any, **kw: Any) -> argparse._ArgumentGroup:  # noqa: ANN401
        """Open a group of options; those that argparse opens by itself get a title of ours."""
        said = self.words.say(_TITLES[title]) if title in _TITLES else title
        return super().add_argument_group(said, *args, **kw)

    def format_usage(self) -> str:
        """Return the usage in one line or a few."""
        return self._translate_usage(super().format_usage())

    def format_help(self) -> str:
        """Return the whole help."""
        return self._translate_usage(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line, and exit with status 2."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"{self.prog}: {say_fault(message, self.words)}\n")

    def _translate_usage(self, text: str) -> str:
        return self.words.say(_("usage: ")) + text.removeprefix(USAGE)


def say_fault(message: str, words: Words) -> str:
    """Say in the reader's language what argparse says in English."""
    parts = _FAULT.fullmatch(message)
    argument, fault = (parts["argument"], parts["fault"]) if parts else (None, message)
    for pattern, said in _FAULTS.items():
        if found := re.fullmatch(pattern, fault, re.DOTALL):
            fault = words.say(said, **found.groupdict())
            break
    return words.say(_("{argument}: {fault}"), argument=argument, fault=fault) if argument else fault
