"""What people do in the issues on one day; the same day, seed and group give the same deeds."""

from __future__ import annotations

from collections.abc import Iterator

from tablee.model import Answer, Call, Group, Meeting
from tablee.rules.event import Event
from tablee.rules.turns import Turns
from tablee.rules.turns.vacancy import LAPSES_AFTER, current_call
from tablee.steward.decide.votes import open_poll
from tablee.steward.desired.bodies.facilitator import topics_to_offer
from tablee.steward.interpret.checkboxes import CARD
from tablee.steward.interpret.reactions import BALLOTS
from tablee.steward.rehearse.people import Day, Deed, Reacts, Ticks, Writes
from tablee.steward.state import Kind, Subject
from tablee.steward.tracker import Reply

PERHAPS = 0.08
WAVERING = 0.05
"""How likely somebody who said yes cannot come after all, and says so the day before."""
SUITS = 0.6
REMINDED = 0.5
"""How many of the silent a reminder moves."""
ASKED_BEFORE = 2
"""Days before the meeting on which the facilitator asks those without account."""
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
FRENCH = {
    "yes": "oui", "no": "non", "maybe": "peut-être", "come": "vient", "pass": "je-passe", "take": "je-prends",
    "next": "prochaine", "present": "présents", "words": "mots", "topics": "sujets",
}  # fmt: skip
"""The commands that people type, as those of a French group do."""


def deeds_of(day: Day) -> list[Deed]:
    """Return what people do by the end of a day, in a plausible order; who never takes part does nothing."""
    deeds = (*answers(day), *turns(day), *missions(day), *evenings(day))
    return [deed for deed in deeds if day.takes_part(deed.member)]


def answers(day: Day) -> Iterator[Deed]:
    """Yield what is answered today in the issues of coming meetings."""
    for subject, event, meeting in day.open_issues(Kind.MEETING):
        if event.starts_at <= day.now or meeting.cancelled:
            continue
        if meeting.poll and not meeting.poll.decided_on:
            yield from _votes(day, event, meeting, subject)
        else:
            for member in day.speakers(event):
                yield from _answer(day, event, subject, member.id, meeting.answers.get(member.id))
            yield from _by_word_of_mouth(day, event, meeting)


def will_come(day: Day, event: Event, member: str) -> Answer:
    """Say what a member will answer, asked or not."""
    if day.chance.happens(PERHAPS, "perhaps", event.key, member):
        return Answer.MAYBE
    comes = day.chance.happens(day.habit(event, member).comes, "comes", event.key, member)
    return Answer.YES if comes else Answer.NO


def _answer(day: Day, event: Event, subject: Subject, member: str, said: Answer | None) -> Iterator[Deed]:
    left = day.until(event)
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


def _by_word_of_mouth(day: Day, event: Event, meeting: Meeting) -> Iterator[Deed]:
    """Yield the answers of members without account, whom the facilitator or a keeper has asked."""
    spokesman, subject = day.spokesman(event), day.subject_for(str(event.key))
    if not spokesman or subject is None or day.until(event) != ASKED_BEFORE:
        return
    inbox = {*meeting.answers, *(member.id for member in day.speakers(event))}
    silent = [m.id for m in day.members(event) if m.public and m.id not in inbox]
    said = [member for member in silent if will_come(day, event, member) is Answer.YES]
    if lines := [f"{typed(day.group, 'come')} {who}" for who in said if day.habit(event, who).answers]:
        yield Writes(spokesman, subject, "\n".join(lines))


def _votes(day: Day, event: Event, meeting: Meeting, subject: Subject) -> Iterator[Deed]:
    poll = open_poll(meeting, day.now.date())
    left = (poll.closes_on - day.now.date()).days if poll else 0
    for member in day.speakers(event) if poll else ():
        votes = day.chance.happens(day.habit(event, member.id).answers, "votes", event.key, member.id)
        if votes and left == day.chance.up_to(4, "votes on", event.key, member.id):
            for reply, on in zip(BALLOTS, poll.candidates if poll else (), strict=False):
                if day.chance.happens(SUITS, "suits", event.key, member.id, on):
                    yield Reacts(member.id, subject, reply)


def turns(day: Day) -> Iterator[Deed]:
    """Yield what is said today in the issues of turns."""
    for subject, event, meeting in day.open_issues(Kind.FACILITATOR):
        if event.starts_at > day.now:
            yield from _replies_to_call(day, event, current_call(meeting), subject)
            yield from _prepares(day, event, meeting, subject)


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


def _replies_to_call(day: Day, event: Event, call: Call | None, subject: Subject) -> Iterator[Deed]:
    if call is None or call.answer is not None:
        return
    waited = (day.now.date() - call.on).days
    if call.member in {member.id for member in day.speakers(event)}:
        if waited == day.chance.up_to(2, "replies on", event.key, call.member):
            yield from _reply(day, event, subject, call)
    elif waited == 1 and day.habit(event, call.member).answers and (who := day.spokesman(event)):
        yield Writes(who, subject, f"{typed(day.group, 'yes')} {call.member}")
    if waited == LAPSES_AFTER.days + 1:
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
    for member in Turns(day.group, day.line).explain(str(event.key)).stand_ins((call.member,)):
        willing = member in able and day.habit(event, member).answers > 0
        if willing and day.chance.happens(TAKES, "takes", event.key, member):
            yield Writes(member, subject, typed(day.group, "take"))
            return


def _prepares(day: Day, event: Event, meeting: Meeting, subject: Subject) -> Iterator[Deed]:
    left, who = day.until(event), day.spokesman(event)
    if who not in meeting.facilitators:
        return
    ideas = topics_to_offer(day.group, day.line, event)[:2]
    if left == 5 and ideas and not meeting.topics:  # noqa: PLR2004 (days before the meeting)
        yield Writes(who, subject, f"{typed(day.group, 'topics')} {'; '.join(ideas)}")
    if left == 1:
        yield Ticks(who, subject, "place")


def _shows_up(day: Day, event: Event, member: str, said: Answer | None) -> bool:
    likely = SHOWS_UP[said] if said else UNANSWERED if will_come(day, event, member) is Answer.YES else 0
    return day.chance.happens(likely, "shows up", event.key, member)


def _room_words(day: Day, event: Event) -> list[str]:
    words = ROOM_WORDS_FRENCH if day.group.settings.language == "fr" else ROOM_WORDS
    first = day.chance.up_to(len(words) - 1, "first word", event.key)
    step = 1 + day.chance.up_to(len(words) - 2, "second word", event.key)
    return [words[first], words[(first + step) % len(words)]]


def typed(group: Group, name: str) -> str:
    """Return a command as people of the group's language type it."""
    return f"/{FRENCH[name] if group.settings.language == 'fr' else name}"
