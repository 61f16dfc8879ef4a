"""A fresh copy of the template on GitHub, and the plan of the founding that makes it a group."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tablee.files.engine import FOR_THE_TEMPLATE
from tablee.steward.diff import Plan, plan
from tablee.steward.observe import observe
from tablee.steward.state import Kind

if TYPE_CHECKING:
    from tablee.adapters.github import Access
    from tablee.checks.repository import Repository
    from tablee.i18n.translations import Translations
    from tablee.model import Group
    from tablee.steward.run import RunInput
    from tablee.steward.tracker import Tracker


@dataclass(frozen=True, slots=True)
class FreshCopy:
    """A copy whose group is still the sample: how it is reached, what is seen of it, which files a founding takes."""

    access: Access
    repository: Repository
    stale: frozenset[str]

    @property
    def proposal(self) -> str:
        """Where the founding is proposed, where main is protected; empty where it is committed."""
        from tablee.adapters.github.proposals import branch_of, compare_address  # noqa: PLC0415 (as below)

        return compare_address(self.access, branch_of(Kind.FOUNDING)) if self.repository.is_protected else ""


def find_copy(root: Path, group: Group, access: Access | None) -> FreshCopy | None:
    """Return the copy that a repository is; None for the template itself, a fork, and a group of its own."""
    if access is None or not group.settings.is_sample:
        return None
    from tablee.adapters.founding import list_own_files  # noqa: PLC0415 (few runs are in a fresh copy)
    from tablee.adapters.github.settings import read_some  # noqa: PLC0415 (a folder needs no client)

    there = read_some(access, time.sleep, with_branch=True)
    if there.is_template is not False or there.is_fork:
        return None
    for_template = (name for name in FOR_THE_TEMPLATE if (root / name).is_file())
    return FreshCopy(access, there, frozenset({*list_own_files(root), *for_template}))


def plan_founding(copy: FreshCopy, tracker: Tracker, sample: RunInput, words: Translations) -> Plan:
    """Plan to ask for a group, and to write the one that somebody told who may; raises TrackerError."""
    from tablee.adapters import holiday_library  # noqa: PLC0415 (as above)
    from tablee.adapters.github.settings import read_writers  # noqa: PLC0415
    from tablee.steward.founding.run import (  # noqa: PLC0415
        FoundingInput,
        founders,
        founding_state,
        read_founding_forms,
    )

    issues = tracker.read_issues()
    requests = read_founding_forms(issues, sample.now)
    given = FoundingInput(
        sample=sample.group,
        stale=copy.stale,
        repository=copy.repository,
        proposal=copy.proposal,
        name=copy.access.repository,
        now=sample.now,
        book=holiday_library,
        writers=read_writers(copy.access, time.sleep, founders(requests)),
    )
    observed = observe(issues)
    return plan(founding_state(given, requests), observed, words)
