"""Ten weeks of a small group: what each of its people does, on which day around each meeting, and at what hour.

The deeds are those of a browser: a reaction, a comment, a box ticked, a file edited, an issue closed by mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from fake_github.world import BOT, OpenedIssue, World
from on_act.runner import Ran, Runner
from tablee.files.load import load_group
from tablee.model import Group, Meeting
from tablee.rules.turns.vacancy import current_call
from tablee.steward.state import parse_marker

GROUP = Path(__file__).parents[1] / "groups" / "weeks"
PARIS = ZoneInfo("Europe/Paris")
FIRST = date(2026, 10, 5)
MEETINGS = tuple(date(2026, 10, 7) + timedelta(weeks=week) for week in range(10))
LOGINS = {"aline-moreau": "aline-m", "bruno-faure": "bruno-f", "chloe-girard": "chloe-g", "david-leroy": "david-l",
          "emma-picard": "emma-p", "gaelle-roux": "gaelle-r"}  # fmt: skip
FIRST_ACCOUNT = 7001
KEEPER, REFUSED, HOLIDAY, CLOSED, VOTED = "bruno-f", MEETINGS[3], MEETINGS[5], MEETINGS[4], MEETINGS[6]
STRANGER = "passante"


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does, when; the run that it starts, if GitHub has an event for it, is what it returns."""

    at: datetime
    do: Callable[[], Ran | None]


def read_files() -> dict[str, bytes]:
    """Read the group as it is before its steward is switched on."""
    return {file.relative_to(GROUP).as_posix(): file.read_bytes() for file in sorted(GROUP.rglob("*.yml"))}


def settle(world: World) -> None:
    """Push the group, and let its members have their accounts."""
    world.push(dict(read_files()))
    for position, login in enumerate(LOGINS.values(), FIRST_ACCOUNT):
        world.account(login, position)


def settle_protected(world: World) -> None:
    """Settle the group where main is protected, so that all that is written is proposed."""
    settle(world)
    text = world.files()["group.yml"].replace(b"writes: commits", b"writes: pull-requests")
    world.push({"group.yml": text})
    world.is_protected = True


def group_of(world: World) -> Group:
    """Return the group as the branch's files are."""
    loaded = load_group(world.files())
    assert loaded.problems == ()
    assert loaded.group
    return loaded.group


def issues_of(world: World, subject: str) -> list[OpenedIssue]:
    """Return the steward's issues of a subject."""
    own = [one for one in world.issues.values() if one.account and one.account.login == BOT]
    markers = [(one, parse_marker(one.body)) for one in own]
    return [one for one, marker in markers if marker and str(marker.subject) == subject]


def issue_of(world: World, subject: str) -> OpenedIssue:
    """Return the one issue of a subject."""
    (found,) = issues_of(world, subject)
    return found


class People:
    """The people of the group, at their browsers."""

    def __init__(self, runner: Runner) -> None:
        self.runner, self.world = runner, runner.world

    def deeds(self, meeting: date) -> Iterator[Deed]:
        """Yield all that is done around one meeting."""
        on = f"meeting:{meeting}"
        if meeting == VOTED:
            earlier = meeting - timedelta(days=1)
            yield self._deed(meeting, -9, 9, lambda: self.comment(on, KEEPER, f"/propose {earlier}"))
            for login, signs in {"chloe-g": "hooray heart", "david-l": "hooray", "emma-p": "hooray"}.items():
                yield self._deed(meeting, -8, 9, lambda who=login, those=signs: self._react(on, who, those))  # type: ignore[misc]
            # What they said of the usual day lapsed when the vote chose another.
            for login in ("aline-m", "david-l"):
                yield self._deed(meeting, -2, 10, lambda who=login: self.comment(on, who, "/oui"))  # type: ignore[misc]
        yield self._deed(meeting, -7, 8, lambda: self._answer_call(meeting))
        yield self._deed(meeting, -6, 9, lambda: self._react(on, "aline-m", "+1"))
        yield self._deed(meeting, -6, 10, lambda: self._react(on, "chloe-g", "-1"))
        yield self._deed(meeting, -5, 11, lambda: self._edit_file(meeting))
        yield self._deed(meeting, -4, 12, lambda: self._say_yes(on, "david-l", in_words=meeting.day % 2 == 1))
        yield self._deed(meeting, -3, 9, lambda: self._change_mind(on, "chloe-g"))
        yield self._deed(meeting, -2, 18, lambda: self.comment(on, KEEPER, "/vient Farid\n/oui"))
        yield self._deed(meeting, 0, 16, lambda: self._tell(meeting))
        yield self._deed(meeting, 2, 20, lambda: self._tick(on))
        if meeting == CLOSED:
            yield self._deed(meeting, -3, 20, lambda: self._close(on))
            yield self._deed(meeting, -3, 21, lambda: self.comment(on, STRANGER, "/oui"))

    def comment(self, subject: str, login: str, text: str) -> Ran:
        """Write a comment, which starts commands.yml."""
        issue = issue_of(self.world, subject)
        self.world.add_comment(login, issue.number, text)
        return self.runner.run("commands.yml", "issue_comment", event_of(issue, login, text))

    def _deed(self, meeting: date, days: int, hour: int, do: Callable[[], Ran | None]) -> Deed:
        day = meeting + timedelta(days=days + (meeting == HOLIDAY))  # that week they meet a day later
        wall = datetime.combine(day, time(hour), PARIS)
        return Deed(wall.astimezone(UTC), do)

    def _react(self, subject: str, login: str, contents: str) -> None:
        for content in contents.split():
            self.world.react(login, issue_of(self.world, subject).number, content)

    def _say_yes(self, subject: str, login: str, *, in_words: bool) -> Ran | None:
        if in_words:
            return self.comment(subject, login, "Avec plaisir !\n\n/oui")
        self._react(subject, login, "+1")
        return None

    def _change_mind(self, subject: str, login: str) -> None:
        number = issue_of(self.world, subject).number
        self.world.unreact(login, number, "-1")
        self.world.react(login, number, "+1")

    def _answer_call(self, meeting: date) -> Ran | None:
        """Let who was called accept, by reaction, or pass; for who has no account a keeper says it."""
        subject = f"facilitator:{meeting}"
        call = current_call(self._meeting(meeting))
        assert call, f"nobody was called for {meeting}"
        login = LOGINS.get(call.member)
        if login is None:
            return self.comment(subject, KEEPER, "/oui Farid Benali")
        if meeting == REFUSED:
            return self.comment(subject, login, "/Je-passe")
        self._react(subject, login, "+1")
        return None

    def _edit_file(self, meeting: date) -> Ran | None:
        """Add a topic in the file by hand, with a comment; GitHub loses the run of every other push."""
        path = f"meetings/{meeting}.yml"
        before = self.world.files().get(path, b"")
        assert b"topics:" not in before
        self.world.push({path: before + f"topics: [Tarifs] # written by hand for {meeting}\n".encode()})
        return self.runner.run("steward.yml", "push", {"ref": "refs/heads/main"}) if meeting.day % 2 else None

    def _close(self, subject: str) -> None:
        issue_of(self.world, subject).is_open = False

    def _tell(self, meeting: date) -> Ran:
        """Let the facilitator say, before leaving the table, who came, the words, and that the next date stands."""
        led = self._meeting(meeting).facilitators
        login = LOGINS.get(led[0], KEEPER) if led else KEEPER
        following = f"/prochaine {HOLIDAY + timedelta(days=1)}" if meeting == CLOSED else "/prochaine"
        said = f"/présents Aline, Bruno, David, Farid +1\n/mots olive parapluie\n{following}"
        return self.comment(f"facilitator:{meeting}", login, said)

    def _tick(self, subject: str) -> Ran:
        """Tick the first mission in the body, as a tap on the box does."""
        issue = issue_of(self.world, subject)
        assert "- [ ]" in issue.body, issue.body
        issue.body = issue.body.replace("- [ ]", "- [x]", 1)
        return self.runner.run("commands.yml", "issues", event_of(issue, "aline-m"))

    def _meeting(self, meeting: date) -> Meeting:
        return group_of(self.world).meetings[str(meeting)]


def event_of(issue: OpenedIssue, login: str, comment: str = "", **changes: object) -> dict[str, object]:
    """Return what GitHub tells a workflow of a comment or an edit."""
    kind = "Bot" if login.endswith("[bot]") else "User"
    author = issue.account.type if issue.account else "User"
    told = {"number": issue.number, "user": {"type": author}, **changes}
    logins = list(LOGINS.values())
    number = FIRST_ACCOUNT + logins.index(login) if login in logins else 1
    sender = {"login": login, "id": number, "type": kind}
    return {
        "action": "created",
        "sender": sender,
        "issue": told,
        "comment": {"body": comment, "user": sender},
    }
