"""What the head of a page tells machines: who and what it is about, and the day of its sources."""

from __future__ import annotations

import pytest

from builders import a_group, a_history, a_meeting, a_member, an_instant
from tablee.files.history import NO_HISTORY, History
from tablee.i18n.translations import load_translations
from tablee.rules.timeline import build_timeline
from tablee.site.context import SiteContext
from tablee.site.page import PageMetadata

NOW = an_instant("2026-12-08 09:00")


def metadata(history: History) -> PageMetadata:
    """Make the metadata of a group whose last meeting was on 3 December."""
    group = a_group(
        members=[a_member("ana"), a_member("m-7f3k", public=False)],
        meetings=[a_meeting("2026-12-03"), a_meeting("2026-12-10")],
    )
    return PageMetadata(SiteContext(group, build_timeline(group, NOW), load_translations("fr"), history))


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("members/ana.md", "2026-11-01"),
        ("meetings/2026-12-10.md", "2026-12-01"),
        ("members/index.md", "2026-12-03"),
        ("meetings/2026-12-17.md", "2026-12-03"),
        ("index.md", "2026-12-03"),
    ],
)
def test_a_page_is_as_old_as_its_sources(path: str, day: str) -> None:
    """A page of one file bears its last commit, in the group's zone; others what happened last."""
    late = an_instant("2026-12-01 00:30")
    history = a_history(
        {
            "members/ana.yml": (an_instant("2026-01-01 12:00"), an_instant("2026-11-01 12:00")),
            "meetings/2026-12-10.yml": (late,),
        }
    )
    assert metadata(history).of(path)["date"] == day


def test_without_git_no_page_is_dated() -> None:
    """The build's day is then the only one there is."""
    assert "date" not in metadata(NO_HISTORY).of("members/ana.md")


def test_nobody_is_told_who_does_not_want_it() -> None:
    """Even asked for a page that does not exist, a hidden member is no Person."""
    assert "linked_data" not in metadata(NO_HISTORY).of("members/m-7f3k.md")
    assert "linked_data" in metadata(NO_HISTORY).of("members/ana.md")
