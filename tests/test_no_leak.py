"""No calendar and no JSON tells anything of a member who is not public; no text, however hostile, adds a property."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from builders import a_circle, a_closure, a_group, a_meeting, a_member, a_rule, an_instant, some_holidays
from tablee.cli.feeds import render_machine_files
from tablee.files.history import NO_HISTORY
from tablee.i18n.translations import load_translations
from tablee.model import (
    Answer,
    Call,
    CallAnswer,
    Card,
    Group,
    Member,
    Offer,
    Place,
    Poll,
    Recommendation,
)
from tablee.rules.timeline import build_timeline

NOW = "2026-12-01 10:00"
HIDDEN = "m-7f3k"
TELLING = (
    "zenobie",
    "Volière",
    "Oiseleuse",
    "Cormatin",
    "perruche",
    "plumage",
    "canari",
    "zenobie-gh",
    "7654321",
)
"""What the member who is not public is called, does and writes; the loader refuses it, and nothing would show it."""


def render(group: Group) -> dict[str, bytes]:
    """Return the calendars and the JSON of a group as they go over the wire."""
    timeline, words = build_timeline(group, an_instant(NOW)), load_translations(group.settings.language)
    files = render_machine_files(group, timeline, words, NO_HISTORY)
    return {path: file if isinstance(file, bytes) else file.encode() for path, file in files.items()}


def unfolded(feed: bytes) -> str:
    """Return a calendar with whole lines, so that no word hides across a fold."""
    return feed.replace(b"\r\n ", b"").decode()


def a_secretive_member() -> Member:
    """Build a member who is not public, with a word in each field: as if the loader had let them through."""
    return a_member(
        HIDDEN,
        public=False,
        name="zenobie",
        trade="Oiseleuse",
        city="Cormatin",
        skills=("perruche",),
        about="plumage",
        links={"website": "https://canari.test/"},
        github="zenobie-gh",
        github_id=7654321,
        circles=("propulseurs",),
        offers=(Offer("Volière"),),
        needs=(Offer("Volière"),),
        recommends=(Recommendation("ines", "Volière"),),
    )


def test_nothing_of_a_member_who_is_not_public_stands_anywhere() -> None:
    """Whatever such a member does — facilitate, be asked, answer, come, vote, draw, keep a duty — is only counted."""
    roles = {
        "facilitators": (HIDDEN, "ines"),
        "called": (Call(HIDDEN, date(2026, 11, 10), CallAnswer.ACCEPTED),),
        "answers": {HIDDEN: Answer.YES},
        "missions": {"restaurant": HIDDEN},
        "done": ("restaurant",),
        "poll": Poll((date(2026, 12, 10),), date(2026, 12, 4), {HIDDEN: (date(2026, 12, 10),)}),
    }
    meetings = [
        a_meeting("2026-11-19", present=(HIDDEN, "ines"), **roles),
        a_meeting("2026-12-10", **roles),
        a_meeting("2026-12-17", called=(Call(HIDDEN, date(2026, 11, 30)),)),
        a_meeting("propulseurs.2026-12-15", facilitators=(HIDDEN,)),
    ]
    group = a_group(
        language="en",
        members=[a_secretive_member(), a_member("ines", recommends=(Recommendation(HIDDEN, "chant"),))],
        meetings=meetings,
        circles=[a_circle("propulseurs", rhythm=a_rule("tuesday"))],
        closures=[a_closure("2027-01-01", "2027-01-05", "2027-01-07", facilitator=HIDDEN)],
        duties={"hub": (HIDDEN, "ines")},
        deck={"restaurant": Card("La table")},
    )
    files = render(group)
    told = {path: unfolded(file) for path, file in files.items()}
    assert "Facilitator: a member\\n" in told["meetings/propulseurs.2026-12-15.ics"].replace(
        "member\\n\\n", "member\\n"
    )
    words = (HIDDEN, *TELLING)
    assert [(path, word) for path, text in told.items() for word in words if word in path + text] == []


PIECES = st.sampled_from(
    [
        *(
            "\r\n",
            "\n",
            "\r",
            "\x0b",
            "\x0c",
            "\x1c",
            "\x85",
            "\u2028",
            "\u2029",
            "\0",
            "\x1b",
            "\ufeff",
            "\u202e",
        ),
        *(
            "\\",
            "\\n",
            "\\N",
            ";",
            ",",
            ":",
            '"',
            "^n",
            " ",
            "\t",
            "\ud800",
            "\udfff",
            "\U0010ffff",
            "«é»",
            "🍲" * 30,
        ),
        *(
            "BEGIN:VEVENT",
            "END:VEVENT",
            "END:VCALENDAR",
            "ATTENDEE:mailto:a@b.test",
            "X" * 80,
            "a\r\n\r\nURL:javascript:1",
        ),
    ]
)
HOSTILE = st.lists(PIECES | st.text(max_size=5), min_size=1, max_size=10).map("".join)
SHAPE = [
    *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND"),
    *("STATUS", "SUMMARY", "LOCATION", "GEO", "X-APPLE-STRUCTURED-LOCATION", "URL", "DESCRIPTION"),
]
OF_CIRCLE = [*SHAPE[:-2], "CATEGORIES", *SHAPE[-2:]]
MISSION = [
    *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND"),
    *("STATUS", "TRANSP", "SUMMARY", "URL", "DESCRIPTION"),
]
HEAD = [
    *("VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "X-WR-CALDESC"),
    *("REFRESH-INTERVAL", "X-PUBLISHED-TTL"),
]


def a_group_that_says(text: str) -> Group:
    """Build a group in which every text that reaches a calendar is the given one."""
    meetings = [
        a_meeting(
            key,
            at="12:30",
            place="p",
            title=text,
            topics=(text, text),
            why=text,
            notes=text,
            facilitators=("ines",),
            missions={"restaurant": "ines"},
        )
        for key in ("2026-11-19", "2026-12-10", "c.2026-12-15")
    ]
    return a_group(
        name=text,
        tagline=text,
        about=text,
        contact=f"https://tablee.test/{text}",
        url=f"https://tablee.test/{text}",
        rhythm=(),
        circles=[replace(a_circle("c", rhythm=()), name=text)],
        places={"p": Place(text, text, phone=text, access=text, url=text, geo=(0.0, 1e-9))},
        members=[a_member("ines", name=text, trade=text, city=text, skills=(text,))],
        meetings=meetings,
        deck={"restaurant": Card(text, text)},
        holidays=some_holidays(f"2026-12-10 {text}"),
    )


def shape_of(feed: bytes) -> tuple[list[str], list[list[str]]]:
    """Return the names of the properties of a calendar's head, and those of each of its events, as lines tell."""
    lines = unfolded(feed).removesuffix("\r\n").split("\r\n")
    names = [re.split("[:;]", line, maxsplit=1)[0] for line in lines]
    begins = [at for at, line in enumerate(lines) if line == "BEGIN:VEVENT"]
    ends = [at for at, line in enumerate(lines) if line == "END:VEVENT"]
    first = min(at for at, line in enumerate(lines) if line.startswith(("BEGIN:VTIMEZONE", "BEGIN:VEVENT")))
    return names[1:first], [names[a + 1 : b] for a, b in zip(begins, ends, strict=True)]


@given(text=HOSTILE)
@example("x" * 10_000)
@example("é\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n" * 3)
def test_no_text_starts_a_property(text: str) -> None:
    """Whatever stands in any field: every calendar keeps its properties, in their order, and its lines their length."""
    files = render(a_group_that_says(text))
    for path in ("calendar.ics", "newcomers.ics", "circles/c/calendar.ics", "meetings/2026-12-10.ics"):
        head, events = shape_of(files[path])
        assert [name for name in HEAD if name in head] == head, path
        assert all(event in (SHAPE, OF_CIRCLE) for event in events), path
    _head, events = shape_of(files["members/ines/turns.ics"])
    assert events == [SHAPE, SHAPE, OF_CIRCLE, MISSION, MISSION, MISSION]
    for path, feed in files.items():
        if path.endswith(".ics"):
            assert max(map(len, feed.split(b"\r\n"))) <= 75
            assert len(feed.decode().splitlines()) == feed.count(b"\r\n")
            assert {c.name for c in Calendar.from_ical(feed).subcomponents} == {"VTIMEZONE", "VEVENT"}


@given(text=HOSTILE)
def test_no_text_breaks_the_json(text: str) -> None:
    """The JSON keeps its keys, and each of its lines is whole."""
    told = json.loads(render(a_group_that_says(text))["group.json"])
    harmless = json.loads(render(a_group_that_says("x"))["group.json"])
    assert keys_of(told) == keys_of(harmless)


def keys_of(told: object) -> object:
    """Return the keys of a JSON value at every depth, without what stands in them."""
    if isinstance(told, dict):
        return {key: keys_of(value) for key, value in told.items()}
    return [keys_of(value) for value in told] if isinstance(told, list) else None
