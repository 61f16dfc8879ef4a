"""Where a reader may edit the group's files: on GitHub, as the runner or the clone's origin tells."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from tablee.adapters.git import ask_git, read_origin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAIN = "main"


def read_edit_base(root: Path, environment: Mapping[str, str]) -> str:
    """Return the address that ends in a file's path to edit it, in the group's folder; nothing away from GitHub."""
    folder = ask_git(root, "rev-parse", "--show-prefix")
    server, repository = environment.get("GITHUB_SERVER_URL"), environment.get("GITHUB_REPOSITORY")
    if server and repository:
        branch = (
            environment.get("GITHUB_REF_NAME", MAIN)
            if environment.get("GITHUB_REF_TYPE") == "branch"
            else MAIN
        )
        return edit_base(server, repository, MAIN if "/merge" in branch else branch) + quote(folder)
    origin = read_origin(root)
    if not origin:
        return ""
    head = ask_git(root, "symbolic-ref", "--short", "refs/remotes/origin/HEAD").removeprefix("origin/")
    return edit_base("https://github.com", origin, head or MAIN) + quote(folder)


def edit_base(server: str, repository: str, branch: str) -> str:
    """Join the parts of GitHub's address for editing."""
    return f"{server.rstrip('/')}/{repository}/edit/{branch}/"


def read_page_address(root: Path, path: str, environment: Mapping[str, str]) -> str:
    """Return where a file beside the group's is read: on GitHub, else its path; nothing where there is none."""
    if not (root / path).is_file():
        return ""
    repository, _edit, rest = read_edit_base(root, environment).partition("/edit/")
    return f"{repository}/blob/{rest}{path}" if repository else path


def issues_address(base: str) -> str:
    """Return the address of the list of issues beside that of editing; nothing away from GitHub."""
    return base.partition("/edit/")[0] + "/issues" if base else ""
