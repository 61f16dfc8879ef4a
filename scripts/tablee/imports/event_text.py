"""The texts of a foreign calendar as our files hold them: no HTML, no mail address, no telephone number."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from tablee.checks.contact_data import find_contacts, is_suspect
from tablee.i18n.invisible import INVISIBLE
from tablee.model.parsing import parse_https

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TAG = re.compile(
    r"<(?:br|p|div|span|a|b|i|u|ul|ol|li|html|body|h[1-6]|strong|em|font|table)\b[^<>]*>", re.IGNORECASE
)
_DOCUMENT = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_ALL_WHITE, _BLANKS = re.compile(r"[ \t\r\n]+"), re.compile(r"[ \t\r]+")
_BLOCKS = frozenset({"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
_UNSEEN = frozenset({"script", "style", "head", "title"})
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_ROOMS = (
    r"meet\.google\.com/[a-z]|[\w.-]*zoom\.us/[jw]/|teams\.(?:microsoft|live)\.com/|meet\.jit\.si/|whereby\.com/"
    r"|[\w.-]+\.webex\.com/|bbb\.[\w.-]+/|[\w.-]*/bigbluebutton/|visio\.[\w.-]+/|framatalk\.org/|kmeet\.infomaniak\.com/"
)
_ROOM = re.compile(rf"https://(?:{_ROOMS})[^\s<>\"]*")
_INVITATION = re.compile(r"(-::[~:]{8,}-?|_{20,})")
"""The lines of signs between which Google Meet and Teams put what they add to a description."""
_MOST_RAW = 40_000
"""Signs of a description that are looked at, be they all tags."""
_PASSES = 3
STRIPPED = "…"
"""What stands where an address or a number was taken out."""


class Clean(NamedTuple):
    """A text as it may be published, and how many addresses and numbers were taken out of it."""

    text: str
    stripped: int = 0


def clean_line(text: str, country: str, most: int = 300) -> Clean:
    """Return a text on one line, at most so long."""
    found = _strip(" ".join(INVISIBLE.sub(" ", text).split()), country)
    return Clean(_cut(found.text, most), found.stripped)


def clean_prose(text: str, country: str, most: int = 12_000) -> Clean:
    """Return a description as plain text: HTML read, what video rooms add left out, blank lines kept single."""
    text = text[:_MOST_RAW]
    shown = to_plain(text) if _TAG.search(text) else text
    lines = [" ".join(INVISIBLE.sub("", line).split()) for line in shown.splitlines()]
    cleaned = [_strip(line, country) for line in _without_invitations(lines)]
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(one.text for one in cleaned)).strip()
    return Clean(_cut(joined, most), sum(one.stripped for one in cleaned))


def _without_invitations(lines: Iterable[str]) -> Iterator[str]:
    inside = ""
    for line in lines:
        if _INVITATION.fullmatch(line):
            inside = "" if inside == line[0] else line[0]
        elif not inside:
            yield line


def find_room(*texts: str) -> str:
    """Return the first address of an online room in some texts, empty where there is none."""
    found = (match[0].rstrip(".,;)'") for text in texts for match in _ROOM.finditer(text))
    return next((address for address in found if parse_https(address)), "")


def as_address(text: str) -> str:
    """Return a text as an https address, empty where it is none."""
    text = text.strip()
    return text if parse_https(text) else ""


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 2].rstrip()} …"


def _strip(line: str, country: str) -> Clean:
    """Take addresses and numbers of people out of a line; what still looks like one takes the whole line with it."""
    stripped = 0
    for _pass in range(_PASSES):
        if not is_suspect(line.encode("utf-8", "replace"), country):
            return Clean(line, stripped)
        found = sorted((start, end) for start, end, _what in find_contacts(line, country))
        if not found:
            return Clean(line, stripped)
        parts, at = [], 0
        for start, end in found:
            if start >= at:
                parts += [line[at:start].removesuffix("mailto:"), STRIPPED]
                stripped += 1
            at = max(at, end)
        line = "".join([*parts, line[at:]])
    return Clean(STRIPPED, stripped)


def to_plain(text: str) -> str:
    """Return HTML as plain text: blocks on lines of their own, list items behind hyphens, links beside their words.

    Line ends count where tags only stand in between, as Google writes them.
    """
    reader = _Reader(_ALL_WHITE if _DOCUMENT.search(text) else _BLANKS)
    reader.feed(text)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    """Gathers the words of HTML."""

    def __init__(self, white: re.Pattern[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._white = white
        self._unseen = 0
        self._link = ""
        self._link_at = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, an entry or a link."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif tag == "a":
            self._link, self._link_at = dict(attrs).get("href") or "", len(self.parts)

    def handle_endtag(self, tag: str) -> None:
        """End a block; say a link's address where its words do not."""
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif tag == "a":
            said = "".join(self.parts[self._link_at :]).strip()
            if _ADDRESS.fullmatch(self._link) and self._link != said:
                self.parts.append(f" ({self._link})" if said else self._link)
            self._link = ""

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if not self._unseen:
            self.parts.append(self._white.sub(" ", data))
