"""Questions to whoever sits at the terminal."""

from __future__ import annotations

import sys
from typing import Protocol

from tablee.i18n.errors import UserError
from tablee.i18n.translations import _


class Abandoned(UserError):
    """The dialogue was broken off: end of input, Ctrl-C, or a no."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was written."))


class Questions(Protocol):
    """Somebody who can be asked."""

    def ask(self, text: str, suggested: str) -> str:
        """Ask, and return the answer without blanks around it; the suggestion where the answer is empty."""
        ...

    def tell(self, text: str) -> None:
        """Say something that is no question."""
        ...


class Terminal:
    """Questions on standard error, answers from standard input: standard output stays the command's result."""

    def ask(self, text: str, suggested: str) -> str:
        """Ask on one line."""
        print(text, end="", file=sys.stderr, flush=True)
        try:
            return input().strip() or suggested
        except (EOFError, KeyboardInterrupt) as end:
            print(file=sys.stderr)
            raise Abandoned from end

    def tell(self, text: str) -> None:
        """Print a line."""
        print(text, file=sys.stderr)


def open_questions() -> Questions | None:
    """Return the terminal; None where standard input is none, so that nobody could answer."""
    return Terminal() if sys.stdin is not None and sys.stdin.isatty() else None
