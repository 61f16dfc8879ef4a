"""What a file may say of one member's word on one meeting: every possible world after all that was said and read.

A word comes by reaction, by comment or by an edit of the file. DESIGN section 7 says what becomes of it: the newest
counts; the file wins where it was edited by hand in the same window; removing a reaction removes only the answer that
it wrote. A window ends when a run has read everything and remembered it. Of a run that broke off nobody knows whether
it recorded nothing, the file alone, or all: so there are several worlds, and the file must be one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


COMMENT, HAND, MERGE = "comment", "hand", "merge"
"""The ways of a word; reactions are looked at when a run reads them."""


class Registered(Enum):
    """How much of what a run read it may have recorded."""

    NOTHING = "nothing"
    FILE = "the file"
    ALL = "the file and the memory"


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """One word: in a comment (`comment` is its number), by hand, or merged by a keeper; `sure` if it must count."""

    at: datetime
    way: str
    value: T
    comment: int = 0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class World(Generic[T, R]):
    """One possible state: the file's value, and what the steward remembers having seen.

    `known`: the value that it remembers. `by_hand`: the file was edited since. `seen`: the reactions that it remembers.
    `words`: the comments that it has not remembered. `half`: the reactions that wrote the value in a run that broke
    off. `own`: reactions alone made the value.
    """

    value: T
    seen: R
    known: T
    by_hand: bool = False
    words: tuple[Said[T], ...] = ()
    half: R | None = None
    own: bool = True


@dataclass
class Claim(Generic[T, R]):
    """All worlds of one member's word.

    `newest` yields what a window may lead to: values, and whether reactions alone made them; it is told the reactions
    now, and whether they were read late, when nobody knows any more when one was taken away.
    """

    worlds: frozenset[World[T, R]]
    newest: Callable[[World[T, R], R, bool], Iterator[tuple[T, bool]]]
    said: list[Said[T]] = field(default_factory=list)
    mark: tuple[int, R, bool, bool] | None = None
    """What a run read: so many words, these reactions; whether late; and whether it may leave all of it aside."""
    read_last: R | None = None

    def say(self, said: Said[T]) -> None:
        """Remember a word."""
        self.said.append(said)

    def read(self, reactions: R, *, late: bool = False, doubtful: bool = False) -> None:
        """Let a run read what was said so far."""
        self.mark, self.read_last = (len(self.said), reactions, late, doubtful), reactions

    def settle(self, outcomes: set[Registered], actual: T) -> bool:
        """End a run; say whether the file is as it may be, and keep the worlds in which it is."""
        mark, self.mark = self.mark, None
        if mark:
            count, reactions, late, doubtful = mark
            before, self.said = self.said[:count], self.said[count:]
            outcomes = outcomes | ({Registered.NOTHING, Registered.ALL} if doubtful else set())
            self.worlds = frozenset(
                after
                for world in self.worlds
                for heard in self._heard(world, before)
                for after in self._outcomes(heard, reactions, outcomes, late=late)
            )
        later = {after.value for world in self.worlds for after in self._heard(world, self.said)}
        if actual not in later:
            return False
        if not self.said:
            self.worlds = frozenset(world for world in self.worlds if world.value == actual)
        return True

    def start_anew(self, actual: T, reactions: R) -> None:
        """Begin with what is there, where nothing can be said of what was before."""
        self.worlds = frozenset({World(actual, reactions, actual)})
        self.said, self.mark = [], None

    def _outcomes(
        self, world: World[T, R], reactions: R, outcomes: set[Registered], *, late: bool
    ) -> Iterator[World[T, R]]:
        if Registered.NOTHING in outcomes:
            yield world
        for value, own in set(self.newest(world, reactions, late)):
            if Registered.FILE in outcomes:
                yield replace(world, value=value, own=own, half=reactions)
            if Registered.ALL in outcomes:
                yield World(value, reactions, value, own=own)

    def _heard(self, world: World[T, R], said: list[Said[T]]) -> Iterator[World[T, R]]:
        """Yield the worlds after words that may be edits of the file, or wait to be read."""
        worlds = [world]
        for one in said:
            worlds = [after for before in worlds for after in self._after(before, one)]
        yield from worlds

    def _after(self, world: World[T, R], said: Said[T]) -> Iterator[World[T, R]]:
        if said.way == HAND:
            changed = said.value != world.value
            yield replace(world, value=said.value, by_hand=True, half=None, own=False) if changed else world
        elif said.way == MERGE:
            yield replace(world, value=said.value, half=self.read_last, own=False)
        else:
            others = tuple(word for word in world.words if word.comment != said.comment)
            yield replace(world, words=(*others, said))
            if not said.sure:
                yield replace(world, words=others)
