"""The next dates in words and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from builders import a_circle, a_closure, a_group, a_meeting, a_member, a_rule, an_instant, some_holidays
from tablee.i18n.translations import load_translations
from tablee.model import Answer, Call, Group, Place, Poll, Share
from tablee.rules.timeline import build_timeline
from tablee.site.agenda import next_dates, render_next, render_next_json

NOW = an_instant("2026-11-23 09:00")
OPTED_OUT = Share(date(2025, 1, 9), Fraction(0))
CLOSED = a_closure("2026-11-01", "2028-12-31", "2029-01-04")


def said(group: Group, language: str = "en") -> list[str]:
    """Return the lines of the next dates."""
    return render_next(
        group, next_dates(group, build_timeline(group, NOW)), load_translations(language)
    ).splitlines()


def read(group: Group) -> list[dict[str, Any]]:
    """Return the JSON of the next dates, parsed."""
    found: list[dict[str, Any]] = json.loads(
        render_next_json(group, next_dates(group, build_timeline(group, NOW)))
    )
    return found


def test_the_group_comes_first_then_each_circle() -> None:
    """Every circle has a paragraph headed by its name, in the order of group.yml."""
    group = a_group(name="La Tablée", circles=[a_circle("soir"), a_circle("matin")])
    text = "\n".join(said(group))
    assert [part.splitlines()[0] for part in text.split("\n\n")] == ["La Tablée", "Soir", "Matin"]
    assert [one["circle"] for one in read(group)] == ["", "soir", "matin"]


def test_no_next_date_is_said_aloud() -> None:
    """A group whose dates have run out reads so, with what to do; programs read null."""
    group = a_group(closures=[CLOSED])
    assert said(group)[1] == "  No date is fixed: write a meeting's file with `tablee new meeting`."
    assert said(group, "fr")[1].startswith("  Aucune date n’est fixée\u00a0: ")
    assert read(group) == [{"circle": "", "next": None}]


def test_a_slot_is_to_be_confirmed_and_a_file_confirms_it() -> None:
    """The state stands behind the hour."""
    assert said(a_group())[1] == "  Thursday 26 November 2026, 12:30 (to be confirmed)"
    confirmed = a_group(meetings=[a_meeting("2026-11-26", title="Prices")])
    assert said(confirmed)[1:3] == ["  Thursday 26 November 2026, 12:30 (confirmed)", "  Prices"]
    assert read(confirmed)[0]["next"]["state"] == "confirmed"


def test_a_moved_meeting_shows_where_it_went() -> None:
    """The day is the one on which people meet; the key stays."""
    group = a_group(meetings=[a_meeting("2026-11-26", moved_to="2026-11-27", at="19:00")])
    assert said(group, "fr")[1] == "  vendredi 27 novembre 2026, 19\u202fh (confirmée)"
    assert read(group)[0]["next"]["key"] == "2026-11-26"
    assert read(group)[0]["next"]["starts_at"] == "2026-11-27T19:00:00+01:00"


def test_a_date_in_the_school_holidays_says_so() -> None:
    """Some are away then: whoever keeps the date asks in time."""
    group = a_group(holidays=some_holidays(school=[("2026-11-21", "2026-11-29", "Autumn break")]))
    assert said(group)[2] == "  In the school holidays: Autumn break."
    assert "Autumn break" not in "\n".join(said(replace(group, holidays=None)))


def test_a_cancelled_meeting_is_no_next_date() -> None:
    """The next date is the next one at which people meet."""
    group = a_group(meetings=[a_meeting("2026-11-26", cancelled=True)])
    assert said(group)[1] == "  Thursday 3 December 2026, 12:30 (to be confirmed)"


def test_whole_days_have_no_hour() -> None:
    """An all-day meeting is told by its day."""
    group = a_group(rhythm=a_rule(at=None, lasts="2 days"))
    assert said(group)[1] == "  Thursday 26 November 2026 (to be confirmed)"
    assert said(group, "fr")[1] == "  jeudi 26 novembre 2026 (à confirmer)"
    told = read(group)[0]["next"]
    assert told["all_day"] is True
    assert (told["starts_at"], told["ends_at"]) == ("2026-11-26T00:00:00+01:00", "2026-11-28T00:00:00+01:00")


def test_the_place_is_named_with_its_address() -> None:
    """People read where to go."""
    place = Place(name="Le Bistrot", address="1 place du Marché")
    group = a_group(rhythm=a_rule(place="bistrot"), places={"bistrot": place})
    assert said(group)[2] == "  Le Bistrot, 1 place du Marché"


def test_a_poll_shows_until_when_to_vote() -> None:
    """An open vote stands under the date; a decided one does not."""
    candidates = (date(2026, 11, 26), date(2026, 11, 27))
    open_poll = Poll(candidates, date(2026, 11, 24))
    group = a_group(members=[a_member("ines")], meetings=[a_meeting("2026-11-26", poll=open_poll)])
    assert "  The date is put to the vote until Tuesday 24 November 2026." in said(group)
    assert read(group)[0]["next"]["open"]["poll_closes_on"] == "2026-11-24"
    decided = Poll(candidates, date(2026, 11, 24), {}, date(2026, 11, 22))
    group = a_group(members=[a_member("ines")], meetings=[a_meeting("2026-11-26", poll=decided)])
    assert [line for line in said(group) if "vote" in line] == []
    assert read(group)[0]["next"]["open"]["poll_closes_on"] is None


def test_who_facilitates_is_said_by_the_state_of_the_call() -> None:
    """Next in turn, asked, or agreed: three sentences; below stands why."""
    members = [a_member("ines"), a_member("paul")]
    calls = [Call("paul", date(2026, 11, 20))]
    called = a_group(members=members, meetings=[a_meeting("2026-11-26", called=calls)])
    agreed = a_group(members=members, meetings=[a_meeting("2026-11-26", called=calls, facilitators=["paul"])])
    assert " is next in turn." in said(a_group(members=members))[2]
    assert said(called)[2] == "  Paul was asked to facilitate and has not answered yet."
    assert said(called)[3] == "    Paul was called on Friday 20 November 2026."
    assert said(agreed)[2] == "  Paul facilitates."
    assert [read(group)[0]["next"]["turn"] for group in (called, agreed)] == ["called", "accepted"]


def test_nobody_to_call_is_said_aloud() -> None:
    """A meeting without anybody to facilitate asks for help."""
    group = a_group(members=[a_member("ines", facilitates=[OPTED_OUT])])
    assert "  Nobody can be called to facilitate: somebody must step in." in said(group)
    assert read(group)[0]["next"]["open"]["no_facilitator"] is True


def test_a_meeting_whose_presence_stands_already_is_held() -> None:
    """Presence written at table, before the end, is no fault."""
    members = [a_member("ines"), a_member("paul")]
    meeting = a_meeting("2026-11-26", facilitators=["ines"], present=["ines", "paul"])
    lines = said(a_group(members=members, meetings=[meeting]))
    assert lines[1:3] == ["  Thursday 26 November 2026, 12:30 (held)", "  Ines facilitates."]
    unled = a_group(members=members, meetings=[a_meeting("2026-11-26", present=["ines"])])
    assert [line for line in said(unled) if "step in" in line] == []


def test_the_head_count_names_no_number_that_is_nothing() -> None:
    """What nobody said is left out; without any yes or perhaps there is no count."""
    members = [a_member("ines"), a_member("lea"), a_member("paul")]

    def last(**answers: Answer) -> str:
        return said(a_group(members=members, meetings=[a_meeting("2026-11-26", answers=answers)]))[-1]

    assert last(ines=Answer.YES, lea=Answer.MAYBE) == "  1 comes, 1 maybe, 1 has not answered."
    assert last(ines=Answer.YES, lea=Answer.YES, paul=Answer.NO) == "  2 come."
    assert "answered" not in last(ines=Answer.NO)


def test_a_member_who_is_not_public_is_never_named() -> None:
    """The file's name of such a member stands nowhere, be the member called, next in line, or silent."""
    members = [a_member("ines"), a_member("m-7f3k", public=False), a_member("m-8g4l", public=False)]
    for calls, takers in (
        ((), ()),
        ((Call("m-7f3k", date(2026, 11, 20)),), ()),
        ((Call("m-7f3k", date(2026, 11, 20)),), ("m-7f3k",)),
    ):
        meeting = a_meeting("2026-11-26", called=calls, facilitators=takers, answers={"ines": Answer.YES})
        group = a_group(members=members, meetings=[meeting])
        text = "\n".join(said(group)) + json.dumps(read(group))
        assert "m-7f3k" not in text
        assert "m-8g4l" not in text
        assert read(group)[0]["next"]["open"]["silent_count"] == 2


def test_stand_ins_are_said_where_they_are_not_the_next_in_line() -> None:
    """After somebody else took the turn on, the first in line stands in; else that line says it already."""
    members = [a_member("ines"), a_member("lea"), a_member("paul")]
    proposed = a_group(members=members)
    assert [line for line in said(proposed) if "Stand-ins" in line] == []
    ranked = read(proposed)[0]["next"]
    last = ranked["stand_ins"][-1]
    taken = a_group(members=members, meetings=[a_meeting("2026-11-26", facilitators=[last])])
    assert read(taken)[0]["next"]["stand_ins"] == [ranked["facilitators"][0], ranked["stand_ins"][0]]
    assert [line for line in said(taken) if line.startswith("  Stand-ins: ")] != []


def test_a_stand_in_who_is_not_public_is_never_named() -> None:
    """Should the rule ever rank such a member, programs and people still read no name."""
    group = a_group(members=[a_member("ines"), a_member("m-7f3k", public=False)])
    (one,) = next_dates(group, build_timeline(group, NOW))
    assert one.turn
    dates = (replace(one, turn=replace(one.turn, stand_ins=("m-7f3k",))),)
    assert json.loads(render_next_json(group, dates))[0]["next"]["stand_ins"] == []
    text = render_next(group, dates, load_translations("en"))
    assert "  Stand-ins: someone." in text.splitlines()
    assert "m-7f3k" not in text
