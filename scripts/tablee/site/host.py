"""What surrounds a site: where its issues are, and which program builds it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote


class Engine(StrEnum):
    """What turns the tree of pages into a site, and how it reads the links of a block of HTML.

    MkDocs leaves them as they are, so that they start at the page's address. Zensical takes them as relative to the
    page's file, and adds what lies between the file and the address.
    """

    MKDOCS = "mkdocs"
    ZENSICAL = "zensical"


@dataclass(frozen=True, slots=True)
class Host:
    """What surrounds a site: the address of the tracker's list of issues, if there is one, and what builds the site."""

    issues: str = ""
    engine: Engine = Engine.MKDOCS

    def search(self, query: str) -> str:
        """Return the address of the issues that GitHub finds for a query."""
        return f"{self.issues}?q={quote(query)}"

    def form(self, name: str) -> str:
        """Return the address at which a new issue opens with one of the group's forms."""
        return f"{self.issues}/new?template={quote(name)}.yml"


NO_HOST = Host()
