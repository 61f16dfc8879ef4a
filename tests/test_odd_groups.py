"""What pages say of groups that hardly are any, and of meetings unlike the others, contradicts nothing beside it."""

from __future__ import annotations

import pytest

from builders import a_circle, a_group, a_meeting, a_member, some_holidays
from tablee.model import Answer, Meeting, Place
from test_page_texts import pages_of, weeks
from test_pages import text_of

SALON = Place("The room", online="https://meet.example/")


def meeting_text(meeting: Meeting) -> str:
    """Return what the page of a meeting says on 23 November 2026, in a group that has no others."""
    members = [a_member("ana"), a_member("bo"), a_member("m-7f3k", public=False)]
    group = a_group(members=members, meetings=[meeting], rhythm=(), places={"salon": SALON})
    return text_of(pages_of(group)[f"meetings/{meeting.key}.md"])


# Groups


def test_a_circle_without_anybody_says_so() -> None:
    """It has no member, in French too, where none counts as one; and no turns to lead to."""
    pages = pages_of(a_group(circles=[a_circle("soir", rhythm=())], language="fr"), "fr")
    assert "Un membre" not in pages["circles/index.md"]
    for path in ("circles/index.md", "circles/soir.md"):
        assert "Ce cercle n’a encore aucun membre." in text_of(pages[path])
    assert "turns/#soir" not in pages["circles/soir.md"]


def test_a_group_without_circles_speaks_of_none() -> None:
    """Its one calendar includes no others."""
    groups = (a_group(), a_group(circles=[a_circle("soir")]))
    assert ["circles included" in pages_of(one)["subscribe.md"] for one in groups] == [False, True]


def test_an_account_of_one_is_not_called_fair() -> None:
    """Whoever is alone carries the group."""
    fair = [
        "nobody carries the group" in pages_of(a_group(members=members, meetings=meetings))["turns.md"]
        for members in ([a_member("ana")], [a_member("ana"), a_member("bo")])
        for meetings in [weeks(2, present=[one.id for one in members], facilitators=("ana",))]
    ]
    assert fair == [False, True]


def test_a_table_without_a_core_has_none() -> None:
    """Nobody is said to be more, or others, than nobody."""
    members = [a_member(f"m{number}") for number in range(5)]
    meetings = [
        a_meeting(f"2026-10-{day:02}", present=(who.id,))
        for day, who in zip((1, 8, 15, 22, 29), members, strict=True)
    ]
    text = text_of(pages_of(a_group(members=members, meetings=meetings))["vitality.md"])
    assert "No member came to at least half of the last 5 meetings: there is no core." in text
    assert "5 members came at least once. 5 members in all." in text


@pytest.mark.parametrize("last", ["2026-10-29", "2026-09-03", "2026-06-04", "2025-06-05"])
def test_who_has_fixed_a_date_is_not_told_to_fix_one(last: str) -> None:
    """However long the silence, the one thing to do about a date that stands is to ask who comes."""
    met = a_meeting(last, present=("ana",))
    group = a_group(members=[a_member("ana")], meetings=[met, a_meeting("2026-11-26")])
    text = text_of(pages_of(group)["vitality.md"])
    assert "One thing to do: The next date is fixed, Thursday 26 November 2026: ask today who comes." in text


# Meetings


def test_a_meeting_in_the_school_holidays_says_so_until_it_is_over() -> None:
    """Its page names them, and no other page does."""
    breaks = [("2026-11-19", "2026-11-29", "<Autumn> break")]
    pages = pages_of(a_group(members=[a_member("ana")], holidays=some_holidays(school=breaks)))
    said = {path for path in pages if "In the school holidays: <Autumn> break." in text_of(pages[path])}
    assert said == {"meetings/2026-11-26.md"}


def test_a_moved_meeting_says_why() -> None:
    """As a cancelled one does."""
    text = meeting_text(a_meeting("2026-11-26", moved_to="2026-11-27", why="Strike", at="12:30"))
    assert "Moved from Thursday 26 November 2026. Why: Strike" in text


def test_those_who_led_together_are_asked_about_together() -> None:
    """By their names; who is not named is counted."""
    for led, asked in (
        (("ana", "bo"), "Why Ana and Bo?"),
        (("ana", "m-7f3k"), "Why Ana and one more member?"),
    ):
        meetings = weeks(1, present=("ana", "bo", "m-7f3k"), facilitators=led)
        members = [a_member("ana"), a_member("bo"), a_member("m-7f3k", public=False)]
        page = pages_of(a_group(members=members, meetings=meetings))["meetings/2026-11-19.md"]
        assert asked in text_of(page)


def test_guests_alone_are_not_nobody() -> None:
    """Nobody came where neither a member nor a guest did."""
    texts = [
        meeting_text(a_meeting("2026-11-19", present=(), guests=guests, at="12:30")) for guests in (2, 0)
    ]
    assert ["Nobody." in text for text in texts] == [False, True]
    assert "Who came With 2 guests." in texts[0]


def test_the_room_of_a_meeting_that_is_over_is_closed() -> None:
    """Online, one joins what comes: neither what was nor what is cancelled."""
    coming = a_meeting("2026-11-26", place="salon", at="12:30", answers={"ana": Answer.YES})
    over = a_meeting("2026-11-19", place="salon", at="12:30")
    cancelled = a_meeting("2026-11-26", place="salon", at="12:30", cancelled=True)
    texts = [meeting_text(one) for one in (coming, over, cancelled)]
    assert ["Join online" in text for text in texts] == [True, False, False]


def test_a_cancelled_meeting_without_a_next_one_says_so() -> None:
    """It leads to who can tell; one that is over asks nothing any more."""
    texts = [meeting_text(a_meeting(day, cancelled=True, at="12:30")) for day in ("2026-11-26", "2026-11-19")]
    assert ["No next date is fixed. Ask the group" in text for text in texts] == [True, False]


def test_a_meeting_of_several_days_is_told_with_its_last() -> None:
    """In the line under which it is found, too."""
    days = a_meeting("2026-11-27", title="Retreat", lasts="3 days")
    page = pages_of(a_group(meetings=[days], rhythm=()))["meetings/2026-11-27.md"]
    assert 'description: "from Friday 27 November 2026 to Sunday 29 November 2026"' in page
