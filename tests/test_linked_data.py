"""What search engines are told is true, complete for them, and no more than the pages tell."""

from __future__ import annotations

from typing import Any

import pytest

from builders import a_group, a_meeting, a_member, an_instant
from tablee.i18n.translations import load_translations
from tablee.model import Group, Lasts, Place
from tablee.rules.timeline import build_timeline
from tablee.site.linked_data import event_data, organization_data, person_data

NOW = an_instant("2026-12-08 09:00")
BISTROT = Place(
    "Le Bistrot", "4 place des Tilleuls", "01 99 00 12 34", "", "https://bistrot.test/", (48.8, 2.13)
)


def data_of(group: Group, key: str) -> dict[str, Any] | None:
    """Tell an event of a group."""
    event = build_timeline(group, NOW).event(key)
    assert event
    return event_data(
        group, event, load_translations("fr"), "https://tablee.test/card.png", over=event.is_over(NOW)
    )


def a_table(**changes: object) -> Group:
    """Make a group with one meeting."""
    return a_group(
        meetings=[a_meeting("2026-12-10", **{"place": "bistrot", **changes})], places={"bistrot": BISTROT}
    )


def test_a_whole_event() -> None:
    """Everything that Google requires or recommends of an event, and that we know."""
    assert data_of(a_table(title="Fixer ses tarifs", topics=("Les devis", "Les acomptes")), "2026-12-10") == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Fixer ses tarifs",
        "url": "https://tablee.test/meetings/2026-12-10/",
        "startDate": "2026-12-10T12:30:00+01:00",
        "endDate": "2026-12-10T14:15:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Le Bistrot",
            "address": "4 place des Tilleuls",
            "telephone": "01 99 00 12 34",
            "url": "https://bistrot.test/",
            "geo": {"@type": "GeoCoordinates", "latitude": 48.8, "longitude": 2.13},
        },
        "description": "Les devis, Les acomptes",
        "image": "https://tablee.test/card.png",
        "inLanguage": "fr",
        "organizer": _organizer(),
    }


def _organizer() -> dict[str, object]:
    told = organization_data(a_table().settings)
    return {key: told[key] for key in ("@type", "@id", "name", "url")}


def test_a_meeting_that_is_over_invites_nobody() -> None:
    """It keeps what Google requires, and is told without organizer and picture: there are thousands of them."""
    group = a_group(meetings=[a_meeting("2026-12-03", place="bistrot")], places={"bistrot": BISTROT})
    told = data_of(group, "2026-12-03")
    assert told
    assert {"name", "startDate", "location"} <= set(told)
    assert {"organizer", "image", "description"}.isdisjoint(told)


def test_an_all_day_meeting_has_days() -> None:
    """Without an hour the start and the end are days, both included."""
    group = a_group(
        meetings=[a_meeting("2026-12-12", title="Retraite", lasts=Lasts(days=2), place="bistrot")],
        places={"bistrot": BISTROT},
    )
    extra = data_of(group, "2026-12-12")
    assert extra
    assert (extra["startDate"], extra["endDate"]) == ("2026-12-12", "2026-12-13")


@pytest.mark.parametrize(
    ("changes", "status", "before"),
    [
        ({}, "EventScheduled", None),
        ({"moved_to": "2026-12-11"}, "EventRescheduled", "2026-12-10"),
        ({"cancelled": True, "moved_to": "2026-12-11"}, "EventCancelled", None),
    ],
)
def test_the_state_of_an_event(changes: dict[str, object], status: str, before: str | None) -> None:
    """It stands, was moved from a day, or is cancelled and keeps its date."""
    told = data_of(a_table(**changes), "2026-12-10")
    assert told
    assert (told["eventStatus"].rpartition("/")[2], told.get("previousStartDate")) == (status, before)


def test_nothing_is_told_that_google_would_refuse() -> None:
    """A meeting without a place, and a date that nobody has confirmed, are no events."""
    assert data_of(a_table(place=""), "2026-12-10") is None
    assert data_of(a_table(), "2026-12-17") is None


@pytest.mark.parametrize(("address", "mode"), [("", "Online"), ("4 place des Tilleuls", "Mixed")])
def test_a_room_online_is_a_virtual_location(address: str, mode: str) -> None:
    """Alone, or beside the place where others sit."""
    place = Place("Salon", address, online="https://salon.test/tablee")
    group = a_group(meetings=[a_meeting("2026-12-10", place="salon")], places={"salon": place})
    told = data_of(group, "2026-12-10")
    assert told
    assert told["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    room = {"@type": "VirtualLocation", "name": "Salon", "url": "https://salon.test/tablee"}
    seats = {"@type": "Place", "name": "Salon", "address": address}
    assert told["location"] == ([seats, room] if address else room)


def test_a_place_without_address_has_its_name_for_one() -> None:
    """`Chez Léa` is all the address there is."""
    told = data_of(a_table(place="Chez Léa"), "2026-12-10")
    assert told
    assert told["location"] == {"@type": "Place", "name": "Chez Léa", "address": "Chez Léa"}


def test_a_meeting_without_title_is_named_by_its_day() -> None:
    """An event needs a name."""
    told = data_of(a_table(), "2026-12-10")
    assert told
    assert told["name"] == "La Tablée, jeudi 10 décembre 2026"


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        (
            "https://tablee.test/contact",
            {"contactPoint": {"@type": "ContactPoint", "url": "https://tablee.test/contact"}},
        ),
        ("mailto:bonjour@tablee.test", {"email": "bonjour@tablee.test"}),
        ("javascript:alert(1)", {}),
    ],
)
def test_how_the_group_is_reached(contact: str, told: dict[str, object]) -> None:
    """By a page or by mail; by nothing else."""
    data = organization_data(a_group(contact=contact).settings)
    assert {key: data[key] for key in ("contactPoint", "email") if key in data} == told


def test_a_person_tells_what_the_page_tells() -> None:
    """Trade, town, skills, photo and safe links; no account, no mail."""
    member = a_member(
        "ines",
        name="Inès \u202eGarnier",
        trade="Formatrice",
        city="Viroflay",
        skills=("seo",),
        photo="ines.jpg",
        github="ines-g",
        links={"website": "https://ines.test/", "bad": "javascript:x"},
    )
    told = person_data(a_group().settings, member)
    assert told.pop("memberOf") == _organizer()
    assert told == {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": "Inès Garnier",
        "url": "https://tablee.test/members/ines/",
        "image": "https://tablee.test/photos/ines.jpg",
        "jobTitle": "Formatrice",
        "address": {"@type": "PostalAddress", "addressLocality": "Viroflay"},
        "knowsAbout": ["seo"],
        "sameAs": ["https://ines.test/"],
    }
