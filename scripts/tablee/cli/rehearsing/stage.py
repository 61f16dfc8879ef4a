"""The copy on which a rehearsal is played: the steward runs there, people act there, and time goes by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tablee.adapters.disk import read_files
from tablee.adapters.folder.people import PeopledFolder
from tablee.checks.rules import check_group
from tablee.files.load import Loaded, load_group
from tablee.i18n.words import load_words
from tablee.rules.timeline import timeline
from tablee.steward.apply import Outcome, apply
from tablee.steward.observed import Observed, observe
from tablee.steward.plan import Plan, plan
from tablee.steward.wanted import Situation, wanted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from tablee.checks.surroundings import Surroundings
    from tablee.model import Group
    from tablee.rules.timeline import Timeline
    from tablee.steward.rehearse.deeds import Deed


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the steward: the group before it, its plan, and what became of that."""

    before: Group
    plan: Plan
    outcome: Outcome


class Stage:
    """A group's folder that may be written to."""

    def __init__(self, root: Path, surroundings: Surroundings) -> None:
        """Read the copy."""
        self._root, self._surroundings = root, surroundings
        self._tracker = PeopledFolder(root)
        self._loaded: Loaded = load_group(read_files(root))
        self._observed: Observed | None = None

    @property
    def group(self) -> Group:
        """The group as its files are."""
        if self._loaded.group is None:
            message = "the steward has made group.yml unreadable"
            raise AssertionError(message)
        return self._loaded.group

    def line(self, now: datetime) -> Timeline:
        """Return the group's time as seen at an instant."""
        return timeline(self.group, now)

    def issues(self) -> Observed:
        """Return the steward's issues as they are."""
        if self._observed is None:
            self._observed = observe(self._tracker.read_issues())
        return self._observed

    def run_steward(self, now: datetime) -> Run:
        """Let the steward run once; closing many issues needs no second word on a copy."""
        before, observed = self.group, self.issues()
        problems = (*self._loaded.problems, *check_group(self._loaded, now, self._surroundings))
        situation = Situation(before, self._loaded, problems, now, self._surroundings)
        words = load_words(before.settings.language)
        made = plan(wanted(situation, observed), observed, words, close_many=True)
        outcome = apply(made, self._tracker)
        self._loaded, self._observed = load_group(read_files(self._root)), None
        return Run(before, made, outcome)

    def act(self, deeds: Iterable[Deed]) -> None:
        """Let people act in the issues that they found open."""
        observed, self._observed = self.issues(), None
        for deed in deeds:
            number = observed.number(deed.subject)
            if number is not None:
                self._tracker.act(number, deed)
