"""Whom the steward awaits, calls and reminds: active members alone, each once a meeting, and nobody after an import."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from fake_tracker import FakeTracker
from stewarded import (
    GROUP,
    HELD,
    MEMBERS,
    a_folder,
    a_tracker,
    issue_of,
    meeting_of,
    number_of,
    open_subjects,
    opened,
    run_steward,
    say,
)
from tablee.model import CallAnswer

KEY = "2026-11-12"
THURSDAY = 3
REGISTERED = tuple(f"reg{n:02}" for n in range(40))


def _registered() -> dict[str, bytes]:
    """Return the round table with forty members more, who joined long ago and have never come."""
    files = a_folder()
    for n, who in enumerate(REGISTERED):
        text = (
            f"public: yes\nname: {who.title()}\ngithub: gh-{who}\ngithub_id: {9000 + n}\njoined: 2025-01-01\n"
        )
        files[f"members/{who}.yml"] = text.encode()
    return files


def _mentions(tracker: FakeTracker) -> Counter[str]:
    return Counter(login for login, _number, _text in tracker.notified)


def test_who_has_never_come_hears_nothing() -> None:
    """Four weeks of a group of which forty are registered: no call, no reminder, no name on the dashboard."""
    tracker = a_tracker("2026-11-06", _registered())
    for number in range(28):
        day = date(2026, 11, 6) + timedelta(days=number)
        run_steward(tracker, str(day))
        if day.weekday() == THURSDAY:
            tracker.files[f"meetings/{day}.yml"] += b"facilitator: bo\npresent: [ana, bo, cy, di]\n"
    assert not [login for login in _mentions(tracker) if login.startswith("gh-reg")]
    assert "Reg" not in issue_of(tracker, "dashboard").body
    assert "members did not come" in issue_of(tracker, "dashboard").body
    called = {call.member for key in (KEY, "2026-11-19") for call in meeting_of(tracker, key).called}
    assert called <= {*MEMBERS, "gil"}


def test_who_answers_becomes_active() -> None:
    """A word for a coming meeting is enough to be asked for a turn."""
    tracker = opened("2026-11-06", _registered())
    tracker.comment(number_of(tracker, f"meeting:{KEY}"), "reg07", "/maybe")
    for day in range(7, 26):
        run_steward(tracker, f"2026-11-{day:02}")
    assert _mentions(tracker)["gh-reg07"] >= 1
    assert not _mentions(tracker)["gh-reg08"]


def test_a_reminder_is_one_comment_three_days_before() -> None:
    """To those who said nothing; not earlier, not again."""
    tracker = a_tracker(
        "2026-11-06", a_folder(on_2026_11_12="facilitator: ana\nanswers: {bo: yes, cy: no}\n")
    )
    said = {}
    for day in range(6, 13):
        run_steward(tracker, f"2026-11-{day:02}")
        said[day] = [c.body for c in issue_of(tracker, f"meeting:{KEY}").comments if "do you come" in c.body]
    assert [len(said[day]) for day in said] == [0, 0, 0, 1, 1, 1, 1]
    assert said[12][0].startswith("@di-hub, @eva-hub and @flo-hub: do you come")


def test_nobody_is_called_twice_for_a_meeting_nor_more_than_thrice_a_week() -> None:
    """Six weeks in which nobody ever answers a call, though everybody says yes to the meetings."""
    tracker = a_tracker("2026-11-06")
    everyone = ", ".join(f"{who}: yes" for who in (*MEMBERS, "gil"))
    told: list[tuple[date, str]] = []
    for number in range(42):
        day = date(2026, 11, 6) + timedelta(days=number)
        before = len(tracker.notified)
        run_steward(tracker, str(day))
        told += [(day, login) for login, _number, _text in tracker.notified[before:]]
        for path, data in tracker.files.items():
            if path.startswith("meetings/") and b"called" in data and b"answers" not in data:
                tracker.files[path] = data + f"answers: {{{everyone}}}\n".encode()
    for n in range(6):
        meeting = meeting_of(tracker, str(date(2026, 11, 12) + timedelta(weeks=n)))
        members = [call.member for call in meeting.called]
        assert len(members) == len(set(members))
        assert {call.answer for call in meeting.called[:-1]} <= {CallAnswer.LAPSED}
    for day, login in told:
        week = [one for one in told if one[1] == login and day <= one[0] < day + timedelta(days=7)]
        assert len(week) <= 3


def test_the_silent_regular_is_called_every_fifth_time_at_most() -> None:
    """She always comes and never types: after a call that lapsed four meetings go by."""
    tracker = a_tracker("2026-11-06", a_folder(GROUP.replace("rest: 2", "rest: 4")))
    for number in range(56):
        day = date(2026, 11, 6) + timedelta(days=number)
        run_steward(tracker, str(day))
        for key in [path[9:-4] for path in tracker.files if path.startswith("meetings/2026-1")]:
            meeting = meeting_of(tracker, key)
            waiting = meeting.called and meeting.called[-1].answer is None and meeting.present is None
            if waiting and meeting.called[-1].member not in {"flo", "gil"}:
                tracker.comment(number_of(tracker, f"facilitator:{key}"), meeting.called[-1].member, "/yes")
            elif waiting and meeting.called[-1].member == "gil":
                tracker.comment(number_of(tracker, f"facilitator:{key}"), "ana", "/pass Gil")
            if meeting.present is None and meeting.day == day:
                led = meeting.facilitators[0] if meeting.facilitators else "ana"
                text = tracker.files[f"meetings/{key}.yml"].decode()
                came = f"present: [{', '.join((*MEMBERS, 'gil'))}]\n"
                own = "" if meeting.facilitators else f"facilitator: {led}\n"
                tracker.files[f"meetings/{key}.yml"] = (
                    text.replace("answers: {}\n", "") + own + came
                ).encode()
    keys = [str(date(2026, 11, 12) + timedelta(weeks=n)) for n in range(8)]
    calls = [
        n for n, key in enumerate(keys) if any(c.member == "flo" for c in meeting_of(tracker, key).called)
    ]
    assert calls
    assert all(later - earlier >= 5 for earlier, later in pairwise(calls))


def _imported() -> dict[str, bytes]:
    """Return the round table as an import brings it: titles and who led, never who came."""
    files = {path: data for path, data in a_folder().items() if not path.startswith("meetings/")}
    return files | {f"meetings/{day}.yml": b"title: Talk\nfacilitator: ana\n" for day in HELD}


def test_after_an_import_nothing_opens_for_the_past_and_nobody_is_called() -> None:
    """Not even for yesterday; the issue of the next date asks for a volunteer, and the dashboard says what is known."""
    tracker = opened("2026-11-06", _imported())
    assert open_subjects(tracker) == ["dashboard", f"meeting:{KEY}"]
    assert "a `/take` in a comment takes it on" in issue_of(tracker, f"meeting:{KEY}").body
    told = issue_of(tracker, "dashboard").body
    assert "Last meeting: Thursday 5 November 2026." in told
    assert "Presence is not recorded" in told
    tracker.comment(number_of(tracker, f"meeting:{KEY}"), "bo", "/take")
    for day in range(7, 18):
        run_steward(tracker, f"2026-11-{day:02}")
    assert meeting_of(tracker, KEY).facilitators == ("bo",)
    assert meeting_of(tracker, "2026-11-19").called[0].member != "ana"


def test_a_group_without_hub_and_facilitator_records_who_came() -> None:
    """Where nobody may speak for others, everybody who belongs may."""
    files = a_folder(GROUP.replace("duties: {hub: [ana, bo]}\n", ""), on_2026_11_12="answers: {cy: yes}\n")
    tracker = opened("2026-11-11", files)
    tracker.now = tracker.now.replace(day=12, hour=18)
    say(tracker, number_of(tracker, f"meeting:{KEY}"), "cy", "/present Cy, Di")
    assert meeting_of(tracker, KEY).present == ("cy", "di")
