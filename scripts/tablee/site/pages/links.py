"""Links within the site, as one page writes them: relative to where that page lies."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from tablee.files.addresses import page_of_circle, page_of_meeting, page_of_member
from tablee.rules.names import split_named
from tablee.site.pages.speech import Speech
from tablee.site.text import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tablee.model.identity import SlotKey
    from tablee.site.pages.book import Book


class Links:
    """Links out of a page; `root` leads from it to the site's root: `""`, `"../"` or `"../../"`."""

    def __init__(self, book: Book, root: str) -> None:
        self.root = root
        self._book = book
        self._speech = Speech(book.words)
        self.person = lru_cache(maxsize=None)(self._person)
        self.somebody = lru_cache(maxsize=None)(self._somebody)

    def to(self, address: str) -> str:
        """Return the link to an address relative to the site's root."""
        return (self.root + quote(address)) or "./"

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
        public, unnamed = split_named(self._book.group, members)
        named = [self.person(member) for member in public]
        if unnamed and named:
            named.append(self._speech.count("one more member", "{n} more members", unnamed))
        elif unnamed:
            named.append(self._speech.count("a member", "{n} members", unnamed))
        return self._speech.listing(named)

    def _somebody(self, member: str) -> Markup:
        """Name one who may be named; anybody else is a member."""
        return self.people([member])

    def name(self, member: str) -> Markup:
        """Name a public member without a link, where one name stands many times."""
        return neutral(self._book.group.members[member].name)

    def listing(self, texts: Iterable[str]) -> Markup:
        """Join texts as people do."""
        return self._speech.listing([neutral(text) for text in texts])

    def _person(self, member: str) -> Markup:
        name = neutral(self._book.group.members[member].name)
        if member not in self._book.shown:
            return name
        return Markup('<a href="{}">{}</a>').format(self.member(member), name)
