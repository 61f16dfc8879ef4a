"""A real subscriber lives through a year of a group: its copy is always what is published, nothing twice, nothing left.

vdirsyncer fetches over HTTP on loopback after each commit of a real repository. The suite takes the changes of a few
weeks, the first of each kind among them; `TABLEE_WHOLE_YEAR=1` takes them all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import an_instant
from calendar_matrix.subscriber import Subscriber, serving
from git_repository import GitRepository
from tablee.adapters.disk import read_files
from tablee.adapters.git_history import read_history
from tablee.feeds import render_feeds
from tablee.files.load import load_group
from tablee.i18n.translations import load_translations
from tablee.rules.timeline import build_timeline
from year_of_changes import Change, year_of_changes

FEEDS = {"all": "calendar.ics", "turns": "members/ines-garnier/turns.ics", "newcomers": "newcomers.ics"}
"""What is subscribed to: names of subscriptions, and the addresses of their feeds."""


UNCOMPARED = ("UID:", "DTSTAMP:", "LAST-MODIFIED:")


def sample(changes: list[Change]) -> Iterator[Change]:
    """Yield the first change of every kind, and whatever belongs to the same weeks; never two of one kind in a row."""
    known: set[str] = set()
    for change in changes:
        if change.what not in known:
            known.add(change.what)
            yield change


def chosen_changes() -> list[tuple[Change, bool]]:
    """Return all changes, each with whether the subscriber looks after it."""
    changes = list(year_of_changes())
    looked_at = changes if os.environ.get("TABLEE_WHOLE_YEAR") else list(sample(changes))
    return [(change, change in looked_at) for change in changes if change.at <= looked_at[-1].at]


def publish(folder: Path, at: str) -> dict[str, bytes]:
    """Return the feeds of the repository as it stands, at a moment in UTC."""
    loaded = load_group(read_files(folder))
    assert loaded.group, loaded.problems
    line = build_timeline(loaded.group, an_instant(at, "UTC"))
    feeds = render_feeds(loaded.group, line, load_translations("fr"), read_history(folder))
    return {f"{name}.ics": feeds[path] for name, path in FEEDS.items()}


def events_of(calendar: bytes) -> list[str]:
    """Return the events of a calendar by their unfolded lines, without those that vdirsyncer itself does not compare.

    Of a feed over HTTP it gives each event an identity of its own, a hash; the address of the page tells them apart.
    """
    lines = calendar.decode().replace("\r\n", "\n").replace("\n ", "")
    events = re.findall(r"BEGIN:VEVENT\n(.*?)END:VEVENT", lines, flags=re.DOTALL)
    return [
        "\n".join(sorted(line for line in e.split("\n") if not line.startswith(UNCOMPARED))) for e in events
    ]


def test_the_copy_is_always_the_feed(tmp_path: Path) -> None:
    """After each change every copy holds just the events that are published, in their latest form."""
    repository = GitRepository(tmp_path / "group")
    subscriber = Subscriber(tmp_path / "subscriber")
    subscriber.folder.mkdir()
    served: dict[str, bytes] = {}
    seen: list[str] = []
    with serving(served) as address:
        subscriber.subscribe(address, list(FEEDS))
        for change, looks in chosen_changes():
            repository.commit(change.at, change.files)
            if looks:
                served.update(publish(repository.folder, change.at))
                assert subscriber.sync() == {}
                seen.append(change.what)
                for name in FEEDS:
                    copy = [event for item in subscriber.items(name).values() for event in events_of(item)]
                    published = events_of(served[f"{name}.ics"])
                    assert len(published) == len(set(published))
                    assert sorted(copy) == sorted(published), (change, name)
    assert set(seen) == {change.what for change in year_of_changes()}


def test_the_year_has_everything_that_happens_to_a_meeting() -> None:
    """Each kind of change happens, in the order of time, and the year is a whole one."""
    changes = list(year_of_changes())
    kinds = {
        "founded",
        "confirmed",
        "moved",
        "cancelled",
        "extra",
        "answered",
        "held",
        "unconfirmed",
        "confirmed again",
        "passed on",
    }
    assert {change.what for change in changes} == kinds | {"rhythm changed", "break declared"}
    assert changes[0].at < "2026-01-03"
    assert changes[-1].at > "2026-12-20"
    assert len(changes) > 120


def test_no_event_is_lost_or_doubled_in_a_feed(tmp_path: Path) -> None:
    """Every week of the year each identity stands once, and no sequence falls from one week to the next."""
    repository = GitRepository(tmp_path)
    ages: dict[str, int] = {}
    for number, change in enumerate(year_of_changes()):
        repository.commit(change.at, change.files)
        if number % 12 == 0:
            feed = publish(repository.folder, change.at)["all.ics"].decode()
            found = re.findall(r"UID:(\S+)@", feed)
            assert len(found) == len(set(found))
            told = {
                key: int(n) for key, n in re.findall(r"UID:(\S+)@.*?SEQUENCE:(\d+)", feed, flags=re.DOTALL)
            }
            assert [key for key in told if told[key] < ages.get(key, 0)] == []
            ages.update(told)
    assert len(ages) > 50
    assert pytest.approx(len([key for key in ages if key.endswith("-soir")]), abs=1) == 5
