"""Turns and missions: who accepts, prepares the meeting, tells who came, and does what was drawn."""

from __future__ import annotations

from collections.abc import Iterator

from tablee.model import Answer, Call, Member
from tablee.rules.event import Event
from tablee.rules.poll import ANSWER_WITHIN
from tablee.rules.turns import explain
from tablee.rules.turns.vacancy import current_call
from tablee.steward.boxes import CARD
from tablee.steward.rehearse.answering import will_come
from tablee.steward.rehearse.day import Day
from tablee.steward.rehearse.deeds import Deed, Reacts, Ticks, Writes
from tablee.steward.rehearse.typed import typed
from tablee.steward.subjects import Kind, Subject
from tablee.steward.topics import topics_to_offer
from tablee.steward.tracker import Reply

ACCEPTS, PASSES = 0.75, 0.15
"""How likely a call is accepted, and passed on; what is left is silence."""
TAKES = 0.6
TELLS = 0.9
"""How likely who facilitated tells who came, each evening until it is told."""
SHOWS_UP = {Answer.YES: 0.95, Answer.MAYBE: 0.5, Answer.NO: 0.02}
UNANSWERED = 0.25
"""How likely somebody comes who would have come, and did not say so."""
DOES = 0.3
"""How likely a mission is done on a given day."""
ROOM_WORDS = ("olive", "umbrella", "lantern", "basil", "tramway", "marble", "cinnamon", "harbour")
ROOM_WORDS_FRENCH = ("olive", "parapluie", "lanterne", "basilic", "tramway", "marbre", "cannelle", "escale")


def turns(day: Day) -> Iterator[Deed]:
    """Yield what is said today in the issues of turns."""
    for seen, event in day.open_issues(Kind.FACILITATOR):
        if event.starts_at > day.now and event.meeting:
            yield from _replies_to_call(day, event, seen.subject)
            yield from _prepares(day, event, seen.subject)


def evenings(day: Day) -> Iterator[Deed]:
    """Yield what is told tonight of the meetings that were: who came, the room words, the next date."""
    for _seen, event in day.open_issues(Kind.MEETING):
        meeting, subject = event.meeting, day.subject_for(str(event.key))
        if meeting is None or meeting.present is not None or not event.is_over(day.now) or meeting.cancelled:
            continue
        who = day.spokesman(event)
        if who and subject and day.chance.happens(TELLS, "tells", event.key, day.now.date()):
            came = [m.id for m in day.members(event) if m.id == who or _shows_up(day, event, m)]
            lines = [f"{typed(day.group, 'present')} {', '.join(came)}"]
            lines += [f"{typed(day.group, 'words')} {' '.join(_room_words(day, event))}"]
            yield Writes(who, subject, "\n".join([*lines, typed(day.group, "next")]))


def missions(day: Day) -> Iterator[Deed]:
    """Yield the missions that are done today."""
    for seen, event in day.open_issues(Kind.MEETING):
        drawn = event.meeting.missions if event.meeting else {}
        for card, member in drawn.items():
            left = event.meeting is not None and card not in event.meeting.done
            active = day.habit(event, member).answers > 0
            if left and active and day.chance.happens(DOES, "does", event.key, card, day.now.date()):
                yield Ticks(member, seen.subject, f"{CARD}{card}")


def _replies_to_call(day: Day, event: Event, subject: Subject) -> Iterator[Deed]:
    call = current_call(event.meeting)
    if call is None or call.answer is not None:
        return
    waited = (day.now.date() - call.on).days
    speakers = {member.id for member in day.speakers(event)}
    if call.member in speakers:
        if waited == day.chance.up_to(2, "replies on", event.key, call.member):
            yield from _reply(day, event, subject, call)
    elif waited == 1 and day.habit(event, call.member).answers and (who := day.spokesman(event)):
        yield Writes(who, subject, f"{typed(day.group, 'yes')} {call.member}")
    if waited == ANSWER_WITHIN.days + 1:
        yield from _somebody_takes(day, event, subject, call)


def _reply(day: Day, event: Event, subject: Subject, call: Call) -> Iterator[Deed]:
    if not day.habit(event, call.member).answers:
        return
    luck = day.chance.share("reply", event.key, call.member)
    if luck < ACCEPTS:
        yield Reacts(call.member, subject, Reply.PLUS_ONE)
    elif luck < ACCEPTS + PASSES:
        yield Writes(call.member, subject, typed(day.group, "pass"))


def _somebody_takes(day: Day, event: Event, subject: Subject, call: Call) -> Iterator[Deed]:
    """Yield that a stand-in takes on the turn of who does not answer."""
    able = {member.id for member in day.speakers(event)}
    for member in explain(day.group, day.line, str(event.key)).stand_ins((call.member,)):
        willing = member in able and day.habit(event, member).answers > 0
        if willing and day.chance.happens(TAKES, "takes", event.key, member):
            yield Writes(member, subject, typed(day.group, "take"))
            return


def _prepares(day: Day, event: Event, subject: Subject) -> Iterator[Deed]:
    meeting, left = event.meeting, (event.on - day.now.date()).days
    who = day.spokesman(event)
    if meeting is None or who not in meeting.facilitators:
        return
    ideas = topics_to_offer(day.group, day.line, event)[:2]
    if left == 5 and ideas and not meeting.topics:  # noqa: PLR2004 (days before the meeting)
        yield Writes(who, subject, f"{typed(day.group, 'topics')} {'; '.join(ideas)}")
    if left == 1:
        yield Ticks(who, subject, "place")


def _shows_up(day: Day, event: Event, member: Member) -> bool:
    said = event.meeting.answers.get(member.id) if event.meeting else None
    if said is not None:
        return day.chance.happens(SHOWS_UP[said], "shows up", event.key, member.id)
    would = will_come(day, event, member.id) is Answer.YES
    return would and day.chance.happens(UNANSWERED, "shows up", event.key, member.id)


def _room_words(day: Day, event: Event) -> list[str]:
    words = ROOM_WORDS_FRENCH if day.group.settings.language == "fr" else ROOM_WORDS
    first = day.chance.up_to(len(words) - 1, "first word", event.key)
    step = 1 + day.chance.up_to(len(words) - 2, "second word", event.key)
    return [words[first], words[(first + step) % len(words)]]
