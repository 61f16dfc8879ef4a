"""Which deeds start which workflows, as whom: GitHub's rules, read off the workflows as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from fake_github.world import BOT, Deed

MOST_WAITING = 100
"""So many runs of one group wait (`queue: max`); those after them are cancelled."""
_DEFAULT_TYPES: Mapping[str, frozenset[str]] = {
    "pull_request": frozenset({"opened", "synchronize", "reopened"}),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A run that GitHub queues: whoever `actor` is gets the mail if it ends red. A `held` one waits for approval."""

    workflow: str
    event: str
    actor: str
    held: bool = False


def runs_of(deed: Deed, folder: Path, *, known: Iterable[str] = ()) -> tuple[Run, ...]:
    """Return what a deed starts; `known` are people whose proposals were merged before.

    What a run's own token does starts nothing but a workflow that it dispatches, or proposals, which wait.
    """
    if deed.actor == BOT and deed.event not in {"workflow_dispatch", "pull_request"}:
        return ()
    held = deed.event == "pull_request" and (deed.actor == BOT or deed.actor not in set(known))
    started = (name for name, on in _triggers(folder) if _starts(name, on.get(deed.event, _NEVER), deed))
    return tuple(Run(name, deed.event, deed.actor, held) for name in started)


def queue(runs: Iterable[Run]) -> tuple[list[Run], list[Run]]:
    """Return which of the runs of one group wait behind the one that works, and which are cancelled."""
    waiting = list(runs)[1:]
    return waiting[:MOST_WAITING], waiting[MOST_WAITING:]


_NEVER = object()


def _triggers(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for file in sorted(folder.glob("*.yml")):
        text = re.sub(r"^on:", '"on":', file.read_text("utf-8"), flags=re.MULTILINE)
        yield file.name, yaml.safe_load(text)["on"]


def _starts(name: str, trigger: Any, deed: Deed) -> bool:  # noqa: ANN401 (YAML)
    """Say whether a workflow's words for an event fit a deed."""
    if trigger is _NEVER or deed.workflow not in {"", name}:
        return False
    words: Mapping[str, Any] = trigger or {}
    types = set(words.get("types", _DEFAULT_TYPES.get(deed.event, {deed.action})))
    paths = words.get("paths", ["**"])
    fits = not deed.paths or any(
        fnmatch(path, one.replace("**", "*")) for path in deed.paths for one in paths
    )
    return deed.action in types and deed.branch in words.get("branches", [deed.branch]) and fits
