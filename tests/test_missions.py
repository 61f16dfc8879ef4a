"""A member's calendar holds the missions that the member drew, and nobody else's."""

from __future__ import annotations

from icalendar import Calendar

from builders import a_group, a_meeting, a_member, an_instant
from tablee.feeds import render_feeds
from tablee.files.history import NO_HISTORY
from tablee.i18n.translations import load_translations
from tablee.model import Card, Group
from tablee.rules.timeline import build_timeline

DECK = {"restaurant": Card("Réserver; la table", "Appeler\nle bistrot."), "topic": Card("Le sujet")}
NOW = "2026-12-01 10:00"


def _feeds(group: Group) -> dict[str, bytes]:
    return render_feeds(group, build_timeline(group, an_instant(NOW)), load_translations("en"), NO_HISTORY)


def _group(**meeting: object) -> Group:
    given = {"present": ("ines", "m-7f3k"), "missions": {"restaurant": "ines", "topic": "m-7f3k"}, **meeting}
    key = str(given.pop("key", "2026-11-19"))
    members = [a_member("ines", name="Inès"), a_member("m-7f3k", public=False)]
    return a_group(
        language="en", rhythm=(), members=members, meetings=[a_meeting(key, at="12:30", **given)], deck=DECK
    )


def _told(feed: bytes) -> list[dict[str, str]]:
    return [
        {name: str(event.decoded(name) if name.startswith("DT") else event[name]) for name in event}
        for event in Calendar.from_ical(feed).walk("VEVENT")
    ]


def test_a_mission_is_a_day_to_remember() -> None:
    """On the day of the draw, all day, taking up nobody's time, under the identity of the meeting and the card."""
    (told,) = _told(_feeds(_group())["members/ines/turns.ics"])
    stamp = "2026-11-19 13:30:00+00:00"
    page = "https://tablee.test/meetings/2026-11-19/"
    assert told == {
        "UID": "2026-11-19.restaurant@la-tablee.test",
        "DTSTAMP": stamp,
        "LAST-MODIFIED": told["LAST-MODIFIED"],
        "SEQUENCE": told["SEQUENCE"],
        "DTSTART": "2026-11-19",
        "DTEND": "2026-11-20",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "SUMMARY": "Mission: Réserver; la table",
        "URL": page,
        "DESCRIPTION": f"Appeler\nle bistrot.\n\nDrawn on Thursday 19 November 2026.\n\n{page}",
    }


def test_a_mission_that_is_done_says_so() -> None:
    """Its title tells it, since the event stays."""
    (told,) = _told(_feeds(_group(done=("restaurant",)))["members/ines/turns.ics"])
    assert told["SUMMARY"] == "Mission done: Réserver; la table"


def test_missions_stand_in_no_other_calendar() -> None:
    """Neither the group's calendar nor the meeting's own names who drew what; nor is a card without a deck told."""
    feeds = _feeds(_group(missions={"restaurant": "ines", "topic": "m-7f3k", "gone": "ines"}))
    assert [path for path, feed in feeds.items() if b"Mission" in feed] == ["members/ines/turns.ics"]
    assert len(_told(feeds["members/ines/turns.ics"])) == 1
    assert [path for path, feed in feeds.items() if b"m-7f3k" in feed or b"Le sujet" in feed] == []


def test_missions_of_long_ago_are_let_go() -> None:
    """A calendar looks as far back as the horizon looks ahead, half a year; a member's latest mission always stays."""
    days = ("2026-05-21", "2026-05-28", "2026-06-04", "2026-06-11")
    meetings = [a_meeting(day, at="12:30", missions={"restaurant": "ines"}) for day in days]
    meetings += [a_meeting("2026-05-14", at="12:30", missions={"restaurant": "paul", "topic": "paul"})]
    members = [a_member("ines"), a_member("paul")]
    feeds = _feeds(a_group(rhythm=(), members=members, meetings=meetings, deck=DECK))
    keys = {
        who: [mission["UID"].partition(".")[0] for mission in _told(feeds[f"members/{who}/turns.ics"])]
        for who in ("ines", "paul")
    }
    assert keys == {"ines": ["2026-06-11", "2026-06-04"], "paul": ["2026-05-14", "2026-05-14"]}


def test_a_members_calendar_says_what_it_is() -> None:
    """Turns and missions are both in its words."""
    head = _feeds(_group())["members/ines/turns.ics"].decode().replace("\r\n ", "")
    assert "NAME:La Tablée: Inès’s turns\r\n" in head
    assert (
        "X-WR-CALDESC:The meetings of La Tablée that Inès facilitates\\, and the missions that Inès drew\r\n"
        in head
    )
