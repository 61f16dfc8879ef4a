"""The occurrences of a foreign calendar as meetings' files: only what their rhythm does not say already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tablee.i18n.translations import LazyText, _
from tablee.imports.foreign import ForeignCalendar, Occurrence, Refused
from tablee.imports.strands import Layout, Strand
from tablee.model import Group
from tablee.model.folding import fold, slug_of
from tablee.model.identity import SlotKey
from tablee.model.length_text import Lasts, say_lasts
from tablee.rules.rhythm import Calendar, Slot, calendars_of

if TYPE_CHECKING:
    from tablee.files.values_out import Value

Values = dict[str, "Value | None"]
DAY = timedelta(days=1)
_LONGEST_SUFFIX = 30

CANCELLED: Values = {"status": "cancelled"}


SKIPPED = _("“{title}”: dates to come that follow the group's own rhythm instead: {n}.")


@dataclass
class Drafts:
    """The files to be, by slot key, each with what it says; and what was left out."""

    files: dict[SlotKey, Values] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    doubles: int = 0

    @property
    def remarks(self) -> Iterator[LazyText]:
        """What is said of the meetings as a whole."""
        for title, number in self.skipped.items():
            yield LazyText(SKIPPED, {"title": title, "n": number})
        if self.doubles:
            yield LazyText(_("Events that stand there twice are taken once: {n}."), {"n": self.doubles})


def draft_meetings(
    calendar: ForeignCalendar, group: Group, layout: Layout, circle: str, today: date
) -> Drafts:
    """Draft the files of a calendar's occurrences in a group whose rhythms are those of the layout.

    What belongs to no strand goes into `circle`.
    """
    return _Drafting(calendar, group, layout, circle, today).run()


class _Drafting:
    """One calendar on its way into files."""

    def __init__(
        self, calendar: ForeignCalendar, group: Group, layout: Layout, circle: str, today: date
    ) -> None:
        self._calendar, self._group, self._layout, self._today = calendar, group, layout, today
        self._circle = circle
        self._slots: Mapping[str, Calendar] = calendars_of(group)
        self._circle_of = {uid: key for key, strand in layout.circles.items() for uid in strand.uids}
        self._drafts = Drafts()
        self._seen: set[object] = set()
        past = sorted(m.key for m in group.meetings.values() if m.key.on < today)
        self._last_filed = {key.circle: key.on for key in past}

    def run(self) -> Drafts:
        """Draft regular meetings first, then what is left: an extra must not take a slot's name."""
        those = sorted(self._unique(), key=lambda one: one.series not in self._circle_of)
        extras = [one for one in those if not self._draft_regular(one)]
        for circle in sorted(self._layout.exact):
            self._cancel_missing(circle)
        for one in extras:
            self._draft_extra(one)
        return self._drafts

    def _unique(self) -> Iterator[Occurrence]:
        for one in self._calendar.occurrences:
            same = (one.on, one.at, one.lasts, fold(one.title), one.cancelled)
            if same in self._seen:
                self._drafts.doubles += 1
            else:
                self._seen.add(same)
                is_abroad = self._circle_of.get(one.series) in self._layout.abroad
                yield (one.abroad if is_abroad else None) or one

    def _draft_regular(self, one: Occurrence) -> bool:
        """Draft an occurrence that has a slot; say whether it is done with."""
        circle = self._circle_of.get(one.series, self._circle)
        strand = self._layout.circles[circle] if one.series in self._circle_of else None
        if strand and circle not in self._layout.exact and self._is_usual(one, strand):
            self._drafts.skipped[strand.title] = self._drafts.skipped.get(strand.title, 0) + 1
            return True
        slot = self._slots[circle].slot_of(one.nominal)
        if slot is None or slot.key in self._drafts.files or not (strand or _is_like(one, slot)):
            return False
        # No file can take an hour away: a day without one becomes an extra beside the cancelled meeting.
        apart = one.at is None and slot.rule.at is not None and not one.cancelled
        values = (
            CANCELLED if apart or one.cancelled else _differences(one, slot, strand.title if strand else "")
        )
        if values:
            self._drafts.files[slot.key] = values
        elif self._needs_file(slot):
            # A title, since a file that says nothing tells of a meeting to which nobody came.
            self._drafts.files[slot.key] = {"title": one.title or self._group.name_of_circle(circle)}
        else:
            self._seen.add(slot.key)
        return not apart

    def _is_usual(self, one: Occurrence, strand: Strand) -> bool:
        """Say whether an occurrence to come is just what its series says."""
        usual = one.on == one.nominal and one.title == strand.title and not one.cancelled
        return usual and one.on >= self._today

    def _needs_file(self, slot: Slot) -> bool:
        """Say whether a meeting that is as its rhythm says would appear nowhere without a file.

        What is past since the group's own last file was never confirmed: a second import does not do it.
        """
        circle, day = slot.key.circle, slot.key.on
        if str(slot.key) in self._group.meetings:
            return False
        if day >= self._today:
            return slot.key not in {one.key for one in self._slots[circle].slots(day, day)}
        return day <= self._last_filed.get(circle, day)

    def _cancel_missing(self, circle: str) -> None:
        """Cancel the slots on which the calendar has nothing."""
        days = self._layout.circles[circle].days
        for slot in self._slots[circle].slots(min(days), self._calendar.last):
            if slot.key not in self._drafts.files and slot.key not in self._seen and not self._is_later(slot):
                self._drafts.files[slot.key] = CANCELLED

    def _is_later(self, slot: Slot) -> bool:
        """Say whether a past slot without file is one of the time after an earlier import."""
        return slot.key.on < self._today and not self._needs_file(slot)

    def _draft_extra(self, one: Occurrence) -> None:
        if one.cancelled:
            if not one.series:
                self._drafts.refused.append(Refused(one.line, LazyText(_("it was cancelled"))))
            return
        circle = self._circle_of.get(one.series, self._circle)
        title = one.title or self._group.name_of_circle(circle)
        at: Values = {"at": one.at} if one.at else {}
        lasts: Values = {"lasts": say_lasts(one.lasts)} if one.lasts else {}
        self._drafts.files[self._free_key(circle, one.on, title)] = {
            **at,
            **lasts,
            **_place(one),
            "title": title,
            **_more(one),
        }

    def _free_key(self, circle: str, day: date, title: str) -> SlotKey:
        """Return a name for an extra: its day where that is no slot, else its day and its title."""
        key = SlotKey(circle, day)
        suffix = slug_of(title)[:_LONGEST_SUFFIX].strip("-") or "extra"
        number = 1
        while key in self._drafts.files or (not key.suffix and self._slots[circle].slot_of(day)):
            key = SlotKey(circle, day, suffix if number == 1 else f"{suffix}-{number}")
            number += 1
        return key


def _is_like(one: Occurrence, slot: Slot) -> bool:
    """Say whether a single event is the meeting of a slot: it has its day, and its hour."""
    return one.at == slot.rule.at and not one.cancelled


def _differences(one: Occurrence, slot: Slot, title: str) -> Values:
    """Return what an occurrence has in another way than its slot."""
    rule, values = slot.rule, Values()
    if one.on != slot.key.on:
        values["date"] = one.on
    if one.at and one.at != rule.at:
        values["at"] = one.at
    known = rule.lasts or (Lasts(days=1) if one.at is None else None)
    if one.at and rule.at is None:
        known = None
    if one.lasts and one.lasts != known:
        values["lasts"] = say_lasts(one.lasts)
    if one.place and one.place != rule.place:
        values |= _place(one)
    if one.title and one.title != title:
        values["title"] = one.title
    return {**values, **_more(one)}


def _place(one: Occurrence) -> Values:
    return {"place": one.place} if one.place else {}


def _more(one: Occurrence) -> Values:
    """Return the links and notes of an occurrence."""
    links: Values = {"links": dict(one.links)} if one.links else {}
    return {**links, **({"notes": as_prose(one.notes)} if one.notes else {})}


def as_prose(text: str) -> str:
    """Return a text as it stands under a `|` where it has several lines."""
    return f"{text}\n" if "\n" in text else text
