"""Who is active in a circle: who came lately, has just appeared, or said something; and what an import tells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from builders import a_circle, a_group, a_meeting, a_member, a_rule, a_span, an_instant
from tablee.model import Answer, Call, Group, Meeting, Member
from tablee.model.member import SINCE_EVER
from tablee.rules.timeline import build_timeline
from tablee.rules.turns import Turns

NOW = an_instant("2026-03-06 12:00")
HELD = tuple(f"2026-{day}" for day in ("01-22", "01-29", "02-05", "02-12", "02-19", "02-26", "03-05"))
"""Seven Thursdays: the first one is out of sight."""
COMING = "2026-03-12"


def active(*members: Member, meetings: Iterable[Meeting], circle: str = "") -> list[str]:
    """Return who is active for the next meeting of a circle."""
    group = a_group(members=members, meetings=meetings, circles=[a_circle("prop", rhythm=a_rule("friday"))])
    timeline = build_timeline(group, NOW)
    event = timeline.next(circle)
    assert event
    return [member.id for member in Turns(group, timeline).active(event)]


def lists(**came: str) -> list[Meeting]:
    """Make the held meetings: `ana="1111110"` came to all but the last one."""
    return [
        a_meeting(day, present=tuple(who for who, row in came.items() if row[at] == "1"))
        for at, day in enumerate(HELD)
    ]


def test_who_came_to_one_of_the_last_six_meetings_is_active() -> None:
    """Six back is enough, seven is not."""
    members = [a_member(who) for who in ("ana", "bo", "cy")]
    assert active(*members, meetings=lists(ana="0000001", bo="0100000", cy="1000000", zoe="1111111")) == [
        "ana",
        "bo",
    ]


def test_who_joined_rejoined_or_came_back_within_that_time_is_active() -> None:
    """By their files: nobody has to ask newcomers whether they are there."""
    members = [
        a_member("ana", joined="2026-01-29"),
        a_member("bo", joined="2026-01-28"),
        a_member("cy", spans=(a_span("2025-01-01", "2025-06-01"), a_span("2026-02-20"))),
        a_member("di", away=(a_span("2025-11-01", "2026-02-10"),)),
        a_member("em", away=(a_span("2025-11-01", "2025-12-10"),)),
    ]
    assert active(*members, meetings=lists(zoe="1111111")) == ["ana", "cy", "di"]


def test_who_joined_nobody_knows_when_is_active_by_coming() -> None:
    """Neither new nor a reason for alarm: where nobody writes down who came, all who belong count."""
    unknown = [a_member("ana", spans=SINCE_EVER), a_member("bo", spans=SINCE_EVER)]
    assert active(*unknown, meetings=lists(ana="0000010", zoe="1111111")) == ["ana"]
    assert active(*unknown, meetings=[a_meeting(day) for day in HELD]) == ["ana", "bo"]


def test_who_answered_for_a_coming_meeting_is_active() -> None:
    """Whatever the answer was, and for whichever of them."""
    later = a_meeting("2026-03-19", answers={"ana": Answer.NO})
    members = [a_member("ana"), a_member("bo")]
    assert active(*members, meetings=[*lists(zoe="1111111"), later]) == ["ana"]


def test_before_six_meetings_their_time_is_that_of_the_rhythm() -> None:
    """Founders who missed the first meetings are awaited for some weeks; who registered long ago is not."""
    one = [a_meeting("2026-03-05", present=("ana",))]
    members = [a_member("ana"), a_member("bo", joined="2026-01-30"), a_member("cy", joined="2026-01-28")]
    assert active(*members, meetings=one) == ["ana", "bo"]


def test_each_circle_has_its_own_active_members() -> None:
    """Who comes to the group's meetings only is not awaited in the circle."""
    members = [a_member(who, circles=("prop",)) for who in ("ana", "bo")]
    own = [
        a_meeting(f"prop.2026-0{day}", present=("bo",))
        for day in ("1-02", "1-09", "1-16", "2-06", "2-13", "2-20")
    ]
    assert active(*members, meetings=[*lists(ana="1111111"), *own], circle="prop") == ["bo"]


def test_meetings_to_which_nobody_came_tell_nothing_of_anybody() -> None:
    """Whoever came before a silence is still who comes."""
    members = [a_member("ana"), a_member("bo")]
    empty = [a_meeting(day) for day in HELD[1:]]
    assert active(*members, meetings=[a_meeting(HELD[0], present=("ana",)), *empty]) == ["ana"]


def test_a_list_with_nobody_on_it_tells_nothing_of_anybody() -> None:
    """Also where somebody has written a word about that evening: all who belong still count."""
    nobody = a_meeting(HELD[-1], present=(), room_words=("olive", "umbrella"))
    assert active(a_member("ana"), a_member("bo"), meetings=[nobody]) == ["ana", "bo"]


@pytest.mark.parametrize(
    "written", [{"moved_to": date(2026, 2, 6)}, {"facilitators": ("ana",)}, {"title": "Rates"}]
)
def test_a_meeting_that_does_not_say_who_came_takes_nobody_out(written: dict[str, Any]) -> None:
    """Only moved, led or called something: who came six lists ago is active still."""
    first, *others = HELD
    lists = [a_meeting(day, present=("ana",)) for day in others if day != "2026-02-05"]
    met = [a_meeting(first, present=("ana", "bo")), a_meeting("2026-02-05", **written), *lists]
    assert active(a_member("ana"), a_member("bo"), a_member("cy"), meetings=met) == ["ana", "bo"]


def without_lists() -> list[Meeting]:
    """Make what an import brings: a title and who led, never who came."""
    return [a_meeting(day, title="Talk", facilitators=("ana",)) for day in HELD]


def test_where_no_presence_is_recorded_all_who_belong_are_active() -> None:
    """Nobody's activity is known."""
    assert active(a_member("ana"), a_member("bo"), meetings=without_lists()) == ["ana", "bo"]
    assert active(a_member("ana"), a_member("bo"), meetings=[]) == ["ana", "bo"]


def test_nobody_unseen_for_a_year_is_active_where_lists_were_kept_once() -> None:
    """Presence of long ago tells who has gone; where none was ever written, nobody knows."""
    long_ago = a_meeting("2025-02-27", present=("ana", "old"))
    members = [a_member("ana", joined="2024-01-01"), a_member("old", joined="2024-01-01")]
    assert active(*members, meetings=[long_ago, *without_lists()]) == ["ana"]


def _turns(*meetings: Meeting) -> tuple[Group, Turns]:
    group = a_group(members=[a_member("ana"), a_member("bo"), a_member("cy")], meetings=meetings)
    return group, Turns(group, build_timeline(group, NOW))


def test_who_led_lately_comes_after_the_others_without_lists_too() -> None:
    """Thirty meetings of one facilitator: the next ones are other people's."""
    _group, turns = _turns(*without_lists())
    first, second = (turn.facilitators[0] for turn in turns.ahead("", 2))
    assert {first, second} == {"bo", "cy"}


def test_after_an_import_nobody_is_called_before_the_group_has_met_once() -> None:
    """Calling by name who never heard of turns is rude; an answer, a call or a list shows that they have."""
    assert not _turns(*without_lists())[1].activity("").may_call
    assert _turns()[1].activity("").may_call
    for sign in (
        a_meeting(HELD[5], present=("ana",)),
        a_meeting(HELD[5], answers={"ana": Answer.YES}),
        a_meeting(HELD[5], title="Talk", called=(Call("ana", NOW.date()),)),
    ):
        assert _turns(*without_lists()[:5], sign)[1].activity("").may_call
