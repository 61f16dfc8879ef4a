"""Work done in another process gives what it would give here, errors included."""

from __future__ import annotations

import os
import threading

import pytest

from tablee.adapters.beside import beside


def test_the_result_comes_back() -> None:
    """What the work finds is what waiting for it returns, also where it is too large for a pipe at once."""
    wait = beside(lambda: {"found": "x" * 1_000_000})
    assert wait() == {"found": "x" * 1_000_000}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_it_runs_in_another_process() -> None:
    """The work has a process of its own where that is possible: nothing it changes is changed here."""
    made: list[int] = []

    def work() -> int:
        made.append(1)
        return os.getpid()

    alone = threading.active_count() == 1
    assert (beside(work)() != os.getpid()) == alone
    assert made == ([] if alone else [1])


def test_an_error_is_raised_here() -> None:
    """What fails beside fails here as well, with the very error: the work is done again."""

    def fail() -> int:
        raise LookupError("no such thing")

    wait = beside(fail)
    with pytest.raises(LookupError, match="no such thing"):
        wait()


def test_what_cannot_be_sent_is_made_here() -> None:
    """A result that no pipe can carry is made in this process."""
    assert beside(lambda: (number for number in [3, 1, 2]))().__next__() == 3


def test_other_threads_forbid_a_second_process() -> None:
    """A fork would take their locks with it: the work is done here when it is asked for."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert beside(os.getpid)() == os.getpid()
    finally:
        stop.set()
        thread.join()
