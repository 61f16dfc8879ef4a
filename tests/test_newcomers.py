"""The calendar for a stranger holds the next meetings of the group, and all that is needed to come once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from builders import a_circle, a_group, a_meeting, a_member, a_rule, an_instant
from tablee.feeds import render_feeds
from tablee.files.history import NO_HISTORY
from tablee.i18n.translations import load_translations
from tablee.model import Answer, Group, Place
from tablee.rules.timeline import build_timeline

BISTROT = Place(
    "Le Bistrot",
    "1 rue du Marché\n78220 Viroflay",
    phone="+33 1 00 00 00 00",
    access="Sonner deux fois",
    url="https://bistrot.test/plan",
)
WHERE = [
    "Place: Le Bistrot, 1 rue du Marché, 78220 Viroflay",
    "Access: Sonner deux fois",
    "https://bistrot.test/plan",
    "Telephone of the place: +33 1 00 00 00 00",
]
NOW = "2026-12-01 10:00"


def _newcomers(**settings: Any) -> dict[str, str]:  # noqa: ANN401 (see tests/builders.py)
    """Return the descriptions of the feed's events by slot key, unescaped, in their order."""
    feed = _feeds(a_group(**{"language": "en", "tagline": "Lunch, every Thursday", **settings}))
    lines = feed["newcomers.ics"].decode().replace("\r\n ", "")
    found = re.findall(r"UID:(\S+)@.*?DESCRIPTION:(.*?)\r\n", lines, flags=re.DOTALL)
    return {key: text.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";") for key, text in found}


def _feeds(group: Group) -> dict[str, bytes]:
    return render_feeds(
        group, build_timeline(group, an_instant(NOW)), load_translations(group.settings.language), NO_HISTORY
    )


def test_a_stranger_reads_all_that_is_needed() -> None:
    """Who meets, where and how to get in, what about, whom to ask for, and where to say that one comes."""
    meeting = a_meeting(
        "2026-12-03", title="Prix", topics=("Devis",), facilitators=("ines",), answers={"ines": Answer.YES}
    )
    told = _newcomers(
        rhythm=a_rule(place="bistrot"),
        places={"bistrot": BISTROT},
        members=[a_member("ines", name="Inès")],
        meetings=[meeting],
    )
    assert told["2026-12-03"].split("\n\n") == [
        "Lunch, every Thursday",
        "\n".join(WHERE),
        "Topics:\n– Devis",
        "Facilitator: Inès\n1 person is coming",
        "First time? Everybody is welcome. Say that you are coming: https://tablee.test/contact",
        "https://tablee.test/meetings/2026-12-03/",
    ]


def test_an_address_for_letters_is_shown_as_such() -> None:
    """Of a `mailto:` contact the address is shown."""
    told = _newcomers(contact="mailto:bonjour@tablee.test")
    assert "Say that you are coming: bonjour@tablee.test\n" in told["2026-12-03"]


def test_only_the_groups_own_next_meetings_are_told() -> None:
    """The last one, then four, no circle's; a cancelled one between them stays, so that nobody comes in vain."""
    told = _newcomers(
        circles=[a_circle("propulseurs", rhythm=a_rule("tuesday"))],
        meetings=[
            a_meeting("2026-11-19"),
            a_meeting("2026-11-26"),
            a_meeting("2026-12-10", cancelled=True, why="Snow"),
        ],
    )
    assert list(told) == ["2026-11-26", "2026-12-03", "2026-12-10", "2026-12-17", "2026-12-24", "2026-12-31"]
    assert told["2026-12-10"].startswith("Why: Snow\n\nLunch")


def test_a_group_without_next_date_has_a_calendar_all_the_same() -> None:
    """Cancelled ones that are still to come are told; where nothing is ahead the calendar is empty."""
    assert list(_newcomers(rhythm=(), meetings=[a_meeting("2026-12-03", cancelled=True)])) == ["2026-12-03"]
    assert list(_newcomers(rhythm=(), meetings=[a_meeting("2026-11-19")])) == ["2026-11-19"]
    assert _newcomers(rhythm=()) == {}


def test_the_event_is_the_one_of_the_other_calendars() -> None:
    """Whoever becomes a member finds the same events under the same identities: only the text differs."""
    group = a_group(horizon=timedelta(weeks=2))
    feeds = _feeds(group)
    without_text = [
        re.sub(
            r"DESCRIPTION:.*?\r\n(?! )",
            "",
            feeds[path].decode().replace("\r\n ", "").partition("BEGIN:VTIMEZONE")[2],
        )
        for path in ("newcomers.ics", "calendar.ics")
    ]
    assert without_text[0] == without_text[1]
    assert feeds["newcomers.ics"] != feeds["calendar.ics"]
