"""The whole of a run: what exists is left alone, what is missing is made, and what went wrong mends itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fake_tracker import Unreadable, Unwritten
from stewarded import (
    a_folder,
    a_tracker,
    group_of,
    issue_of,
    make_plan,
    meeting_of,
    number_of,
    open_subjects,
    opened,
    run_steward,
    say,
)
from tablee.steward.diff import Commit, Create, CreateComment, DispatchWorkflow, SetOpen, Update
from tablee.steward.observe import observe
from tablee.steward.tracker import Moved, ReactionContent, Truncated


def test_nothing_is_planned_after_a_plan_was_applied() -> None:
    """The second run of a moment has nothing to do."""
    tracker = a_tracker("2026-11-09")
    assert run_steward(tracker).is_whole
    assert make_plan(tracker).actions == ()


@pytest.mark.parametrize("day", [f"2026-11-{day:02}" for day in range(9, 30)])
def test_every_day_is_quiet_after_its_run(day: str) -> None:
    """Whatever the day on which a steward begins, one run is enough."""
    tracker = a_tracker(day)
    assert run_steward(tracker).is_whole
    assert make_plan(tracker).actions == ()


def test_the_next_date_confirms_itself_with_its_issues() -> None:
    """Ten days before the slot its file, its issue and its facilitator's are there, and the dashboard."""
    tracker = opened("2026-11-09")
    assert open_subjects(tracker) == [
        "dashboard",
        "facilitator:2026-11-12",
        "facilitator:2026-11-19",
        "meeting:2026-11-12",
        "meeting:2026-11-19",
    ]
    assert tracker.files["meetings/2026-11-19.yml"].startswith(b"called:\n  - {member: ")
    assert tracker.dispatched == 1


def test_files_come_before_issues_and_the_dashboard_last() -> None:
    """Whatever is cut off, the files are the truth and the dashboard knows all numbers."""
    kinds = [type(action) for action in make_plan(a_tracker("2026-11-09")).actions]
    assert kinds[0] is Commit
    assert kinds[-1] is DispatchWorkflow
    created = [a.subject.kind for a in make_plan(a_tracker("2026-11-09")).actions if isinstance(a, Create)]
    assert created[-1] == "dashboard"


def test_the_dashboard_links_to_issues_made_in_the_same_run() -> None:
    """Numbers that nobody knew while planning stand in the body all the same."""
    tracker = opened("2026-11-09")
    assert f"#{number_of(tracker, 'facilitator:2026-11-12')}" in issue_of(tracker, "dashboard").body


def test_an_issue_closed_by_accident_is_reopened() -> None:
    """The truth is in the files: closing an issue loses nothing."""
    tracker = opened("2026-11-09")
    number = number_of(tracker, "meeting:2026-11-12")
    tracker.react(number, "cy", ReactionContent.PLUS_ONE)
    tracker.close_by_hand(number)
    run_steward(tracker)
    assert tracker.issues[number].is_open
    run_steward(tracker)
    assert meeting_of(tracker, "2026-11-12").answers["cy"] == "yes"


def test_a_duplicate_is_closed_with_a_link_and_what_was_said_there_counts() -> None:
    """The lowest number wins; a word in the other one is not lost."""
    tracker = opened("2026-11-09")
    first = number_of(tracker, "meeting:2026-11-12")
    double = max(tracker.issues) + 1
    tracker.issues[double] = replace(tracker.issues[first], number=double, comments=(), reactions=())
    say(tracker, double, "cy", "/yes")
    assert not tracker.issues[double].is_open
    assert f"#{first}" in tracker.issues[double].comments[-1].body
    assert meeting_of(tracker, "2026-11-12").answers["cy"] == "yes"
    assert make_plan(tracker).actions == ()


def test_an_issue_whose_mark_was_deleted_is_closed_and_made_anew() -> None:
    """Nothing is guessed from titles."""
    tracker = opened("2026-11-09")
    number = number_of(tracker, "dashboard")
    tracker.issues[number] = replace(tracker.issues[number], body="oops")
    run_steward(tracker)
    assert not tracker.issues[number].is_open
    assert number_of(tracker, "dashboard") > number
    assert make_plan(tracker).actions == ()


def test_a_marker_quoted_by_a_human_means_nothing() -> None:
    """Only bodies of the steward are trusted."""
    tracker = opened("2026-11-09")
    body = issue_of(tracker, "meeting:2026-11-12").body
    quoted = tracker.open_by_hand("cy", "Copied", body)
    assert make_plan(tracker).actions == ()
    assert quoted not in {seen.issue.number for seen in observe(tracker.issues.values()).by_subject.values()}


def test_a_502_after_the_write_makes_no_second_issue() -> None:
    """What was done although it seemed to fail is found by its marker."""
    tracker = a_tracker("2026-11-09")
    tracker.fail("create_issue", after=True, times=3)
    assert not run_steward(tracker).is_whole
    assert run_steward(tracker).is_whole
    run_steward(tracker)
    assert len(tracker.issues) == len(open_subjects(tracker)) == 5
    assert make_plan(tracker).actions == ()


def test_a_502_after_a_comment_says_it_once() -> None:
    """A comment is known by its hidden name."""
    tracker = a_tracker("2026-11-09")
    tracker.fail("add_comment", after=True)
    run_steward(tracker)
    run_steward(tracker)
    said = [c for c in issue_of(tracker, "meeting:2026-11-12").comments if "do you come" in c.body]
    assert len(said) == 1
    assert make_plan(tracker).actions == ()


def test_an_unreadable_list_stops_everything() -> None:
    """Nothing is concluded from a list that is not whole."""
    tracker = a_tracker("2026-11-09")
    tracker.fail("read_issues", Unreadable)
    with pytest.raises(Unreadable):
        run_steward(tracker)
    assert tracker.writes == 0


def test_nothing_else_happens_where_the_files_cannot_be_written() -> None:
    """An issue never shows what is not in the files."""
    tracker = a_tracker("2026-11-09")
    tracker.fail("commit_files", Unwritten)
    with pytest.raises(Unwritten):
        run_steward(tracker)
    assert tracker.issues == {}


def test_a_moved_branch_is_told() -> None:
    """Somebody else wrote meanwhile: the caller reads again and plans again."""
    tracker = a_tracker("2026-11-09")
    tracker.moved = {"members/hal.yml": b"public: yes\nname: Hal\njoined: 2026-11-01\n"}
    with pytest.raises(Moved):
        run_steward(tracker)
    tracker.read_changes()
    run_steward(tracker)
    assert "hal" in group_of(tracker).members


def test_a_truncated_run_says_so_and_the_next_one_goes_on() -> None:
    """What does not fit into one run is left, counted, and done later."""
    tracker = a_tracker("2026-11-09")
    tracker.fail("create_issue", Truncated, skip=2)
    outcome = run_steward(tracker)
    assert not outcome.is_whole
    assert outcome.left > 0
    run_steward(tracker)
    assert make_plan(tracker).actions == ()


def test_closing_many_issues_at_once_takes_a_hand() -> None:
    """A plan that closes more than five issues does nothing until somebody says so."""
    tracker = opened("2026-11-09")
    marked = issue_of(tracker, "meeting:2026-11-12")
    for number in range(50, 56):
        tracker.issues[number] = replace(marked, number=number, body="its mark was lost", comments=())
    made = make_plan(tracker)
    assert made.safety_limit is not None
    assert made.safety_limit.values["n"] == 6
    assert make_plan(tracker, close_many=True).safety_limit is None


def test_duplicates_are_healed_however_many_there_are() -> None:
    """A stale list may have doubled every issue: of each subject one goes on, so that no hand is needed."""
    tracker = opened("2026-11-09")
    marked = issue_of(tracker, "meeting:2026-11-12")
    for number in range(50, 56):
        tracker.issues[number] = replace(marked, number=number, comments=())
    assert make_plan(tracker).safety_limit is None
    run_steward(tracker)
    assert [tracker.issues[number].is_open for number in range(50, 56)] == [False] * 6
    assert issue_of(tracker, "meeting:2026-11-12").is_open


def test_a_link_to_an_issue_that_is_opened_is_written_in_the_same_run() -> None:
    """The dashboard names the new issue at once, where a run before was cut off between the two."""
    tracker = a_tracker("2026-11-09")
    tracker.fail("create_issue", skip=1)
    run_steward(tracker)
    run_steward(tracker)
    assert not make_plan(tracker).actions


def test_a_body_that_changed_since_it_was_read_is_left_alone() -> None:
    """A tick that comes between reading and writing is not overwritten; the next run reads it."""
    tracker = opened("2026-11-09")
    number = number_of(tracker, "meeting:2026-11-12")
    tracker.react(number, "cy", ReactionContent.PLUS_ONE)
    made = make_plan(tracker)
    tracker.issues[number] = replace(tracker.issues[number], body=tracker.issues[number].body + " ")
    from tablee.steward.apply import apply  # noqa: PLC0415 (this test alone parts planning from applying)

    outcome = apply(made, tracker)
    assert [one.action for one in outcome.skipped] == [
        action for action in made.actions if isinstance(action, Update) and action.number == number
    ]
    assert outcome.is_whole


def test_a_broken_meeting_is_set_aside_and_named() -> None:
    """Its file is not touched, its issue stays, the dashboard names it, and all else goes on."""
    tracker = opened("2026-11-09")
    broken = b"answers: {cy: yes\n"
    tracker.files["meetings/2026-11-12.yml"] = broken
    run_steward(tracker, "2026-11-10")
    assert tracker.files["meetings/2026-11-12.yml"] == broken
    assert issue_of(tracker, "meeting:2026-11-12").is_open
    assert "meetings/2026-11-12.yml:" in issue_of(tracker, "dashboard").body
    assert make_plan(tracker).actions == ()


def test_a_broken_member_file_stops_nobody_else() -> None:
    """The others' answers are recorded."""
    tracker = opened("2026-11-09")
    tracker.files["members/di.yml"] = b"public: perhaps\n"
    say(tracker, number_of(tracker, "meeting:2026-11-12"), "cy", "/yes")
    assert meeting_of(tracker, "2026-11-12").answers["cy"] == "yes"


def test_nobody_is_reminded_twice_of_one_meeting() -> None:
    """Each member is mentioned by at most one reminder a meeting, whoever is called for its turn."""
    tracker = a_tracker("2026-11-02")
    for day in range(2, 27):
        run_steward(tracker, f"2026-11-{day:02}")
    for key in ("2026-11-12", "2026-11-19"):
        said = [c.body for c in issue_of(tracker, f"meeting:{key}").comments if c.by_steward]
        called = [word.strip(",:") for body in said for word in body.split() if word.startswith("@")]
        assert len(called) == len(set(called))


def test_only_the_silent_are_reminded() -> None:
    """Who answered, and who facilitates, is left in peace."""
    tracker = a_tracker("2026-11-09")
    tracker.files |= a_folder(on_2026_11_12="facilitator: ana\nanswers: {bo: no, cy: yes}\n")
    said = [
        a.body
        for a in make_plan(tracker).actions
        if isinstance(a, CreateComment) and str(a.subject) == "meeting:2026-11-12"
    ]
    assert len(said) == 1
    assert said[0].startswith("@di-hub, @eva-hub and @flo-hub: do you come")


def test_a_finished_meeting_closes_its_issues() -> None:
    """The facilitator's issue closes when presence is known, the meeting's when its missions are done."""
    tracker = opened("2026-11-09")
    meeting = number_of(tracker, "meeting:2026-11-12")
    tracker.now = tracker.now.replace(day=12, hour=15)
    say(tracker, meeting, "ana", "/present ana, bo +1\n/words olive umbrella")
    assert "facilitator:2026-11-12" not in open_subjects(tracker)
    held = meeting_of(tracker, "2026-11-12")
    assert held.present == ("ana", "bo")
    assert held.guests == 1
    assert sorted(held.missions) == ["table", "word"]
    for card in held.missions:
        tracker.tick(meeting, f"card:{card}")
    run_steward(tracker)
    assert meeting_of(tracker, "2026-11-12").done == tuple(held.missions)
    assert not tracker.issues[meeting].is_open
    assert make_plan(tracker).actions == ()
    assert not [a for a in make_plan(tracker).actions if isinstance(a, SetOpen)]
