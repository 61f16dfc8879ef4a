"""Who comes: votes, hand edits and both at once each have their defined end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fake_tracker import FakeTracker
from stewarded import (
    a_folder,
    edit,
    issue_of,
    make_plan,
    meeting_of,
    number_of,
    opened,
    react,
    run_steward,
    say,
)
from tablee.model import Answer
from tablee.steward.tracker import ReactionContent

KEY = "2026-11-12"
FILE = f"meetings/{KEY}.yml"


def _opened(
    text: str = "# lunch\nfacilitator: ana\nanswers: {bo: no}   # by mail\n",
) -> tuple[FakeTracker, int]:
    tracker = opened("2026-11-09", a_folder(**{f"on_{KEY.replace('-', '_')}": text}))
    return tracker, number_of(tracker, f"meeting:{KEY}")


def _answer(tracker: FakeTracker, member: str) -> Answer | None:
    return meeting_of(tracker, KEY).answers.get(member)


def _after(tracker: FakeTracker, *steps: Callable[[], object]) -> FakeTracker:
    for step in steps:
        step()
        run_steward(tracker)
    assert make_plan(tracker).actions == ()
    return tracker


def _overruled() -> tuple[FakeTracker, int]:
    """Return a tracker on which Cy's 👍 still stands below a newer 👎, both read."""
    tracker, number = _opened()
    _after(
        tracker,
        lambda: tracker.react(number, "cy", ReactionContent.PLUS_ONE),
        lambda: tracker.react(number, "cy", ReactionContent.MINUS_ONE),
    )
    return tracker, number


def test_an_issue_tells_seats_links_and_the_room() -> None:
    """How many seats are free, or that none is; what belongs to the meeting can be pressed."""
    room = "place: https://meet.example/a_b\nlinks: {slides: https://x.example/s(1)}\n"
    tracker, number = _opened(f"{room}seats: 2\nfacilitator: ana\nanswers: {{ana: yes}}\n")
    body = tracker.issues[number].body
    assert "1 seat of 2 is free." in body
    assert "[Join online](<https://meet.example/a_b>)" in body
    assert "[slides](<https://x.example/s(1)>)" in body
    react(tracker, number, "cy", ReactionContent.PLUS_ONE)
    assert "**Full**: all 2 seats are taken." in tracker.issues[number].body


def test_reactions_become_answers_and_comments_in_the_file_stay() -> None:
    """👍, 👎 and 😕 are yes, no and maybe; what people wrote beside them is left alone."""
    tracker, number = _opened()
    tracker.react(number, "cy", ReactionContent.PLUS_ONE)
    tracker.react(number, "di", ReactionContent.MINUS_ONE)
    react(tracker, number, "eva", ReactionContent.CONFUSED)
    assert (_answer(tracker, "cy"), _answer(tracker, "di"), _answer(tracker, "eva")) == ("yes", "no", "maybe")
    assert "# lunch" in tracker.files[FILE].decode()
    assert "# by mail" in tracker.files[FILE].decode()


def test_a_vote_followed_by_a_hand_edit_ends_with_the_edit() -> None:
    """The reaction was seen already: it is not applied again."""
    tracker, number = _opened()
    _after(
        tracker,
        lambda: tracker.react(number, "cy", ReactionContent.PLUS_ONE),
        lambda: edit(tracker, FILE, "cy: yes", "cy: no"),
    )
    assert _answer(tracker, "cy") is Answer.NO


def test_a_hand_edit_followed_by_a_changed_vote_ends_with_the_vote() -> None:
    """The edit was seen before the reaction changed: the newer one counts."""
    tracker, number = _opened()
    _after(
        tracker,
        lambda: tracker.react(number, "cy", ReactionContent.PLUS_ONE),
        lambda: edit(tracker, FILE, "cy: yes", "cy: no"),
        lambda: tracker.react(number, "cy", ReactionContent.CONFUSED),
    )
    assert _answer(tracker, "cy") is Answer.MAYBE


def test_where_both_changed_since_the_last_run_the_file_wins() -> None:
    """Nobody knows which came first; the file is the truth."""
    tracker, number = _opened()
    _after(tracker, lambda: tracker.react(number, "cy", ReactionContent.PLUS_ONE))
    edit(tracker, FILE, "cy: yes", "cy: no")
    _after(tracker, lambda: tracker.react(number, "cy", ReactionContent.CONFUSED))
    assert _answer(tracker, "cy") is Answer.NO


def test_a_comment_beaten_by_the_file_is_told_so_and_may_be_said_again() -> None:
    """A word of somebody is never dropped in silence."""
    tracker, number = _opened()
    _after(tracker, lambda: tracker.react(number, "cy", ReactionContent.PLUS_ONE))
    edit(tracker, FILE, "cy: yes", "cy: no")
    _after(tracker, lambda: tracker.comment(number, "cy", "/maybe"))
    assert _answer(tracker, "cy") is Answer.NO
    assert "edited by hand" in issue_of(tracker, f"meeting:{KEY}").comments[-1].body
    _after(tracker, lambda: tracker.comment(number, "cy", "/maybe"))
    assert _answer(tracker, "cy") is Answer.MAYBE


def test_a_removed_reaction_removes_only_the_answer_that_it_wrote() -> None:
    """What was said otherwise since stays."""
    tracker, number = _opened()
    _after(
        tracker,
        lambda: tracker.react(number, "cy", ReactionContent.PLUS_ONE),
        lambda: tracker.react(number, "di", ReactionContent.PLUS_ONE),
        lambda: tracker.comment(number, "di", "/no"),
    )
    _after(
        tracker,
        lambda: tracker.unreact(number, "cy", ReactionContent.PLUS_ONE),
        lambda: tracker.unreact(number, "di", ReactionContent.PLUS_ONE),
    )
    assert _answer(tracker, "cy") is None
    assert _answer(tracker, "di") is Answer.NO


def test_of_several_reactions_the_newest_counts() -> None:
    """And the one before counts again once the newest is gone."""
    tracker, number = _overruled()
    assert _answer(tracker, "cy") is Answer.NO
    _after(tracker, lambda: tracker.unreact(number, "cy", ReactionContent.MINUS_ONE))
    assert _answer(tracker, "cy") is Answer.YES


def test_a_reaction_given_anew_counts_from_its_own_time() -> None:
    """The older 👍 is taken away below the newer 👎 and given again: it overrules what was written in between."""
    tracker, number = _overruled()
    tracker.unreact(number, "cy", ReactionContent.PLUS_ONE)
    tracker.comment(number, "cy", "/maybe")
    _after(tracker, lambda: tracker.react(number, "cy", ReactionContent.PLUS_ONE))
    assert _answer(tracker, "cy") is Answer.YES


def test_after_the_meeting_no_reaction_counts_again() -> None:
    """The newer one is taken away when all is over: nobody comes by that who had said no."""
    tracker, number = _overruled()
    run_steward(tracker, "2026-11-12 15:00")
    _after(tracker, lambda: tracker.unreact(number, "cy", ReactionContent.MINUS_ONE))
    assert _answer(tracker, "cy") is Answer.NO


def test_a_strangers_vote_counts_nothing_and_their_word_is_answered_once() -> None:
    """Kindly, and only once however often they write."""
    tracker, number = _opened()
    before = tracker.files[FILE]
    tracker.react(number, "stranger-1", ReactionContent.PLUS_ONE)
    say(tracker, number, "stranger-1", "/yes")
    _after(tracker, lambda: tracker.comment(number, "stranger-1", "/no"))
    assert tracker.files[FILE] == before
    said = [c.body for c in issue_of(tracker, f"meeting:{KEY}").comments if "Thank you" in c.body]
    assert len(said) == 1


def test_a_member_answers_for_himself_alone() -> None:
    """The facilitator and the hub's keepers answer for anybody; others are told so."""
    tracker, number = _opened()
    _after(tracker, lambda: tracker.comment(number, "cy", "/come Gil"))
    assert _answer(tracker, "gil") is None
    _after(tracker, lambda: tracker.comment(number, "ana", "/viens Gil"))
    assert _answer(tracker, "gil") is Answer.YES


def test_who_is_not_public_is_answered_for_and_never_named() -> None:
    """The keeper's word is recorded; no issue carries the identity but the keeper's own comment."""
    tracker, number = _opened()
    _after(tracker, lambda: tracker.comment(number, "bo", "/come m-1q2w"))
    assert _answer(tracker, "m-1q2w") is Answer.YES
    assert not [i.number for i in tracker.issues.values() if "m-1q2w" in i.body]


def test_an_edited_comment_is_read_again_and_an_old_one_is_not() -> None:
    """Editing is speaking anew."""
    tracker, number = _opened()
    said: list[int] = []
    _after(tracker, lambda: said.append(tracker.comment(number, "cy", "/yes")))
    _after(tracker, lambda: edit(tracker, FILE, "cy: yes", "cy: no"))
    assert _answer(tracker, "cy") is Answer.NO
    _after(tracker, lambda: tracker.edit_comment(said[0], "/maybe"))
    assert _answer(tracker, "cy") is Answer.MAYBE


def test_a_run_that_broke_off_after_the_commit_changes_nothing_twice() -> None:
    """The next run finds the file as it wanted it, and remembers it then."""
    tracker, number = _opened()
    tracker.comment(number, "cy", "/yes")
    tracker.fail("add_reaction")
    tracker.fail("update_issue")
    run_steward(tracker)
    assert _answer(tracker, "cy") is Answer.YES
    run_steward(tracker)
    assert make_plan(tracker).actions == ()
    assert [c.answered for c in tracker.issues[number].comments if c.person.login == "cy"] == [True]


def test_a_removal_that_a_broken_run_wrote_is_no_hand_edit() -> None:
    """The answer went with the reaction, and nobody remembered it: what is said afterwards counts."""
    tracker, number = _opened()
    _after(tracker, lambda: tracker.react(number, "cy", ReactionContent.PLUS_ONE))
    tracker.unreact(number, "cy", ReactionContent.PLUS_ONE)
    tracker.fail("update_issue")
    run_steward(tracker)
    assert _answer(tracker, "cy") is None
    _after(tracker, lambda: tracker.comment(number, "cy", "/yes"))
    assert _answer(tracker, "cy") is Answer.YES


def test_a_reaction_that_counts_again_in_a_broken_run_is_no_hand_edit() -> None:
    """The newer one went, so the older one was written, and nobody remembered it: what is said afterwards counts."""
    tracker, number = _overruled()
    tracker.unreact(number, "cy", ReactionContent.MINUS_ONE)
    tracker.fail("update_issue")
    run_steward(tracker)
    assert _answer(tracker, "cy") is Answer.YES
    _after(tracker, lambda: tracker.comment(number, "cy", "/maybe"))
    assert _answer(tracker, "cy") is Answer.MAYBE


def test_answers_after_the_meeting_stay_unwritten() -> None:
    """What is over is over; who came is another question."""
    tracker, number = _opened()
    run_steward(tracker, "2026-11-12 15:00")
    _after(tracker, lambda: tracker.comment(number, "cy", "/yes"))
    assert _answer(tracker, "cy") is None
    assert "is over" in issue_of(tracker, f"meeting:{KEY}").comments[-1].body


def test_a_file_that_cannot_be_edited_keeps_everything_open() -> None:
    """The word is not lost: it is recorded once the file can be written."""
    tracker, number = _opened()
    tracker.files[FILE] = tracker.files[FILE].replace(b"{bo: no}", b"&x {bo: no}")
    say(tracker, number, "cy", "/yes")
    assert make_plan(tracker).actions == ()
    tracker.files[FILE] = tracker.files[FILE].replace(b"&x ", b"")
    run_steward(tracker)
    assert _answer(tracker, "cy") is Answer.YES


def test_a_person_with_two_accounts_in_one_issue_is_known_by_number_alone() -> None:
    """A login that looks like a member's is a stranger's."""
    tracker, number = _opened()
    tracker.comment(number, "stranger-cy", "/yes")
    issue = tracker.issues[number]
    posing = replace(issue.comments[-1], person=replace(issue.comments[-1].person, login="cy-hub"))
    tracker.issues[number] = replace(issue, comments=(*issue.comments[:-1], posing))
    run_steward(tracker)
    assert _answer(tracker, "cy") is None
