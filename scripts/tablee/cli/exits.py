"""How a command ends: the exit statuses that outsiders rely on."""

from __future__ import annotations

from tablee.i18n.words import Phrase

DONE = 0
ERRORS = 1
"""The group's files hold errors."""
WRONG_USE = 2
TRACKER = 3
"""The tracker could not be read or written."""


class Stop(Exception):  # noqa: N818 (not always an error)
    """A command ends here, with an exit status and a word for people."""

    def __init__(self, status: int, message: Phrase | None = None) -> None:
        """Keep the status and the word."""
        super().__init__(status, message)
        self.status = status
        self.message = message


def wrong_use(message: str, /, **values: object) -> Stop:
    """Return the end of a command that was used wrongly, with a marked text and its values."""
    return Stop(WRONG_USE, Phrase(message, values))
