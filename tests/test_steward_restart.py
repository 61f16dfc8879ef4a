"""Starting again after a break or a silence: who is asked first, and who a week later."""

from __future__ import annotations

from fake_tracker import FakeTracker
from stewarded import GROUP, a_folder, a_tracker, group_of, issue_of, make_plan, open_subjects, run_steward

BREAK = (
    GROUP
    + "closures: [{from: 2026-11-09, to: 2026-12-02, why: Winter, returns: 2026-12-03, facilitator: eva}]\n"
)


def _said(tracker: FakeTracker, subject: str) -> list[str]:
    return [c.body.split(":")[0] for c in issue_of(tracker, subject).comments if c.by_steward]


def test_silence_asks_the_highest_balance_first_and_everyone_a_week_later() -> None:
    """Six weeks without a meeting; each step once."""
    tracker = a_tracker("2026-12-18")
    run_steward(tracker)
    subject = "restart:2026-11-05"
    assert len(_said(tracker, subject)) == 1
    run_steward(tracker, "2026-12-22")
    assert len(_said(tracker, subject)) == 1
    run_steward(tracker, "2026-12-26")
    assert len(_said(tracker, subject)) == 2
    assert _said(tracker, subject)[1].count("@") == 6
    run_steward(tracker, "2027-01-04")
    assert len(_said(tracker, subject)) == 2


def test_a_restart_closes_once_somebody_has_met() -> None:
    """A meeting that was held ends it."""
    tracker = a_tracker("2026-12-18")
    run_steward(tracker)
    tracker.files["meetings/2026-12-24.yml"] = b"present: [ana, bo]\nfacilitator: ana\n"
    run_steward(tracker, "2026-12-25")
    assert "restart:2026-11-05" not in open_subjects(tracker)
    assert make_plan(tracker).actions == ()


def test_a_break_that_ends_has_its_restart() -> None:
    """Ten days before the return: its date, who facilitates it, and who asks whom."""
    tracker = a_tracker("2026-11-20", a_folder(BREAK))
    run_steward(tracker)
    assert "restart:2026-12-03" not in open_subjects(tracker)
    run_steward(tracker, "2026-11-23")
    body = issue_of(tracker, "restart:2026-12-03").body
    assert "Eva facilitates the return." in body
    assert "Thursday 3 December 2026" in body
    assert "meeting:2026-12-03" in open_subjects(tracker)
    assert make_plan(tracker).actions == ()


def test_within_a_break_nobody_is_asked() -> None:
    """A declared break is no silence."""
    tracker = a_tracker("2026-11-12", a_folder(BREAK))
    run_steward(tracker)
    assert open_subjects(tracker) == ["dashboard"]


def test_in_a_silent_group_the_restart_alone_asks() -> None:
    """No reminder, no stand-in and no vote for want of a quorum: a date stands, and nobody is called every week."""
    tracker = a_tracker("2026-12-18")
    for day in ("2026-12-18", "2026-12-21", "2026-12-23", "2026-12-26", "2026-12-29"):
        run_steward(tracker, day)
    comments = [c.body for issue in tracker.issues.values() for c in issue.comments if c.by_steward]
    assert not [body for body in comments if "do you come on" in body or "has no answer yet" in body]
    assert not [key for key, meeting in group_of(tracker).meetings.items() if meeting.poll]
    assert "meeting:2026-12-31" in open_subjects(tracker)
