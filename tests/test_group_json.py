"""group.json tells other programs what the public pages say, and nothing more."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from builders import a_circle, a_group, a_meeting, a_member, a_rule, an_instant
from tablee.model import Group, Place
from tablee.rules.timeline import build_timeline
from tablee.site.group_json import VERSION, render_group_json

DOCUMENT = Path(__file__).parent.parent / "docs" / "group-json.md"
BISTROT = Place(
    "Le Bistrot", "1 place du Marché", phone="+33 1 00 00 00 00", access="Sonner", geo=(48.8, 2.13)
)


def _text(group: Group) -> str:
    return render_group_json(group, build_timeline(group, an_instant("2026-12-01 10:00")))


def _told(**settings: Any) -> Any:  # noqa: ANN401 (JSON)
    """Return what is told of a group of three weeks, with a circle and members of every kind."""
    given = {
        "tagline": "Déjeuner",
        "rhythm": a_rule(place="bistrot"),
        "places": {"bistrot": BISTROT},
        "circles": [
            a_circle("propulseurs", rhythm=a_rule("tuesday", from_on="2026-12-15", at=None, lasts="2 days"))
        ],
        "horizon": an_instant("2026-12-16") - an_instant("2026-12-01"),
        "members": [
            a_member(
                "ines", name="Inès", trade="Formatrice", city="Viroflay", skills=("seo",), github="ines-g"
            ),
            a_member("paul", name="Paul", github_id=1234567, circles=("propulseurs",)),
            a_member("gone", name="Gaston", left="2026-11-30"),
            a_member("m-7f3k", public=False, name="Zénobie"),
        ],
        "meetings": [
            a_meeting("2026-11-19", facilitators=("m-7f3k", "gone"), present=("gone",)),
            a_meeting("2026-12-03", cancelled=True, why="Grève"),
            a_meeting("2026-12-10", moved_to="2026-12-11", title="Tarifs"),
        ],
        **settings,
    }
    return json.loads(_text(a_group(**given)))


def _event(key: str, state: str, starts_at: str, ends_at: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 (JSON)
    return {
        "key": key,
        "circle": None,
        "state": state,
        "all_day": False,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "title": None,
        "place": {"name": "Le Bistrot", "address": "1 place du Marché", "geo": [48.8, 2.13], "online": None},
        "seats": None,
        "free_seats": None,
        "links": {},
        "page": f"https://tablee.test/meetings/{key}/",
        "ics": f"https://tablee.test/meetings/{key}.ics",
        **more,
    }


TARIFS = _event(
    "2026-12-10", "confirmed", "2026-12-11T12:30:00+01:00", "2026-12-11T14:15:00+01:00", title="Tarifs"
)


def test_the_group_and_its_version() -> None:
    """What the group is called, where it lives, its language and clock, and where to subscribe."""
    told = _told()
    assert told["version"] == 1
    assert told["group"] == {
        "name": "La Tablée",
        "tagline": "Déjeuner",
        "url": "https://tablee.test/",
        "language": "fr",
        "timezone": "Europe/Paris",
        "calendar": "https://tablee.test/calendar.ics",
    }


def test_the_next_meeting_is_not_a_cancelled_one() -> None:
    """`next` is the first meeting that takes place; `coming` tells the cancelled one too, by its state."""
    told = _told()
    assert told["next"] == TARIFS
    assert told["coming"] == [
        _event("2026-12-03", "cancelled", "2026-12-03T12:30:00+01:00", "2026-12-03T14:15:00+01:00"),
        TARIFS,
        _event(
            "propulseurs.2026-12-15",
            "tentative",
            "2026-12-15",
            "2026-12-17",
            all_day=True,
            circle="propulseurs",
            place=None,
        ),
    ]


def test_past_meetings_are_told() -> None:
    """With their state and the offset of that day, and without who was there."""
    assert _told()["past"] == [
        _event("2026-11-19", "held", "2026-11-19T12:30:00+01:00", "2026-11-19T14:15:00+01:00")
    ]


def test_members_are_the_public_ones_who_have_not_left() -> None:
    """With what their page says in fields, no account and no number."""
    assert _told()["members"] == [
        {
            "id": "ines",
            "name": "Inès",
            "trade": "Formatrice",
            "tagline": None,
            "city": "Viroflay",
            "skills": ["seo"],
            "circles": [],
            "page": "https://tablee.test/members/ines/",
        },
        {
            "id": "paul",
            "name": "Paul",
            "trade": None,
            "tagline": None,
            "city": None,
            "skills": [],
            "circles": ["propulseurs"],
            "page": "https://tablee.test/members/paul/",
        },
    ]


def test_circles_and_feeds() -> None:
    """Each circle with its next meeting, and every calendar there is to subscribe to."""
    told = _told()
    assert told["circles"] == [
        {
            "id": "propulseurs",
            "name": "Propulseurs",
            "page": "https://tablee.test/circles/propulseurs/",
            "calendar": "https://tablee.test/circles/propulseurs/calendar.ics",
            "next": "propulseurs.2026-12-15",
        }
    ]
    assert told["feeds"] == [
        {"kind": "group", "of": None, "url": "https://tablee.test/calendar.ics"},
        {"kind": "newcomers", "of": None, "url": "https://tablee.test/newcomers.ics"},
        {
            "kind": "circle",
            "of": "propulseurs",
            "url": "https://tablee.test/circles/propulseurs/calendar.ics",
        },
        {"kind": "member", "of": "ines", "url": "https://tablee.test/members/ines/turns.ics"},
        {"kind": "member", "of": "paul", "url": "https://tablee.test/members/paul/turns.ics"},
    ]


def test_nobody_stands_in_it_who_does_not_want_to() -> None:
    """Neither who is not public nor who has left; no account, no number of a telephone."""
    text = json.dumps(_told(), ensure_ascii=False)
    assert [
        word for word in ("m-7f3k", "Zénobie", "Gaston", "gone", "ines-g", "1234567", "+33") if word in text
    ] == []


def test_a_group_without_anything_ahead() -> None:
    """Nothing is missing where nothing is: the keys are there, empty."""
    told = _told(rhythm=(), circles={}, members=[], meetings=[])
    assert {key: told[key] for key in ("next", "coming", "past", "members", "circles")} == {
        "next": None,
        "coming": [],
        "past": [],
        "members": [],
        "circles": [],
    }


def test_the_text_is_sorted_and_has_a_line_for_each_entry() -> None:
    """Keys are sorted, letters stay letters; a new meeting is a new line."""
    before = _text(a_group(rhythm=()))
    text = _text(a_group(rhythm=(), meetings=[a_meeting("2026-12-03", title="Été")]))
    assert before.splitlines()[:4] == ["{", '"circles": [],', '"coming": [],', '"feeds": [']
    (line,) = [line for line in text.splitlines() if line.startswith('{"all_day"')]
    assert json.loads(line)["title"] == "Été"
    assert '"title": "Été"' in line
    assert [*json.loads(text)] == sorted(json.loads(text))
    assert [*json.loads(line)] == sorted(json.loads(line))
    assert text.endswith("\n}\n")


def _keys(told: Any) -> set[str]:  # noqa: ANN401 (JSON)
    """Return every key at any depth."""
    if isinstance(told, dict):
        return set(told) | {key for value in told.values() for key in _keys(value)}
    return {key for value in told for key in _keys(value)} if isinstance(told, list) else set()


def test_the_document_names_every_key_and_this_version() -> None:
    """What outsiders rely on is written down."""
    document = DOCUMENT.read_text("utf-8")
    assert f"# group.json, version {VERSION}\n" in document
    assert _keys(_told()) - set(re.findall(r"`(\w+)`", document)) == set()
