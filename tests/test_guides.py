"""The guides: each thing in a few steps, every step at a real address, with the words on what one presses."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image

from builders import a_group
from tablee.files.forms.render import render_forms
from tablee.files.history import NO_HISTORY
from tablee.files.paths import FORMS
from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import load_translations
from tablee.model import Group
from tablee.model.settings import StewardRules
from tablee.rules.timeline import build_timeline
from tablee.site.context import SiteContext
from tablee.site.host import NO_HOST, Host
from tablee.site.pages import render_pages
from tablee.site.site import load_pictures
from test_pages import NOW, a_table, text_of

GUIDES = ["come", "subscribe", "join", "profile", "facilitate", "house"]
GITHUB = Host("https://github.com/voisins/table/issues")
EMPTY = a_group(rhythm=(), contact="")


def with_guides(group: Group, language: str, host: Host) -> dict[str, str]:
    """Render the pages of a group whose steward runs where there is a host."""
    settings = replace(group.settings, steward=StewardRules(runs=host is GITHUB), language=language)
    context = SiteContext(
        replace(group, settings=settings),
        build_timeline(group, NOW),
        load_translations(language),
        NO_HISTORY,
        host,
    )
    return render_pages(context).texts


def addresses(page: str) -> list[str]:
    """Return every address that a page links to."""
    return [html.unescape(address) for address in re.findall(r'href="([^"]*)"', page)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("host", [GITHUB, NO_HOST])
@pytest.mark.parametrize("group", [a_table(contact="mailto:bonjour@tablee.test"), EMPTY])
def test_each_guide_is_short_and_leads_somewhere(group: Group, host: Host, language: str) -> None:
    """Three to six steps each, at addresses that stay; every page that is linked is made, and no file is edited."""
    pages = with_guides(group, language, host)
    guides = pages["guides.md"]
    parts = re.findall(r'<section class="t-guide" id="(\w+)">(.*?)</section>', guides, re.DOTALL)
    assert [name for name, _text in parts] == GUIDES
    assert all(3 <= text.count("<li>") <= 6 for _name, text in parts)
    made = {f"../{path.removesuffix('.md').removesuffix('index')}".rstrip("/") + "/" for path in pages}
    local = {address for address in addresses(guides) if not urlsplit(address).scheme}
    assert local <= made | {f"#{name}" for name in GUIDES}
    assert not re.search("ya?ml", text_of(guides), re.IGNORECASE)
    assert not [address for address in addresses(guides) if "/edit/" in address]


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_and_issues_are_named_as_they_are(language: str) -> None:
    """A linked form is one that the group has, with its words; an issue is sought by the words of its title."""
    group = a_table()
    forms = render_forms(replace(group.settings, language=language))
    words = load_translations(language)
    guides = with_guides(group, language, GITHUB)["guides.md"]
    queries = [parse_qs(urlsplit(address).query) for address in addresses(guides) if "github.com" in address]
    templates = {query["template"][0] for query in queries if "template" in query}
    assert {"join.yml", "profile.yml"} <= templates <= {path.removeprefix(FORMS) for path in forms}
    assert words.gettext("What is public stays public") in forms[f"{FORMS}join.yml"]
    day = words.day(date(2026, 12, 11), year=False)
    turn = words.gettext("Facilitation on {day}: {names}", day=day, names="Ana")
    titles = [words.gettext("Dashboard"), turn, day]
    sought = [title for query in queries for title in re.findall('in:title "(.*)"', query.get("q", [""])[0])]
    assert len(sought) == len(titles)
    assert [title for title in sought if not any(title in known for known in titles)] == []


def test_whoever_needs_no_account_is_told_so() -> None:
    """Where no steward reads issues nobody is sent to GitHub; where one does, each guide says how to do without."""
    group = a_table(contact="mailto:bonjour@tablee.test")
    alone, hosted = (with_guides(group, "en", host)["guides.md"] for host in (NO_HOST, GITHUB))
    assert "github" not in alone.casefold()
    assert len(re.findall("No account|need no account", text_of(hosted))) == len(GUIDES)
    assert "mailto:bonjour@tablee.test" in addresses(alone)


def test_the_words_of_the_buttons_are_those_of_the_meeting() -> None:
    """What the first guide says to press stands on the page of the meeting."""
    group = a_table(contact="https://tablee.test/contact")
    pages = with_guides(group, "fr", GITHUB)
    guide = pages["guides.md"].split('id="come"')[1].split("</section>")[0]
    pressed = re.findall("<b>(.*?)</b>", guide)
    assert len(pressed) >= 2
    assert all(words in pages["meetings/2026-12-10.md"] for words in pressed)


def test_home_leads_to_the_guides() -> None:
    """Whoever comes for the first time finds the steps."""
    assert "guides/" in addresses(with_guides(a_table(), "en", NO_HOST)["index.md"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_light_and_told(language: str) -> None:
    """Each guide shows an example that has the size it says, at most 25 KiB, and words for who does not see it."""
    guides = with_guides(a_table(), language, GITHUB)["guides.md"]
    shown = re.findall(r'src="\.\./(assets/guides/\w+\.webp)" alt="([^"]+)" width="390" height="520"', guides)
    pictures = load_pictures(language)
    assert {path for path, _alt in shown} == set(pictures)
    assert len({alt for _path, alt in shown}) == len(GUIDES)
    for data in pictures.values():
        assert len(data) <= 25 * 1024
        with Image.open(BytesIO(data)) as picture:
            assert (picture.format, picture.size) == ("WEBP", (390, 520))
