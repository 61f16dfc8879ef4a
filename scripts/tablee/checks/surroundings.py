"""What a check must know besides the group's YAML files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tablee.files.problem import Problem
    from tablee.model import Settings


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The files of content/, the base of a pull request, and what GitHub says of the repository.

    `content` yields the path within content/ and the bytes of each file, one at a time, since there may be many;
    None where the command publishes nothing of it. `refused` are files that are not opened, `mkdocs` is the group's
    mkdocs.yml. `base_meetings` are the paths of the meetings' files at the pull request's base, `base_settings` the
    settings there, and `changed` are the paths that differ from it.
    `is_template` is None outside GitHub.
    `forms` are the files of .github/ISSUE_TEMPLATE; None where there are none.
    """

    content: Iterable[tuple[str, bytes]] | None = None
    names: frozenset[str] = frozenset()
    refused: tuple[Problem, ...] = ()
    mkdocs: bytes = b""
    base_meetings: frozenset[str] = frozenset()
    base_settings: Settings | None = None
    changed: tuple[str, ...] = ()
    is_template: bool | None = None
    forms: Mapping[str, bytes] | None = None
