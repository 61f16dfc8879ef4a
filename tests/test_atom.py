"""The feed for news readers is well-formed whatever people write, and changes only when a meeting does."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from builders import a_group, a_history, a_meeting, an_instant
from tablee.files.history import NO_HISTORY, History
from tablee.i18n.translations import load_translations
from tablee.model import Group, Meeting
from tablee.rules.timeline import build_timeline
from tablee.site.atom import LATEST, render_atom

NOW = an_instant("2026-12-08 09:00")
SPACE = {"a": "http://www.w3.org/2005/Atom"}
HOSTILE = "]]> </title><script>alert(1)</script> & \x00\x0b\ufffe \u202e é"


def feed_of(group: Group, history: History = NO_HISTORY) -> ET.Element:
    """Read the feed of a group back."""
    return ET.fromstring(render_atom(group, build_timeline(group, NOW), load_translations("fr"), history))  # noqa: S314 (we wrote it)


def entries_of(feed: ET.Element, name: str) -> list[str]:
    """Return one text of each entry."""
    return [entry.findtext(f"a:{name}", "", SPACE) for entry in feed.findall("a:entry", SPACE)]


def a_table(*meetings: Meeting) -> Group:
    """Make a group with meetings."""
    return a_group(meetings=meetings)


def test_entries_say_what_when_and_where() -> None:
    """Newest first; a cancelled meeting says so and why; a proposed date is no news."""
    feed = feed_of(
        a_table(
            a_meeting("2026-12-03", cancelled=True, why="Neige"),
            a_meeting("2026-12-10", title="Tarifs", place="Le Bistrot", topics=("Les devis",)),
        )
    )
    assert entries_of(feed, "title") == [
        "Tarifs, jeudi 10 décembre 2026",
        "La Tablée, jeudi 3 décembre 2026 (annulé)",
    ]
    assert entries_of(feed, "summary") == [
        "12\u202fh\u202f30\nLe Bistrot\nLes devis",
        "Neige\n12\u202fh\u202f30",
    ]


def test_an_entry_changes_when_its_file_does() -> None:
    """The time is that of the last commit, and the feed's the newest of them; without Git the meeting's own, or now."""
    group = a_table(a_meeting("2026-12-03"), a_meeting("2026-12-10"))
    commits = (datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, 8, tzinfo=UTC))
    dated = feed_of(group, a_history({"meetings/2026-12-03.yml": commits}))
    assert entries_of(dated, "updated") == ["2026-12-08T08:00:00Z", "2026-12-01T08:00:00Z"]
    assert dated.findtext("a:updated", "", SPACE) == "2026-12-08T08:00:00Z"


def test_identities_do_not_depend_on_the_address() -> None:
    """A site that moves does not make its readers read everything again."""
    meeting = a_meeting("2026-12-10")
    one, other = (a_group(meetings=[meeting], url=url) for url in ("https://a.test/", "https://b.test/x/"))
    assert entries_of(feed_of(one), "id") == entries_of(feed_of(other), "id")
    assert entries_of(feed_of(one), "id") == ["tag:la-tablee.test,2026:meetings/2026-12-10"]


def test_hostile_texts_stay_texts() -> None:
    """Control characters that XML cannot hold are gone; all else is read back as it was written."""
    feed = feed_of(a_group(meetings=[a_meeting("2026-12-10", title=HOSTILE)], name=HOSTILE, tagline=HOSTILE))
    read = "]]> </title><script>alert(1)</script> &   é"
    assert entries_of(feed, "title") == [f"{read}, jeudi 10 décembre 2026"]
    assert feed.findtext("a:subtitle", "", SPACE) == read


def test_a_group_without_meetings_has_a_feed() -> None:
    """It is empty, and as new as the build."""
    feed = feed_of(a_table())
    assert (entries_of(feed, "id"), feed.findtext("a:updated", "", SPACE)) == ([], "2026-12-08T08:00:00Z")


def test_the_feed_stays_short() -> None:
    """Only the latest meetings are told."""
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 8) for day in range(1, 10)]
    assert len(entries_of(feed_of(a_table(*(a_meeting(day) for day in days))), "id")) == LATEST
