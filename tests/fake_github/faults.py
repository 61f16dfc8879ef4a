"""What goes wrong with GitHub: each fault hits one operation a number of times, then is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


def _nothing() -> None:
    """Do nothing."""


@dataclass
class Fault:
    """A fault of one operation, by its id in GitHub's description.

    `before` happens first; then, where `status` is not 0, that is the answer instead of the true one, with `headers`;
    `is_done` has the request carried out all the same. `cut` cuts the connection instead of answering. `spoil` changes
    the true answer; `raw` is sent in its place.
    """

    operation: str
    times: int = 1
    status: int = 0
    message: str = "Server Error"
    headers: dict[str, str] = field(default_factory=dict)
    is_done: bool = False
    cut: bool = False
    before: Callable[[], object] = _nothing
    spoil: Callable[[Any], Any] | None = None
    raw: bytes = b""
    page: int = 0
    skip: int = 0

    def hits(self, operation: str, page: int) -> bool:
        """Say whether the fault is due now, and count it; `skip` requests are spared first."""
        if operation != self.operation or not self.times or (self.page and page != self.page):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True


def answer_lost(operation: str) -> Fault:
    """Make a gateway lose the answer to a write that was done."""
    return Fault(operation, status=502, is_done=True)


def broken(operation: str, times: int = 1, status: int = 503) -> Fault:
    """Make GitHub fail before it does anything."""
    return Fault(operation, times, status=status)


def limited(operation: str, seconds: int, times: int = 1) -> Fault:
    """Make GitHub ask for a wait (secondary rate limit)."""
    message = "You have exceeded a secondary rate limit."
    return Fault(operation, times, status=403, message=message, headers={"Retry-After": str(seconds)})


def cut(operation: str, *, is_done: bool, times: int = 1) -> Fault:
    """Cut the connection, before or after the request was carried out."""
    return Fault(operation, times, cut=True, is_done=is_done)


def page_lost(operation: str, page: int, times: int = 1) -> Fault:
    """Answer one page of a list as if it were empty."""
    return Fault(operation, times, page=page, spoil=lambda _page: [])


def moved_before(operation: str, push: Callable[[], object]) -> Fault:
    """Have somebody push just before an operation is carried out."""
    return Fault(operation, before=push)
