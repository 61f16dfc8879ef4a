"""What a wise organiser would do, told as stories: each ends as people would expect."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from fake_tracker import mentions
from story_in_folder import Story
from tablee.cli import main

THURSDAY, NEXT_THURSDAY = "2026-09-10", "2026-09-17"
FOUR = ("Ann Lee", "Bob Ray", "Cy Fox", "Dee Orr")
FIVE = (*FOUR, "Eve Kent")
HUB = "duties: {hub: [ann-lee, bob-ray]}\n"


def _story(folder: Path, names: tuple[str, ...] = FIVE, from_day: str = THURSDAY) -> Story:
    return Story(folder, *names, from_day=from_day)


def _led(folder: Path, names: tuple[str, ...] = FIVE) -> tuple[Story, str]:
    """Return a story in which the first facilitator has accepted, and who that is."""
    story = _story(folder, names)
    story.at("2026-09-01")
    (who,) = story.called(THURSDAY)
    story.say(f"facilitator-{THURSDAY}", who, "/yes")
    return story, who


def test_a_no_gives_the_turn_back_and_who_led_is_credited(tmp_path: Path) -> None:
    """She accepts, falls ill and says 👎: the next is called at once; who led is written afterwards, and only they."""
    story, ill = _led(tmp_path)
    story.add("group.yml", HUB)
    story.at("2026-09-02")
    assert story.meeting(THURSDAY).facilitators == (ill,)
    well = [who for who in story.members if who != ill]
    for who in well:
        story.say(f"meeting-{THURSDAY}", who, "/yes")
    story.react(f"meeting-{THURSDAY}", ill, "-1")
    story.at("2026-09-03")
    assert story.meeting(THURSDAY).facilitators == ()
    assert story.called(THURSDAY)[0] == ill
    assert story.called(THURSDAY)[-1] in well

    keeper, led = ("ann-lee", well[-1])
    story.say(f"meeting-{THURSDAY}", keeper, f"/present {', '.join(well)}\n/led {led}")
    story.at(f"{THURSDAY}T20:00")
    assert story.meeting(THURSDAY).facilitators == (led,)
    assert story.meeting(THURSDAY).present == tuple(well)


def test_an_absence_gives_the_turn_back(tmp_path: Path) -> None:
    """So does an absence that is written into the member's own file."""
    story, gone = _led(tmp_path)
    story.at("2026-09-02")
    story.add(f"members/{gone}.yml", "away: [{from: 2026-09-09, to: 2026-09-20}]\n")
    story.at("2026-09-03")
    assert gone not in story.meeting(THURSDAY).facilitators
    assert story.called(THURSDAY)[-1] != gone


@pytest.mark.parametrize("silent", [True, False])
def test_the_first_meeting_stays_on_its_day(tmp_path: Path, silent: bool) -> None:  # noqa: FBT001 (a case)
    """Founded four days before its first date, a group meets on that date, whoever has answered."""
    story = _story(tmp_path, from_day="2026-12-03")
    for moment in ("2026-11-29T09:00", "2026-12-01T09:00", "2026-12-02T09:00", "2026-12-03T07:00"):
        story.at(moment)
        if not silent and moment.startswith("2026-12-01"):
            story.say("meeting-2026-12-03", "ann-lee", "/no")
            story.say("meeting-2026-12-03", "bob-ray", "/yes")
    meeting = story.meeting("2026-12-03")
    assert (meeting.moved_to, meeting.cancelled, meeting.poll) == (None, False, None)


def test_when_nobody_comes_one_question_is_asked(tmp_path: Path) -> None:
    """All say no: before the day one comment asks whether to call it off, and the issue says how it stands."""
    story = _story(tmp_path, FOUR)
    for who in ("bob-ray", "cy-fox", "dee-orr"):
        story.add(f"members/{who}.yml", "facilitates: no\n")
    story.at("2026-09-01")
    story.say(f"facilitator-{THURSDAY}", "ann-lee", "/pass")
    for who in story.members:
        story.say(f"meeting-{THURSDAY}", who, "/no")
    story.at("2026-09-01T12:00", *(f"2026-09-0{n}" for n in range(5, 10)), f"{THURSDAY}T08:00")
    asked = [text for text in story.told(f"meeting-{THURSDAY}") if "/cancel" in text]
    assert len(asked) == 1
    assert {login[3:] for login in mentions(asked[0])} == set(story.members)
    assert not story.meeting(THURSDAY).facilitators
    body = story.body(f"meeting-{THURSDAY}")
    assert re.search(r"[Nn]obody (leads|facilitates)", body)
    assert re.search(r"4 can['’]t come", body)


def test_a_word_calls_the_meeting_off(tmp_path: Path) -> None:
    """`/cancel` of the facilitator does, with its reason."""
    story, who = _led(tmp_path)
    story.at("2026-09-02")
    story.say(f"meeting-{THURSDAY}", who, "/cancel The bistro is closed")
    story.at("2026-09-03")
    assert story.meeting(THURSDAY).cancelled
    assert "The bistro is closed" in story.meeting(THURSDAY).why
    assert "The bistro is closed" in story.body(f"meeting-{THURSDAY}")


def test_a_move_and_a_cancellation_reach_who_had_answered(tmp_path: Path) -> None:
    """One comment each; a yes to Thursday is none to Wednesday."""
    story, who = _led(tmp_path, FOUR)
    others = ["bob-ray", "cy-fox", "dee-orr"]
    story.at("2026-09-07")
    for one in others:
        story.react(f"meeting-{NEXT_THURSDAY}", one, "+1")
    story.at("2026-09-08")
    assert story.answers(NEXT_THURSDAY) == dict.fromkeys(others, "yes")

    story.say(f"facilitator-{THURSDAY}", who, "/present ann-lee, bob-ray\n/next 2026-09-16")
    story.at(f"{THURSDAY}T15:00")
    assert story.meeting(NEXT_THURSDAY).day == date(2026, 9, 16)
    assert story.answers(NEXT_THURSDAY) == {}
    for day in range(11, 16):
        story.at(f"2026-09-{day}")
    moved = [text for text in story.told(f"meeting-{NEXT_THURSDAY}") if "16 September" in text]
    assert sum(set(others) <= {login[3:] for login in mentions(text)} for text in moved) == 1

    story.react(f"meeting-{NEXT_THURSDAY}", "cy-fox", "confused")
    story.say(f"meeting-{NEXT_THURSDAY}", "bob-ray", "/yes")
    story.at("2026-09-15T10:00")
    before = story.mentioned(f"meeting-{NEXT_THURSDAY}").count("bob-ray")
    story.add(f"meetings/{NEXT_THURSDAY}.yml", "status: cancelled\nwhy: The bistro is closed\n")
    story.at("2026-09-15T12:00", "2026-09-15T18:00")
    assert story.mentioned(f"meeting-{NEXT_THURSDAY}").count("bob-ray") == before + 1
    assert "The bistro is closed" in story.told(f"meeting-{NEXT_THURSDAY}")[-1]


def test_who_never_came_is_never_called(tmp_path: Path) -> None:
    """Forty registered members, of whom the past shows nothing, hear nothing before a meeting."""
    story = _story(tmp_path, FOUR, "2026-08-27")
    story.add("group.yml", HUB)
    core = ", ".join(story.members)
    for number in range(40):
        account = f"github: gh-reg{number}\ngithub_id: {9000 + number}"
        story.write(
            f"members/reg-{number}.yml", f"public: yes\nname: Reg N{number}\n{account}\njoined: 2025-01-01\n"
        )
    for week in range(6):
        led = story.members[week % 4]
        day = date(2026, 8, 27) + timedelta(weeks=week)
        story.write(f"meetings/{day}.yml", f"facilitator: {led}\npresent: [{core}]\n")
    for thursday in (date(2026, 10, 8), date(2026, 10, 15)):
        for before in (9, 6, 4, 3, 1):
            story.at(str(thursday - timedelta(days=before)))
        story.say(f"meeting-{thursday}", "ann-lee", f"/present {core}")
        story.at(f"{thursday}T16:00")
        assert set(story.called(str(thursday))) <= set(story.members[:4])
    issues = "".join(path.read_text("utf-8") for path in (tmp_path / "issues").iterdir())
    assert "@gh-reg" not in issues
    assert "@gh-cy-fox" in issues


@pytest.mark.parametrize("met", [False, True])
def test_a_silent_group_is_asked_twice(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    met: bool,  # noqa: FBT001 (a case)
) -> None:
    """Three empty meetings running: two messages to everyone, then nothing but the dashboard; no vote at any time."""
    story = _story(tmp_path)
    if met:
        for held in ("2026-08-13", "2026-08-20", "2026-08-27", "2026-09-03"):
            story.write(f"meetings/{held}.yml", f"present: [{', '.join(story.members)}]\n")
    days = [date(2026, 9, 4) + timedelta(days=n) for n in range(0, 26 * 7, 2)]
    late: list[str] = []
    for day in days:
        story.at(str(day))
        if day > date(2026, 11, 15):
            late = late or _everything_said(story)
    asked = [text for text in story.told("restart") if len(mentions(text)) == len(FIVE)]
    assert len(asked) == 2
    assert _everything_said(story) == late
    assert not any(meeting.poll or meeting.moved_to for meeting in story.group().meetings.values())
    assert not [m for m in story.group().meetings.values() if m.called and m.day > date(2026, 11, 15)]
    assert "keep still" in story.body("dashboard")
    del capsys


def _everything_said(story: Story) -> list[str]:
    return [text for kind in ("meeting", "facilitator", "restart") for text in story.everything_told(kind)]


def test_who_never_types_is_called_now_and_then(tmp_path: Path) -> None:
    """A call without an answer lapses after three days, and who let it lapse rests as after a turn."""
    story = _story(tmp_path, (*FIVE, "Fay Moss"))
    story.add("group.yml", HUB)
    quiet, others = "fay-moss", story.members[:5]
    everyone, thursdays = ", ".join(story.members), [date(2026, 9, 10) + timedelta(weeks=n) for n in range(9)]
    for day in (date(2026, 9, 1) + timedelta(days=n) for n in range(9 * 7 + 3)):
        story.at(f"{day}T07:00")
        for thursday in thursdays:
            if timedelta() < thursday - day < timedelta(days=10):
                _answer_call(story, str(thursday), quiet)
            if thursday - day == timedelta(days=5):
                for who in others:
                    story.react(f"meeting-{thursday}", who, "+1")
            if thursday == day:
                story.say(f"meeting-{thursday}", "bob-ray", f"/present {everyone}")
                story.at(f"{day}T20:00")
    called = [thursday for thursday in thursdays if quiet in story.called(str(thursday))]
    assert len(called) <= 3
    assert all(story.meeting(str(thursday)).facilitators for thursday in thursdays)
    assert not any(quiet in story.meeting(str(thursday)).facilitators for thursday in thursdays)


def _answer_call(story: Story, key: str, quiet: str) -> None:
    """Let who is called accept, but for one who never types."""
    meeting = story.meeting(key)
    if meeting.called and not meeting.facilitators and meeting.called[-1].member != quiet:
        story.say(f"facilitator-{key}", meeting.called[-1].member, "/yes")


def test_what_is_fixed_at_the_table_holds(tmp_path: Path) -> None:
    """`/next` a week further: the date between is cancelled, and who had said yes to it is told."""
    story, who = _led(tmp_path, FOUR)
    story.at("2026-09-07")
    story.react(f"meeting-{NEXT_THURSDAY}", "cy-fox", "+1")
    story.at("2026-09-08")
    story.say(f"facilitator-{THURSDAY}", who, "/present ann-lee, bob-ray, cy-fox\n/next 2026-09-24")
    story.at(f"{THURSDAY}T15:00")
    assert story.meeting(NEXT_THURSDAY).cancelled
    assert not story.meeting("2026-09-24").cancelled
    assert story.meeting("2026-09-24").day == date(2026, 9, 24)
    assert story.mentioned(f"meeting-{NEXT_THURSDAY}").count("cy-fox") == 1
    assert "24 September" in story.body("dashboard")


def test_a_tie_keeps_the_usual_day(tmp_path: Path) -> None:
    """Three people find both days fine: Thursday it is, and every answer stands."""
    story, who = _led(tmp_path)
    story.at("2026-09-02")
    for one in story.members[:4]:
        story.say(f"meeting-{THURSDAY}", one, "/yes")
    story.say(f"facilitator-{THURSDAY}", who, "/propose 2026-09-09")
    story.at("2026-09-02T12:00")
    for one in ("bob-ray", "cy-fox", "eve-kent"):
        story.say(f"meeting-{THURSDAY}", one, "/vote 2026-09-09 2026-09-10")
    for day in range(3, 10):
        story.at(f"2026-09-0{day}")
    meeting = story.meeting(THURSDAY)
    assert (meeting.day, meeting.cancelled) == (date(2026, 9, 10), False)
    assert meeting.poll is not None
    assert meeting.poll.decided_on is not None
    assert set(story.answers(THURSDAY)) >= set(story.members[:4])


def test_a_vote_opens_by_a_proposal_and_each_day_can_win(tmp_path: Path) -> None:
    """No vote opens by itself; the earlier day wins where five of five want it."""
    story, who = _led(tmp_path)
    story.at("2026-09-02", "2026-09-03")
    assert story.meeting(THURSDAY).poll is None
    story.say(f"facilitator-{THURSDAY}", who, "/propose 2026-09-09")
    story.at("2026-09-03T12:00")
    for one in story.members:
        story.say(f"meeting-{THURSDAY}", one, "/vote 2026-09-09")
    story.at(*(f"2026-09-0{day}" for day in range(4, 9)))
    assert story.meeting(THURSDAY).day == date(2026, 9, 9)


def test_a_silent_group_is_rehearsed_as_it_lives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`rehearse --people silent` tells of no vote, and of two messages to everyone."""
    story = _story(tmp_path)
    weeks = ("--weeks", "12", "--people", "silent", "--now", "2026-09-01T09:00", "--language", "en")
    assert main(["rehearse", "-C", str(story.folder), *weeks]) == 0
    assert "vote" not in capsys.readouterr().out
