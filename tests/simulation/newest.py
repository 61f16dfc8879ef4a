"""How reactions and comments become an answer, or votes on a date, by DESIGN's words alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeAlias, TypeVar

from simulation.worlds import World

MOMENT = timedelta(seconds=1)
T = TypeVar("T")
R = TypeVar("R", bound=Collection[object])
Reacted: TypeAlias = tuple[tuple[str, datetime], ...]
"""A member's reactions that answer, as (answer, when), oldest first."""
Ballots: TypeAlias = frozenset[tuple[date, datetime]]
"""A member's reactions that vote, as (day, when)."""


def newest_answer(
    world: World[str, Reacted],
    now: Reacted,
    late: bool,  # noqa: FBT001 (Claim tells it)
) -> Iterator[tuple[str, bool]]:
    """Yield what the newest word of a window says; an empty text is no answer.

    A reaction that was taken away bears no date, so every other word is newer, and after the meeting's end nobody knows
    whether it went before. It removes only the answer that it wrote: where a comment or the file said the same, either
    end is right. What a run that broke off has written of a reaction that is gone, or of a comment that was edited
    since, cannot be told from an edit by hand: there the file may win, as DESIGN says. What lapsed says nothing.
    """
    world, now = _without_lapsed(world, now)
    if world.changed:
        yield world.value, False
    if world.by_hand:
        yield world.value, False
        if not _may_be_undone(world, _reacted_since(world, now)):
            return
    yield from _newest(world, now, late=late)
    if world.half is not None and not set(world.half) <= set(now):
        yield world.value, False
        yield _last(now), False


def _without_lapsed(world: World[str, Reacted], now: Reacted) -> tuple[World[str, Reacted], Reacted]:
    if not world.lapsed:
        return world, now
    seen, half, still = (
        None if those is None else tuple(one for one in those if one not in world.lapsed)
        for those in (world.seen, world.half, now)
    )
    return replace(world, seen=seen or (), half=half), still or ()


def _newest(world: World[str, Reacted], now: Reacted, *, late: bool) -> Iterator[tuple[str, bool]]:
    """Yield the newest of the words and reactions."""
    before, after = _last(world.seen), _last(now)
    words = sorted(world.words, key=lambda word: word.at)
    changed_at = now[-1][1] if before != after and after else None
    if changed_at and _is_revived(world.seen, now):
        changed_at = words[0].at - MOMENT if words else changed_at
        if late:
            yield world.value, False
    if words and not (changed_at and changed_at > words[-1].at):
        yield words[-1].value, False
    elif changed_at:
        yield after, True
    elif before == after:
        yield world.value, world.own
    else:
        yield ("" if world.value == before else world.value), world.own
        if late or not world.own:
            yield world.value, False


def _reacted_since(world: World[str, Reacted], now: Reacted) -> set[str]:
    """Return the answers that reactions have given since they were remembered; an empty one where one went."""
    taken_away = world.seen and _last(world.seen) not in {said for said, _at in now}
    return {said for said, _at in set(now) - set(world.seen)} | ({""} if taken_away else set())


def newest_answer_of_private(
    world: World[str, Reacted],
    now: Reacted,
    late: bool,  # noqa: FBT001 (Claim tells it)
) -> Iterator[tuple[str, bool]]:
    """Yield the same for who is not public: no issue remembers anything of them, so no edit by hand is noticed."""
    yield from newest_answer(world, now, late)
    yield from newest_answer(replace(world, by_hand=False), now, late)


def newest_votes(
    world: World[frozenset[date], Ballots],
    now: Ballots,
    late: bool,  # noqa: FBT001 (Claim tells it)
) -> Iterator[tuple[frozenset[date], bool]]:
    """Yield the days that a member approves after a window: each reaction adds or takes its own day, in order.

    `/vote` names all days at once. Reactions that were taken away are as with answers. The file wins for each day that
    was written in or taken out by hand.
    """
    before = {day for day, _at in world.seen}
    gone = before - {day for day, _at in now}
    steps: list[tuple[datetime, frozenset[date] | date]] = [(w.at, w.value) for w in world.words]
    steps += [(at, day) for day, at in now if day not in before]
    steps.sort(key=lambda one: one[0])
    own = world.own and not world.words
    for left in [gone, set[date]()] if late or not own else [gone]:
        walked = _walk(set(world.value) - left, steps)
        touched = world.value ^ world.known if world.by_hand else frozenset()
        yield (walked - touched) | (world.value & touched), own and not touched
        if touched and world.words:
            yield walked, False
    if world.half is not None and not world.half <= now:
        yield world.value, False
        yield frozenset(day for day, _at in now), False


def votes_before(world: World[frozenset[date], Ballots], now: Ballots, at: datetime) -> Ballots:
    """Return the reactions that were given before a moment, or are remembered."""
    return frozenset(one for one in now if one[1] < at or one in world.seen)


def _may_be_undone(world: World[T, R], reacted: Collection[object]) -> bool:
    """Say whether an edit by hand may go unnoticed.

    It does where the file says again what it said when it was last remembered, since nothing then tells that it was
    changed twice; and where it says what the member has said as well in this window: then it may only be recorded.
    """
    return (
        world.value == world.known
        or world.value in reacted
        or any(w.value == world.value for w in world.words)
    )


def _walk(days: set[date], steps: list[tuple[datetime, frozenset[date] | date]]) -> frozenset[date]:
    for _at, step in steps:
        days = set(step) if isinstance(step, frozenset) else days | {step}
    return frozenset(days)


def _is_revived(seen: Reacted, now: Reacted) -> bool:
    """Say whether a reaction counts again because the one above it was taken away, nobody knows when.

    One that was taken away and given anew between two runs looks the same.
    """
    standing = {said for said, _at in now}
    return _last(seen) not in standing and _last(now) in {said for said, _at in seen}


def _last(reacted: Reacted) -> str:
    return reacted[-1][0] if reacted else ""
