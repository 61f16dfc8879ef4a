"""What a program costs: the whole process by the wall clock, its processor time and its largest memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_LAUNCHER = Path(__file__).with_name("launcher.py")


class DidNotRunError(Exception):
    """A program ended badly; the text says which and what it said."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program to run; `prepare` is called before each run and takes no part in its time."""

    command: Sequence[str | Path]
    environment: Mapping[str, str]
    prepare: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took, or the median of several: seconds, seconds of user and system time, megabytes at most."""

    seconds: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two programs that ran by turns: their median costs, and the median of the ratios of each two neighbours."""

    ours: Cost
    theirs: Cost
    ratio: float


def run(program: Program) -> Cost:
    """Run a program to its end.

    The memory is the largest resident set of the process or of one that it started (getrusage(2)).

    Raises:
        DidNotRunError: it could not start, or its exit status is not 0.
    """
    program.prepare()
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as told:
        launch = [sys.executable, "-I", "-S", _LAUNCHER, str(told.fileno()), *program.command]
        launcher = subprocess.run(
            launch,
            env=program.environment,
            stdout=subprocess.DEVNULL,
            stderr=said,
            pass_fds=[told.fileno()],
            check=False,
        )
        told.seek(0)
        seconds, cpu, memory, status = map(float, told.read().split() or (0, 0, 0, launcher.returncode))
        if status:
            said.seek(0)
            tail = said.read().decode("utf-8", "replace")[-2000:]
            raise DidNotRunError(f"{' '.join(map(str, program.command))} ended with {status:.0f}: {tail}")
    return Cost(seconds, cpu, memory)


def run_by_turns(ours: Program, theirs: Program, times: int) -> Pair:
    """Run two programs by turns, so that whatever else the machine does falls on both."""
    costs = [(run(ours), run(theirs)) for _turn in range(times)]
    ratio = median(one.seconds / other.seconds for one, other in costs)
    return Pair(_median([one for one, _other in costs]), _median([other for _one, other in costs]), ratio)


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        median(c.seconds for c in costs), median(c.cpu for c in costs), median(c.memory for c in costs)
    )
