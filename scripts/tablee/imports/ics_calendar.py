"""An .ics file of any program becomes occurrences on the group's clock, and the rules that are behind them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

from tablee.i18n.translations import _
from tablee.imports.foreign import Findings, ForeignCalendar, Occurrence, Recurrence
from tablee.imports.ics_events import Raw, read_events, when
from tablee.imports.ics_texts import Texts, read_texts
from tablee.imports.recurrences import Budget, NoSuchRule, bound_rule, guess_every, last_day, say_rule
from tablee.imports.source import Unusable
from tablee.model.length_text import Lasts
from tablee.model.parsing import parse_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from icalendar import Event
    from icalendar.prop import vRecur

DAY = timedelta(days=1)
_WINDOW = 3 * 365 * DAY
"""How far ahead a rule without end is followed."""
_REACH = 10 * 365 * DAY
"""How far ahead a single event is still believed."""
_SPLIT = re.compile(r"_R\d{8}(?:T\d{6}Z?)?(?=@|$)")
"""What Google adds to the UID of a series where it was split at "this and following"."""
_NUMBER = "X-TABLEE-NUMBER"
"""Which event of the file an occurrence comes from."""
_HOUR = timedelta(hours=1)
_MOST_HOURS, _MOST_DAYS = 99, 99
# What icalendar, dateutil and recurring-ical-events raise of a value that makes no sense; the series is named then.
_ODD = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What every step of reading one calendar needs; events and their texts by their number."""

    zone: ZoneInfo
    findings: Findings
    raws: Sequence[Raw]
    texts: Sequence[Texts]


@dataclass(frozen=True, slots=True)
class _Followed:
    """A rule as its calendar has it, the starts that it yields up to a day and the next, and whether it goes on."""

    master: Raw
    rule: vRecur
    starts: Sequence[datetime]
    last: date
    goes_on: bool


def read_calendar(text: str, zone: str, country: str, now: datetime) -> ForeignCalendar:
    """Read a calendar on the clock of a zone; raises Unusable. `country` says how telephone numbers look."""
    findings = Findings()
    raws = read_events(text, zone, findings)
    reader = _Reader(ZoneInfo(zone), findings, raws, [read_texts(raw.event, country) for raw in raws])
    last = max([(now + _WINDOW).date(), *_known_days(raws, (now + _REACH).date())])
    budget = Budget()
    series: dict[str, list[Raw]] = defaultdict(list)
    for number, raw in enumerate(raws):
        raw.event.add(_NUMBER, str(number))
        series[raw.uid].append(raw)
    recurrences: list[Recurrence] = []
    occurrences: list[Occurrence] = []
    for those in series.values():
        rules = _read_rules(reader, those, last, budget)
        if rules is not None:
            recurrences += rules
            occurrences += _expand(reader, those, last, rules)
    if not raws and not findings.refused:
        raise Unusable(_("There is no event in this calendar."))
    if stripped := sum(texts.stripped for texts in reader.texts):
        findings.remark(
            _(
                "Events out of which mail addresses or telephone numbers of people were taken: {n}. “…” stands there."
            ),
            n=stripped,
        )
    return ForeignCalendar(
        zone,
        last,
        tuple(sorted(recurrences, key=lambda one: (one.days[0], one.line))),
        tuple(sorted(occurrences, key=lambda one: (one.on, one.at or time(), one.title, one.line))),
        tuple(sorted(findings.refused, key=lambda one: one.line)),
        tuple(findings.remarks.values()),
    )


def _known_days(raws: list[Raw], reach: date) -> Iterator[date]:
    """Yield the days that events name themselves, up to a day."""
    for raw in raws:
        start = when(raw.event, "DTSTART")
        if start and (day := start.date() if isinstance(start, datetime) else start) <= reach:
            yield day


def _read_rules(reader: _Reader, raws: list[Raw], last: date, budget: Budget) -> list[Recurrence] | None:
    """Return the rule of a series, none for a single event; None where its rule cannot be followed: it is noted."""
    masters = [(raw, raw.rule, start) for raw in raws if raw.rule and (start := when(raw.event, "DTSTART"))]
    if not masters:
        return []
    master, rule, start = max(masters, key=lambda one: int(str(one[0].event.get("SEQUENCE", 0))))
    try:
        starts, goes_on = bound_rule(master.event, rule, start, last + DAY, budget)
    except NoSuchRule:
        reader.findings.refuse(master.line, _("its rule `{rule}` cannot be followed"), rule=say_rule(rule))
        return None
    if not starts:
        reader.findings.refuse(master.line, _("its rule `{rule}` yields no day"), rule=say_rule(rule))
        return None
    followed = _Followed(master, rule, starts, last, goes_on)
    found = _recurrence(reader, followed)
    if found is None:
        return None
    if master.was_utc:
        reader.findings.remark(
            _("“{title}” has its hours in UTC and shifts with summer time there: here it stays at {at}."),
            title=found.title,
            at=f"{found.at:%H:%M}" if found.at else "",
        )
    own = _own_zone(start, reader.zone)
    if not own:
        return [found]
    return [replace(found, zone=own, abroad=_recurrence(replace(reader, zone=ZoneInfo(own)), followed))]


def _recurrence(reader: _Reader, followed: _Followed) -> Recurrence | None:
    """Make the rule of a series on the clock of the reader's zone; None where it lasts too long."""
    master, rule = followed.master, followed.rule
    said = _occurrence(reader, master.event, "")
    if said is None:
        return None
    all_days = [_day(one, reader.zone) for one in followed.starts]
    days = tuple(day for day in all_days if day <= followed.last) or tuple(all_days[:1])
    return Recurrence(
        uid=_SPLIT.sub("", master.uid),
        title=said.title,
        rule=say_rule(rule),
        every=tuple(guess_every(rule, days)),
        days=days,
        until=last_day(rule, reader.zone) if followed.goes_on else all_days[-1],
        at=said.at,
        lasts=said.lasts,
        line=master.line,
        place=said.place,
        links=said.links,
        notes=said.notes,
    )


def _own_zone(start: date, home: ZoneInfo) -> str:
    """Return the zone in which a series has its hours, where that is known and another than the group's."""
    own = str(getattr(start.tzinfo, "key", "")) if isinstance(start, datetime) else ""
    return own if own not in ("", "UTC", home.key) and parse_zone(own) else ""


def _expand(reader: _Reader, raws: list[Raw], last: date, rules: Sequence[Recurrence]) -> list[Occurrence]:
    """Return the occurrences of the events of one UID up to a day."""
    series, own = (rules[0].uid, rules[0].zone) if rules else ("", "")
    there = replace(reader, zone=ZoneInfo(own)) if own else None
    try:
        found = _find_dates([raw.event for raw in raws], last)
        those = [
            replace(one, abroad=_occurrence(there, event, series) if there else None)
            for event in found
            if (one := _occurrence(reader, event, series))
        ]
    except _ODD:
        reader.findings.refuse(raws[0].line, _("its dates cannot be computed"))
        return []
    common = [reader.texts[_number(raw.event)] for raw in raws if raw.rule]
    notes, links = [texts.notes for texts in common], [texts.links for texts in common]

    def own_words(one: Occurrence) -> Occurrence:
        """Leave out what the series says as a whole."""
        return replace(
            one,
            notes="" if one.notes in notes else one.notes,
            links={} if one.links in links else one.links,
            abroad=own_words(one.abroad) if one.abroad else None,
        )

    return [own_words(one) for one in those]


def _find_dates(events: list[Event], last: date) -> list[Event]:
    """Return an event for each date of a series up to a day, and of the next, which is that day in other zones.

    An event that stands alone is its only date.
    """
    if len(events) == 1 and not any(name in events[0] for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
        return events
    calendar = Calendar()
    for event in events:
        calendar.add_component(event)
    found: list[Event] = recurring_ical_events.of(calendar).between(date(1970, 1, 1), last + 2 * DAY)
    return found


def _occurrence(reader: _Reader, event: Event, series: str) -> Occurrence | None:
    """Make an occurrence of an event; None where it lasts longer than our files can say: it is noted."""
    number = _number(event)
    line, texts = reader.raws[number].line, reader.texts[number]
    start, end = _times(event)
    on, at = _day(start, reader.zone), _clock(start, reader.zone)
    nominal = when(event, "RECURRENCE-ID")
    lasts = _lasts(start, end)
    title = texts.title
    if lasts and (lasts.days or 0) > _MOST_DAYS:
        reader.findings.refuse(line, _("“{title}” lasts more than {most} days"), title=title, most=_MOST_DAYS)
        return None
    if lasts and lasts.days and at:
        at = None
        reader.findings.remark(_("“{title}” lasts several days: it has no hour here."), title=title)
    if lasts is None and at:
        reader.findings.remark(_("“{title}” has no length: it is shown with two hours."), title=title)
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    nominal_day = _day(nominal, reader.zone) if nominal else on
    return Occurrence(
        series, nominal_day, on, at, lasts, title, line, texts.place, texts.links, texts.notes, cancelled
    )


def _number(event: Event) -> int:
    return int(str(event[_NUMBER]))


def _times(event: Event) -> tuple[date, date]:
    """Return when an event starts and ends: as RFC 5545 says where it does not, after a day or no time at all."""
    start, end = when(event, "DTSTART") or date.min, when(event, "DTEND")
    length = getattr(event.get("DURATION"), "dt", None)
    if end is None:
        usual = timedelta() if isinstance(start, datetime) else DAY
        end = start + (length if isinstance(length, timedelta) else usual)
    return start, end


def _day(when: date | datetime, zone: ZoneInfo) -> date:
    if isinstance(when, datetime):
        return when.astimezone(zone).date() if when.tzinfo else when.date()
    return when


def _clock(when: date | datetime, zone: ZoneInfo) -> time | None:
    if not isinstance(when, datetime):
        return None
    local = when.astimezone(zone) if when.tzinfo else when
    return local.time().replace(second=0, microsecond=0)


def _lasts(start: date | datetime, end: date | datetime) -> Lasts | None:
    """Return how long an event is: minutes for one with an hour, days for a whole-day one, and for one without end."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        first, last = (one.date() if isinstance(one, datetime) else one for one in (start, end))
        return Lasts(days=max((last - first).days, 1))
    length = end - start if end.tzinfo == start.tzinfo is None else _between(start, end)
    minutes = -(-length // timedelta(minutes=1))
    if minutes <= 0:
        return None
    if minutes >= _MOST_HOURS * 60:
        return Lasts(days=-(-minutes // (24 * 60)))
    return Lasts(time=timedelta(minutes=minutes))


def _between(start: datetime, end: datetime) -> timedelta:
    zone = start.tzinfo or end.tzinfo
    aware = [one if one.tzinfo else one.replace(tzinfo=zone) for one in (start, end)]
    return timedelta(seconds=aware[1].timestamp() - aware[0].timestamp())
