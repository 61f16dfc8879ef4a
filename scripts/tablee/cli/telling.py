"""How `plan` and `apply` tell what happened: as text in two streams, or as one Markdown report for a run's summary."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tablee.checks.report import render_report
from tablee.cli.exits import Stop
from tablee.steward.plan_text import MARKDOWN, render_outcome, render_remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.files.problem import Problem
    from tablee.i18n.words import Words
    from tablee.steward.apply import Outcome


def tell_outcome(outcome: Outcome, words: Words, form: str) -> None:
    """Print what became of a plan: into the report, or beside the plan."""
    print(render_outcome(outcome, words, form), end="", file=sys.stdout if form == MARKDOWN else sys.stderr)


def tell_problems(problems: list[Problem], words: Words, form: str) -> None:
    """Print the problems of a group that cannot be read."""
    if form == MARKDOWN:
        print(render_report(problems, words, MARKDOWN), end="")
    else:
        print(render_report(problems, words, "text"), end="", file=sys.stderr)


@contextmanager
def telling_why(words: Words, form: str) -> Iterator[None]:
    """Have an early end tell its reason in the report, too: who reads a summary sees nothing else."""
    try:
        yield
    except Stop as stop:
        if form == MARKDOWN and stop.message:
            print(render_remark(words.phrase(stop.message)), end="")
        raise
