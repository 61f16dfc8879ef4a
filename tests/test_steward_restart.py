"""Starting again after a break or a silence: who is asked, and when it is enough."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fake_tracker import FakeTracker
from stewarded import (
    GROUP,
    a_folder,
    a_tracker,
    group_of,
    issue_of,
    make_plan,
    open_subjects,
    opened,
    run_steward,
)
from tablee.model import Answer
from tablee.steward.tracker import ReactionContent

BREAK = (
    GROUP
    + "closures: [{from: 2026-11-09, to: 2026-12-02, why: Winter, returns: 2026-12-03, facilitator: eva}]\n"
)


def _said(tracker: FakeTracker, subject: str) -> list[str]:
    return [c.body.split(":")[0] for c in issue_of(tracker, subject).comments if c.by_steward]


def test_silence_asks_everybody_twice_and_no_more() -> None:
    """Six weeks without a meeting: one message to everyone who belongs, one a week later, then the dashboard alone."""
    tracker = a_tracker("2026-12-18")
    subject = "restart:2026-11-05"
    for day, comments in (("18", 1), ("22", 1), ("26", 2), ("31", 2)):
        run_steward(tracker, f"2026-12-{day}")
        assert len(_said(tracker, subject)) == comments
    assert [said.count("@") for said in _said(tracker, subject)] == [6, 6]
    for week in range(1, 20):
        run_steward(tracker, str(date(2026, 12, 31) + timedelta(weeks=week)))
    assert len(_said(tracker, subject)) == 2
    assert "keep still until somebody says" in issue_of(tracker, "dashboard").body


def test_a_group_that_never_met_is_asked_twice_as_well() -> None:
    """After three empty meetings, or eight weeks from the beginning where no date came."""
    weekly = {path: data for path, data in a_folder().items() if not path.startswith("meetings/")}
    for files, asked_on in (
        (weekly, date(2026, 10, 16)),
        (
            {**weekly, "group.yml": weekly["group.yml"].replace(b"week on", b"12 weeks on")},
            date(2026, 11, 26),
        ),
    ):
        tracker = a_tracker("2026-09-23", files)
        for day in range(160):
            run_steward(tracker, str(date(2026, 9, 23) + timedelta(days=day)))
        asked = [
            (comment.created_at.date(), comment.body.count("@"))
            for issue in tracker.issues.values()
            for comment in issue.comments
            if "go on" in comment.body
        ]
        assert asked == [(asked_on, 6), (asked_on + timedelta(days=7), 6)]


@pytest.mark.parametrize("word", ["👍", "/yes", "/next 2026-12-31", "file"])
def test_a_word_ends_the_silence(word: str) -> None:
    """Then somebody is called again, and the restart's issue goes once somebody has met."""
    tracker = opened("2026-12-18")
    number = issue_of(tracker, "restart:2026-11-05").number
    if word == "file":
        tracker.files["meetings/2026-12-24.yml"] = b"answers: {bo: yes}\n"
    elif word == "👍":
        tracker.react(number, "bo", ReactionContent.PLUS_ONE)
    else:
        tracker.comment(number, "bo", word)
    run_steward(tracker, "2026-12-21")
    meeting = group_of(tracker).meetings["2026-12-31" if word.startswith("/next") else "2026-12-24"]
    assert word.startswith("/next") or meeting.answers["bo"] is Answer.YES
    assert meeting.called
    assert not issue_of(tracker, "restart:2026-11-05").is_open
    assert "keep still" not in issue_of(tracker, "dashboard").body


def test_a_restart_closes_once_somebody_has_met() -> None:
    """A meeting that was held ends it."""
    tracker = opened("2026-12-18")
    tracker.files["meetings/2026-12-24.yml"] = b"present: [ana, bo]\nfacilitator: ana\n"
    run_steward(tracker, "2026-12-25")
    assert "restart:2026-11-05" not in open_subjects(tracker)
    assert make_plan(tracker).actions == ()


def test_a_break_that_ends_has_its_restart() -> None:
    """Ten days before the return: its date, who facilitates it, and who asks whom."""
    tracker = opened("2026-11-20", a_folder(BREAK))
    assert "restart:2026-12-03" not in open_subjects(tracker)
    run_steward(tracker, "2026-11-23")
    body = issue_of(tracker, "restart:2026-12-03").body
    assert "Eva facilitates the return." in body
    assert "Thursday 3 December 2026" in body
    assert "meeting:2026-12-03" in open_subjects(tracker)
    assert make_plan(tracker).actions == ()


def test_within_a_break_nobody_is_asked() -> None:
    """A declared break is no silence."""
    tracker = opened("2026-11-12", a_folder(BREAK))
    assert open_subjects(tracker) == ["dashboard"]


def test_in_a_silent_group_the_restart_alone_asks() -> None:
    """No reminder, no call, no vote, no new issue of a meeting, and no file is written."""
    tracker = a_tracker("2026-12-18")
    before = dict(tracker.files)
    for day in ("2026-12-18", "2026-12-21", "2026-12-23", "2026-12-26", "2026-12-29"):
        run_steward(tracker, day)
    assert tracker.files == before
    assert open_subjects(tracker) == ["dashboard", "restart:2026-11-05"]
    assert make_plan(tracker).actions == ()


def test_without_a_next_date_who_led_last_is_asked_first() -> None:
    """And everyone a week later; a day in the restart's issue is a date."""
    rare = GROUP.replace("week on thursday, from: 2026-10-01", "12 weeks on thursday, from: 2026-10-29")
    tracker = opened("2026-11-09", a_folder(rare + "horizon: 4 weeks\n"))
    assert _said(tracker, "restart:2026-11-05") == ["@flo-hub"]
    run_steward(tracker, "2026-11-16")
    assert [said.count("@") for said in _said(tracker, "restart:2026-11-05")] == [1, 6]
