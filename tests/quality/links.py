"""Every link of a site, followed on the disk: whether its page, its file and its anchor are there."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from quality.sites import HOME, every_page

_ADDRESSES = {"href", "src", "poster", "data"}


@dataclass(slots=True)
class Sheet:
    """What a page offers to link to, and what it links to."""

    anchors: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sheet = Sheet()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.sheet.anchors |= {value for name, value in given.items() if name == "id" and value}
        if (tag, given.get("rel")) != ("link", "canonical"):
            self.sheet.links |= {value for name, value in given.items() if name in _ADDRESSES}


def read_sheet(html: str) -> Sheet:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.sheet


def find_broken(site: Path, url: str) -> list[str]:
    """Return each link within a site, whose address is `url`, that leads nowhere, with the page where it stands."""
    sheets = {page: read_sheet((site / _file(page)).read_text("utf-8")) for page in every_page(site)}
    return sorted(
        f"{page}: {link}"
        for page, sheet in sheets.items()
        for link in sheet.links
        if not _leads(site, sheets, urljoin(url + page, link), url, absolute=bool(urlsplit(link).scheme))
    )


def _leads(site: Path, sheets: dict[str, Sheet], address: str, url: str, *, absolute: bool) -> bool:
    """Say whether an address leads to something; what another site holds is not looked up."""
    parts = urlsplit(address)
    if not address.startswith(url):
        return absolute and parts.scheme in {"https", "mailto", "tel", "webcal"}
    page = unquote(parts.path).removeprefix(HOME)
    if page in sheets:
        return not parts.fragment or unquote(parts.fragment) in sheets[page].anchors
    return (site / page).is_file()


def _file(page: str) -> str:
    return page + "index.html" if page.endswith("/") or not page else page
