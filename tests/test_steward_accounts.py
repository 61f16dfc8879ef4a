"""Accounts: whoever is called by a login is heard by its number, which is looked up once, written and told."""

from __future__ import annotations

from datetime import date, timedelta

from fake_tracker import FakeTracker
from stewarded import (
    GROUP,
    a_folder,
    a_tracker,
    group_of,
    issue_of,
    make_plan,
    meeting_of,
    number_of,
    run_steward,
)
from tablee.model import Answer
from tablee.steward.accounts import MOST_LOOKED_UP
from tablee.steward.interpret.speakers import local_id
from tablee.steward.pull_requests import Proposals
from tablee.steward.tracker import ReactionContent

PRIYA = "public: yes\nname: Priya Shah # as she writes it\ngithub: priyashah\njoined: 2026-01-01\n"
KEY = "2026-11-12"


def _founded(accounts: dict[str, int], group: str = GROUP) -> FakeTracker:
    files = a_folder(group) | {"members/priya.yml": PRIYA.encode()}
    tracker = a_tracker("2026-11-02", files)
    tracker.accounts = accounts
    return tracker


def test_a_number_is_looked_up_once_and_written() -> None:
    """One line more, told on the dashboard for two weeks; nothing is asked again."""
    tracker = _founded({"priyashah": 4711})
    run_steward(tracker)
    written = PRIYA.replace("joined", "github_id: 4711\njoined")
    assert tracker.files["members/priya.yml"] == written.encode()
    assert tracker.deeds.count("read_account priyashah") == 1
    assert "into the files of Priya Shah" in issue_of(tracker, "dashboard").body
    assert make_plan(tracker).actions == ()
    assert tracker.deeds.count("read_account priyashah") == 1
    run_steward(tracker, str(date(2026, 11, 16)))
    assert "into the files of Priya Shah" in issue_of(tracker, "dashboard").body
    run_steward(tracker, str(date(2026, 11, 16) + timedelta(days=1)))
    assert "into the files of Priya Shah" not in issue_of(tracker, "dashboard").body


def test_what_the_account_says_counts_in_the_same_run() -> None:
    """Her thumb was a stranger's before."""
    tracker = _founded({})
    run_steward(tracker)
    tracker.react(number_of(tracker, f"meeting:{KEY}"), "priya", ReactionContent.PLUS_ONE)
    tracker.accounts = {"priyashah": local_id("priya")}
    del tracker.files["members/gil.yml"]
    run_steward(tracker)
    assert meeting_of(tracker, KEY).answers["priya"] is Answer.YES


def test_an_account_that_nobody_has_is_said() -> None:
    """The dashboard names the file; the run goes on."""
    tracker = _founded({})
    run_steward(tracker)
    assert "`members/priya.yml`: GitHub knows no account `priyashah`" in issue_of(tracker, "dashboard").body
    assert tracker.files["members/priya.yml"] == PRIYA.encode()


def test_a_number_that_another_member_has_is_not_written() -> None:
    """Two files with one account are a contradiction that only a person can mend."""
    tracker = _founded({"priyashah": 7000})
    run_steward(tracker)
    assert group_of(tracker).members["priya"].github_id is None
    assert "write `github_id: 7000`" in issue_of(tracker, "dashboard").body


def test_a_group_that_reviews_everything_is_told_what_to_write() -> None:
    """Members' files are nobody's to propose by a machine."""
    tracker = _founded({"priyashah": 4711}, GROUP.replace("writes: commits", "writes: pull-requests"))
    tracker.proposals = Proposals((), lambda key: f"https://github.test/{key}")
    run_steward(tracker)
    assert "write `github_id: 4711`" in issue_of(tracker, "dashboard").body
    assert tracker.files["members/priya.yml"] == PRIYA.encode()


def test_a_run_looks_up_a_few_accounts_only() -> None:
    """An import of hundreds takes some runs."""
    tracker = _founded({})
    for n in range(2 * MOST_LOOKED_UP):
        tracker.files[f"members/new-{n:02}.yml"] = PRIYA.replace("priyashah", f"new{n}").encode()
    run_steward(tracker)
    assert len([deed for deed in tracker.deeds if deed.startswith("read_account")]) == MOST_LOOKED_UP
