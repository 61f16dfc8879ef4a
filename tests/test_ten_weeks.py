"""Ten weeks of a group on GitHub, day by day: the workflows' own steps, run by act against the fake GitHub."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from fake_github.description import needs_description
from fake_github.server import FakeGitHub
from fake_github.world import World
from on_act.runner import Ran, Runner, needs_act
from on_act.weeks import (
    FIRST,
    HOLIDAY,
    LOGINS,
    MEETINGS,
    PARIS,
    REFUSED,
    STRANGER,
    VOTED,
    Deed,
    People,
    group_of,
    issue_of,
    issues_of,
    read_files,
)
from tablee.model import Answer
from tablee.rules.draw import draw
from tablee.rules.timeline import build_timeline
from tablee.rules.turns.vacancy import current_facilitators
from tablee.steward.state import parse_marker

pytestmark = [needs_description, needs_act]
DAYS = 70
SLOT = time(6, 37)
"""When steward.yml runs; its other slots are missed, as GitHub misses them."""
WHY = "<summary>Pourquoi vous</summary>\n\n- "


def test_ten_weeks_day_by_day(fake: FakeGitHub, tmp_path: Path) -> None:
    """A date is always fixed, somebody called with reasons; what was said is in the files; missions can be replayed."""
    world, runner = fake.world, Runner(fake, tmp_path)
    deeds = sorted(
        (deed for meeting in MEETINGS for deed in People(runner).deeds(meeting)), key=lambda d: d.at
    )
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        world.now = datetime.combine(day, SLOT, PARIS).astimezone(UTC)
        check_run(runner.run("steward.yml", "schedule", {"schedule": "37 6,11,16,21 * * *"}))
        check_dates_and_turns(world)
        if number % 30 == 0:
            again = runner.run("steward.yml", "schedule", {})
            assert "Rien à faire." in again.summary
        live_through(day, deeds, world)
    assert deeds[-1].at < world.now
    check_answers(world)
    check_presence_and_missions(world)
    check_what_people_wrote(world)
    check_commits(world)


def live_through(day: date, deeds: list[Deed], world: World) -> None:
    """Let people do what they do that day."""
    for deed in deeds:
        if deed.at.astimezone(PARIS).date() == day:
            world.now = deed.at
            ran = deed.do()
            if ran:
                check_run(ran)


def check_run(ran: Ran) -> None:
    """A run is green, on main, and its summary holds the plan; what a stranger starts ends before it reads anything."""
    assert ran.green, ran.log + ran.summary
    assert ran.calls == ["checkout main"]
    was_left = "is-member=yes" not in ran.log and "::set-output:: is-member" not in ran.log
    assert ran.summary.startswith("### Plan de l’intendant\n") or (ran.summary == "" and was_left)


def check_dates_and_turns(world: World) -> None:
    """There is a next date, its file once it is due, one issue each, and somebody called with reasons."""
    group = group_of(world)
    line, today = build_timeline(group, world.now), world.now.astimezone(PARIS).date()
    assert line.next("")
    for event in line.coming(""):
        soon = event.on - today <= timedelta(days=10)
        assert bool(event.meeting) or not soon
        if soon and event.meeting:
            assert issue_of(world, f"meeting:{event.key}").is_open
            turn, who = issue_of(world, f"facilitator:{event.key}"), current_facilitators(event.meeting)
            assert turn.is_open
            assert WHY in turn.body
            login = LOGINS.get(who[0], "")
            said = [comment.body for comment in world.comments.values() if comment.issue == turn.number]
            told = any(f"@{login}" in text for text in (turn.body, *said))
            assert told if login else "Farid Benali" in turn.body
    assert_one_issue_a_subject(world)


def assert_one_issue_a_subject(world: World) -> None:
    """No subject has two issues."""
    markers = [parse_marker(issue.body) for issue in world.issues.values()]
    assert set(Counter(marker.subject for marker in markers if marker).values()) == {1}


def check_answers(world: World) -> None:
    """What reactions and comments said is in the files, the changed mind too; the vote moved its date."""
    meetings = group_of(world).meetings
    for meeting in MEETINGS[1:]:
        said = meetings[str(meeting)].answers
        came = {"aline-moreau", "bruno-faure", "chloe-girard", "david-leroy", "farid-benali"}
        assert {who for who, answer in said.items() if answer is Answer.YES} >= came, meeting
    assert meetings[str(REFUSED)].called[0].is_declined
    assert len(meetings[str(REFUSED)].called) > 1
    assert meetings[str(HOLIDAY)].moved_to == HOLIDAY + timedelta(days=1)
    voted, earlier = meetings[str(VOTED)], VOTED - timedelta(days=1)
    assert voted.poll
    assert voted.poll.votes["chloe-girard"] == (earlier, VOTED)
    assert voted.moved_to == earlier
    accepted = [key for key, one in meetings.items() if one.facilitators and key >= str(MEETINGS[1])]
    assert accepted == [str(meeting) for meeting in MEETINGS[1:] if meeting != REFUSED]


def check_presence_and_missions(world: World) -> None:
    """Who came stands in the files; each draw is what anybody gets who draws again; a ticked mission is done."""
    group = group_of(world)
    for meeting in (group.meetings[str(day)] for day in MEETINGS):
        assert meeting.present == ("aline-moreau", "bruno-faure", "david-leroy", "farid-benali")
        assert (meeting.guests, meeting.room_words) == (1, ("olive", "parapluie"))
        assert set(meeting.missions) == {"table", "sujet"}
        assert draw(group, meeting).missions == meeting.missions
        assert meeting.done == ("table",)
        assert issues_of(world, f"facilitator:{meeting.key}")[0].is_open is False


def check_what_people_wrote(world: World) -> None:
    """Every comment of every file still stands there, in its line; the stranger's word changed nothing."""
    before, after = read_files(), world.files()
    for path, content in before.items():
        kept = [line.partition("#")[2] for line in content.decode().splitlines() if "#" in line]
        assert [text for text in kept if f"#{text}" not in after[path].decode()] == [], path
    for meeting in MEETINGS[1:]:
        line = f"topics: [Tarifs] # written by hand for {meeting}"
        assert line in after[f"meetings/{meeting}.yml"].decode().splitlines()
    answered = [comment.body for comment in world.comments.values() if "un mot pour moi" in comment.body]
    assert len(answered) <= 1
    assert STRANGER not in "".join(content.decode() for content in after.values())


def check_commits(world: World) -> None:
    """The steward wrote meetings alone, and had the site published after each of its commits."""
    own = [one for one in world.git.commits.values() if one.message.startswith("Noter ce qui a été dit")]
    assert len(own) > DAYS / 3
    for commit in own:
        old, new = (world.git.trees[world.git.commits[sha].tree] for sha in (commit.parents[0], commit.sha))
        changed = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
        assert {path.partition("/")[0] for path in changed} == {"meetings"}
    assert world.dispatched == [("site.yml", "main")] * len(own)
