"""How to reach the group's repository on GitHub, as every runner sets it in the environment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

API = "https://api.github.com"
SERVER = "https://github.com"
MAIN = "main"
STEWARD = "github-actions[bot]"
"""Who writes with the token that GitHub gives to each run of a workflow."""
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")


@dataclass(frozen=True, slots=True)
class Access:
    """A repository, `owner/name`, the branch that holds the group's files, and a token for them.

    `steward` is the login under which the token writes.
    """

    repository: str
    token: str = field(repr=False)
    branch: str = MAIN
    api_url: str = API
    server_url: str = SERVER
    steward: str = STEWARD

    @property
    def owner(self) -> str:
        """The account that owns the repository."""
        return self.repository.partition("/")[0]


def read_access(environment: Mapping[str, str]) -> Access | None:
    """Return how GitHub is reached; None without a repository and a token, which means: away from GitHub."""
    repository, token = environment.get("GITHUB_REPOSITORY", ""), environment.get("GITHUB_TOKEN", "")
    if not token or not _REPOSITORY.fullmatch(repository):
        return None
    on_branch = environment.get("GITHUB_REF_TYPE") == "branch"
    return Access(
        repository,
        token,
        branch=(on_branch and environment.get("GITHUB_REF_NAME")) or MAIN,
        api_url=(environment.get("GITHUB_API_URL") or API).rstrip("/"),
        server_url=(environment.get("GITHUB_SERVER_URL") or SERVER).rstrip("/"),
        steward=environment.get("TABLEE_STEWARD") or STEWARD,
    )
