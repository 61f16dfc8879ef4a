"""Groups of other shapes than the sample: each is green, and its pages and calendars say what is true of it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from builders import an_instant
from tablee.adapters.disk import read_files
from tablee.checks.rules import Surroundings, check_group
from tablee.feeds.calendars import render_feeds
from tablee.files.history import NO_HISTORY
from tablee.files.load import load_group
from tablee.files.problem import Severity
from tablee.i18n.translations import load_translations
from tablee.rules.timeline import build_timeline
from tablee.site.site import render_site

GROUPS = Path(__file__).parent / "groups"
NOW = an_instant("2026-12-01 12:00")


def a_build(name: str) -> dict[str, str]:
    """Check a group and return its pages and calendars by their paths, lines of calendars unfolded."""
    loaded = load_group(read_files(GROUPS / name))
    assert loaded.group
    problems = check_group(loaded, NOW, Surroundings())
    assert [one for one in problems if one.severity is Severity.ERROR] == []
    timeline, words = build_timeline(loaded.group, NOW), load_translations(loaded.group.settings.language)
    tree = {
        **render_site(loaded.group, timeline, words, NO_HISTORY),
        **render_feeds(loaded.group, timeline, words, NO_HISTORY),
    }
    return {
        path: (text if isinstance(text, str) else text.decode("utf-8", "replace")).replace("\r\n ", "")
        for path, text in tree.items()
    }


@pytest.mark.parametrize(
    ("group", "path", "told"),
    [
        ("parallel", "meetings/2026-12-19.md", 't-badge--full">complète'),
        ("parallel", "meetings/2026-12-19.md", ">Demander une place</a>"),
        ("parallel", "meetings/2026-12-19.ics", "Complet : plus aucune place."),
        ("parallel", "meetings/2026-12-19-couture.md", '<a href="https://ateliers.example/couture"'),
        ("parallel", "meetings/2026-12-19-couture.ics", "inscription: https://ateliers.example/couture"),
        ("parallel", "meetings/2026-12-19-pain.md", "6 places libres"),
        ("parallel", "calendar.ics", "UID:2026-06-20-poterie@ateliers.example"),
        ("without-rhythm", "index.md", "The Reading Room"),
        ("without-rhythm", "group.json", '"starts_at": "2026-12-04T12:30:00+00:00"'),
        ("unknown-joining", "members/lou-marin.md", "<span hidden>lettre d’information, infolettre</span>"),
        ("unknown-joining", "members/lou-marin.md", "La newsletter qu’on lit"),
        ("unknown-joining", "members/noe-petit.md", "<li>Membre depuis 2019</li>"),
        ("unknown-joining", "calendar.ics", "DTSTART;TZID=Europe/Brussels:20261215T083000"),
        ("circles", "circles/singers/calendar.ics", "DTSTART;TZID=America/New_York:20261205T200000"),
        ("circles", "calendar.ics", "BEGIN:VTIMEZONE\r\nTZID:America/New_York"),
        ("circles", "calendar.ics", "BEGIN:VTIMEZONE\r\nTZID:Europe/Dublin"),
        ("circles", "circles/singers.md", "20:00 (New York time)"),
        ("circles", "circles/writers/calendar.ics", "DTSTART;TZID=Europe/Dublin:20261215T180000"),
        ("online", "meetings/2026-12-09.ics", "CONFERENCE;VALUE=URI:https://meet.example/remote-lunch"),
        ("online", "meetings/2026-12-09.md", "OnlineEventAttendanceMode"),
        ("online", "meetings/2026-12-23.md", "MixedEventAttendanceMode"),
        ("online", "meetings/2027-01-06.ics", "CONFERENCE;VALUE=URI:https://other.example/lobby"),
        ("online", "meetings/2026-12-09.md", "24 seats free"),
    ],
)
def test_a_group_of_another_shape_says_what_is_true_of_it(group: str, path: str, told: str) -> None:
    """Seats, links, rooms, zones and words stand where people look for them."""
    assert told in unescape(a_build(group)[path]).replace("\N{NO-BREAK SPACE}", " ")


def test_meetings_of_one_day_lead_to_each_other_by_name() -> None:
    """Where several meet on one day, the links before and after say which is meant; elsewhere the day is enough."""

    def turn_of(group: str, path: str) -> str:
        page = a_build(group)[f"meetings/{path}.md"].replace("\N{NO-BREAK SPACE}", " ")
        return re.sub(r"<[^>]+>", "", unescape(page.split('<nav class="t-turn"')[1].split("</nav>")[0]))

    among = turn_of("parallel", "2026-12-19-couture")
    assert "Précédente samedi 19 décembre 2026 · Réparer son vélo" in among
    assert "Suivante samedi 19 décembre 2026 · Faire son pain" in among
    assert "Précédente samedi 20 juin 2026 · Vannerie" in turn_of("parallel", "2026-12-19")
    assert "·" not in turn_of("online", "2026-12-09")


def test_nothing_is_offered_in_august_and_between_two_rules() -> None:
    """A rule that ended has no dates, and one keeps the hour of the rule before it."""
    calendar = a_build("unknown-joining")["calendar.ics"]
    days = re.findall(r"DTSTART;TZID=Europe/Brussels:(\d{8})T(\d{4})", calendar)
    assert {hour for _day, hour in days} == {"0830"}
    assert [day for day, _hour in days][:4] == ["20261103", "20261117", "20261215", "20270105"]


def test_nothing_is_said_of_a_day_of_joining_that_nobody_knows() -> None:
    """A file without `joined` says since ever, and the page keeps still."""
    page = a_build("unknown-joining")["members/lou-marin.md"]
    assert "Membre depuis" not in page
    assert "janvier 1<" not in page
