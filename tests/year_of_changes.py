"""A year of a group, told as the commits that its people make: dates confirmed, moved, cancelled, added, recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

THURSDAYS = "{every: week on thursday, from: 2026-01-08, at: 12:30, lasts: 1h45, place: Le Bistrot}"
TUESDAYS = "{every: week on tuesday, from: 2026-05-05, at: 19:00, lasts: 2h, place: Le Comptoir}"
BREAK = "closures: [{from: 2026-07-27, to: 2026-08-31, why: Été, returns: 2026-09-08}]\n"
MEMBERS = {
    "members/ines-garnier.yml": "public: yes\nname: Inès Garnier\njoined: 2026-01-01\n",
    "members/paul-meyer.yml": "public: yes\nname: Paul Meyer\njoined: 2026-01-01\n",
    "members/m-7f3k.yml": "public: no\njoined: 2026-01-01\n",
}
_RHYTHM_CHANGES_ON, _BREAK_ENDS_ON = date(2026, 5, 5), date(2026, 9, 8)
_BREAK_BEGINS_ON = date(2026, 7, 27)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A commit: when it is made (UTC, "2026-03-02 08:00"), what it is, and the files that it writes or deletes."""

    at: str
    what: str
    files: Mapping[str, str | None]


def settings(*, evenings: bool = False, summer: bool = False) -> str:
    """Return group.yml, before or after the rhythm changed and the summer's break was declared."""
    rules = f"  - {THURSDAYS}\n" + (f"  - {TUESDAYS}\n" if evenings else "")
    return (
        "name: La Tablée\nurl: https://tablee.test/\nidentity: la-tablee.test\n"
        "contact: https://tablee.test/contact\nlanguage: fr\ntimezone: Europe/Paris\nhorizon: 6 weeks\n"
        f"deck: {{restaurant: {{title: Réserver}}}}\nrhythm:\n{rules}{BREAK if summer else ''}"
    )


def year_of_changes() -> Iterator[Change]:
    """Yield a year's changes in their order, two or three a week."""
    yield Change("2026-01-02 08:00", "founded", {"group.yml": settings(), **MEMBERS})
    for number, on in enumerate(_days()):
        if on == _RHYTHM_CHANGES_ON:
            yield Change(
                f"{on - timedelta(9)} 09:00", "rhythm changed", {"group.yml": settings(evenings=True)}
            )
        if on == _BREAK_BEGINS_ON - timedelta(6):
            both = settings(evenings=True, summer=True)
            yield Change(f"{on - timedelta(8)} 09:00", "break declared", {"group.yml": both})
        yield from _week(number, on)


def _days() -> Iterator[date]:
    """Yield the nominal day of each week's meeting."""
    day = date(2026, 1, 8)
    while day.year == 2026:
        if not _BREAK_BEGINS_ON <= day < _BREAK_ENDS_ON:
            yield day
        day += _WEEK if day + _WEEK < _RHYTHM_CHANGES_ON or day >= _RHYTHM_CHANGES_ON else timedelta(5)


def _week(number: int, on: date) -> Iterator[Change]:
    """Yield what happens around one meeting; every few weeks something out of the ordinary."""
    file, monday, next_day = f"meetings/{on}.yml", on - timedelta(6), on + timedelta(1)
    lines = [f"title: Thème n° {number}", f"called: [{{member: ines-garnier, on: {monday}}}]"]
    yield Change(f"{monday} 08:00", "confirmed", {file: _text(lines)})
    leads = "ines-garnier"
    if number == 0:
        leads = "paul-meyer"
        lines[1] = (
            f"called: [{{member: ines-garnier, on: {monday}, answer: passed}}, {{member: {leads}, on: {on}}}]"
        )
        yield Change(f"{on - timedelta(4)} 08:00", "passed on", {file: _text(lines)})
    if number % 4 == 1:
        lines[:0] = [f"date: {next_day}", "why: Salle prise"]
        yield Change(f"{on - timedelta(3)} 08:00", "moved", {file: _text(lines)})
    if number % 7 == 2:
        lines += ["status: cancelled", "why: Neige"]
        yield Change(f"{on - timedelta(2)} 08:00", "cancelled", {file: _text(lines)})
        return
    if number % 9 == 3:
        extra = f"meetings/{on - timedelta(1)}-soir.yml"
        yield Change(f"{on - timedelta(2)} 07:00", "extra", {extra: "title: Soirée\nat: 19:00\nlasts: 3h\n"})
    if number % 11 == 4:
        yield Change(f"{on - timedelta(2)} 08:00", "unconfirmed", {file: None})
        yield Change(f"{on - timedelta(2)} 09:00", "confirmed again", {file: _text(lines)})
    lines += ["answers: {paul-meyer: yes, m-7f3k: yes}"]
    yield Change(f"{on - timedelta(1)} 08:00", "answered", {file: _text(lines)})
    lines += [f"facilitator: {leads}", "present: [ines-garnier, paul-meyer, m-7f3k]"]
    lines += ["missions: {restaurant: paul-meyer}"]
    yield Change(f"{on + timedelta(2)} 20:00", "held", {file: _text(lines)})


def _text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
