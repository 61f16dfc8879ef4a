"""What a file may say of one member's word on one meeting: every possible world after all that was said and read.

A word comes by reaction, by comment or by an edit of the file. DESIGN section 7 says what becomes of it: the newest
counts; the file wins where it was edited by hand in the same window; removing a reaction removes only the answer that
it wrote. A window ends when a run has read everything and remembered it. Of a run that broke off nobody knows whether
it recorded nothing, the file alone, or all: so there are several worlds, and the file must be one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R", bound=Collection[object])


COMMENT, HAND, GONE = "comment", "hand", "gone"
"""The ways of a word; reactions are looked at when a run reads them."""


class Registered(Enum):
    """How much of what a run read it may have recorded."""

    NOTHING = "nothing"
    FILE = "the file"
    ALL = "the file and the memory"


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """One word of a speaker: in a comment (`comment` is its number), or by hand; `sure` if it must count.

    A word is gone where its comment was edited when that does not count any more.
    """

    at: datetime
    way: str
    value: T
    comment: int = 0
    sure: bool = True
    speaker: str = ""


class Waiting(NamedTuple):
    """Whose words cannot be heard: people whose own files are broken; all that name such a one wait as well."""

    people: frozenset[str] = frozenset()
    everybody: bool = False


@dataclass(frozen=True, slots=True)
class Mark(Generic[R]):
    """What a run read: so many words, and these reactions.

    `late`: nobody knows any more when a reaction was taken away. `doubtful`: all of it may be left aside. `ended_at`:
    what was said since may count for nothing.
    """

    count: int
    reactions: R
    late: bool
    doubtful: bool
    waiting: Waiting
    ended_at: datetime | None = None

    def waits(self, said: Said[T]) -> bool:
        """Say whether a word is not heard yet."""
        return said.way == COMMENT and (self.waiting.everybody or said.speaker in self.waiting.people)


@dataclass(frozen=True, slots=True)
class World(Generic[T, R]):
    """One possible state: the file's value, and what the steward remembers having seen.

    `known`: the value that it remembers. `by_hand`: the file was edited since. `seen`: the reactions that it remembers.
    `words`: the comments that it has not remembered. `half`: the reactions that wrote the value in a run that broke
    off. `own`: reactions alone made the value. `changed`: what may have written it in such a run was edited, or waits.
    `under`: the value before the edits by hand. `lapsed`: reactions for a day from which the meeting has moved.
    """

    value: T
    seen: R
    known: T
    by_hand: bool = False
    words: tuple[Said[T], ...] = ()
    half: R | None = None
    own: bool = True
    changed: bool = False
    under: T | None = None
    lapsed: frozenset[object] = frozenset()


@dataclass
class Claim(Generic[T, R]):
    """All worlds of one member's word.

    `newest` yields what a window may lead to: values, and whether reactions alone made them; it is told the reactions
    now, and whether they were read late, when nobody knows any more when one was taken away. `before` returns the
    reactions that were given before a moment, or are remembered.
    """

    worlds: frozenset[World[T, R]]
    newest: Callable[[World[T, R], R, bool], Iterator[tuple[T, bool]]]
    before: Callable[[World[T, R], R, datetime], R] = lambda _world, reactions, _at: reactions
    said: list[Said[T]] = field(default_factory=list)
    mark: Mark[R] | None = None
    read_last: R | None = None
    over: tuple[frozenset[World[T, R]], T, list[R]] | None = None
    """What `start_over` came to last, and of what: asked again, it comes to the same."""

    def say(self, said: Said[T]) -> None:
        """Remember a word."""
        self.said.append(said)

    def read(
        self,
        reactions: R,
        *,
        late: bool,
        doubtful: bool,
        waiting: Waiting,
        ended_at: datetime | None = None,
    ) -> None:
        """Let a run read what was said so far; see Mark."""
        self.mark = Mark(len(self.said), reactions, late, doubtful, waiting, ended_at)
        self.read_last = reactions

    def settle(self, outcomes: set[Registered], actual: T) -> bool:
        """End a run; say whether the file is as it may be, and keep the worlds in which it is."""
        mark, self.mark = self.mark, None
        if self._is_quiet(mark):
            return all(world.value == actual for world in self.worlds)
        if mark:
            read = [said for said in self.said[: mark.count] if not mark.waits(said)]
            self.said = [said for said in self.said if said not in read]
            outcomes = outcomes | ({Registered.NOTHING, Registered.ALL} if mark.doubtful else set())
            self.worlds = frozenset(
                after
                for world in self.worlds
                for heard in self._heard(world, read)
                for after in self._outcomes(heard, mark, outcomes)
            )
        later = {after.value for world in self.worlds for after in self._heard(world, self.said)}
        if actual not in later:
            return False
        if not self.said:
            self.worlds = frozenset(world for world in self.worlds if world.value == actual)
        return True

    def _is_quiet(self, mark: Mark[R] | None) -> bool:
        """Say whether nothing was said, and nothing changed, since all of it was remembered: most runs of most days."""
        if self.said or len(self.worlds) > 1 or (mark and mark.waiting.everybody):
            return False
        (world,) = self.worlds
        pending = (
            world.by_hand or world.words or world.changed or world.half is not None or world.under is not None
        )
        return world.known == world.value and not pending and (mark is None or mark.reactions == world.seen)

    def start_anew(self, actual: T, reactions: R) -> None:
        """Begin with what is there, where nothing can be said of what was before."""
        self.worlds = frozenset({World(actual, reactions, actual)})
        self.said, self.mark = [], None

    def start_after_move(self, actual: T, reactions: R, lapsed: Iterable[frozenset[object]]) -> None:
        """Begin with what is there once all is read after a move; each of `lapsed` may be what counts no more."""
        self.start_anew(actual, reactions)
        self.worlds = frozenset(World(actual, reactions, actual, own=False, lapsed=one) for one in lapsed)

    def start_over(self, actual: T) -> None:
        """Begin with what is there, where nobody can say which of the words and reactions were remembered.

        Of two issues that were heard each remembers for itself; of who has left, what was said in time still counts.
        """
        late = tuple(one for one in self.said if one.way == COMMENT)
        read = [self.mark.reactions] if self.mark else []
        self.said, self.mark = [], None
        if not late and (self.worlds, actual, read) == self.over:
            return
        self.worlds = frozenset(
            replace(world, value=actual, seen=seen, words=words, by_hand=by_hand)
            for world in self.worlds
            for seen in {world.seen, *read}
            for words in _beginnings((*world.words, *late))
            for by_hand in (False, True)
        )
        self.over = (self.worlds, actual, read)

    def _outcomes(
        self, world: World[T, R], mark: Mark[R], outcomes: set[Registered]
    ) -> Iterator[World[T, R]]:
        if Registered.NOTHING in outcomes:
            yield world
        if (
            mark.waiting.everybody
        ):  # what the file says of such a one is not remembered, and looks like an edit later
            yield replace(world, by_hand=True)
        unheard = tuple(word for word in world.words if mark.waits(word))
        lost = world.changed or (world.half is not None and bool(unheard))
        heard = replace(world, words=tuple(word for word in world.words if word not in unheard), changed=lost)
        for value, own in {*self.newest(heard, mark.reactions, mark.late), *self._in_time(heard, mark)}:
            if Registered.FILE in outcomes:
                yield replace(world, value=value, own=own, half=mark.reactions)
            if Registered.ALL in outcomes:
                yield World(value, mark.reactions, value, words=unheard, own=own, lapsed=world.lapsed)

    def _in_time(self, world: World[T, R], mark: Mark[R]) -> Iterator[tuple[T, bool]]:
        """Yield what becomes of what was said before the end; what was remembered before that stays."""
        if mark.ended_at is not None:
            ended_at = mark.ended_at
            words = tuple(word for word in world.words if word.at < ended_at)
            reactions = self.before(world, mark.reactions, ended_at)
            yield from self.newest(replace(world, words=words), reactions, mark.late)

    def _heard(self, world: World[T, R], said: list[Said[T]]) -> Iterator[World[T, R]]:
        """Yield the worlds after words that may be edits of the file, or wait to be read."""
        worlds = [world]
        for one in said:
            worlds = [after for before in worlds for after in self._after(before, one)]
        yield from worlds

    def _after(self, world: World[T, R], said: Said[T]) -> Iterator[World[T, R]]:
        if said.way == HAND:
            under = world.under if world.by_hand else world.value
            edited = replace(world, value=said.value, by_hand=True, half=None, own=False, under=under)
            yield edited if said.value != world.value else world
            if not said.sure and under is not None:
                yield replace(world, value=under, by_hand=False)
            return
        others = tuple(word for word in world.words if word.comment != said.comment)
        changed = world.changed or (world.half is not None and len(others) < len(world.words))
        if said.way == COMMENT:
            yield replace(world, words=(*others, said), changed=changed)
        if said.way == GONE or not said.sure:
            yield replace(world, words=others, changed=changed)


def _beginnings(words: tuple[Said[T], ...]) -> set[tuple[Said[T], ...]]:
    """Return what may wait still: of two issues the later words may have been heard, and the earlier ones not yet."""
    return {words[:count] for count in range(len(words) + 1)}
