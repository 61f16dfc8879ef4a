"""Whose answer a mail is, and to what: its token is compared with those of all that is open, and with nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tablee.mail.letters import Desk
from tablee.mail.reading import Refusal, Said
from tablee.mail.tokens import Purpose, make_token
from tablee.mail.words import Word
from tablee.model import Answer, Group
from tablee.rules.timeline import Timeline
from tablee.rules.turns.vacancy import current_call

_ANSWERS: Mapping[Word, Answer] = {Word.YES: Answer.YES, Word.NO: Answer.NO, Word.MAYBE: Answer.MAYBE}
_FITTING: Mapping[Purpose, frozenset[Word]] = {
    Purpose.EVENT: frozenset(_ANSWERS),
    Purpose.ANSWER: frozenset(_ANSWERS),
    Purpose.TURN: frozenset({Word.ACCEPT, Word.PASS}),
    Purpose.JOIN: frozenset({Word.JOIN}),
    Purpose.STOP: frozenset({Word.STOP}),
}


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a token allows: to whom, for what, about which meeting."""

    purpose: Purpose
    member: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A member's answer, as an enum about something that Git knows; `word` says which."""

    member: str
    word: Word
    key: str = ""
    answer: Answer | None = None


def open_tokens(
    group: Group, timeline: Timeline, reached: Iterable[str], key: bytes
) -> Mapping[str, Allowed]:
    """Return every token that would be believed now."""
    tokens: dict[str, Allowed] = {}
    events = [event for event in timeline.coming() if event.meeting or event == timeline.next(event.circle)]
    for member in group.members:
        tokens[make_token(key, Purpose.JOIN, member)] = Allowed(Purpose.JOIN, member)
    for member in reached:
        tokens[make_token(key, Purpose.STOP, member)] = Allowed(Purpose.STOP, member)
        for event in events:
            about = str(event.key)
            tokens[make_token(key, Purpose.EVENT, member, about)] = Allowed(Purpose.EVENT, member, about)
            day = make_token(key, Purpose.ANSWER, member, about, event.on.isoformat())
            tokens[day] = Allowed(Purpose.ANSWER, member, about)
    for event in events:
        call = current_call(event.meeting)
        if call:
            turn = make_token(key, Purpose.TURN, call.member, str(event.key), call.on.isoformat())
            tokens[turn] = Allowed(Purpose.TURN, call.member, str(event.key))
    return tokens


def match(
    said: Said, tokens: Mapping[str, Allowed], addresses: Mapping[str, str], desk: Desk
) -> Answered | Refusal:
    """Return what a mail answers, or why it is not believed.

    Of an answer out of a calendar the attendee has to be who was invited, so that a forwarded invitation does not
    answer, and the sequence the newest one, so that an old date is not answered.
    """
    allowed = tokens.get(said.token)
    if allowed is None or said.word not in _FITTING[allowed.purpose]:
        return Refusal.UNKNOWN_TOKEN
    from_calendar = said.sequence is not None
    if from_calendar != (allowed.purpose is Purpose.EVENT):
        return Refusal.UNKNOWN_TOKEN
    if from_calendar and said.attendee != addresses.get(allowed.member, "").lower():
        return Refusal.OTHER_ADDRESS
    last = desk.last_to(allowed.key, allowed.member) if from_calendar else None
    if from_calendar and (last is None or said.sequence != last.sequence):
        return Refusal.OLD
    return Answered(allowed.member, said.word, allowed.key, _ANSWERS.get(said.word))
