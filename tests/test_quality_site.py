"""What machines read of whole sites: valid HTML, links that lead somewhere, events, people, dates and a feed."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import extruct
import mf2py
import pytest

from quality.html_judge import VNU, find_errors, find_java
from quality.links import find_broken
from quality.previews import read_preview
from quality.sites import build_rich, every_page

URLS = {"fr": "https://voisins.test/table/", "en": "https://neighbours.test/table/"}
PNG = re.compile(rb"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x02\x76", re.DOTALL)
"""The head of a picture of 1200 by 630."""


@pytest.fixture(scope="module", params=["fr", "en"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Build the rich group of a language; return the site's folder and address."""
    return build_rich(request.param, tmp_path_factory.mktemp("site") / "group"), URLS[request.param]


def data_of(built: tuple[Path, str], page: str) -> list[dict[str, Any]]:
    """Return the JSON-LD of a page, as another program reads it."""
    html = (built[0] / page / "index.html").read_text("utf-8")
    found: list[dict[str, Any]] = extruct.extract(html, built[1] + page, syntaxes=["json-ld"])["json-ld"]
    return found


def microformats_of(built: tuple[Path, str], page: str) -> list[dict[str, Any]]:
    """Return the microformats of a page, as another program reads them."""
    html = (built[0] / page / "index.html").read_text("utf-8")
    found: list[dict[str, Any]] = mf2py.Parser(doc=html, url=built[1] + page).to_dict()["items"]
    return found


@pytest.mark.skipif(
    not (VNU.is_file() and find_java()), reason="vnu or Java is missing: make test brings them"
)
def test_the_html_is_valid(built: tuple[Path, str]) -> None:
    """The judge of the W3C finds no error on any page, beyond two habits of the theme."""
    assert find_errors(built[0]) == []


def test_every_link_leads_somewhere(built: tuple[Path, str]) -> None:
    """No page links to a page, a file or an anchor that is not there."""
    assert len(every_page(built[0])) > 30
    assert find_broken(*built) == []


def test_a_planted_dead_link_is_found(built: tuple[Path, str], tmp_path: Path) -> None:
    """The silence above is not that of a judge who looks at nothing."""
    (tmp_path / "index.html").write_text('<a href="#gone">x</a><a href="gone/">y</a><p id="here">', "utf-8")
    assert find_broken(tmp_path, built[1]) == [": #gone", ": gone/"]


def test_an_event_has_what_google_requires(built: tuple[Path, str]) -> None:
    """A confirmed meeting tells its name, its start with an offset, and a place with an address; and who invites."""
    (event,) = data_of(built, "meetings/2026-12-10/")
    assert event["@type"] == "Event"
    assert datetime.fromisoformat(event["startDate"]).utcoffset() is not None
    assert event["startDate"][:16] == "2026-12-10T12:30"
    assert event["endDate"][:16] == "2026-12-10T14:15"
    assert event["name"]
    assert event["location"]["@type"] == "Place"
    assert event["location"]["address"].startswith("4 ")
    assert event["organizer"]["url"] == built[1]
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert (built[0] / event["image"].removeprefix(built[1])).is_file()


@pytest.mark.parametrize(
    ("page", "status", "before"),
    [
        ("meetings/2026-11-12/", "EventCancelled", None),
        ("meetings/2026-12-17/", "EventRescheduled", "2026-12-17"),
    ],
)
def test_an_event_tells_its_state(
    built: tuple[Path, str], page: str, status: str, before: str | None
) -> None:
    """A cancelled meeting says so and keeps its date; a moved one says from where."""
    (event,) = data_of(built, page)
    assert event["eventStatus"] == f"https://schema.org/{status}"
    assert event.get("previousStartDate") == before


def test_a_date_that_is_only_proposed_is_no_event(built: tuple[Path, str]) -> None:
    """What the rhythm proposes is not announced to search engines."""
    assert (built[0] / "meetings/2027-01-14/index.html").is_file()
    assert data_of(built, "meetings/2027-01-14/") == []


def test_home_tells_the_group_and_a_member_the_person(built: tuple[Path, str]) -> None:
    """An Organization with its address; a Person with trade, town, skills and photo."""
    (group,) = data_of(built, "")
    assert (group["@type"], group["url"]) == ("Organization", built[1])
    (person,) = data_of(built, "members/ines-garnier/")
    assert (person["@type"], person["name"]) == ("Person", "Inès Garnier")
    assert person["memberOf"]["name"] == group["name"]
    assert person["knowsAbout"] == ["SEO", "newsletter"]
    assert (built[0] / person["image"].removeprefix(built[1])).is_file()


def test_the_body_itself_can_be_read_by_programs(built: tuple[Path, str]) -> None:
    """A meeting's page is an h-event, a member's an h-card, and home shows the next meeting as an h-event."""
    (event,) = [item for item in microformats_of(built, "meetings/2026-12-10/") if "h-event" in item["type"]]
    assert event["properties"]["start"][0][:16] == "2026-12-10T12:30"
    assert event["properties"]["name"][0]
    assert event["properties"]["location"]
    (card,) = [item for item in microformats_of(built, "members/ines-garnier/") if "h-card" in item["type"]]
    assert card["properties"]["name"] == ["Inès Garnier"]
    assert card["properties"]["category"] == ["SEO", "newsletter"]
    assert "h-event" in [kind for item in microformats_of(built, "") for kind in item["type"]]


def test_a_messenger_shows_every_page(built: tuple[Path, str]) -> None:
    """Whoever shares a link shows a title, a sentence, a picture of the promised size, and what the picture says."""
    previews = {}
    for page in every_page(built[0]):
        name = page + "index.html" if page.endswith("/") or not page else page
        previews[page], faults = read_preview((built[0] / name).read_text("utf-8"))
        assert (page, faults) == (page, [])
        picture = urlsplit(previews[page].picture.removeprefix(built[1])).path
        assert PNG.match((built[0] / picture).read_bytes()[:24])
        assert previews[page].size == (1200, 630)
        assert previews[page].address == ("" if page == "404.html" else built[1] + page)
    shown = [
        preview.picture for page, preview in previews.items() if page.startswith(("members/", "circles/"))
    ]
    assert len(set(shown)) == len(shown)
    meeting = previews["meetings/2026-12-10/"]
    assert re.search(r"12\D{1,3}30", meeting.about)
    assert "2026-12-10.png?" in meeting.picture
    assert re.search(r"12\D{1,3}30", meeting.alt)
    assert previews["members/ines-garnier/"].alt.startswith("Inès Garnier. ")


def test_a_preview_without_words_is_found() -> None:
    """The silence above is not that of a judge who looks at nothing."""
    _preview, faults = read_preview(
        '<meta property="og:title" content="A"><meta property="og:title" content="B">'
    )
    assert [fault.partition(":")[0] for fault in faults[:2]] == ["description", "alternative text"]
    assert "og:title stands there 2 times" in faults


ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_the_feed_is_an_atom_feed(built: tuple[Path, str]) -> None:
    """Feed and entries have what RFC 4287 requires, identities are unique, links lead to pages, newest comes first."""
    feed = ET.parse(built[0] / "atom.xml").getroot()  # noqa: S314 (we wrote it)
    entries = feed.findall("a:entry", ATOM)
    required = ("a:id", "a:title", "a:updated")
    assert all(part.findtext(name, "", ATOM) for part in (feed, *entries) for name in required)
    assert feed.findtext("a:author/a:name", "", ATOM)
    identities = [entry.findtext("a:id", "", ATOM) for entry in entries]
    assert len(set(identities)) == len(identities) > 10
    assert all(re.fullmatch(r"tag:[a-z.]+,2026:meetings/[a-z0-9.-]+", identity) for identity in identities)
    links = [entry.find("a:link", ATOM) for entry in entries]
    assert all(
        link is not None and (built[0] / link.attrib["href"].removeprefix(built[1])).is_dir()
        for link in links
    )
    assert identities[0].endswith("2026-12-19-soir")


def test_the_sitemap_has_true_dates(built: tuple[Path, str]) -> None:
    """A member's page is as old as its last commit; home is as young as the last meeting that ended."""
    text = (built[0] / "sitemap.xml").read_text("utf-8")
    dates = dict(re.findall(r"<loc>([^<]+)</loc>\s*<lastmod>([^<]+)</lastmod>", text))
    assert dates[built[1] + "members/ines-garnier/"] == "2026-11-20"
    assert dates[built[1]] == "2026-12-03"
    assert set(dates) == {built[1] + page for page in every_page(built[0]) if page != "404.html"}


def test_robots_find_the_sitemap(built: tuple[Path, str]) -> None:
    """Everything may be read, and the list of pages is named."""
    assert (built[0] / "robots.txt").read_text("utf-8") == (
        f"User-agent: *\nAllow: /\n\nSitemap: {built[1]}sitemap.xml\n"
    )
