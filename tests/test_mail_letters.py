"""Which mails are owed, and what they say: nothing twice, three a week, and always what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import icalendar
import pytest

from builders import a_group, a_meeting, a_member, an_instant
from tablee.i18n.translations import load_translations
from tablee.mail.composing import Composer, Sender
from tablee.mail.letters import Desk, Kind, Letter, Sent, parse_record, render_record, state_of
from tablee.mail.tokens import Purpose, make_token
from tablee.model import Answer, Call, CallAnswer, Group
from tablee.rules.timeline import build_timeline

KEY, MEETING = "2026-12-10", "2026-12-10"
SECRET = b"a key of thirty-two letters, or so"
CAME = a_meeting("2026-11-26", present=("ann", "bo", "cy"))
MEMBERS = [a_member(who) for who in ("ann", "bo", "cy")]
BEGAN = date(2026, 1, 1)


def a_table(**meeting: object) -> Group:
    """Build a group of three who met, with one meeting to come."""
    return a_group(members=MEMBERS, meetings=[CAME, a_meeting(MEETING, **meeting)])


def owed(
    group: Group, day: str, sent: Sequence[Sent] = (), reached: Sequence[str] = ("ann", "bo")
) -> list[str]:
    """Return what is owed on a day, as `kind member sequence`."""
    timeline = build_timeline(group, an_instant(f"{day} 12:00"))
    letters = Desk(group, timeline, reached, sent, BEGAN).plan_letters()
    return [f"{one.kind} {one.member} {one.sequence}" for one in letters]


def invited(group: Group, *members: str, on: str = "2026-12-01") -> list[Sent]:
    """Return the invitations that stand for a group's meeting."""
    event = build_timeline(group, an_instant(f"{on} 12:00")).event(MEETING)
    assert event
    return [
        Sent(Letter(Kind.INVITATION, MEETING, who, state_of(event)), date.fromisoformat(on))
        for who in members
    ]


def test_each_active_member_with_an_address_gets_one_invitation() -> None:
    """From the day on which the meeting's issue opens, and none again; who said no needs none."""
    group = a_table()
    assert owed(group, "2026-11-29") == []
    assert owed(group, "2026-12-01") == ["invitation ann 0", "invitation bo 0"]
    assert owed(group, "2026-12-02", invited(group, "ann", "bo")) == []
    assert owed(a_table(answers={"ann": Answer.NO}), "2026-12-01") == ["invitation bo 0"]


def test_a_move_is_the_same_invitation_a_number_higher() -> None:
    """However many messages came that week: who does not know goes to the wrong day."""
    before, after = a_table(), a_table(moved_to="2026-12-11")
    many = [Sent(Letter(Kind.REMINDER, f"2026-0{n}-01", "ann", "x"), date(2026, 12, 1)) for n in range(1, 5)]
    assert owed(after, "2026-12-02", [*invited(before, "ann"), *many], ["ann"]) == ["invitation ann 1"]


def test_a_cancellation_reaches_whom_the_invitation_reached() -> None:
    """Once; and a meeting that is on again is announced again."""
    off, on = a_table(cancelled=True), a_table()
    told = invited(on, "ann")
    assert owed(off, "2026-12-02", told) == ["cancellation ann 1"]
    off_told = [
        *told,
        Sent(Letter(Kind.CANCELLATION, MEETING, "ann", told[0].letter.state, 1), date(2026, 12, 2)),
    ]
    assert owed(off, "2026-12-03", off_told) == []
    assert owed(on, "2026-12-03", off_told, ["ann"]) == ["invitation ann 2"]


def test_the_silent_are_reminded_once_three_days_before() -> None:
    """Not on the day of their invitation, and not who has answered."""
    group = a_table(answers={"bo": Answer.YES})
    told = invited(group, "ann", "bo")
    assert owed(group, "2026-12-06", told) == []
    assert owed(group, "2026-12-07", told) == ["reminder ann 0"]
    assert owed(group, "2026-12-07", invited(group, "ann", "bo", on="2026-12-07")) == []
    reminded = [*told, Sent(Letter(Kind.REMINDER, MEETING, "ann", "x"), date(2026, 12, 7))]
    assert owed(group, "2026-12-08", reminded) == []


def test_who_is_called_to_facilitate_gets_the_call_once() -> None:
    """As long as nobody has accepted."""
    call = Call("bo", date(2026, 11, 30))
    group = a_table(called=(call,))
    assert owed(group, "2026-12-01", invited(group, "ann", "bo")) == ["call bo 0"]
    accepted = a_table(called=(Call("bo", call.on, CallAnswer.ACCEPTED),), facilitators=("bo",))
    assert owed(accepted, "2026-12-01", invited(accepted, "ann", "bo")) == []


def test_nobody_gets_more_than_three_mails_in_seven_days() -> None:
    """The fourth waits until the week is over."""
    group = a_table()
    three = [Sent(Letter(Kind.REMINDER, f"2026-0{n}-01", "ann", "x"), date(2026, 11, 28)) for n in (1, 2, 3)]
    assert owed(group, "2026-12-01", three, ["ann"]) == []
    assert owed(group, "2026-12-05", three, ["ann"]) == ["invitation ann 0"]


def test_a_silent_group_is_asked_twice() -> None:
    """Everybody who belongs, a week apart, and then never again."""
    group = a_group(members=MEMBERS, meetings=[a_meeting("2026-06-04", present=("ann", "bo"))])
    sent: list[Sent] = []
    asked = []
    for week in range(8):
        day = date(2026, 9, 1) + timedelta(weeks=week)
        timeline = build_timeline(group, an_instant(f"{day} 12:00"))
        letters = Desk(group, timeline, ["ann", "cy"], sent, BEGAN).plan_letters()
        asked.append([f"{one.kind} {one.member}" for one in letters])
        sent += [Sent(one, day) for one in letters]
    assert asked[:3] == [["silence ann", "silence cy"], ["silence-again ann", "silence-again cy"], []]
    assert not any(asked[2:])


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_mail_says_what_and_how_to_answer(kind: Kind, language: str) -> None:
    """Plain text in the group's language, one address, no token in its own subject, nothing for a program to answer."""
    group = a_table(called=(Call("ann", date(2026, 11, 30)),))
    timeline = build_timeline(group, an_instant("2026-12-01 12:00"))
    about = "2026-12-01" if kind in {Kind.SILENCE, Kind.SILENCE_AGAIN} else MEETING
    composer = Composer(group, timeline, load_translations(language), Sender("tablee@example.org", SECRET))
    data = bytes(composer.compose(Letter(kind, about, "ann", "2026-11-30", 1), "ann@example.net"))
    mail = message_from_bytes(data, policy=default)
    text = mail.get_body(("plain",))
    assert text
    said = text.get_content()
    assert mail["To"] == "ann@example.net"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "mailto:tablee@example.org?subject=stop%20" in said
    assert "2026" in said
    tokens = [make_token(SECRET, Purpose.STOP, "ann"), make_token(SECRET, Purpose.EVENT, "ann", MEETING)]
    assert not any(token in mail["Subject"] for token in tokens)
    calendars = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert bool(calendars) == (kind in {Kind.INVITATION, Kind.CANCELLATION})
    for part in calendars:
        (event,) = icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")
        assert str(event["UID"]).split("@")[0] == tokens[1]
        assert (str(event["ORGANIZER"]), str(event["ATTENDEE"])) == (
            "mailto:tablee@example.org",
            "mailto:ann@example.net",
        )
        assert (event["SEQUENCE"], event["STATUS"] == "CANCELLED") == (1, kind is Kind.CANCELLATION)


def test_a_long_address_stays_whole_in_the_headers() -> None:
    """A client finds the link that ends the mails, where Python would fold and encode it; bodies stay narrow."""
    sender = Sender(f"{'a-long-name-' * 4}@{'a-long-host-' * 4}.example.org", SECRET)
    group = a_table()
    timeline = build_timeline(group, an_instant("2026-12-01 12:00"))
    composer = Composer(group, timeline, load_translations("fr"), sender)
    mail = composer.compose(Letter(Kind.INVITATION, MEETING, "ann", "x"), "ann@example.net")
    head, _blank, body = bytes(mail).partition(b"\r\n\r\n")
    token = make_token(SECRET, Purpose.STOP, "ann")
    assert f"\nList-Unsubscribe: <mailto:{sender.address}?subject=stop%20{token}>\r\n".encode() in head
    assert all(len(line) <= 998 for line in head.split(b"\r\n"))
    assert all(len(line) <= 78 for line in body.split(b"\r\n"))


def test_a_letter_is_remembered_as_one_line() -> None:
    """Without an address; what is no such line is nothing."""
    letter = Letter(Kind.CALL, "soir.2026-12-10", "m-7f3k", "2026-11-30", 2)
    assert parse_record(render_record(letter)) == letter
    assert parse_record("call 2026-12-10") is None
    assert parse_record("love 2026-12-10 ann x 0") is None
