"""Before a meeting: who answers whether they come, on which day, and who votes for which dates."""

from __future__ import annotations

from collections.abc import Iterator

from tablee.model import Answer
from tablee.rules.event import Event
from tablee.steward.rehearse.day import Day
from tablee.steward.rehearse.deeds import Deed, Reacts, Writes
from tablee.steward.rehearse.typed import typed
from tablee.steward.subjects import Kind, Subject
from tablee.steward.tracker import Reply
from tablee.steward.votes import BALLOTS, open_poll

PERHAPS = 0.08
WAVERING = 0.05
"""How likely somebody who said yes cannot come after all, and says so the day before."""
SUITS = 0.6
REMINDED = 0.5
"""How many of the silent a reminder moves."""
ASKED_BEFORE = 2
"""Days before the meeting on which the facilitator asks those without account."""


def answers(day: Day) -> Iterator[Deed]:
    """Yield what is answered today in the issues of coming meetings."""
    for seen, event in day.open_issues(Kind.MEETING):
        if event.starts_at <= day.now or event.meeting is None or event.meeting.cancelled:
            continue
        if event.meeting.poll and not event.meeting.poll.decided_on:
            yield from _votes(day, event)
        else:
            for member in day.speakers(event):
                yield from _answer(day, event, seen.subject, member.id)
            yield from _by_word_of_mouth(day, event)


def will_come(day: Day, event: Event, member: str) -> Answer:
    """Say what a member will answer, asked or not."""
    if day.chance.happens(PERHAPS, "perhaps", event.key, member):
        return Answer.MAYBE
    comes = day.chance.happens(day.habit(event, member).comes, "comes", event.key, member)
    return Answer.YES if comes else Answer.NO


def _answer(day: Day, event: Event, subject: Subject, member: str) -> Iterator[Deed]:
    said = event.meeting.answers.get(member) if event.meeting else None
    left = (event.on - day.now.date()).days
    if said is Answer.YES and left == 1 and day.chance.happens(WAVERING, "wavers", event.key, member):
        yield Writes(member, subject, typed(day.group, "no"))
    if said is not None or left != _answers_on(day, event, member):
        return
    answer = will_come(day, event, member)
    if day.chance.happens(0.8, "by reaction", event.key, member):
        replies = {Answer.YES: Reply.PLUS_ONE, Answer.NO: Reply.MINUS_ONE, Answer.MAYBE: Reply.CONFUSED}
        yield Reacts(member, subject, replies[answer])
    else:
        yield Writes(member, subject, typed(day.group, answer.value))


def _answers_on(day: Day, event: Event, member: str) -> int | None:
    """Return how many days before the meeting a member answers; the silent ones perhaps once reminded, or never."""
    poll, habit = day.group.settings.poll, day.habit(event, member)
    if day.chance.happens(habit.answers, "answers", event.key, member):
        return day.chance.up_to(poll.opens.days, "answers on", event.key, member)
    if habit.answers and day.chance.happens(REMINDED, "reminded", event.key, member):
        return day.chance.up_to(max(poll.closes.days - 1, 0), "answers late", event.key, member)
    return None


def _by_word_of_mouth(day: Day, event: Event) -> Iterator[Deed]:
    """Yield the answers of members without account, whom the facilitator or a keeper has asked."""
    spokesman, subject = day.spokesman(event), day.subject_for(str(event.key))
    if not spokesman or subject is None or (event.on - day.now.date()).days != ASKED_BEFORE:
        return
    speakers = {member.id for member in day.speakers(event)}
    known = event.meeting.answers if event.meeting else {}
    silent = [m.id for m in day.members(event) if m.public and m.id not in speakers and m.id not in known]
    said = [member for member in silent if will_come(day, event, member) is Answer.YES]
    lines = [f"{typed(day.group, 'come')} {member}" for member in said if day.habit(event, member).answers]
    if lines:
        yield Writes(spokesman, subject, "\n".join(lines))


def _votes(day: Day, event: Event) -> Iterator[Deed]:
    meeting = event.meeting
    poll = open_poll(meeting, day.now.date()) if meeting else None
    if poll is None:
        return
    left = (poll.closes_on - day.now.date()).days
    for member in day.speakers(event):
        votes = day.chance.happens(day.habit(event, member.id).answers, "votes", event.key, member.id)
        if votes and left == day.chance.up_to(4, "votes on", event.key, member.id):
            for reply, on in zip(BALLOTS, poll.candidates, strict=False):
                if day.chance.happens(SUITS, "suits", event.key, member.id, on):
                    yield Reacts(member.id, Subject(Kind.MEETING, str(event.key)), reply)
