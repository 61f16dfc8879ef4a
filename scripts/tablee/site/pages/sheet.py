"""A page to be, before a template makes it Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUP_FILE = "group.yml"
MEETINGS = "meetings/index.md"
"""The page under which navigation shows every meeting."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be: its path in the docs folder, what its head says, and what its template needs.

    `edit` is the path of the YAML file behind the page; `section` is the page under which navigation shows it.
    """

    path: str
    template: str
    title: str
    description: str
    values: Mapping[str, object] = field(default_factory=dict)
    edit: str = GROUP_FILE
    section: str = ""
