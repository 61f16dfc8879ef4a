"""holidays.yml: the public and school holidays of the coming years as text, and who is asked for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from tablee.files.yaml_out import render_in_flow
from tablee.i18n.translations import Translations, _
from tablee.model import HolidayRules, Holidays

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a group wants to know: whose holidays, in which language, from which day to which."""

    rules: HolidayRules
    language: str
    from_on: date
    to_on: date


class HolidayBook(Protocol):
    """Who knows holidays; each may raise UserError for a country, a region or a zone that is not known."""

    def resolve_holidays(self, asked: Asked) -> Holidays:
        """Look the holidays up."""

    def list_regions(self, code: str) -> tuple[str, ...]:
        """Return the regions of a country where each has public holidays of its own; none elsewhere."""

    def list_school_zones(self, code: str) -> tuple[str, ...]:
        """Return the school zones of a country; none where no school holidays are known."""

    def library_version(self) -> str:
        """Return the version of what is asked."""


def look_up(book: HolidayBook, rules: HolidayRules, language: str, today: date, years: int) -> Holidays:
    """Ask from 1 January to this day some years later; raises UserError."""
    return book.resolve_holidays(Asked(rules, language, date(today.year, 1, 1), years_later(today, years)))


def years_later(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes 28 February."""
    leap = day.month == 2 and day.day == 29  # noqa: PLR2004 (the day that most years lack)
    return date(day.year + years, day.month, 28 if leap else day.day)


def render_holidays(found: Holidays, words: Translations, version: str) -> str:
    """Return the text of holidays.yml, in the group's language."""
    written = _(
        "# Written by `tablee holidays` out of the library `holidays` {version}; nothing else asks it."
    )
    opening = [
        words.gettext(written, version=version),
        words.gettext(
            "# Read it before you commit it: dates that are not yet published are the library's guess."
        ),
        words.gettext("# A meeting on a public holiday moves; school holidays are only mentioned."),
        f"from: {found.from_on}",
        f"to: {found.to_on}",
    ]
    lines = [
        *opening,
        "public:",
        *(f"  - {{on: {one.on}, name: {render_in_flow(one.name)}}}" for one in found.public),
    ]
    spans = [
        f"  - {{from: {one.from_on}, to: {one.to_on}, name: {render_in_flow(one.name)}}}"
        for one in found.school
    ]
    if spans:
        lines += ["school:", *spans]
    return "\n".join(lines) + "\n"
