"""Rewriting Git's history never takes SEQUENCE or LAST-MODIFIED below what was published: squash, rebase, amend.

Each history is made by real Git. What is published before and after is compared event by event.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from builders import an_instant, load_whole
from git_repository import GitRepository
from tablee.adapters.disk import read_files
from tablee.adapters.git_history import read_history
from tablee.feeds import render_feeds
from tablee.i18n.translations import load_translations
from tablee.rules.timeline import build_timeline

GROUP = """\
name: La Tablée
url: https://tablee.test/
identity: la-tablee.test
contact: https://tablee.test/contact
language: en
timezone: Europe/Paris
rhythm: {every: week on thursday, from: 2026-01-08, at: 12:30, lasts: 1h45}
horizon: 8 weeks
"""
MEETING = "meetings/2026-12-10.yml"
NOW, LATER = "2026-12-01 12:00", "2026-12-05 12:00"
REWRITTEN_AT = "2026-12-04 08:00"


class Told(NamedTuple):
    """What a calendar says of an event's age."""

    sequence: int
    changed_at: str


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    """Return a group whose settings changed, with a past meeting and one that was confirmed, moved and talked about."""
    made = GitRepository(tmp_path)
    made.commit("2026-11-01 08:00", {"group.yml": GROUP, "meetings/2026-11-19.yml": "title: Devis\n"})
    made.commit("2026-11-10 08:00", {"group.yml": GROUP.replace("8 weeks", "6 weeks")})
    made.commit("2026-11-12 08:00", {MEETING: "title: Tarifs\n"})
    made.commit("2026-11-20 08:00", {MEETING: "date: 2026-12-11\ntitle: Tarifs\n"})
    made.commit("2026-11-25 08:00", {MEETING: "date: 2026-12-11\ntitle: Tarifs\ntopics: [devis]\n"})
    return made


def publish(repository: GitRepository, now: str) -> dict[str, Told]:
    """Return the age of each event, by its identity."""
    group = load_whole(read_files(repository.folder))
    timeline = build_timeline(group, an_instant(now))
    feeds = render_feeds(group, timeline, load_translations("en"), read_history(repository.folder))
    pattern = r"UID:(\S+)@.*?LAST-MODIFIED:(\S+)\r\nSEQUENCE:(\d+)"
    found = re.findall(pattern, feeds["calendar.ics"].decode(), flags=re.DOTALL)
    return {key: Told(int(sequence), changed_at) for key, changed_at, sequence in found}


def squash(repository: GitRepository) -> None:
    """Make one commit out of all but the first."""
    repository.git("reset", "--quiet", "--soft", "HEAD~4")
    repository.git("commit", "--quiet", "--message=all", at=REWRITTEN_AT)


def merge_squashed(repository: GitRepository) -> None:
    """Take the last three commits for a branch, and merge it as GitHub's "Squash and merge" does."""
    repository.git("branch", "work")
    repository.git("reset", "--quiet", "--hard", "HEAD~3")
    repository.git("merge", "--quiet", "--squash", "work")
    repository.git("commit", "--quiet", "--message=merged", at=REWRITTEN_AT)


def rebase(repository: GitRepository) -> None:
    """Make every commit anew, on the day of the rebase."""
    repository.git("rebase", "--quiet", "--force-rebase", "--root", at=REWRITTEN_AT)


def rebase_with_fixups(repository: GitRepository) -> None:
    """Melt every later commit into the one of the settings, which keeps its author's date, older than an event."""
    order = "sed -i '2,$s/^pick/fixup/'"
    repository.git("-c", f"sequence.editor={order}", "rebase", "--quiet", "-i", "HEAD~4", at=REWRITTEN_AT)


def amend(repository: GitRepository) -> None:
    """Say the last commit in other words."""
    repository.git("commit", "--quiet", "--amend", "--message=better", at=REWRITTEN_AT)


def filter_messages(repository: GitRepository) -> None:
    """Rewrite every commit's message, all dates kept."""
    repository.git("-c", "advice.x=false", "filter-branch", "-f", "--msg-filter", "cat; echo more", "HEAD")


def revert(repository: GitRepository) -> None:
    """Take the move back by a new commit."""
    repository.git("revert", "--no-edit", "HEAD", at="2026-12-04 08:00")
    repository.git("revert", "--no-edit", "HEAD~2", at="2026-12-04 08:01")


REWRITINGS = (squash, merge_squashed, rebase, rebase_with_fixups, amend, filter_messages, revert)


@pytest.mark.parametrize("rewrite", REWRITINGS, ids=lambda rewrite: rewrite.__name__)
def test_nothing_falls_below_what_was_published(
    rewrite: Callable[[GitRepository], None], repository: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every event that was published has, after the rewriting, at least its old sequence and its old time stamp."""
    monkeypatch.setenv("FILTER_BRANCH_SQUELCH_WARNING", "1")
    published = publish(repository, NOW)
    head = repository.git("rev-parse", "HEAD")
    rewrite(repository)
    assert repository.git("rev-parse", "HEAD") != head
    again = publish(repository, LATER)
    known = published.keys() & again.keys()
    assert {"2026-11-19", "2026-12-10", "2026-12-17"} <= known
    assert [key for key in known if again[key].sequence < published[key].sequence] == []
    assert [key for key in known if again[key].changed_at < published[key].changed_at] == []


@pytest.mark.parametrize("rewrite", REWRITINGS, ids=lambda rewrite: rewrite.__name__)
def test_the_next_move_is_news_after_any_rewriting(
    rewrite: Callable[[GitRepository], None], repository: GitRepository
) -> None:
    """A meeting moved after the rewriting has a higher sequence than anything that was ever published of it."""
    published = publish(repository, NOW)["2026-12-10"]
    rewrite(repository)
    between = publish(repository, LATER)["2026-12-10"]
    repository.commit("2026-12-05 08:00", {MEETING: "date: 2026-12-09\ntitle: Tarifs\n"})
    assert publish(repository, LATER)["2026-12-10"].sequence > max(published.sequence, between.sequence)


def test_a_move_taken_back_by_revert_is_news(repository: GitRepository) -> None:
    """That is how to undo: the meeting is on its old day again under a higher sequence."""
    published = publish(repository, NOW)["2026-12-10"]
    revert(repository)
    assert publish(repository, LATER)["2026-12-10"].sequence > published.sequence


def test_a_dropped_commit_is_mended_by_the_next(repository: GitRepository) -> None:
    """Git keeps nothing of a commit that is dropped outright; what is committed to the file next is higher again."""
    published = publish(repository, NOW)["2026-12-10"]
    repository.git("reset", "--quiet", "--hard", "HEAD~2")
    assert publish(repository, LATER)["2026-12-10"].sequence < published.sequence
    repository.commit("2026-12-04 08:00", {MEETING: "title: Tarifs\nstatus: cancelled\n"})
    assert publish(repository, LATER)["2026-12-10"].sequence > published.sequence


def test_a_past_event_keeps_its_sequence_whatever_the_settings_go_through(repository: GitRepository) -> None:
    """A new rhythm, then all of it squashed into a commit after the meeting: what was is not rescheduled."""
    published = publish(repository, NOW)["2026-11-19"]
    repository.commit("2026-12-02 08:00", {"group.yml": GROUP.replace("12:30", "12:30, place: Café")})
    assert publish(repository, LATER)["2026-11-19"] == Told(published.sequence, "20261202T080000Z")
    squash(repository)
    assert publish(repository, LATER)["2026-11-19"] == Told(published.sequence, "20261204T080000Z")
