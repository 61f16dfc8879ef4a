"""What people do in the issues on one day; the same day, seed and group give the same deeds."""

from __future__ import annotations

from collections.abc import Iterator

from tablee.model import Answer, Call, Group, Meeting
from tablee.rules.event import Event
from tablee.rules.turns.vacancy import current_call
from tablee.steward.interpret.checkboxes import CARD
from tablee.steward.interpret.reactions import ANSWER_OF
from tablee.steward.rehearse.people import Day, Deed, Reacts, Ticks, Writes
from tablee.steward.state import Kind, Subject
from tablee.steward.tracker import ReactionContent

PERHAPS = 0.08
BY_REACTION = 0.8
ASKED_BEFORE = 2
"""Days before the meeting on which the facilitator asks those without account."""
ACCEPTS, PASSES = 0.75, 0.15
"""How likely a call is accepted, and passed on; what is left is silence."""
TELLS = 0.9
"""How likely who facilitated tells who came, each evening until it is told."""
SHOWS_UP = {Answer.YES: 0.95, Answer.MAYBE: 0.5, Answer.NO: 0.02}
DOES = 0.3
"""How likely a mission is done on a given day."""
ROOM_WORDS = ("olive", "piano", "tandem", "radio", "banjo", "safari")
"""They are the same in both languages."""
FRENCH = {
    "yes": "oui", "no": "non", "maybe": "peut-être", "come": "vient", "pass": "je-passe",
    "next": "prochaine", "present": "présents", "words": "mots",
}  # fmt: skip
"""The commands that people type, as those of a French group do."""


def deeds_of(day: Day) -> list[Deed]:
    """Return what people do by the end of a day, in a plausible order; who never takes part does nothing."""
    deeds = (*answers(day), *turns(day), *missions(day), *evenings(day))
    return [deed for deed in deeds if day.takes_part(deed.member)]


def answers(day: Day) -> Iterator[Deed]:
    """Yield what is answered today in the issues of coming meetings; a day under vote is answered once it stands."""
    for subject, event, meeting in day.open_issues(Kind.MEETING):
        if event.starts_at > day.now and not meeting.cancelled and not meeting.open_poll:
            silent = [member.id for member in day.speakers(event) if member.id not in meeting.answers]
            for member in silent:
                yield from _answer(day, event, subject, member)
            yield from _by_word_of_mouth(day, event, meeting)


def will_come(day: Day, event: Event, member: str) -> Answer:
    """Say what a member will answer, asked or not."""
    if day.chance.happens(PERHAPS, "perhaps", event.key, member):
        return Answer.MAYBE
    comes = day.chance.happens(day.habit(event, member).comes, "comes", event.key, member)
    return Answer.YES if comes else Answer.NO


def _answer(day: Day, event: Event, subject: Subject, member: str) -> Iterator[Deed]:
    """Yield a member's answer, on one of the days from the opening of the issue on; some never say a word."""
    answers = day.chance.happens(day.habit(event, member).answers, "answers", event.key, member)
    opens = day.group.settings.poll.opens.days
    if not answers or day.until(event) != day.chance.up_to(opens, "answers on", event.key, member):
        return
    answer = will_come(day, event, member)
    if day.chance.happens(BY_REACTION, "by reaction", event.key, member):
        yield Reacts(member, subject, next(reply for reply, said in ANSWER_OF.items() if said is answer))
    else:
        yield Writes(member, subject, typed(day.group, answer.value))


def _by_word_of_mouth(day: Day, event: Event, meeting: Meeting) -> Iterator[Deed]:
    """Yield the answers of members without account, whom the facilitator or a keeper has asked."""
    spokesman, subject = day.spokesman(event), day.subject_for(str(event.key))
    if not spokesman or subject is None or day.until(event) != ASKED_BEFORE:
        return
    heard = {*meeting.answers, *(member.id for member in day.speakers(event))}
    silent = [m.id for m in day.members(event) if m.public and m.id not in heard]
    said = [member for member in silent if will_come(day, event, member) is Answer.YES]
    if lines := [f"{typed(day.group, 'come')} {who}" for who in said if day.habit(event, who).answers]:
        yield Writes(spokesman, subject, "\n".join(lines))


def turns(day: Day) -> Iterator[Deed]:
    """Yield what is said today to calls in the issues of turns."""
    for subject, event, meeting in day.open_issues(Kind.FACILITATOR):
        call = current_call(meeting)
        if event.starts_at > day.now and call and call.answer is None:
            yield from _reply(day, event, subject, call)


def evenings(day: Day) -> Iterator[Deed]:
    """Yield what is told tonight of the meetings that were: who came, the room words, the next date."""
    for _issue, event, meeting in day.open_issues(Kind.MEETING):
        if meeting.present is not None or not event.is_over(day.now) or meeting.cancelled:
            continue
        who, subject = day.spokesman(event), day.subject_for(str(event.key))
        if who and subject and day.chance.happens(TELLS, "tells", event.key, day.now.date()):
            answers = meeting.answers
            came = [
                m.id
                for m in day.members(event)
                if m.id == who or _shows_up(day, event, m.id, answers.get(m.id))
            ]
            lines = [f"{typed(day.group, 'present')} {', '.join(came)}"]
            lines += [f"{typed(day.group, 'words')} {' '.join(_room_words(day, event))}"]
            yield Writes(who, subject, "\n".join([*lines, typed(day.group, "next")]))


def missions(day: Day) -> Iterator[Deed]:
    """Yield the missions that are done today."""
    for subject, event, meeting in day.open_issues(Kind.MEETING):
        for card, member in meeting.missions.items():
            may = card not in meeting.done and day.habit(event, member).answers > 0
            if may and day.chance.happens(DOES, "does", event.key, card, day.now.date()):
                yield Ticks(member, subject, f"{CARD}{card}")


def _reply(day: Day, event: Event, subject: Subject, call: Call) -> Iterator[Deed]:
    """Yield the answer to a call: within two days, by who is called or by who passes it on; or silence."""
    who, waited = call.member, (day.now.date() - call.on).days
    speaks = who in {member.id for member in day.speakers(event)}
    speaker, on = (
        (who, day.chance.up_to(2, "replies on", event.key, who)) if speaks else (day.spokesman(event), 1)
    )
    luck = day.chance.share("reply", event.key, who)
    if not speaker or waited != on or not day.habit(event, who).answers:
        return
    if luck < ACCEPTS:
        accepts = Writes(speaker, subject, f"{typed(day.group, 'yes')} {who}")
        yield Reacts(who, subject, ReactionContent.PLUS_ONE) if speaks else accepts
    elif luck < ACCEPTS + PASSES:
        yield Writes(speaker, subject, typed(day.group, "pass") + ("" if speaks else f" {who}"))


def _shows_up(day: Day, event: Event, member: str, said: Answer | None) -> bool:
    """Say whether somebody comes; of those who did not answer only some who would have said yes."""
    likely = SHOWS_UP[said] if said else 0.25 if will_come(day, event, member) is Answer.YES else 0
    return day.chance.happens(likely, "shows up", event.key, member)


def _room_words(day: Day, event: Event) -> list[str]:
    first = day.chance.up_to(len(ROOM_WORDS) - 1, "first word", event.key)
    step = 1 + day.chance.up_to(len(ROOM_WORDS) - 2, "second word", event.key)
    return [ROOM_WORDS[first], ROOM_WORDS[(first + step) % len(ROOM_WORDS)]]


def typed(group: Group, name: str) -> str:
    """Return a command as people of the group's language type it."""
    return f"/{FRENCH[name] if group.settings.language == 'fr' else name}"
