"""What the simulation expects of the steward, case by case: where an invented year showed that it expected too much."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from simulation.checks import most_when_asked, who_is_called_is_told
from simulation.dates import Dates
from simulation.groups import Founded, Someone, Temper
from simulation.host import Called, Host
from simulation.newest import Ballots, newest_votes
from simulation.oracle import Next, Oracle, is_ended_before
from simulation.scene import Scene
from simulation.story import Story
from simulation.worlds import COMMENT, Claim, Said, World
from stewarded import MEMBERS, a_folder, at
from tablee.files.load import load_group
from tablee.model import Group

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


def test_a_vote_may_be_over_for_what_is_said_after_a_next_with_a_day() -> None:
    """One that stood in an issue that somebody had closed is read late, and the last votes with it."""
    monday = datetime(2026, 11, 16, tzinfo=UTC)
    nexts = [Next("", 1, Said(monday, COMMENT, "yes"), has_day=True)]
    vote = Claim(frozenset({World(frozenset[date](), _NO_BALLOTS, frozenset())}), newest_votes)
    assert not is_ended_before(nexts, "", vote)
    vote.say(Said(monday - timedelta(days=1), COMMENT, frozenset({date(2026, 11, 19)})))
    assert not is_ended_before(nexts, "", vote)
    vote.say(Said(monday + timedelta(days=1), COMMENT, frozenset({date(2026, 11, 19)})))
    assert is_ended_before(nexts, "", vote)
    assert not is_ended_before(nexts, "circle", vote)
    assert not is_ended_before([nexts[0]._replace(has_day=False)], "", vote)


def test_who_was_called_before_a_circle_fell_silent_need_not_be_told() -> None:
    """A run broke off after the call; the next one keeps still, as nobody has come three times running."""
    called = "called: [{member: cy, on: 2026-11-27}]\n"
    dates = {f"on_2026_11_{day}": "place: The Inn\n" for day in (12, 19, 26)}
    empty = a_folder(**dates, on_2026_12_03=called)
    assert list(who_is_called_is_told(a_scene("2026-11-28", empty))) == []
    lived = a_folder(**dates | {"on_2026_11_26": "present: [ana, bo]\n"}, on_2026_12_03=called)
    told = list(who_is_called_is_told(a_scene("2026-11-28", lived)))
    assert told == ["cy is called for 2026-12-03 and was not told"]


def _there(group: Group | None) -> Group:
    assert group is not None
    return group
