"""What a coming meeting still waits for."""

from __future__ import annotations

from datetime import date

from builders import a_circle, a_group, a_meeting, a_member, a_span, an_instant
from tablee.model import Answer, Call, Meeting, Member, Poll
from tablee.rules.open_matters import OpenMatters, open_matters
from tablee.rules.timeline import build_timeline
from tablee.rules.turns import Turns

NOW = an_instant("2026-11-23 09:00")


def matters_of(*meetings: Meeting, members: tuple[Member, ...], circle: str = "") -> OpenMatters:
    """Return what the next meeting of a circle waits for."""
    group = a_group(members=members, meetings=meetings, circles=[a_circle("soir")])
    timeline = build_timeline(group, NOW)
    event = timeline.next(circle)
    assert event
    turns = Turns(group, timeline)
    return open_matters(event, next(iter(turns.ahead(circle, 1)), None), turns.active(event))


THREE = (a_member("ines"), a_member("lea"), a_member("paul"))


def test_a_slot_without_a_file_waits_for_everybody() -> None:
    """A tentative date is unconfirmed, and nobody has answered."""
    found = matters_of(members=THREE)
    assert found.unconfirmed
    assert (found.coming, found.perhaps, found.silent) == (0, 0, ("ines", "lea", "paul"))
    assert not found.no_facilitator


def test_answers_are_counted_and_the_others_are_silent() -> None:
    """Yes and perhaps are two counts; a no is an answer as well."""
    answers = {"ines": Answer.YES, "lea": Answer.MAYBE, "paul": Answer.NO}
    found = matters_of(a_meeting("2026-11-26", answers=answers), members=(*THREE, a_member("zoe")))
    assert not found.unconfirmed
    assert (found.coming, found.perhaps, found.silent) == (1, 1, ("zoe",))


def test_only_who_can_be_expected_is_silent() -> None:
    """Who is away, has left or joins later is not waited for."""
    members = (
        a_member("away", away=[a_span("2026-11-20", "2026-11-27")]),
        a_member("back", away=[a_span("2026-11-01", "2026-11-25")]),
        a_member("gone", left="2026-11-20"),
        a_member("later", joined="2026-11-27"),
    )
    assert matters_of(a_meeting("2026-11-26"), members=members).silent == ("back",)


def test_a_circle_waits_for_its_own_members() -> None:
    """Members of the group who are not of the circle are not asked."""
    members = (a_member("ines", circles=["soir"]), a_member("paul"))
    assert matters_of(members=members, circle="soir").silent == ("ines",)


def test_a_poll_is_open_until_it_is_decided() -> None:
    """The last day of a poll shows until a date was chosen."""
    candidates = (date(2026, 11, 26), date(2026, 11, 27))
    for decided_on, closes_on in ((None, date(2026, 11, 24)), (date(2026, 11, 22), None)):
        poll = Poll(candidates, date(2026, 11, 24), {}, decided_on)
        assert matters_of(a_meeting("2026-11-26", poll=poll), members=THREE).poll_closes_on == closes_on


def test_who_was_called_and_is_silent_is_awaited() -> None:
    """A call without an answer waits; one that was accepted does not."""
    calls = [Call("paul", date(2026, 11, 20), None)]
    assert matters_of(a_meeting("2026-11-26", called=calls), members=THREE).awaits_answer_of == "paul"
    accepted = a_meeting("2026-11-26", called=calls, facilitators=["paul"])
    assert matters_of(accepted, members=THREE).awaits_answer_of == ""


def test_nobody_to_facilitate_is_told() -> None:
    """Where nobody may be called, somebody must step in."""
    assert matters_of(members=()).no_facilitator


def test_a_meeting_whose_presence_stands_already_needs_nobody_any_more() -> None:
    """Presence may be written while people still sit at table."""
    held = a_meeting("2026-11-26", present=["ines"])
    assert not matters_of(held, members=()).no_facilitator
