"""Git, as a program that is asked: one process a question, its output free of the user's settings."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from tablee.i18n.errors import ERRORS, UserError
from tablee.i18n.translations import LazyText, _

if TYPE_CHECKING:
    from pathlib import Path

_GIT = (
    *("git", "--no-pager", "-c", "core.quotePath=off"),
    *("-c", "log.showSignature=false", "-c", "log.showRoot=true"),
)

_GITHUB = r"(?:https://github\.com/|git@github\.com:|ssh://git@github\.com/)([\w.-]+/[\w.-]+?)(?:\.git)?/?"
_FOREIGN = re.compile("GIT_(?!CONFIG|SSH|TRACE)")
"""Variables by which a hook or a shell points Git at another repository, or changes how it compares."""


class GitError(UserError):
    """Git could not be read."""


class NoRepository(GitError):
    """There is no repository around a folder."""

    def __init__(self) -> None:
        super().__init__(_("There is no Git repository here"))


class UnknownCommit(GitError):
    """There is no commit of a name."""

    def __init__(self, ref: str) -> None:
        super().__init__(_("Git knows no commit {ref}"), ref=ref)


class ShallowClone(GitError):
    """The clone holds the latest commits alone: what was counted from them would fall back."""

    exit_status = ERRORS

    def __init__(self) -> None:
        super().__init__(
            _(
                "This clone is shallow, so calendars cannot tell what changed: "
                "run `git fetch --unshallow` (in a workflow: `fetch-depth: 0`)."
            )
        )


def has_commits(root: Path) -> bool:
    """Return whether a folder lies in a repository that holds a commit."""
    return bool(ask_git(root, "rev-parse", "--revs-only", "HEAD"))


def read_origin(root: Path) -> str:
    """Return `owner/name` of the repository on GitHub from which the folder was cloned; empty where there is none."""
    found = re.fullmatch(_GITHUB, ask_git(root, "remote", "get-url", "origin"))
    return found[1] if found else ""


def ask_git(root: Path, *arguments: str) -> str:
    """Return what Git prints, without the end of its last line; empty where there is no Git, or it refuses."""
    try:
        return run_git(root, *arguments).decode("utf-8", "replace").rstrip("\n")
    except (FileNotFoundError, GitError):
        return ""


def run_git(root: Path, *arguments: str) -> bytes:
    """Run Git in a folder and return what it prints.

    Raises:
        FileNotFoundError: Git is not installed, or there is no such folder.
        NoRepository: there is no repository around the folder.
        GitError: anything else.
    """
    import subprocess  # noqa: PLC0415 (it takes its time, and many commands ask Git nothing)

    environment = {name: value for name, value in os.environ.items() if not _FOREIGN.match(name)}
    done = subprocess.run(  # noqa: S603 (no shell)
        [*_GIT, *arguments],
        cwd=root,
        env={**environment, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode("utf-8", "replace").strip()
    if "not a git repository" in said:
        raise NoRepository
    command = next(argument for argument in arguments if not argument.startswith("-"))
    raise GitError(
        LazyText(_("git {command} failed: {said}"), {"command": command, "said": said or done.returncode})
    )
