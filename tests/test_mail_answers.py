# ruff: noqa: E501, S106 (tables of mails, one a line; a token is no password)
"""Which mails are believed: those of five kinds of client, and words with a token; the rest is left for people."""

from __future__ import annotations

from datetime import date

import pytest

from builders import a_group, a_meeting, a_member, an_instant
from mail_answers import a_bare_reply, a_bounce, a_calendar, a_reply, a_word
from tablee.mail.letters import Desk, Kind, Letter, Sent
from tablee.mail.matching import Answered, match, open_tokens
from tablee.mail.reading import Refusal, Said, read_bounce, read_mail
from tablee.mail.tokens import Purpose, make_token
from tablee.mail.words import Word
from tablee.model import Answer, Call
from tablee.rules.timeline import build_timeline

KEY = b"a key of thirty-two letters, or so"
NOW = an_instant("2026-12-01 12:00")
MEETING = "2026-12-10"
CALL = Call("bo", date(2026, 11, 30))
GROUP = a_group(
    members=[a_member("ann"), a_member("bo")],
    meetings=[a_meeting(MEETING, called=(CALL,)), a_meeting("2026-11-26", present=("ann", "bo"))],
)
LINE = build_timeline(GROUP, NOW)
ADDRESSES = {"ann": "ann@example.net", "bo": "bo@example.com"}
INVITED = [
    Sent(Letter(Kind.INVITATION, MEETING, who, "x", n), date(2026, 11, 30))
    for who in ADDRESSES
    for n in (0, 1)
]
EVENT = make_token(KEY, Purpose.EVENT, "ann", MEETING)
DAY = make_token(KEY, Purpose.ANSWER, "ann", MEETING, MEETING)
OLD_DAY = make_token(KEY, Purpose.ANSWER, "ann", MEETING, "2026-12-03")
TURN = make_token(KEY, Purpose.TURN, "bo", MEETING, "2026-11-30")
STOP = make_token(KEY, Purpose.STOP, "ann")
JOIN = make_token(KEY, Purpose.JOIN, "bo")
FOREIGN = make_token(b"another key", Purpose.EVENT, "ann", MEETING)
PAST = make_token(KEY, Purpose.EVENT, "ann", "2026-11-26")


def reply(partstat: str = "ACCEPTED", token: str = EVENT, **more: object) -> str:
    """Return a calendar's answer to the newest invitation."""
    return a_calendar(token, partstat, **{"sequence": 1, **more})  # type: ignore[arg-type]


YES, NO, MAYBE = Answer.YES, Answer.NO, Answer.MAYBE
BELIEVED = {
    "thunderbird accepts": (a_reply(reply()), YES),
    "thunderbird declines": (a_reply(reply("DECLINED")), NO),
    "thunderbird, perhaps": (a_reply(reply("TENTATIVE")), MAYBE),
    "gmail accepts": (a_reply(reply(prodid="-//Google Inc//Google Calendar 70.9054//EN"), subject="Accepté : Les Voisins", cte="base64"), YES),
    "gmail with a comment": (a_reply(reply("DECLINED", more="COMMENT:Désolée, malade\r\n")), NO),
    "outlook.com without organizer": (a_reply(reply(organizer="", prodid="Microsoft Exchange Server 2010"), beside=""), YES),
    "outlook, base64": (a_reply(reply("TENTATIVE", prodid="-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN"), cte="base64"), MAYBE),
    "outlook, automatic": (a_reply(reply(), headers=(("Auto-Submitted", "auto-replied"),)), YES),
    "apple, nothing but a calendar": (a_bare_reply(reply(prodid="-//Apple Inc.//macOS 15//EN")), YES),
    "apple, capitals": (a_bare_reply(reply("DECLINED", attendee="ANN@Example.NET", prefix="MAILTO:")), NO),
    "proton": (a_reply(reply(prodid="-//Proton AG//ProtonCalendar//EN"), method="reply"), YES),
    "a UID in capitals": (a_reply(reply(token=EVENT.upper())), YES),
    "with an attachment besides": (a_reply(reply(), headers=(("Importance", "high"),)), YES),
    "no method on the part": (a_reply(reply(), method=None), YES),
    "quoted-printable": (a_reply(reply("DECLINED"), cte="quoted-printable"), NO),
    "a word": (a_word(f"yes {DAY}"), YES),
    "a French word": (a_word(f"oui {DAY}"), YES),
    "an accent, encoded": (b"Subject: =?utf-8?q?peut-=C3=AAtre_" + DAY.encode() + b"?=\r\n\r\n", MAYBE),
    "brackets in From": (b"Subject: yes " + DAY.encode() + b"\r\nFrom: " + b"(" * 200_000 + b"\r\n\r\n", YES),
    "an accent": (a_word(f"peut-être {DAY}"), MAYBE),
    "no accent": (a_word(f"Peut-etre {DAY}"), MAYBE),
    "capitals": (a_word(f"NON {DAY.upper()}"), NO),
    "blanks around": (a_word(f"  no   {DAY} "), NO),
    "a signature below": (a_word(f"no {DAY}", body="-- \nAnn, 12 rue des Lilas\n"), NO),
    "Auto-Submitted: no": (a_word(f"yes {DAY}", ("Auto-Submitted", "no")), YES),
}  # fmt: skip
DONE = {
    "a turn accepted": (a_word(f"j-anime {TURN}"), Answered("bo", Word.ACCEPT, MEETING)),
    "a turn given on": (a_word(f"je-passe {TURN}"), Answered("bo", Word.PASS, MEETING)),
    "no more mails": (a_word(f"stop {STOP}"), Answered("ann", Word.STOP)),
    "an address": (a_word(f"rejoindre {JOIN}"), Answered("bo", Word.JOIN)),
}
DEEP = (
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 200
)
NESTED = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)
)
WITHIN = b"Content-Type: message/rfc822\r\n\r\n" * 5000
TYPED = b"Content-Type: text/calendar; " + b"a*1*=b; " * 30_000
LEFT = {
    "another key": (a_reply(reply(token=FOREIGN)), Refusal.UNKNOWN_TOKEN),
    "no token": (a_reply(reply(token="2026-12-10")), Refusal.UNKNOWN_TOKEN),
    "a meeting that is over": (a_reply(reply(token=PAST)), Refusal.UNKNOWN_TOKEN),
    "forwarded: who else answers": (a_reply(reply(attendee="eve@example.net")), Refusal.OTHER_ADDRESS),
    "another member's address": (a_reply(reply(attendee="bo@example.com")), Refusal.OTHER_ADDRESS),
    "an old date": (a_reply(reply(sequence=0)), Refusal.OLD),
    "a date that was never sent": (a_reply(reply(sequence=7)), Refusal.OLD),
    "a request": (a_reply(reply(method="REQUEST")), Refusal.NO_ANSWER),
    "a counter-proposal": (a_reply(reply(method="COUNTER")), Refusal.NO_ANSWER),
    "delegated": (a_reply(reply("DELEGATED")), Refusal.NO_ANSWER),
    "no answer yet": (a_reply(reply("NEEDS-ACTION")), Refusal.NO_ANSWER),
    "two attendees": (a_reply(reply(more="ATTENDEE;PARTSTAT=ACCEPTED:mailto:eve@example.net\r\n")), Refusal.NO_ANSWER),
    "two events": (a_reply(reply().replace("END:VCALENDAR", reply()[reply().index("BEGIN:VEVENT"):])), Refusal.NO_ANSWER),
    "one of a series": (a_reply(reply(more="RECURRENCE-ID:20261210T113000Z\r\n")), Refusal.NO_ANSWER),
    "a broken calendar": (a_reply(reply().replace("BEGIN:VEVENT", "BEGIN:VEVNT")), Refusal.NO_ANSWER),
    "no calendar at all": (a_reply("\0\1\2 nothing"), Refusal.UNREADABLE),
    "a sequence that is none": (a_reply(reply().replace("SEQUENCE:1", "SEQUENCE:x")), Refusal.UNREADABLE),
    "a foreign word": (a_word(f"ja {DAY}"), Refusal.NO_ANSWER),
    "an answer to an answer": (a_word(f"Re: yes {DAY}"), Refusal.NO_ANSWER),
    "a token in a quote": (a_word("Re: dinner", body=f"> yes {DAY}\n"), Refusal.NO_ANSWER),
    "a word behind": (a_word(f"yes {DAY} thanks"), Refusal.NO_ANSWER),
    "a holiday notice": (a_word(f"yes {DAY}", ("Auto-Submitted", "auto-replied")), Refusal.AUTOMATIC),
    "a list": (a_word(f"yes {DAY}", ("List-Id", "<a.example.net>")), Refusal.AUTOMATIC),
    "in bulk": (a_word(f"yes {DAY}", ("Precedence", "bulk")), Refusal.AUTOMATIC),
    "nobody sent it": (a_word(f"yes {DAY}", ("Return-Path", "<>")), Refusal.AUTOMATIC),
    "an answer with the token of a calendar": (a_word(f"yes {EVENT}"), Refusal.UNKNOWN_TOKEN),
    "a calendar with the token of a word": (a_reply(reply(token=DAY)), Refusal.UNKNOWN_TOKEN),
    "a day that is no more": (a_word(f"yes {OLD_DAY}"), Refusal.UNKNOWN_TOKEN),
    "a turn answered with yes": (a_word(f"yes {TURN}"), Refusal.UNKNOWN_TOKEN),
    "stop with the token of a day": (a_word(f"stop {DAY}"), Refusal.UNKNOWN_TOKEN),
    "a bounce": (a_bounce("ann@example.net"), Refusal.BOUNCE),
    "a mail within a mail": (b"Content-Type: message/rfc822\r\n\r\n" + a_reply(reply()), Refusal.NO_ANSWER),
    "a thousand parts": (DEEP, Refusal.UNREADABLE),
    "parts in parts in parts": (NESTED, Refusal.TOO_LARGE),
    "mails in mails in mails": (WITHIN, Refusal.TOO_LARGE),
    "a header of ten thousand values": (TYPED, Refusal.TOO_LARGE),
    "a subject of encoded words": (b"Subject: " + b"=?utf-8?q?yes?= " * 15_000 + b"\r\n\r\n", Refusal.NO_ANSWER),
    "a subject that is badly encoded": (b"Subject: =?utf-8?b?a?=\r\n\r\n", Refusal.UNREADABLE),
    "a calendar of a thousand pages": (a_reply(reply(more="COMMENT:x\r\n" * 4_000)), Refusal.NO_ANSWER),
    "a number of a thousand digits": (a_reply(reply(sequence=int("9" * 1000))), Refusal.OLD),
    "our own invitation, come back": (a_reply(reply("NEEDS-ACTION", method="REQUEST"), method="REQUEST"), Refusal.NO_ANSWER),
    "20 MB": (b"Subject: yes " + DAY.encode() + b"\r\n\r\n" + b"a" * 20_000_000, Refusal.TOO_LARGE),
    "broken MIME": (b"Content-Type: multipart/alternative\r\n\r\n--\r\n\xff\xfe", Refusal.NO_ANSWER),
    "a wrong charset": (b"Content-Type: text/calendar; charset=klingon\r\n\r\n" + reply().encode(), Refusal.UNREADABLE),
    "a header over several lines": (b"Subject: yes\r\n " + FOREIGN.encode() + b"\r\nX: y\r\n\r\n", Refusal.UNKNOWN_TOKEN),
    "nothing": (b"", Refusal.NO_ANSWER),
}  # fmt: skip


def judge(mail: bytes) -> Answered | Refusal:
    """Read a mail and say whose answer it is."""
    said = read_mail(mail)
    desk = Desk(GROUP, LINE, ADDRESSES, INVITED, date(2026, 1, 1))
    return (
        match(said, open_tokens(GROUP, LINE, ADDRESSES, KEY), ADDRESSES, desk)
        if isinstance(said, Said)
        else said
    )


@pytest.mark.parametrize("name", BELIEVED)
def test_an_answer_is_believed(name: str) -> None:
    """It is a member's, for one meeting, as an enum; no word of the mail is kept."""
    mail, answer = BELIEVED[name]
    judged = judge(mail)
    assert isinstance(judged, Answered), judged
    assert (judged.member, judged.key, judged.answer) == ("ann", MEETING, answer)


@pytest.mark.parametrize("name", DONE)
def test_a_word_does_what_its_token_is_for(name: str) -> None:
    """Turns, an address given, and no more mails."""
    mail, expected = DONE[name]
    assert judge(mail) == expected


@pytest.mark.parametrize("name", LEFT)
def test_what_is_no_answer_is_left_for_people(name: str) -> None:
    """Forged, forwarded, replayed, old, automatic, broken or huge."""
    mail, refusal = LEFT[name]
    assert judge(mail) is refusal


def test_a_bounce_names_whom_it_did_not_reach() -> None:
    """A delay is none, and an ordinary mail neither."""
    assert read_bounce(a_bounce("Ann@Example.net")) == ("ann@example.net",)
    assert read_bounce(a_bounce("ann@example.net", "delayed")) == ()
    assert read_bounce(a_word("ann@example.net")) == ()
