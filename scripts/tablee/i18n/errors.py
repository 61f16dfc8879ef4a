"""The base of every error that a user can mend, and the exit statuses that outsiders rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tablee.i18n.translations import LazyText

if TYPE_CHECKING:
    from tablee.i18n.translations import Translations

DONE = 0
ERRORS = 1
"""The group's files hold errors."""
WRONG_USE = 2
TRACKER = 3
"""The tracker could not be read or written."""


class UserError(Exception):
    """What a user can mend: the message says what is wrong and what to do, in the reader's language.

    `tablee.cli.main` prints it without a traceback (`--debug` shows that too) and exits with `exit_status`. What is
    not of this class is a bug and keeps its traceback. Its cause holds the detail for maintainers.
    """

    exit_status: ClassVar[int] = WRONG_USE

    def __init__(self, phrase: LazyText | str, /, **values: object) -> None:
        """Take a phrase, or a marked text with its values."""
        self.phrase = phrase if isinstance(phrase, LazyText) else LazyText(phrase, values)
        super().__init__(self.phrase.message.format_map(self.phrase.values))

    def render(self, words: Translations) -> str:
        """Return the message in a language."""
        return words.resolve(self.phrase)
