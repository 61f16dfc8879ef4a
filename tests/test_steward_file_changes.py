"""Changes of a file: what is left when the last thing that it said is taken away."""

from __future__ import annotations

import pytest

from stewarded import GROUP, a_folder, a_tracker, make_plan, meeting_of, run_steward
from tablee.files.edit import edit_yaml
from tablee.files.load import load_group
from tablee.model import Meeting
from tablee.steward.file_changes import changes_of

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
    left = edit_yaml(lone, changes_of(before, Meeting(before.key)))
    assert _read(left) == Meeting(before.key)
    assert b"answers: {}" in left
    assert _read(left + b"title: Rates\n").title == "Rates"


def test_a_file_that_says_something_yet_gets_no_empty_answers() -> None:
    """Nothing is added to what a person wrote where that is enough."""
    before = _read(b"facilitator: di\ntopics: [rates]\n")
    after = _read(b"topics: [rates]\n")
    assert edit_yaml(b"facilitator: di\ntopics: [rates]\n", changes_of(before, after)) == b"topics: [rates]\n"


def test_a_turn_given_back_may_leave_a_bare_confirmation() -> None:
    """The only facilitator has left: the meeting stays confirmed, with what is written about it."""
    tracker = a_tracker("2026-11-06", a_folder(UNCALLED, on_2026_11_12="# lunch\nfacilitator: di\n"))
    run_steward(tracker)
    tracker.files["members/di.yml"] += b"left: 2026-11-05\n"
    run_steward(tracker)
    run_steward(tracker)  # the dashboard has said what was wrong, and goes on
    assert tracker.files[FILE] == b"# lunch\nanswers: {}\n"
    assert meeting_of(tracker, KEY).facilitators == ()
    assert make_plan(tracker).actions == ()
