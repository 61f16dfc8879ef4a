"""Who can help whom: needs matched with what others offer and do, and introductions for the next meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import combinations
from typing import NamedTuple

from tablee.model import Answer, Group, Member, Offer
from tablee.rules.tables import Company
from tablee.rules.timeline import Event
from tablee.rules.turns.ranking import tie_hash
from tablee.rules.vitality import Gathering
from tablee.rules.word_stems import stems

HELPERS = 3
"""How many helpers are named for a need."""

COMMON = 40
"""A word that more members use than this tells nobody apart, and finding them would cost."""

WEAK = 3
"""One shared word leads to somebody where a need has at most so many telling words, two where it has twice as many."""

NEWCOMER = 3
"""Below so many visits somebody is a newcomer."""

INTRODUCTIONS = 3
_LATELY = 4
_OFTEN = 2
_ASKED = 60
"""How many people are looked at to introduce: more do not fit around a table."""


class Source(IntEnum):
    """Where a member says what helps: an offer counts before a skill, a skill before a trade."""

    OFFER = 0
    SKILL = 1
    TRADE = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A member who may help with a need: by what they say (`said`, of `source`), which shares `words` with the need."""

    member: str
    source: Source
    said: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """A need of a member, and who may help, best first."""

    member: str
    need: Offer
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Introduction:
    """Two members who never sat at one table, the newer one first; with `needs` of one the other may help."""

    one: str
    other: str
    newcomer: bool
    needs: tuple[Need, ...]


class _Said(NamedTuple):
    """One thing that a member says of themselves."""

    member: str
    source: Source
    text: str


class Helpers:
    """What the members offer and do, found by the stems of its words."""

    def __init__(self, members: Iterable[Member], today: date) -> None:
        self._today = today
        self._by_stem: defaultdict[str, list[_Said]] = defaultdict(list)
        for member in members:
            for said in _says(member, today):
                for stem in stems(said.text):
                    self._by_stem[stem].append(said)

    def needs(self, member: Member) -> tuple[Need, ...]:
        """Return a member's needs that still stand, each with who may help."""
        return tuple(
            Need(member.id, n, self._matches(member.id, n.what)) for n in standing(member.needs, self._today)
        )

    def _matches(self, member: str, need: str) -> tuple[Match, ...]:
        """Return those who share most words with a need; of these, who shares the rarest word comes first.

        One word of many is no lead: at least a third of the telling words of the need must be shared.
        """
        shared: defaultdict[str, dict[_Said, list[str]]] = defaultdict(dict)
        users: dict[str, int] = {}
        telling = stems(need)
        for stem, word in telling.items():
            found = self._by_stem.get(stem, ())
            users[word] = len(found)
            for said in found if len(found) <= COMMON else ():
                if said.member != member:
                    shared[said.member].setdefault(said, []).append(word)
        matches = [_best(who, by_said) for who, by_said in shared.items()]
        most = max((len(match.words) for match in matches), default=0)
        best = [match for match in matches if len(match.words) == most and WEAK * most >= len(telling)]
        best.sort(key=lambda match: (min(users[word] for word in match.words), match.source, match.member))
        return tuple(best[:HELPERS])


def standing(offers: Iterable[Offer], today: date) -> list[Offer]:
    """Return the offers, or needs, that still stand on a day."""
    return [offer for offer in offers if offer.until_on is None or offer.until_on >= today]


def introductions(
    group: Group, event: Event, lately: Sequence[Gathering], helpers: Helpers, company: Company
) -> tuple[Introduction, ...]:
    """Propose who should meet at a coming meeting: newcomers first, then those whose offers and needs fit best.

    Looked at are those who said yes or perhaps, and those who came to two of the last four meetings (`lately`) and did
    not say no. Nobody is introduced twice; a pair needs a newcomer or a fit. Ties go by hash, so that no name is
    always the first.
    """
    around = _around(group, event, lately)
    needs = {who: helpers.needs(group.members[who]) for who in around}
    found = []
    for pair in combinations(around, 2):
        if not company.met(*pair):
            new = sorted(pair, key=lambda who: (company.visits(who), who))
            fits = (*_fitting(needs, *new), *_fitting(needs, *reversed(new)))
            newcomer = company.visits(new[0]) < NEWCOMER
            if newcomer or fits:
                found.append(Introduction(new[0], new[1], newcomer, fits))
    found.sort(
        key=lambda one: (not one.newcomer, -len(one.needs), tie_hash(f"{event.key}\n{one.one}", one.other))
    )
    chosen: list[Introduction] = []
    for one in found:
        taken = {who for other in chosen for who in (other.one, other.other)}
        if len(chosen) < INTRODUCTIONS and not taken.intersection((one.one, one.other)):
            chosen.append(one)
    return tuple(chosen)


def _says(member: Member, today: date) -> Iterable[_Said]:
    yield from (_Said(member.id, Source.OFFER, offer.what) for offer in standing(member.offers, today))
    yield from (_Said(member.id, Source.SKILL, skill) for skill in member.skills)
    yield _Said(member.id, Source.TRADE, member.trade)


def _best(member: str, by_said: Mapping[_Said, list[str]]) -> Match:
    """Return the most telling thing that a member says, with all words that the need shares with the member."""
    said = min(by_said, key=lambda said: (said.source, -len(by_said[said]), said.text))
    words = dict.fromkeys(word for those in by_said.values() for word in those)
    return Match(member, said.source, said.text, tuple(words))


def _around(group: Group, event: Event, lately: Sequence[Gathering]) -> list[str]:
    came = [who for gathering in lately[-_LATELY:] for who in gathering.came]
    likely = [who for who in dict.fromkeys(came) if came.count(who) >= _OFTEN and who not in event.answers]
    said = [who for who, answer in event.answers.items() if answer is not Answer.NO]
    known = (group.members[who] for who in (*said, *likely) if who in group.members)
    there = (m.id for m in known if m.public and m.belongs(event.on) and not m.is_away(event.on))
    return list(dict.fromkeys(there))[:_ASKED]


def _fitting(needs: Mapping[str, tuple[Need, ...]], one: str, other: str) -> list[Need]:
    """Return the needs of one member with which the other may help, that helper alone named."""
    matches = ((need, match) for need in needs[one] for match in need.matches)
    return [Need(one, need.need, (match,)) for need, match in matches if match.member == other]
