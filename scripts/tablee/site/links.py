"""Every address within the site, as one page writes it: relative to where the program that builds the site reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from tablee.files.addresses import page_of_circle, page_of_meeting, page_of_member
from tablee.rules.names import split_named
from tablee.site.faces import render_face
from tablee.site.host import Engine
from tablee.site.text import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tablee.model import Member
    from tablee.model.identity import SlotKey
    from tablee.site.context import SiteContext


_LINKED = Markup('<a href="{}">{}</a>')
_GONE = Markup('<span class="t-faces__gone">{}</span>')
_NAMED_FACE = Markup("{}<span>{}</span>")


def root_of(path: str, engine: Engine = Engine.MKDOCS) -> str:
    """Return the link from a page to the site's root: `members/x.md` is shown at `members/x/`."""
    deeper = engine is Engine.MKDOCS and not path.endswith("index.md")
    return "../" * (path.count("/") + deeper)


class Links:
    """Links out of a page; `root` leads from it to the site's root: `""`, `"../"` or `"../../"`."""

    def __init__(self, context: SiteContext, root: str) -> None:
        self.root = root
        self._context = context
        self._faces: dict[tuple[str, int], Markup] = {}
        self._seats: dict[str, Markup] = {}
        self._people: dict[str, Markup] = {}

    def to(self, address: str) -> str:
        """Return the link to an address relative to the site's root."""
        return (self.root + quote(address)) or "./"

    def face(self, member: Member, size: int) -> Markup:
        """Return a member's face, so many pixels wide."""
        key = member.id, size
        if key not in self._faces:
            self._faces[key] = render_face(member, self.to("photos/"), size)
        return self._faces[key]

    def seat(self, member: Member) -> Markup:
        """Return a member's face above the name, with a link where there is a page."""
        if member.id not in self._seats:
            inside = _NAMED_FACE.format(self.face(member, 56), neutral(member.name))
            linked = member.id in self._context.shown
            self._seats[member.id] = (
                _LINKED.format(self.member(member.id), inside) if linked else _GONE.format(inside)
            )
        return self._seats[member.id]

    def member(self, member: str) -> str:
        """Return the link to a member's page."""
        return self.to(page_of_member(member))

    def meeting(self, key: SlotKey) -> str:
        """Return the link to a meeting's page."""
        return self.to(page_of_meeting(key))

    def circle(self, circle: str) -> str:
        """Return the link to a circle's page."""
        return self.to(page_of_circle(circle))

    def people(self, members: Iterable[str]) -> Markup:
        """Name those who may be named, and count the others."""
        public, unnamed = split_named(self._context.group, members)
        named = [self.person(member) for member in public]
        if unnamed:
            named.append(neutral(self._context.words.others(unnamed, alone=not named)))
        return self._context.html.listing(named)

    def somebody(self, member: str) -> Markup:
        """Name one who may be named; anybody else is a member."""
        return self.people([member])

    def person(self, member: str) -> Markup:
        """Name a public member, with a link where there is a page."""
        if member not in self._people:
            linked = member in self._context.shown
            name = self.name(member)
            self._people[member] = _LINKED.format(self.member(member), name) if linked else name
        return self._people[member]

    def name(self, member: str) -> Markup:
        """Name a public member without a link, where one name stands many times."""
        return neutral(self._context.group.members[member].name)

    def listing(self, texts: Iterable[str]) -> Markup:
        """Join texts as people do."""
        return self._context.html.listing([neutral(text) for text in texts])
