"""What members read in issues: every kind in every state, in both languages, as GitHub renders it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from issue_gallery import Exhibit, exhibits
from issue_shots import render_markdown
from tablee.i18n.languages import LANGUAGES

TAGS = {
    "a", "blockquote", "details", "summary",
    "br", "code", "h3", "input", "li", "p", "pre", "strong", "sub", "ul", "del",
}  # fmt: skip
"""What bodies are made of: all of it survives GitHub's cleaning."""


@lru_cache(maxsize=len(LANGUAGES))
def gallery(language: str) -> tuple[Exhibit, ...]:
    """Return every exhibit in a language."""
    with TemporaryDirectory() as folder:
        return tuple(exhibits(language, Path(folder)))


class _Seen(HTMLParser):
    """What a rendered text holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.boxes = 0
        self.text = ""
        self.feed(render_markdown(text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, where a link leads to, a check box."""
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.boxes += tag == "input"

    def handle_data(self, data: str) -> None:
        """Note what can be read."""
        self.text += data


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_issue_reads_as_it_should(language: str, golden: Callable[[str, str | bytes], None]) -> None:
    """Title, body and comments are those that were read and found good."""
    for exhibit in gallery(language):
        issue = exhibit.issue
        said = "".join(f"\n---\n{c.person.login}: {c.body}\n" for c in issue.comments)
        golden(f"issues/{language}/{exhibit.name}.md", f"# {issue.title}\n\n{issue.body}\n{said}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_github_a_body_shows_boxes_and_links_and_hides_its_mark(language: str) -> None:
    """Each box can be ticked, each link leads to the group's site or to another issue, no mark can be read."""
    for exhibit in gallery(language):
        seen = _Seen(exhibit.issue.body)
        assert seen.tags <= TAGS, exhibit.name
        assert seen.boxes == exhibit.issue.body.count("<!-- box:"), exhibit.name
        links = {link for link in seen.links if link != "#" and not re.fullmatch(r"tel:\+?\d+", link)}
        assert links <= _links_to_the_site(seen), exhibit.name
        assert "tablee:v2" not in seen.text
        assert "box:" not in seen.text
        assert "\N{OBJECT REPLACEMENT CHARACTER}" not in seen.text


def _links_to_the_site(seen: _Seen) -> set[str]:
    return {
        link for link in seen.links if re.fullmatch(r"https://(voisins|neighbours)\.test/table/\S*", link)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_who_is_not_public_is_named(language: str) -> None:
    """Neither the reader nor the hidden mark learns that a member exists who is only counted."""
    for exhibit in gallery(language):
        assert "m-7f3k" not in exhibit.issue.body + exhibit.issue.title, exhibit.name


def test_the_gallery_shows_every_kind() -> None:
    """Meetings, turns, restarts and the dashboard, open and closed."""
    kinds = {exhibit.name.partition("-")[0] for exhibit in gallery("en")}
    assert kinds == {"circle", "dashboard", "meeting", "restart", "turn"}
    assert {exhibit.issue.is_open for exhibit in gallery("en")} == {True, False}
