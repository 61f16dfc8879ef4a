"""Dates put to the vote: from the candidates to the decision, ties, late votes and votes of nobody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fake_tracker import FakeTracker
from stewarded import (
    a_folder,
    edit,
    group_of,
    issue_of,
    make_plan,
    meeting_of,
    number_of,
    opened,
    react,
    run_steward,
    say,
)
from tablee.steward.tracker import ReactionContent

KEY = "2026-11-19"


def _coming() -> tuple[FakeTracker, int]:
    tracker = opened("2026-11-09", a_folder(on_2026_11_12="facilitator: ana\n"))
    return tracker, number_of(tracker, f"meeting:{KEY}")


def _polled() -> tuple[FakeTracker, int]:
    tracker, number = _coming()
    say(tracker, number, "ana", "/propose 2026-11-18")
    return tracker, number


def _votes(tracker: FakeTracker) -> Mapping[str, tuple[date, ...]]:
    poll = meeting_of(tracker, KEY).poll
    assert poll is not None
    return poll.votes


def test_without_a_proposal_no_vote_opens() -> None:
    """However few say that they come."""
    tracker, _number = _coming()
    for day in range(10, 20):
        run_steward(tracker, f"2026-11-{day}")
        assert all(meeting.poll is None for meeting in group_of(tracker).meetings.values())


def test_a_proposal_opens_a_vote_with_frozen_candidates_and_a_deadline() -> None:
    """The proposed day and the usual one; people still say whether they come on the usual one."""
    tracker, number = _polled()
    poll = meeting_of(tracker, KEY).poll
    assert poll is not None
    assert poll.candidates == (date(2026, 11, 18), date(2026, 11, 19))
    assert poll.closes_on == date(2026, 11, 15)
    assert tracker.issues[number].title == "Next date: Thursday 19 November?"
    assert "Do you come on Thursday 19 November?" in tracker.issues[number].body


def test_the_most_approved_day_wins_and_moves_the_meeting() -> None:
    """One reaction a candidate, in their order."""
    tracker, number = _polled()
    tracker.react(number, "cy", ReactionContent.HOORAY)
    tracker.react(number, "di", ReactionContent.HOORAY)
    tracker.react(number, "eva", ReactionContent.HEART)
    react(tracker, number, "flo", ReactionContent.HOORAY)
    assert "1 vote" in tracker.issues[number].body
    run_steward(tracker, "2026-11-16")
    meeting = meeting_of(tracker, KEY)
    assert meeting.moved_to == date(2026, 11, 18)
    assert meeting.poll is not None
    assert meeting.poll.decided_on == date(2026, 11, 16)
    assert issue_of(tracker, f"meeting:{KEY}").title == "Next date: Wednesday 18 November"
    assert make_plan(tracker).actions == ()


def test_a_vote_in_a_closed_issue_is_counted_once_all_are_heard() -> None:
    """Somebody closed it by accident: whoever had voted there in time decides as well."""
    tracker, number = _polled()
    for who in ("cy", "di"):
        tracker.react(number, who, ReactionContent.HOORAY)
    tracker.close_by_hand(number)
    run_steward(tracker, "2026-11-16")
    poll = meeting_of(tracker, KEY).poll
    assert poll is not None
    assert poll.decided_on is None
    run_steward(tracker)
    assert meeting_of(tracker, KEY).moved_to == date(2026, 11, 18)


def test_no_votes_leave_the_nominal_date_and_the_issue_says_so() -> None:
    """There is always a next date."""
    tracker, number = _polled()
    run_steward(tracker, "2026-11-16")
    assert meeting_of(tracker, KEY).moved_to is None
    assert "Nobody voted: Thursday 19 November stands." in tracker.issues[number].body


def test_one_voter_moves_nothing() -> None:
    """The date stays, and the issue says why."""
    tracker, number = _polled()
    react(tracker, number, "cy", ReactionContent.HOORAY)
    run_steward(tracker, "2026-11-16")
    assert meeting_of(tracker, KEY).moved_to is None
    assert "Only one person voted: Thursday 19 November stands." in tracker.issues[number].body


def test_a_tie_keeps_the_usual_day() -> None:
    """Three people find both days fine."""
    tracker, number = _polled()
    for who in ("cy", "di", "eva"):
        tracker.react(number, who, ReactionContent.HOORAY)
        tracker.react(number, who, ReactionContent.HEART)
    run_steward(tracker)
    run_steward(tracker, "2026-11-16")
    assert meeting_of(tracker, KEY).moved_to is None
    assert "ended in a tie: Thursday 19 November stands." in tracker.issues[number].body


def test_a_vote_that_no_run_counted_closes_after_its_meeting() -> None:
    """A held meeting is no question any more, and its day is the one on which people came."""
    tracker, number = _polled()
    for who in ("cy", "di"):
        tracker.react(number, who, ReactionContent.HOORAY)
    run_steward(tracker)
    run_steward(tracker, "2026-11-20")
    meeting = meeting_of(tracker, KEY)
    assert meeting.poll is not None
    assert meeting.poll.decided_on == date(2026, 11, 20)
    assert meeting.moved_to is None
    assert tracker.issues[number].title == "Afterwards: Thursday 19 November"
    assert "The vote is over: Thursday 19 November stands." in tracker.issues[number].body


def test_next_ends_a_vote() -> None:
    """A person's word is enough."""
    tracker, number = _polled()
    say(tracker, number, "ana", "/next 2026-11-20")
    meeting = meeting_of(tracker, KEY)
    assert meeting.poll is not None
    assert (meeting.day, meeting.poll.decided_on) == (date(2026, 11, 20), date(2026, 11, 9))
    assert make_plan(tracker).actions == ()


def test_a_vote_after_the_deadline_counts_nothing() -> None:
    """A reaction is not written; a comment is told."""
    tracker, number = _polled()
    run_steward(tracker, "2026-11-16")
    tracker.react(number, "cy", ReactionContent.HOORAY)
    say(tracker, number, "di", "/vote 2026-11-18")
    poll = meeting_of(tracker, KEY).poll
    assert poll is not None
    assert poll.votes == {}
    assert "closed on Monday 16 November" in tracker.issues[number].comments[-1].body


def test_a_removed_vote_and_a_strangers_vote() -> None:
    """The one is taken out again, the other was never in."""
    tracker, number = _polled()
    tracker.react(number, "cy", ReactionContent.HOORAY)
    tracker.react(number, "cy", ReactionContent.HEART)
    react(tracker, number, "stranger-1", ReactionContent.HEART)
    tracker.unreact(number, "cy", ReactionContent.HOORAY)
    run_steward(tracker)
    poll = meeting_of(tracker, KEY).poll
    assert poll is not None
    assert poll.votes == {"cy": (date(2026, 11, 19),)}


def test_a_vote_edited_by_hand_stays() -> None:
    """As with answers, the file wins where both changed."""
    tracker, number = _polled()
    react(tracker, number, "cy", ReactionContent.HOORAY)
    file = f"meetings/{KEY}.yml"
    tracker.files[file] = tracker.files[file].replace(b"2026-11-18]\n", b"2026-11-19]\n")
    tracker.react(number, "cy", ReactionContent.HEART)
    before = meeting_of(tracker, KEY).poll
    run_steward(tracker)
    assert meeting_of(tracker, KEY).poll == before


def test_a_hand_edit_wins_for_its_own_day_alone() -> None:
    """A day was taken out by hand: a reaction for another day is a vote all the same."""
    tracker, number = _polled()
    react(tracker, number, "cy", ReactionContent.HOORAY)
    edit(tracker, f"meetings/{KEY}.yml", "    cy: [2026-11-18]\n", "    cy: []\n")
    react(tracker, number, "cy", ReactionContent.HEART)
    assert _votes(tracker) == {"cy": (date(2026, 11, 19),)}
    assert make_plan(tracker).actions == ()


def test_a_day_taken_out_by_hand_wins_over_a_reaction_for_it() -> None:
    """Nobody knows which came first; the file is the truth."""
    tracker, number = _polled()
    say(tracker, number, "cy", "/vote 2026-11-18 2026-11-19")
    edit(tracker, f"meetings/{KEY}.yml", "cy: [2026-11-18, 2026-11-19]\n", "cy: [2026-11-19]\n")
    react(tracker, number, "cy", ReactionContent.HOORAY)
    assert _votes(tracker) == {"cy": (date(2026, 11, 19),)}
    assert make_plan(tracker).actions == ()


def test_a_vote_of_a_run_that_broke_off_is_no_hand_edit() -> None:
    """It stands in the file, and nobody remembered it: the next vote counts as well."""
    tracker, number = _polled()
    tracker.react(number, "cy", ReactionContent.HOORAY)
    tracker.fail("update_issue")
    run_steward(tracker)
    react(tracker, number, "cy", ReactionContent.HEART)
    assert _votes(tracker) == {"cy": (date(2026, 11, 18), date(2026, 11, 19))}
    assert make_plan(tracker).actions == ()


def test_vote_in_words() -> None:
    """`/vote` with days says all at once; a day that is no candidate is named back."""
    tracker, number = _polled()
    tracker.comment(number, "cy", "/voter 2026-11-18 2026-11-19")
    say(tracker, number, "di", "/vote 2026-12-01")
    poll = meeting_of(tracker, KEY).poll
    assert poll is not None
    assert poll.votes == {"cy": (date(2026, 11, 18), date(2026, 11, 19))}
    assert "To choose from: 2026-11-18, 2026-11-19" in tracker.issues[number].comments[-1].body


def test_propose_opens_a_poll_whose_candidates_are_frozen() -> None:
    """By the facilitator or a keeper only; a second proposal is told that it is too late."""
    tracker = opened("2026-11-09", a_folder(on_2026_11_12="facilitator: ana\n"))
    number = number_of(tracker, f"meeting:{KEY}")
    say(tracker, number, "flo", "/propose 2026-11-17")
    assert meeting_of(tracker, KEY).poll is None
    say(tracker, number, "ana", "/propose 2026-11-17")
    poll = meeting_of(tracker, KEY).poll
    assert poll is not None
    assert date(2026, 11, 17) in poll.candidates
    say(tracker, number, "ana", "/propose 2026-11-16")
    assert meeting_of(tracker, KEY).poll == poll
    assert "put to the vote already: `/next 2026-11-16`" in tracker.issues[number].comments[-1].body


def test_a_proposal_that_comes_too_late_is_told_what_to_do() -> None:
    """Each day must still be able to win."""
    tracker, number = _coming()
    tracker.now = tracker.now.replace(day=17)
    say(tracker, number, "ana", "/propose 2026-11-20")
    assert meeting_of(tracker, KEY).poll is None
    said = [comment.body for comment in tracker.issues[number].comments]
    assert any("`/next 2026-11-20` moves the meeting there" in body for body in said)


def test_votes_after_somebody_has_fixed_the_date_count_no_more() -> None:
    """One run reads all three: whoever reacts is heard as whoever comments is."""
    tracker, number = _polled()
    tracker.react(number, "cy", ReactionContent.HEART)
    tracker.comment(number, "ana", f"/next {KEY}")
    tracker.comment(number, "di", f"/vote {KEY}")
    tracker.react(number, "eva", ReactionContent.HEART)
    run_steward(tracker)
    assert _votes(tracker) == {"cy": (date(2026, 11, 19),)}
    assert make_plan(tracker).actions == ()
