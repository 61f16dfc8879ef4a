"""Ten weeks, and a silence, in which most answer by mail: act runs post.yml on the fake GitHub and a real mailbox."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from fake_github.description import needs_description
from fake_github.server import FakeGitHub
from fake_github.world import World
from group_folder import run_tablee
from mail_answers import a_bare_reply, a_calendar, a_reply, a_word
from mail_server import MailServer, running_mail_server
from on_act.checkout import Checkout
from on_act.runner import Runner, needs_act
from on_act.weeks import FIRST, HOLIDAY, KEEPER, LOGINS, MEETINGS, PARIS, event_of, group_of, issue_of, settle
from tablee.mail.letters import MOST_A_WEEK
from tablee.model import Answer, CallAnswer, Meeting
from tablee.rules.turns.vacancy import current_call

pytestmark = [needs_description, needs_act]
CLIENTS = ("chloe-girard", "david-leroy", "emma-picard", "farid-benali", "gaelle-roux")
"""Who answers by mail: with Thunderbird, Outlook.com, Apple's, Gmail, Proton."""
BY_MAIL = (*CLIENTS, "m-4k2p")
CANCELLED, SILENT, MOVED, PASSED = MEETINGS[3], MEETINGS[4], MEETINGS[6], MEETINGS[7]
HELD = tuple(meeting for meeting in MEETINGS if meeting != HOLIDAY)
SLOTS = (-9, -6, -2, 1)
"""Days around each meeting on which post.yml runs: its other runs are missed, as GitHub misses them."""
EMPTY, AWAKE = MEETINGS[1:4], MEETINGS[4]
"""In another story everybody is invited to three meetings, and nobody says a word; then they meet again."""
TOKEN = re.compile(rb"(?<![a-z2-7])[a-z2-7]{20}(?![a-z2-7])")
NO, YES = Answer.NO, Answer.YES


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """Run the mailbox, with the addresses of six members kept in it."""
    with running_mail_server() as running:
        monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
        yield running


@pytest.fixture
def fake(server: MailServer) -> Iterator[FakeGitHub]:
    """Return a running fake with the group; nothing wrong may have been asked or answered by the end."""
    with FakeGitHub() as running:
        settle(running.world)
        with server.connect() as imap:
            imap.create("Tablee-Members")
            for who in BY_MAIL:
                imap.append("Tablee-Members", "", "", f"Subject: {who}\r\n\r\n{address(who)}\r\n".encode())
        yield running
    assert running.wrong == []


def address(member: str) -> str:
    """Return where a member gets mails."""
    return f"{member}@post.example"


class Post:
    """The runs of post.yml, and the mails that the members got in each."""

    def __init__(self, runner: Runner, server: MailServer) -> None:
        self.runner, self.server, self.world = runner, server, runner.world
        self.got: defaultdict[str, list[tuple[date, EmailMessage]]] = defaultdict(list)
        self.logs: list[str] = []

    def run(self, day: date, hour: int = 7) -> None:
        """Run the workflow on a day, and hand out what was sent."""
        self.world.now = datetime.combine(day, time(hour), PARIS).astimezone(UTC)
        before = len(self.server.sent)
        ran = self.runner.run("post.yml", "schedule", {}, **self.server.environment())
        assert ran.green, ran.log + ran.summary
        self.logs += [ran.log, ran.summary]
        for to, data in self.server.sent[before:]:
            self.got[to].append((day, message_from_bytes(data, policy=default)))

    def newest(self, member: str, word: str) -> EmailMessage | None:
        """Return the newest mail of a member whose subject has a word."""
        mails = [mail for _day, mail in self.got[address(member)] if word in mail["Subject"]]
        return mails[-1] if mails else None


def links(mail: EmailMessage) -> dict[str, str]:
    """Return the subjects of the answers that a mail offers."""
    text = mail.get_body(("plain",))
    assert text
    return {
        w: f"{w} {token}" for w, token in re.findall(r"subject=(\S+?)%20([a-z2-7]{20})", text.get_content())
    }


def invitation(mail: EmailMessage) -> tuple[str, int]:
    """Return the token and the number of an invitation."""
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    text = str(part.get_content())
    token, number = re.search(r"UID:([a-z2-7]{20})@", text), re.search(r"SEQUENCE:(\d+)", text)
    assert token
    assert number
    return token[1], int(number[1])


def reply(member: str, mail: EmailMessage, answer: Answer) -> bytes:
    """Answer as five kinds of client do."""
    status = {"yes": "ACCEPTED", "no": "DECLINED"}[answer.value]
    token, number = invitation(mail)
    to = address(member)
    match member:
        case "chloe-girard":  # Thunderbird
            return a_reply(a_calendar(token, status, attendee=to, sequence=number))
        case "david-leroy":  # Outlook.com leaves the organizer out
            return a_reply(
                a_calendar(token, status, attendee=to, sequence=number, organizer=""), cte="base64"
            )
        case "emma-picard":  # Apple sends nothing but a calendar
            return a_bare_reply(a_calendar(token, status, attendee=to, sequence=number, prefix="MAILTO:"))
        case "farid-benali":  # Gmail
            return a_reply(
                a_calendar(token.upper(), status, attendee=to, sequence=number),
                subject="Accepté",
                cte="base64",
            )
    calendar = a_calendar(
        token, status, attendee=to, sequence=number, prodid="-//Proton AG//ProtonCalendar//EN"
    )
    return a_reply(calendar, method="reply")


def test_ten_weeks_of_answers_by_mail(fake: FakeGitHub, server: MailServer, tmp_path: Path) -> None:
    """Each answer is in the files; a move, a cancellation, a call by mail; no address anywhere but in the mailbox."""
    world, post = fake.world, Post(Runner(fake, tmp_path), server)
    for meeting in HELD:
        for days in SLOTS:
            day = meeting + timedelta(days=days)
            if day >= FIRST:
                live(world, post, meeting, days)
            if (meeting, days) == (HELD[-1], SLOTS[2]):
                check_head_count(world, meeting, tmp_path)
    check_answers(world)
    check_mails(post)
    check_no_address(world, post, tmp_path)


def test_a_silent_group_wakes_by_mail(fake: FakeGitHub, server: MailServer, tmp_path: Path) -> None:
    """Three empty meetings, one question by mail, one yes by mail; the second question is not sent, and calls begin."""
    world, post = fake.world, Post(Runner(fake, tmp_path), server)
    for day in (FIRST, EMPTY[1] - timedelta(days=2)):
        post.run(day)
    asked_on = EMPTY[2] + timedelta(days=5)
    assert not any(questions(post).values())
    post.run(asked_on)
    meetings = group_of(world).meetings
    assert [is_empty(meetings[str(day)]) for day in EMPTY] == [True] * 3
    assert str(AWAKE) not in meetings
    assert questions(post) == dict.fromkeys(BY_MAIL, 1)
    mail = post.newest("farid-benali", "on continue")
    assert mail
    post.server.receive(a_word(links(mail)["oui"]))
    post.run(asked_on + timedelta(days=1))
    awake = group_of(world).meetings[str(AWAKE)]
    assert awake.answers == {"farid-benali": YES}
    assert awake.called
    post.run(asked_on + timedelta(days=7))
    assert questions(post) == dict.fromkeys(BY_MAIL, 1)
    assert post.got[address("emma-picard")][-1][0] > asked_on
    check_weeks(post)
    check_no_address(world, post, tmp_path)


def is_empty(meeting: Meeting) -> bool:
    """Return whether nobody said a word of a meeting."""
    return not (meeting.answers or meeting.facilitators or meeting.present)


def questions(post: Post) -> dict[str, int]:
    """Return how often each member was asked by mail whether the group goes on."""
    return {
        who: sum("on continue" in mail["Subject"] for _day, mail in post.got[address(who)]) for who in BY_MAIL
    }


def live(world: World, post: Post, meeting: date, days: int) -> None:
    """Let a run of post.yml come, and then people do what they do that day."""
    post.run(meeting + timedelta(days=days))
    subject = f"meeting:{meeting}"
    if days == SLOTS[1]:
        answer_calls(world, post, meeting)
        for member in CLIENTS:
            mail = post.newest(member, "venez-vous")
            assert mail, member
            if (member, meeting) == ("chloe-girard", SILENT):
                continue  # she is reminded
            post.server.receive(reply(member, mail, NO if member == "david-leroy" else YES))
        if meeting in {CANCELLED, MOVED}:
            said = "/annuler Neige" if meeting == CANCELLED else f"/prochaine {meeting + timedelta(days=1)}"
            issue = issue_of(world, subject)
            world.add_comment(KEEPER, issue.number, said)
            ran = post.runner.run("commands.yml", "issue_comment", event_of(issue, KEEPER, said))
            assert ran.green, ran.log
    if days == SLOTS[2] and meeting == MOVED:
        for member in CLIENTS:
            mail = post.newest(member, "nouvelle date")
            assert mail, member
            assert invitation(mail)[1] == 1
            post.server.receive(reply(member, mail, YES))
    if days == SLOTS[3] and meeting != CANCELLED:
        issue, said = issue_of(world, f"facilitator:{meeting}"), "/présents Aline, Chloé, Emma, Farid"
        world.add_comment(KEEPER, issue.number, said)
        assert post.runner.run("commands.yml", "issue_comment", event_of(issue, KEEPER, said)).green


def answer_calls(world: World, post: Post, meeting: date) -> None:
    """Let who was called by mail accept, once pass; the others do it on GitHub."""
    call = current_call(group_of(world).meetings[str(meeting)])
    if call is None or call.answer is not None:
        return
    mail = post.newest(call.member, "animer") if call.member in BY_MAIL else None
    if mail:
        word = "je-passe" if meeting == PASSED else "j-anime"
        post.server.receive(a_word(links(mail)[word]))
    elif call.member in LOGINS:
        world.react(LOGINS[call.member], issue_of(world, f"facilitator:{meeting}").number, "+1")


def check_answers(world: World) -> None:
    """What calendars and links said is in the files, for the day that stands."""
    meetings = group_of(world).meetings
    for meeting in HELD[1:]:
        said, key = meetings[str(meeting)].answers, str(meeting)
        if meeting == CANCELLED:
            assert meetings[key].cancelled
            continue
        came = {who for who, answer in said.items() if answer is YES}
        assert came >= {"emma-picard", "farid-benali", "gaelle-roux"}, key
        assert ("chloe-girard" in came) == (meeting != SILENT), key
        assert said["david-leroy"] is (YES if meeting == MOVED else NO), key
    assert meetings[str(MOVED)].moved_to == MOVED + timedelta(days=1)
    calls = [call for one in meetings.values() for call in one.called if call.member in BY_MAIL]
    assert {call.answer for call in calls} >= {CallAnswer.ACCEPTED, CallAnswer.PASSED}


def check_mails(post: Post) -> None:
    """Each kind came."""
    subjects = "\n".join(mail["Subject"] for mails in post.got.values() for _day, mail in mails)
    for part in ("venez-vous le", "nouvelle date", "annulée", "voulez-vous animer", ", venez-vous"):
        assert part in subjects, part
    check_weeks(post)


def check_weeks(post: Post) -> None:
    """Each mail came once; with mentions at most three a week and person, but for moves and cancellations."""
    for member in BY_MAIL:
        mails = post.got[address(member)]
        assert len({mail["Message-ID"] for _day, mail in mails}) == len(mails)
        days = [day for day, mail in mails if not re.search("nouvelle date|annulée", mail["Subject"])]
        days += [one.at.date() for one in post.world.comments.values() if f'"{member}"' in one.body]
        days += [
            one.at.date()
            for one in post.world.issues.values()
            if LOGINS.get(member) in post.world.mentioned(one.title + one.body)
        ]
        weeks = {first: sum(first <= day < first + timedelta(7) for day in days) for first in days}
        assert max(weeks.values()) <= MOST_A_WEEK, (member, weeks)


def check_head_count(world: World, meeting: date, folder: Path) -> None:
    """The issue and the page say how many come, as the file does; the site and its feeds stay for the next check."""
    said = group_of(world).meetings[str(meeting)].answers.values()
    coming = sum(answer is YES for answer in said)
    assert f"{coming} viennent" in issue_of(world, f"meeting:{meeting}").body
    Checkout(world, folder / "seen").update()
    environment = {"TABLEE_NOW": world.now.isoformat(), "TABLEE_TEMPLATE": "false"}
    done = run_tablee("-C", folder / "seen", "build", **environment)
    assert done.returncode == 0, done.stderr
    assert (folder / "seen/site/calendar.ics").is_file()
    page = (folder / f"seen/site/meetings/{meeting}/index.html").read_text("utf-8")
    assert f"{coming} personnes à table" in page


def check_no_address(world: World, post: Post, folder: Path) -> None:
    """Neither an address nor a token: in no version of a file or message of Git, no issue, no log, no summary.

    What lies in the folder are the site with its feeds, the checkouts, and what each run left.
    """
    texts = [*world.git.blobs.values(), *(commit.message.encode() for commit in world.git.commits.values())]
    texts += [f"{issue.title}{issue.body}".encode() for issue in world.issues.values()]
    texts += [comment.body.encode() for comment in world.comments.values()]
    texts += [log.encode() for log in post.logs]
    texts += [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    mails = [mail for mails in post.got.values() for _day, mail in mails]
    tokens = {line.split()[1].encode() for mail in mails for line in links(mail).values()}
    assert len(tokens) > len(BY_MAIL)
    assert [text for text in texts if b"post.example" in text or tokens & set(TOKEN.findall(text))] == []
