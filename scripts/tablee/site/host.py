"""What surrounds a site: where its issues are, and which program builds it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


NO_HOST = Host()
