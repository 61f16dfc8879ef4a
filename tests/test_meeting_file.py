"""A meeting's file follows what the steward decides, and keeps all else as people wrote it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from stewarded import GROUP, a_folder, make_plan, meeting_of, opened, run_steward
from tablee.files.load import load_group
from tablee.files.meeting_file import merge_meeting, write_meeting
from tablee.model import Answer, Call, CallAnswer, Meeting

KEY = "2026-11-12"
FILE = f"meetings/{KEY}.yml"
UNCALLED = GROUP.replace("notice: 10 days", "notice: 1 day")
"""So that nobody else is called at once."""


def _read(data: bytes) -> Meeting:
    group = load_group({**a_folder(), FILE: data}).group
    assert group is not None
    return group.meetings[KEY]


@pytest.mark.parametrize(
    "lone",
    [
        b"facilitator: di # for once\n",
        b"topics: [rates]\n",
        b"guests: 2\n",
        b"date: 2026-11-13\n",
        b"answers:\n  cy: yes\n",
        b"answers: {cy: yes}\n",
        b"topics: [rates]\nanswers: {cy: yes}\n",
    ],
)
def test_a_file_whose_last_key_goes_keeps_empty_answers(lone: bytes) -> None:
    """It stays a confirmation, and can be gone on with by hand below its last line."""
    before = _read(lone)
    left = write_meeting(lone, before, Meeting(before.key))
    assert _read(left) == Meeting(before.key)
    assert b"answers: {}" in left
    assert _read(left + b"title: Rates\n").title == "Rates"


def test_a_file_that_says_something_yet_gets_no_empty_answers() -> None:
    """Nothing is added to what a person wrote where that is enough."""
    before = _read(b"facilitator: di\ntopics: [rates]\n")
    after = _read(b"topics: [rates]\n")
    assert write_meeting(b"facilitator: di\ntopics: [rates]\n", before, after) == b"topics: [rates]\n"


def test_a_turn_given_back_may_leave_a_bare_confirmation() -> None:
    """The only facilitator has left: the meeting stays confirmed, with what is written about it."""
    tracker = opened("2026-11-06", a_folder(UNCALLED, on_2026_11_12="# lunch\nfacilitator: di\n"))
    tracker.files["members/di.yml"] += b"left: 2026-11-05\n"
    run_steward(tracker)
    run_steward(tracker)  # the dashboard has said what was wrong, and goes on
    assert tracker.files[FILE] == b"# lunch\nanswers: {}\n"
    assert meeting_of(tracker, KEY).facilitators == ()
    assert make_plan(tracker).actions == ()


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (
            "answers: {di: oui, cy: peut-être, A: yes}\n",
            {"answers": {"di": Answer.YES, "cy": Answer.NO, "eve": Answer.YES}},
            "answers: {di: oui, cy: no, A: yes, eve: yes}\n",
        ),
        (
            "called:\n  - {member: di, on: 2026-11-01, answer: Passed}  # ill\n",
            {"called": (Call("di", date(2026, 11, 1), CallAnswer.PASSED), Call("cy", date(2026, 11, 4)))},
            "called:\n  - {member: di, on: 2026-11-01, answer: Passed}  # ill\n  - {member: cy, on: 2026-11-04}\n",
        ),
        ("at: 9h\nguests: 2\n", {"guests": 0}, "at: 9h\n"),
        ("at: 9h\n", {"at": time(10), "present": ()}, "at: 10:00\npresent: []\n"),
    ],
)
def test_what_did_not_change_stays_as_it_was_typed(before: str, change: dict[str, Any], after: str) -> None:
    """Also what cannot be read: only the difference is written."""
    meeting = _read(before.encode())
    assert write_meeting(before.encode(), meeting, replace(meeting, **change)).decode() == after


def test_what_was_changed_by_hand_wins_over_a_proposal() -> None:
    """What was proposed on an older file is put on today's, entry by entry."""
    base = _read(b"answers: {cy: yes}\ntopics: [rates]\n")
    proposed = b"answers: {cy: yes, di: no, eve: yes}\ntopics: [vat]\n"
    today = b"# ours\nanswers: {cy: yes, di: maybe}\ntopics: [rates, rent]\n"
    merged = merge_meeting(today, base, _read(proposed), _read(today))
    assert merged == b"# ours\nanswers: {cy: yes, di: maybe, eve: yes}\ntopics: [rates, rent]\n"


@pytest.mark.parametrize(
    ("proposed", "today", "merged"),
    [
        ("answers: {cy: yes, di: no}", "guests: 2", "answers:\n  di: no\nguests: 2"),
        ("answers: {}", "answers: {cy: yes, di: no}", "answers: {di: no}"),
        ("answers: {cy: no}", "guests: 2", "guests: 2"),
        ("guests: 2", "answers: {cy: no}", "answers: {cy: no}\nguests: 2"),
        ("answers: {}", "# ours\nanswers: {cy: yes}", "# ours\nanswers: {}"),
    ],
)
def test_each_answer_is_merged_by_itself_also_where_all_others_were_taken_out(
    proposed: str, today: str, merged: str
) -> None:
    """Somebody took out the only answer while another one waited: that one is still said."""
    base, *others = (_read(f"{text}\n".encode()) for text in ("answers: {cy: yes}", proposed, today))
    assert merge_meeting(f"{today}\n".encode(), base, *others) == f"{merged}\n".encode()


def test_each_vote_is_merged_by_itself_but_in_no_poll_that_was_taken_out() -> None:
    """A poll without its days says nothing."""
    poll = b"poll: {candidates: [2026-11-12, 2026-11-13], closes: 2026-11-08}\n"
    votes = (
        poll.replace(b"}", b", votes: {%s: [2026-11-13]}}" % who) for who in (b"cy", b"cy: [2026-11-13], di")
    )
    base, proposed = map(_read, votes)
    merged = merge_meeting(poll, base, proposed, _read(poll))
    assert merged == poll.replace(b"}", b", votes: {di: [2026-11-13]}}")
    assert merge_meeting(b"guests: 2\n", base, proposed, _read(b"guests: 2\n")) == b"guests: 2\n"
