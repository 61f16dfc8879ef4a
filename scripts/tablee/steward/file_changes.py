"""The difference between two states of a meeting, as the changes of its file that make one of the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time

from tablee.files.edit import Append, Change, Remove, Set, Value
from tablee.model import Answer, Call, Meeting, Poll

_ANSWERS: Mapping[Answer, Value] = {Answer.YES: True, Answer.NO: False, Answer.MAYBE: "maybe"}


def changes_of(before: Meeting | None, after: Meeting) -> list[Change]:
    """Return the changes that turn a meeting's file into another; the file of a slot that is only confirmed is new.

    Only what the steward writes is compared; a file must hold a key, so a bare confirmation has empty answers, and one
    that becomes bare as well: below a lone `{}` nobody could go on by hand.
    """
    old = before or Meeting(after.key)
    changes = list(_changes(old, after))
    bare = after == Meeting(after.key) and (changes or before is None)
    return [Set(("answers",), {}), *changes] if bare else changes


def _changes(old: Meeting, new: Meeting) -> Iterator[Change]:
    yield from _value("date", old.moved_to, new.moved_to)
    yield from _value("at", old.at, new.at)
    yield from _value("place", old.place, new.place)
    yield from _value("status", old.cancelled or None, "cancelled" if new.cancelled else None, new.cancelled)
    yield from _value("why", old.why, new.why)
    yield from _listing("topics", old.topics, new.topics)
    yield from _poll(old.poll, new.poll)
    yield from _calls(old.called, new.called)
    yield from _facilitators(old.facilitators, new.facilitators)
    yield from _table("answers", _answers(old), _answers(new))
    if old.present != new.present and new.present is not None:
        yield Set(("present",), list(new.present))
    yield from _value("guests", old.guests, new.guests)
    yield from _listing("room_words", old.room_words, new.room_words)
    yield from _table("missions", old.missions, new.missions)
    yield from _listing("done", old.done, new.done)


def _value(
    key: str, old: object, new: str | date | time | int | None, changed: object = None
) -> Iterator[Change]:
    if old == new or (changed is not None and bool(old) == changed):
        return
    yield Set((key,), new) if new or isinstance(new, time) else Remove((key,))


def _listing(key: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    if old == new:
        return
    if not new:
        yield Remove((key,))
    elif new[: len(old)] == old:
        yield from (Append((key,), item) for item in new[len(old) :])
    else:
        yield Set((key,), list(new))


def _table(key: str, old: Mapping[str, Value], new: Mapping[str, Value]) -> Iterator[Change]:
    for name in old:
        if name not in new:
            yield Remove((key, name))
    for name, value in new.items():
        if name not in old or old[name] != value:
            yield Set((key, name), value)


def _answers(meeting: Meeting) -> Mapping[str, Value]:
    return {member: _ANSWERS[answer] for member, answer in meeting.answers.items()}


def _facilitators(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    if old != new:
        value = new[0] if len(new) == 1 else list(new)
        yield Set(("facilitator",), value) if new else Remove(("facilitator",))


def _calls(old: Sequence[Call], new: Sequence[Call]) -> Iterator[Change]:
    for index, (before, after) in enumerate(zip(old, new, strict=False)):
        if before != after and after.answer is not None:
            yield Set(("called", index, "answer"), after.answer.value)
    for call in new[len(old) :]:
        row: dict[str, Value] = {"member": call.member, "on": call.on}
        yield Append(("called",), row | ({"answer": call.answer.value} if call.answer else {}))


def _poll(old: Poll | None, new: Poll | None) -> Iterator[Change]:
    if new is None or old == new:
        return
    if old is None:
        yield Set(("poll", "candidates"), list(new.candidates))
        yield Set(("poll", "closes"), new.closes_on)
    if new.decided_on and (old is None or old.decided_on != new.decided_on):
        yield Set(("poll", "decided"), new.decided_on)
    before: Mapping[str, Value] = {who: list(days) for who, days in old.votes.items()} if old else {}
    after: Mapping[str, Value] = {who: list(days) for who, days in new.votes.items()}
    for change in _table("votes", before, after):
        path = ("poll", *change.path)
        yield Set(path, change.value) if isinstance(change, Set) else Remove(path)
