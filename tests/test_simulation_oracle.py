"""What the simulation expects of the steward, case by case: where an invented year showed that it expected too much."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from simulation.checks import most_when_asked, no_turn_is_forgotten, who_is_called_is_told
from simulation.dates import Dates
from simulation.groups import DAY, Founded, Someone, Temper
from simulation.host import Called, Host
from simulation.newest import Ballots, newest_votes, votes_before
from simulation.oracle import Oracle
from simulation.scene import Scene
from simulation.story import Story
from simulation.worlds import COMMENT, Claim, Registered, Said, Waiting, World
from stewarded import MEMBERS, a_folder, at
from tablee.files.load import load_group
from tablee.model import Group

HOUR = timedelta(hours=1)
POLL = "poll: {candidates: [2026-11-18, 2026-11-19], closes: 2026-11-15}\n"
_NO_BALLOTS: Ballots = frozenset()


def a_scene(on: str, files: dict[str, bytes]) -> Scene:
    """Return the small group of `stewarded` as the simulation sees it, on a day."""
    begins = date(2026, 10, 1)
    people = {
        who: Someone(who, f"{who}-hub", public=True, temper=Temper.KEEN, joined=begins) for who in MEMBERS
    }
    group = Founded(
        people=people,
        keepers=("ana", "bo"),
        begins=begins,
        every="week on thursday",
        anchor=begins,
        closures=(),
        feasts=(),
        has_circle=False,
        language="en",
        writes="commits",
        rest=2,
    )
    host, story = Host(at(on), files), Story(0, "commits")
    return Scene(Random(0), group, host, Oracle(host, story), story)  # noqa: S311 (nothing is drawn)


def test_news_after_a_question_of_the_same_minute_does_not_count_against_it() -> None:
    """Two runs at one minute: the first asks, the second tells of a move."""
    at = datetime(2026, 11, 19, tzinfo=UTC)
    asked, news = (Called("ana", at, 1, how, excused=False) for how in ("call:ana", "moved:0"))
    assert most_when_asked([news, news, asked, news]) == 3
    assert most_when_asked([news, news, news, asked]) == 4
    assert most_when_asked([replace(news, at=at - timedelta(days=7)), asked]) == 1
    assert most_when_asked([news]) == 0


def test_a_cancellation_and_its_end_are_no_move() -> None:
    """Answers stay with their day; of a day that changes, what was read before is of the one before."""
    dates, at = Dates(), datetime(2026, 11, 10, tzinfo=UTC)
    on, off, other = "title: Fees\n", "status: cancelled\n", "date: 2026-11-20\n"
    for number, (before, after) in enumerate([(on, off), (off, on), (on, other)]):
        read_at = at + timedelta(days=number)
        groups = (load_group(a_folder(on_2026_11_19=text)).group for text in (before, after))
        assert dates.note(read_at, read_at, *map(_there, groups)) == {"2026-11-19"}
        assert dates.read_at == ({"2026-11-19": read_at} if after == other else {})


@pytest.mark.parametrize(
    ("days", "may"), [((), False), ((18,), True), ((18, 20), False), ((19, 20), True), ((20,), False)]
)
def test_a_vote_may_be_over_for_what_is_said_after_a_next_with_a_day(
    days: tuple[int, ...], *, may: bool
) -> None:
    """All of it counts, or what was said before: a reaction on Monday; not a comment, nor a reaction, on Wednesday."""
    monday, none = datetime(2026, 11, 9, tzinfo=UTC), frozenset[date]()
    vote = Claim(frozenset({World(none, _NO_BALLOTS, none)}), newest_votes, votes_before)
    vote.say(Said(monday + 2 * DAY, COMMENT, frozenset({date(2026, 11, 19)})))
    ballots = frozenset({(date(2026, 11, 18), monday), (date(2026, 11, 20), monday + 2 * DAY + HOUR)})
    vote.read(ballots, late=False, doubtful=False, waiting=Waiting(), ended_at=monday + DAY)
    assert vote.settle({Registered.ALL}, frozenset(date(2026, 11, day) for day in days)) is may


def test_a_next_with_a_day_ends_the_votes_of_its_circle() -> None:
    """As long as no run has heard it that did everything."""
    scene = a_scene("2026-11-10", a_folder(on_2026_11_19=POLL))
    key, monday = ("2026-11-19", "cy"), at("2026-11-09")
    for text, ended_at in (("/next", None), ("/next 2026-11-19", monday)):
        scene.oracle.next_by_word("", "ana", 1, 1, has_day=" " in text)
        scene.oracle.nexts = [one._replace(said=replace(one.said, at=monday)) for one in scene.oracle.nexts]
        scene.oracle.read(frozenset({1}), ())
        mark = scene.oracle.votes[key].mark
        assert mark is not None
        assert mark.ended_at == ended_at


def test_who_was_called_before_a_circle_fell_silent_need_not_be_told() -> None:
    """A run broke off after the call; the next one keeps still, as nobody has come three times running."""
    called = "called: [{member: cy, on: 2026-11-27}]\n"
    dates = {f"on_2026_11_{day}": "place: The Inn\n" for day in (12, 19, 26)}
    empty = a_folder(**dates, on_2026_12_03=called)
    assert list(who_is_called_is_told(a_scene("2026-11-28", empty))) == []
    lived = a_folder(**dates | {"on_2026_11_26": "present: [ana, bo]\n"}, on_2026_12_03=called)
    told = list(who_is_called_is_told(a_scene("2026-11-28", lived)))
    assert told == ["cy is called for 2026-12-03 and was not told"]


def test_the_first_call_of_an_imported_group_waits_until_it_has_met() -> None:
    """On the evening itself the meeting is neither held nor assumed, unless somebody says who came."""
    files = {
        path: data
        for path, data in a_folder().items()
        if path.split(".")[0].split("/")[-1] in {*MEMBERS, "group"}
    }
    files["meetings/2026-11-05.yml"] = b"facilitator: bo\n"
    files["meetings/2026-11-12.yml"] = b"facilitator: ana\nanswers: {cy: yes}\n"
    files["meetings/2026-11-19.yml"] = b"place: The Inn\n"
    assert list(no_turn_is_forgotten(a_scene("2026-11-12 18:00", dict(files)))) == []
    files["meetings/2026-11-12.yml"] += b"present: [ana, bo, cy]\n"
    (said,) = no_turn_is_forgotten(a_scene("2026-11-12 18:00", files))
    assert said.startswith("nobody is called for 2026-11-19; it is the turn of ")


def _there(group: Group | None) -> Group:
    assert group is not None
    return group
