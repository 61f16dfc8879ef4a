"""After the meeting: who came, the words, the draw that anybody can replay, and what is done."""

from __future__ import annotations

from fake_tracker import FakeTracker
from stewarded import a_folder, answer_to, group_of, make_plan, meeting_of, number_of, opened, run_steward
from tablee.rules.draw import draw
from tablee.steward.state import IssueState, parse_marker

KEY = "2026-11-12"
FILE = "facilitator: cy\nanswers: {ana: yes, bo: yes, di: no, m-1q2w: yes}\n"


def _after(time: str = "14:30") -> tuple[FakeTracker, int]:
    tracker = opened("2026-11-09", a_folder(on_2026_11_12=FILE))
    run_steward(tracker, f"2026-11-12 {time}")
    return tracker, number_of(tracker, f"meeting:{KEY}")


def _remembered(tracker: FakeTracker, number: int) -> IssueState:
    marker = parse_marker(tracker.issues[number].body)
    assert marker is not None
    return marker.state


def test_the_issue_asks_who_came_with_a_guess() -> None:
    """Those who said yes and who facilitated; who is not public is counted."""
    tracker, number = _after()
    assert "By the answers: Ana, Bo, Cy and one more member." in tracker.issues[number].body


def test_present_alone_confirms_the_guess() -> None:
    """One word is enough at the table."""
    tracker, number = _after()
    answer_to(tracker, number, "cy", "/présents")
    assert meeting_of(tracker, KEY).present == ("ana", "bo", "cy", "m-1q2w")


def test_present_with_names_and_guests() -> None:
    """Names with commas or one word each, and a number of guests."""
    tracker, number = _after()
    answer_to(tracker, number, "cy", "/present Ana, @bo-hub et Gil +2")
    assert (meeting_of(tracker, KEY).present, meeting_of(tracker, KEY).guests) == (("ana", "bo", "gil"), 2)
    answer_to(tracker, number, "cy", "/present ana flo")
    assert meeting_of(tracker, KEY).present == ("ana", "flo")


def test_an_unknown_name_writes_nothing() -> None:
    """Half a list would be a false one."""
    tracker, number = _after()
    assert "Who is “Zed”?" in answer_to(tracker, number, "cy", "/present ana, Zed")
    assert meeting_of(tracker, KEY).present is None


def test_nobody_came_before_it_began() -> None:
    """Presence is of the past."""
    tracker, number = _after("11:00")
    assert "has not begun" in answer_to(tracker, number, "cy", "/present ana")


def test_presence_said_before_it_began_is_refused_however_late_it_is_read() -> None:
    """The hour of the word decides, not that of the run."""
    tracker, number = _after("11:00")
    tracker.comment(number, "cy", "/present ana")
    run_steward(tracker, "2026-11-12 14:30")
    assert "has not begun" in tracker.issues[number].comments[-1].body
    assert meeting_of(tracker, KEY).present is None


def test_presence_is_remembered_without_names() -> None:
    """A hash is enough to see a hand edit; who is not public counts in it as well."""
    tracker, number = _after()
    answer_to(tracker, number, "cy", "/present ana, bo, m-1q2w")
    first = _remembered(tracker, number).attendance_hash
    answer_to(tracker, number, "cy", "/present ana, bo")
    second = _remembered(tracker, number).attendance_hash
    assert first != second
    assert {len(first), len(second)} == {16}
    assert not {*first, *second} - set("0123456789abcdef")


def test_presence_written_by_hand_wins_over_an_older_word() -> None:
    """A comment is no reason to undo an edit that its writer may not have seen; said again, it counts."""
    tracker, number = _after()
    answer_to(tracker, number, "cy", "/present ana, bo")
    path = f"meetings/{KEY}.yml"
    edited = tracker.files[path].replace(b"present: [ana, bo]", b"present: [ana, bo, flo]")
    assert edited != tracker.files[path]
    tracker.files[path] = edited
    assert "by hand meanwhile" in answer_to(tracker, number, "cy", "/present ana")
    assert tracker.files[path] == edited
    answer_to(tracker, number, "cy", "/present ana")
    assert meeting_of(tracker, KEY).present == ("ana",)


def test_the_draw_waits_for_the_words_and_is_replayable() -> None:
    """The missions are those of `tablee draw`."""
    tracker, number = _after()
    answer_to(tracker, number, "cy", "/present ana, bo, cy")
    assert meeting_of(tracker, KEY).missions == {}
    answer_to(tracker, number, "cy", "/mots olive parapluie")
    held = meeting_of(tracker, KEY)
    assert held.missions == draw(group_of(tracker), held).missions
    assert "are drawn already" in answer_to(tracker, number, "cy", "/words other")
    assert meeting_of(tracker, KEY).room_words == ("olive", "parapluie")


def test_without_words_the_draw_comes_a_day_later_and_says_so() -> None:
    """Predictable, but not forgotten."""
    tracker, number = _after()
    answer_to(tracker, number, "cy", "/present ana, bo, cy")
    run_steward(tracker, "2026-11-13")
    assert meeting_of(tracker, KEY).missions == {}
    run_steward(tracker, "2026-11-14")
    assert len(meeting_of(tracker, KEY).missions) == 2
    assert "was predictable" in tracker.issues[number].body


def test_a_card_goes_to_the_next_ticket() -> None:
    """Only from who holds it."""
    tracker, number = _after()
    answer_to(tracker, number, "cy", "/present ana, bo, cy\n/words olive")
    before = meeting_of(tracker, KEY).missions
    free = ({"ana", "bo", "cy"} - set(before.values())).pop()
    assert "hold no card" in answer_to(tracker, number, free, "/swap-card")
    answer_to(tracker, number, before["table"], "/change-carte")
    assert meeting_of(tracker, KEY).missions == {**before, "table": free}


def test_done_by_word_and_by_tick_and_undone_by_tick() -> None:
    """The file follows; a hand edit of the file is not undone."""
    tracker, number = _after()
    answer_to(tracker, number, "cy", "/present ana, bo, cy\n/words olive")
    holder = meeting_of(tracker, KEY).missions["word"]
    answer_to(tracker, number, holder, "/fait")
    assert meeting_of(tracker, KEY).done == ("word",)
    tracker.tick(number, "card:word", ticked=False)
    run_steward(tracker)
    assert meeting_of(tracker, KEY).done == ()
    assert "Which card" in answer_to(tracker, number, "ana", "/done nothing")


def test_a_done_card_that_is_no_mission_leaves_the_ticks_alone() -> None:
    """Somebody listed it by hand: no box shows it, so none is cleared, and a tick of another counts."""
    tracker, number = _after()
    path = f"meetings/{KEY}.yml"
    tracker.files[path] += b"present: [ana, bo, cy]\nmissions: {table: ana}\ndone: [word]\n"
    by_hand = tracker.files[path]
    run_steward(tracker)
    assert make_plan(tracker).actions == ()
    assert tracker.files[path] == by_hand
    tracker.tick(number, "card:table")
    run_steward(tracker)
    assert "table" in meeting_of(tracker, KEY).done
    assert make_plan(tracker).actions == ()


def test_an_old_meeting_gets_no_missions() -> None:
    """What was never drawn is history."""
    files = a_folder()
    files["meetings/2026-11-05.yml"] = b"facilitator: flo\npresent: [ana, bo]\n"
    tracker = opened("2026-11-25", files)
    assert meeting_of(tracker, "2026-11-05").missions == {}
