"""The series of a foreign calendar become rhythms: split ones joined, one for the group, the others for circles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tablee.i18n.translations import LazyText, _
from tablee.model import Group, RhythmRule
from tablee.model.folding import fold, slug_of
from tablee.model.identity import is_identity
from tablee.model.length_text import say_lasts
from tablee.model.rhythm_text import parse_every, say_every
from tablee.rules.rhythm import days_of, nominal_days

if TYPE_CHECKING:
    from tablee.files.values_out import Value
    from tablee.imports.foreign import ForeignCalendar, Recurrence

DAY = timedelta(days=1)
_SEASON = 183 * DAY
FEWEST = 4
"""Dates that a series has before it is a circle of its own."""


@dataclass(frozen=True, slots=True)
class Strand:
    """A series with all its parts, one after the other; of a part without `text` our grammar has no word.

    `zone` is where all parts have their hours, if that is not the group's; `abroad` the series on the clock there.
    """

    title: str
    parts: tuple[Recurrence, ...]
    texts: tuple[str, ...]
    zone: str = ""
    abroad: Strand | None = None

    @property
    def uids(self) -> frozenset[str]:
        """The identities of its events."""
        return frozenset(part.uid for part in self.parts)

    @property
    def days(self) -> tuple[date, ...]:
        """All its days, those of the calendar's window."""
        return tuple(day for part in self.parts for day in part.days)

    def is_coming(self, today: date) -> bool:
        """Whether it goes on."""
        return any(part.until is None or part.until >= today for part in self.parts)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which strand belongs to which circle; `rhythms` are those that are new in group.yml.

    Of a circle in `exact` the rhythm is the calendar's own; elsewhere the group keeps the one that it has. `abroad` are
    the circles that have the zone of their strand, not the group's.
    """

    circles: Mapping[str, Strand]
    exact: frozenset[str]
    rhythms: Mapping[str, Sequence[Mapping[str, Value]]]
    remarks: tuple[LazyText, ...]
    abroad: frozenset[str] = frozenset()


def find_strands(calendar: ForeignCalendar) -> list[Strand]:
    """Join the rules of a calendar that follow each other: parts of one series, then series of one title."""
    groups: list[list[Recurrence]] = []
    for same in (lambda a, b: a.uid == b.uid, lambda a, b: fold(a.title) == fold(b.title)):
        pending = groups or [[one] for one in calendar.recurrences]
        groups = []
        for parts in sorted(pending, key=lambda parts: parts[0].days[0]):
            before = next(
                (g for g in groups if same(g[-1], parts[0]) and _ends_before(g[-1], parts[0])), None
            )
            if before is None:
                groups.append(list(parts))
            else:
                before += parts
    return [_strand(parts, calendar.last) for parts in groups]


def _strand(parts: Sequence[Recurrence], last: date) -> Strand:
    texts = tuple(_find_text(part, last) for part in parts)
    there = [part.abroad for part in parts if part.abroad]
    zones = {part.zone for part in parts}
    strand = Strand(parts[-1].title, tuple(parts), texts)
    if len(zones) > 1 or len(there) < len(parts):
        return strand
    zone = zones.pop()
    return replace(strand, zone=zone, abroad=replace(_strand(there, last), zone=zone))


def _ends_before(one: Recurrence, other: Recurrence) -> bool:
    return one.until is not None and one.until < other.days[0]


def _find_text(part: Recurrence, last: date) -> str:
    """Return the words of our grammar that yield just the days of a rule; empty where none do."""
    until = min(last, part.until or last)
    for every in part.every:
        text = say_every(every)
        if (
            parse_every(text) == every
            and tuple(days_of(RhythmRule(every, part.days[0]), part.days[0], until)) == part.days
        ):
            return text
    return ""


def lay_out(strands: Sequence[Strand], group: Group, circle: str, today: date, *, alone: bool) -> Layout:
    """Give each strand a circle: `circle` gets the one that it has already or the liveliest, other ones are proposed.

    Where the calendar's dates stand `alone`, no circle is proposed: the dates of the other strands are extras.
    """
    main = _choose(strands, group, circle, today)
    circles: dict[str, Strand] = {circle: main} if main else {}
    for strand in () if alone else strands:
        if strand is not main and len(strand.days) >= FEWEST and any(strand.texts):
            key = _circle_key(strand, group, circles)
            if strand.is_coming(today) or key in group.settings.circles:
                circles[key] = strand
    abroad = {key for key, strand in circles.items() if strand.abroad and _has_zone(group, key, strand.zone)}
    circles = {key: (strand.abroad if key in abroad else None) or strand for key, strand in circles.items()}
    exact, rhythms, remarks = set(), {}, []
    for key, strand in circles.items():
        known = group.rhythm(key) if key in group.circle_ids else ()
        wanted = _render_rules(strand)
        if not known and wanted:
            rhythms[key] = wanted
            exact.add(key)
        elif known and _same_days(known, strand):
            exact.add(key)
        elif known:
            remarks.append(LazyText(KEPT, {"name": group.name_of_circle(key), "title": strand.title}))
    remarks += [
        LazyText(UNSAID, {"title": part.title, "rule": part.rule})
        for strand in strands
        for part, text in zip(strand.parts, strand.texts, strict=True)
        if not text
    ]
    return Layout(circles, frozenset(exact), rhythms, tuple(remarks), frozenset(abroad))


def _has_zone(group: Group, circle: str, zone: str) -> bool:
    """Say whether a circle has a zone, or is new and may get it."""
    return bool(circle) and (circle not in group.circle_ids or group.settings.zone_of(circle) == zone)


KEPT = _(
    "“{name}” has a rhythm of its own in group.yml, which stays: of “{title}” only the past and what was changed for "
    "single dates is taken. To take its rhythm, too, delete `rhythm` there and run this again."
)
UNSAID = _(
    "“{title}” repeats by `{rule}`, for which a rhythm has no words: its dates are written one by one."
)


def _choose(strands: Sequence[Strand], group: Group, circle: str, today: date) -> Strand | None:
    """Choose the strand of the circle that is imported into: the one whose days it has, else the liveliest."""
    said = [strand for strand in strands if any(strand.texts)]
    known = group.rhythm(circle)
    if known and said:
        found = max(said, key=lambda strand: _shared(known, strand, today))
        return found if _shared(known, found, today) or len(said) == 1 else None
    return max(said, key=lambda strand: (strand.is_coming(today), _near(strand, today)), default=None)


def _near(strand: Strand, today: date) -> int:
    """Count the days of a strand within half a year before and after today."""
    return sum(abs(day - today) <= _SEASON for day in strand.days)


def _shared(known: Sequence[RhythmRule], strand: Strand, today: date) -> int:
    """Count the days that a strand has in common with a rhythm, in the half year around today and over all."""
    first, last = min(strand.days[0], today), max(strand.days[-1], today)
    ours = {day for day, _rule in nominal_days(known, first, last)}
    return len(ours.intersection(strand.days))


def _same_days(known: Sequence[RhythmRule], strand: Strand) -> bool:
    """Say whether a rhythm yields the days of a strand's rules at their hours: it was imported before."""
    wanted = [(part, text) for part, text in zip(strand.parts, strand.texts, strict=True) if text]
    said = [(rule.from_on, rule.every, rule.at, rule.until_on) for rule in known]
    return said == [(part.days[0], parse_every(text), part.at, part.until) for part, text in wanted]


def _render_rules(strand: Strand) -> list[Mapping[str, Value]]:
    """Return the rules of a strand as group.yml has them."""
    said = [(part, text) for part, text in zip(strand.parts, strand.texts, strict=True) if text]
    everywhere = all(
        part.place for part, _text in said
    )  # a rule without place would have that of the one before
    return [
        {
            "every": text,
            "from": part.days[0],
            **({"until": part.until} if part.until else {}),
            **({"at": part.at} if part.at else {}),
            **({"lasts": say_lasts(part.lasts)} if part.lasts else {}),
            **({"place": part.place} if everywhere and part.place else {}),
        }
        for part, text in said
    ]


def _circle_key(strand: Strand, group: Group, taken: Iterable[str]) -> str:
    """Return the circle of a strand: the one of its name, else a free name for a new one."""
    named = {fold(one.name): key for key, one in group.settings.circles.items()}
    if fold(strand.title) in named and named[fold(strand.title)] not in taken:
        return named[fold(strand.title)]
    slug = slug_of(strand.title)[:40].strip("-")
    start = slug if is_identity(slug) else "circle"
    used = {*taken, *group.settings.circles}
    return next(one for one in (start, *(f"{start}-{n}" for n in range(2, 1000))) if one not in used)
