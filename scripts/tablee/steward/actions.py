"""The few things that a plan can ask for; each is frozen data, done by `apply` and told by `plan_text`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tablee.steward.subjects import Subject
from tablee.steward.tracker import Draft, Reply


@dataclass(frozen=True, slots=True)
class Commit:
    """Write files at once; `subject` names the pull request where there is one."""

    files: Mapping[str, bytes]
    message: str
    subject: str


@dataclass(frozen=True, slots=True)
class Create:
    """Open an issue."""

    subject: Subject
    draft: Draft


@dataclass(frozen=True, slots=True)
class Say:
    """Write a comment on an issue; `number` is None for one that this plan opens."""

    subject: Subject
    number: int | None
    body: str


@dataclass(frozen=True, slots=True)
class React:
    """React to a comment."""

    number: int
    comment: int
    reply: Reply


@dataclass(frozen=True, slots=True)
class Update:
    """Rewrite an issue, if its body still is the one that was read."""

    subject: Subject
    number: int
    draft: Draft
    read: str


@dataclass(frozen=True, slots=True)
class SetOpen:
    """Close or reopen an issue."""

    subject: Subject | None
    number: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Have the site published anew."""


Action: TypeAlias = Commit | Create | Say | React | Update | SetOpen | Dispatch
