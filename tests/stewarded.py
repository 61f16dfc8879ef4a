"""A small group under a steward, for tests: its files, and one call that lets the steward run once.

Seven members, lunch every Thursday at 12:30 from 2026-10-01; Ana keeps the hub with Bo; Gil has no account; `m-1q2w`
is not public. Six meetings were held, so that the next turn is somebody's.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from fake_tracker import FakeTracker
from tablee.checks.rules import check_group
from tablee.checks.surroundings import Surroundings
from tablee.files.load import Loaded, load_group
from tablee.i18n.translations import load_translations
from tablee.model import Group, Meeting
from tablee.steward.accounts import unknown_logins
from tablee.steward.apply import Outcome, apply
from tablee.steward.diff import Plan, plan
from tablee.steward.observe import observe
from tablee.steward.run import RunInput, desired_state
from tablee.steward.state import Subject, parse_subject
from tablee.steward.tracker import Issue, ReactionContent

SURROUNDINGS = Surroundings()
GROUP = """\
name: The Round Table
url: https://tablee.test/
identity: round-table.test
contact: https://tablee.test/contact
language: en
timezone: Europe/Paris
rhythm: {every: week on thursday, from: 2026-10-01, at: 12:30, lasts: 1h45, place: The Inn}
turns: {notice: 10 days, rest: 2}
poll: {opens: 10 days, closes: 4 days}
deck: {table: {title: The table}, word: {title: The word}}
duties: {hub: [ana, bo]}
steward: {runs: yes, writes: commits}
"""
MEMBERS = ("ana", "bo", "cy", "di", "eva", "flo")
HELD = [date(2026, 10, 1) + timedelta(weeks=n) for n in range(6)]
"""From 1 October to 5 November."""


def a_folder(group: str = GROUP, **meetings: str) -> dict[str, bytes]:
    """Return a group's files; a meeting is named `on_2026_11_12` and given as YAML."""
    files = {"group.yml": group}
    for position, member in enumerate(MEMBERS):
        account = f"github: {member}-hub\ngithub_id: {7000 + position}\n"
        files[f"members/{member}.yml"] = (
            f"public: yes\nname: {member.capitalize()}\n{account}joined: 2026-01-01\n"
        )
    files["members/gil.yml"] = "public: yes\nname: Gil\njoined: 2026-01-01\n"
    files["members/m-1q2w.yml"] = "public: no\njoined: 2026-01-01\n"
    for position, day in enumerate(HELD):
        led = MEMBERS[position]
        came = ", ".join((*MEMBERS, "gil"))
        missions = "missions: {table: ana, word: bo}\ndone: [table, word]\nroom_words: [olive]\n"
        files[f"meetings/{day}.yml"] = f"facilitator: {led}\npresent: [{came}]\n{missions}"
    files |= {f"meetings/{key[3:].replace('_', '-')}.yml": text for key, text in meetings.items()}
    return {path: text.encode() for path, text in files.items()}


def a_tracker(on: str, files: dict[str, bytes] | None = None) -> FakeTracker:
    """Return a tracker on the group's files, on a day (or an instant) in Paris."""
    return FakeTracker(at(on), files if files is not None else a_folder())


def at(text: str) -> datetime:
    """Return the instant of `2026-11-12` (nine o'clock) or `2026-11-12 12:30` in Paris."""
    moment = datetime.fromisoformat(text if ":" in text else f"{text} 09:00")
    return moment.replace(tzinfo=ZoneInfo("Europe/Paris"))


def make_plan(tracker: FakeTracker, *, close_many: bool = False, loaded: Loaded | None = None) -> Plan:
    """Read the tracker and plan; `loaded` are its files where they are read already."""
    loaded = loaded or load_group(tracker.files)
    assert loaded.group is not None
    problems = tuple(check_group(loaded, tracker.now, SURROUNDINGS))
    accounts = tracker.read_accounts(unknown_logins(loaded.group))
    proposals = tracker.read_proposals()
    situation = RunInput(loaded.group, loaded, problems, tracker.now, SURROUNDINGS, proposals, accounts, dict)
    observed = observe(tracker.read_issues())
    words = load_translations(loaded.group.settings.language)
    return plan(desired_state(situation, observed), observed, words, close_many=close_many)


def run_steward(tracker: FakeTracker, on: str = "") -> Outcome:
    """Let the steward run once, on a day where one is given."""
    if on:
        tracker.now = at(on)
    return apply(make_plan(tracker), tracker)


def opened(on: str, files: dict[str, bytes] | None = None) -> FakeTracker:
    """Return a tracker on the group's files in which the steward has run once."""
    tracker = a_tracker(on, files)
    run_steward(tracker)
    return tracker


def say(tracker: FakeTracker, number: int, who: str, text: str) -> None:
    """Write a comment as somebody, and let the steward run."""
    tracker.comment(number, who, text)
    run_steward(tracker)


def react(tracker: FakeTracker, number: int, who: str, reply: ReactionContent) -> None:
    """React to an issue as somebody, and let the steward run."""
    tracker.react(number, who, reply)
    run_steward(tracker)


def answer_to(tracker: FakeTracker, number: int, who: str, text: str) -> str:
    """Return the steward's answer to a comment, after which there is nothing left to do."""
    say(tracker, number, who, text)
    assert make_plan(tracker).actions == ()
    return tracker.issues[number].comments[-1].body


def edit(tracker: FakeTracker, file: str, before: str, after: str) -> None:
    """Change a part of a file by hand."""
    text = tracker.files[file].decode()
    assert before in text
    tracker.files[file] = text.replace(before, after).encode()


def group_of(tracker: FakeTracker) -> Group:
    """Return the group as the branch's files are."""
    loaded = load_group(tracker.files)
    assert loaded.group is not None
    return loaded.group


def meeting_of(tracker: FakeTracker, key: str) -> Meeting:
    """Return a meeting as its file is."""
    return group_of(tracker).meetings[key]


def issue_of(tracker: FakeTracker, subject: str) -> Issue:
    """Return the one issue of a subject."""
    parsed = parse_subject(subject)
    assert parsed is not None
    number = observe(tracker.issues.values()).number(parsed)
    assert number is not None, subject
    return tracker.issues[number]


def number_of(tracker: FakeTracker, subject: str) -> int:
    """Return the number of the one issue of a subject."""
    return issue_of(tracker, subject).number


def open_subjects(tracker: FakeTracker) -> list[str]:
    """Return the subjects of all open issues."""
    seen = observe(tracker.issues.values()).by_subject
    return sorted(str(subject) for subject, one in seen.items() if one.issue.is_open)


__all__ = ["Subject", "a_folder", "a_tracker"]
