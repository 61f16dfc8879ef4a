"""What a messenger reads of a page whose link somebody shares: Open Graph and Twitter's words for the same."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

MOST_TITLE, MOST_ABOUT, MOST_ALT = 120, 300, 420
"""Characters; Twitter reads no longer alternative text, and lists cut longer titles and descriptions."""


class Preview(NamedTuple):
    """What is shown for a link."""

    title: str
    about: str
    address: str
    picture: str
    alt: str
    size: tuple[int, int]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("property") or given.get("name", "")
        if tag == "meta" and name:
            self.said.setdefault(name, []).append(given.get("content", ""))


def read_preview(html: str) -> tuple[Preview, list[str]]:
    """Return what is shown for a page, and what is wrong with what its head says."""
    reader = _Reader()
    reader.feed(html)
    said = reader.said
    one = {name: values[0] for name, values in said.items()}
    preview = Preview(
        one.get("og:title", ""),
        one.get("og:description", ""),
        one.get("og:url", ""),
        one.get("og:image", ""),
        one.get("og:image:alt", ""),
        (int(one.get("og:image:width", 0)), int(one.get("og:image:height", 0))),
    )
    return preview, _faults(preview, said)


def _faults(preview: Preview, said: dict[str, list[str]]) -> list[str]:
    texts = {
        "title": (preview.title, MOST_TITLE),
        "description": (preview.about, MOST_ABOUT),
        "alternative text": (preview.alt, MOST_ALT),
    }
    faults = [f"{name}: {text!r}" for name, (text, most) in texts.items() if not 0 < len(text) <= most]
    faults += [f"{name} stands there {len(values)} times" for name, values in said.items() if len(values) > 1]
    same = {"title": preview.title, "description": preview.about, "image": preview.picture}
    for name, text in {**same, "image:alt": preview.alt}.items():
        if said.get(f"twitter:{name}") != [text]:
            faults.append(f"twitter:{name} says {said.get(f'twitter:{name}')}")
    return faults
