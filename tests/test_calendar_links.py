"""One meeting goes into a calendar on the web by an address that holds all of it, encoded."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from builders import a_group, a_meeting, an_instant, lasting
from tablee.model import Meeting, Place
from tablee.rules.timeline import Event, build_timeline
from tablee.site.external_links import calendar_links

PAGE = "https://tablee.test/meetings/x/"


def event_of(meeting: Meeting) -> Event:
    """Return the event of a meeting in a group with one place."""
    bistrot = Place("Le Bistrot", "4 place des Tilleuls")
    group = a_group(meetings=[meeting], places={"bistrot": bistrot})
    event = build_timeline(group, an_instant("2026-12-01")).event(str(meeting.key))
    assert event
    return event


def fields(address: str) -> dict[str, str]:
    """Return the fields of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_a_meeting_with_an_hour_is_told_in_utc() -> None:
    """Google and Outlook get the same two instants, whatever zone their reader lives in."""
    links = calendar_links(event_of(a_meeting("2026-12-10", place="bistrot")), "Tarifs & devis", PAGE)
    assert fields(links["Google"]) == {
        "action": "TEMPLATE",
        "text": "Tarifs & devis",
        "dates": "20261210T113000Z/20261210T131500Z",
        "details": PAGE,
        "location": "Le Bistrot, 4 place des Tilleuls",
    }
    assert fields(links["Outlook.com"]) == {
        "rru": "addevent",
        "subject": "Tarifs & devis",
        "startdt": "2026-12-10T11:30:00Z",
        "enddt": "2026-12-10T13:15:00Z",
        "body": PAGE,
        "location": "Le Bistrot, 4 place des Tilleuls",
    }
    assert fields(links["Office 365"]) == fields(links["Outlook.com"])


def test_an_all_day_meeting_ends_the_day_after() -> None:
    """Both read the last day as excluded."""
    meeting = a_meeting("2026-12-12", title="Séminaire", lasts=lasting("2 days"))
    links = calendar_links(event_of(meeting), "Séminaire", PAGE)
    assert fields(links["Google"])["dates"] == "20261212/20261214"
    outlook = fields(links["Outlook.com"])
    assert (outlook["startdt"], outlook["enddt"], outlook["allday"]) == ("2026-12-12", "2026-12-14", "true")


def test_hostile_words_stay_in_their_field() -> None:
    """Whatever a title holds adds no field and no character that HTML reads."""
    title = "x&dates=1#\"'<b>\n%"
    address = calendar_links(event_of(a_meeting("2026-12-10")), title, PAGE)["Google"]
    assert fields(address)["text"] == title
    assert fields(address)["dates"] == "20261210T113000Z/20261210T131500Z"
    assert not set("\"'<>\n ") & set(address)
