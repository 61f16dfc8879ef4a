"""Work done beside ours, on another core: in a forked process that sends back what it found."""

from __future__ import annotations

import os
import pickle
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def beside(work: Callable[[], T]) -> Callable[[], T]:
    """Begin some work, and return what waits for its result.

    The work sees everything as it stands now, changes nothing here, and prints nothing. Where it cannot run beside
    (no fork, other threads) or fails there, it runs here when its result is asked for: so an error is raised, with its
    traceback, as if nothing had been done beside.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return work
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _do(work, writer)
    os.close(writer)

    def wait() -> T:
        with os.fdopen(reader, "rb") as pipe:
            found = pipe.read()
        _child, status = os.waitpid(child, 0)
        if status:
            return work()
        result: T = pickle.loads(found)  # noqa: S301 (our own child wrote it)
        return result

    return wait


def _do(work: Callable[[], object], writer: int) -> None:
    """Do the work in the child and end it, without what a process does at its end: all of that is the parent's."""
    status = 1
    try:
        found = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(found)
        status = 0
    finally:
        os._exit(status)
