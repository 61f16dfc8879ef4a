"""What the steward decides about a meeting, written into its file: only what differs from what was read there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tablee.files.nodes import to_plain_without
from tablee.files.schema import MEETING
from tablee.files.write_keys import load_root, write_keys
from tablee.model import Answer, Meeting

if TYPE_CHECKING:
    from tablee.files.values_out import Value

Values = Mapping[str, "Value | None"]
"""What a file says, by its keys; None for no line."""

_OF_MEMBERS = frozenset({"answers", "votes"})
"""Tables of which each entry is a member's own: one of nobody, and none at all, are the same."""

_ANSWERS: Mapping[Answer, Value] = {Answer.YES: True, Answer.NO: False, Answer.MAYBE: "maybe"}


def values_of(meeting: Meeting | None) -> Values:
    """Return what the file of a meeting says, of all that the steward writes."""
    if meeting is None:
        return {}
    values: Values = {
        "date": meeting.moved_to,
        "at": meeting.at,
        "place": meeting.place,
        "status": "cancelled" if meeting.cancelled else "",
        "why": meeting.why,
        "topics": meeting.topics,
        "poll": _poll(meeting),
        "called": [
            {"member": call.member, "on": call.on, **({"answer": call.answer} if call.answer else {})}
            for call in meeting.called
        ],
        "facilitator": meeting.facilitators[0] if len(meeting.facilitators) == 1 else meeting.facilitators,
        "answers": {member: _ANSWERS[answer] for member, answer in meeting.answers.items()},
        "guests": meeting.guests or None,
        "room_words": meeting.room_words,
        "missions": meeting.missions,
        "done": meeting.done,
    }
    said = {key: value for key, value in values.items() if value not in (None, "", (), [], {})}
    return said if meeting.present is None else {**said, "present": meeting.present}


def _poll(meeting: Meeting) -> Mapping[str, Value]:
    poll = meeting.poll
    if poll is None:
        return {}
    votes = {"votes": poll.votes} if poll.votes else {}
    decided = {"decided": poll.decided_on} if poll.decided_on else {}
    return {"candidates": poll.candidates, "closes": poll.closes_on, **votes, **decided}


def write_meeting(content: bytes, before: Meeting | None, after: Meeting) -> bytes:
    """Return a meeting's file with what differs between two states of it; raises Unsafe as `write_keys` does."""
    return _write(content, values_of(before), values_of(after))


def merge_meeting(content: bytes, base: Meeting | None, proposed: Meeting, today: Meeting) -> bytes:
    """Return today's file with what was proposed on another base, but for what was changed by hand meanwhile."""
    now = values_of(today)
    return _write(content, now, _merge(values_of(base), values_of(proposed), now))


def _write(content: bytes, old: Values, new: Values) -> bytes:
    """Write what differs between two states.

    A file must hold a key, so a bare confirmation has empty answers: below a lone `{}` nobody could go on by hand.
    """
    root = load_root(content)
    said = to_plain_without(root, ()) if root else {}
    changed = [key for key in {**new, **old} if old.get(key) != new.get(key)]
    patched = {key: _patch(said.get(key), old.get(key), new.get(key)) for key in changed}
    left = {key for key, value in {**said, **patched}.items() if value is not None}
    return write_keys(content, patched if left else {**patched, "answers": {}}, MEETING.keys)


def _patch(said: Any, old: Any, new: Any) -> Any:  # noqa: ANN401 (Value, step by step)
    """Return a new value in which all that did not change stays as the file says it, however it was meant."""
    if old == new:
        return said
    if isinstance(said, dict) and isinstance(old, Mapping) and isinstance(new, Mapping):
        kept = {name: _patch(one, old.get(name), new.get(name)) for name, one in said.items()}
        added = {name: one for name, one in new.items() if name not in said and old.get(name) != one}
        return {name: one for name, one in {**kept, **added}.items() if one is not None}
    lists = isinstance(old, list | tuple) and isinstance(new, list | tuple)
    if lists and isinstance(said, list) and len(said) == len(old):
        pairs = zip(said, old, new, strict=False)
        return [*(_patch(one, before, after) for one, before, after in pairs), *new[len(old) :]]
    return new


def _merge(base: Values, proposed: Values, today: Values) -> dict[str, Any]:
    """Return today's values with what differs between base and proposal where nobody changed it since."""
    merged: dict[str, Any] = dict(today)
    for key in {**base, **proposed}:
        none: Values | None = {} if key in _OF_MEMBERS else None
        before, after, now = base.get(key, none), proposed.get(key, none), today.get(key, none)
        if before == now:
            merged[key] = after
        elif isinstance(after, Mapping) and isinstance(now, Mapping):
            merged[key] = _merge(before if isinstance(before, Mapping) else {}, after, now)
    return {key: value for key, value in merged.items() if value not in (None, {})}
