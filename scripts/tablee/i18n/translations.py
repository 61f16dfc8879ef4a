"""What people read, in the group's language: translated phrases, counted nouns, dates and times in words."""

from __future__ import annotations

import gettext
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from tablee.i18n.day_names import day_names
from tablee.i18n.languages import KNOWN, LANGUAGES
from tablee.i18n.package_files import CATALOGUES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, time
    from fractions import Fraction


def _(message: str) -> str:
    """Mark a text for the catalogues; it is translated where it is said."""
    return message


@dataclass(frozen=True, slots=True)
class LazyText:
    """A text to be translated later; values may be lazy texts themselves."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)


class Translations:
    """The texts of one language.

    `gettext` and `ngettext` take English texts with `{name}` fields; a LazyText among them is translated, too.
    """

    def __init__(self, language: str) -> None:
        """Load the catalogue of a language of `LANGUAGES`."""
        self.language = language
        self._catalogue = _load_catalogue(language)

    def gettext(self, message: str, /, **values: object) -> str:
        """Translate a text, with its values put in."""
        return self._fill(self._catalogue.gettext(message), values)

    def template(self, message: str, /) -> str:
        """Translate a text whose fields stay to be filled."""
        return self._catalogue.gettext(message)

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Translate a counted text; `{n}` in it is the number.

        French counts none as it counts one; what says *one* in words is for one alone.
        """
        said = self._catalogue.ngettext(one, many, number)
        if not number and "{n}" not in said:
            said = self._catalogue.ngettext(one, many, 2)
        return self._fill(said, {"n": number, **values})

    def resolve(self, phrase: LazyText) -> str:
        """Translate a lazy text."""
        return self.gettext(phrase.message, **phrase.values)

    def day(self, day: date, *, year: bool = True, weekday: bool = True) -> str:
        """Say a date in full: `jeudi 10 décembre 2026`, `1er janvier`, `Thursday 10 December 2026`."""
        known = KNOWN[self.language]
        name = f"{day_names(self.language).weekdays[day.weekday()]}{known.weekday}" if weekday else ""
        return f"{name}{known.number(day.day)} {self._month(day)}" + (f" {day.year}" if year else "")

    def month(self, day: date) -> str:
        """Say a date's month and year: `décembre 2026`."""
        return f"{self._month(day)} {day.year}"

    def time(self, at: time) -> str:
        """Say an hour: `12 h 30` with narrow no-break spaces in French, `12:30` in English."""
        known = KNOWN[self.language]
        minutes = "" if known.whole_hours and not at.minute else known.minutes.format(at.minute)
        return f"{known.hour.format(at.hour)}{minutes}"

    def decimal(self, number: Fraction, places: int) -> str:
        """Say a number with so many decimals and without its sign: `0,50` in French, `0.50` in English."""
        whole, rest = divmod(round(abs(number) * 10**places), 10**places)
        return f"{whole}{KNOWN[self.language].decimal}{rest:0{places}}"

    def listing(self, items: Sequence[str], others: int = 0) -> str:
        """Join items as people do, and count the members that are not named: `a, b et c`, `a et 2 autres membres`."""
        if others:
            items = [*items, self.others(others, alone=not items)]
        if len(items) < 2:  # noqa: PLR2004 (a list of one needs no joining word)
            return "".join(items)
        return self.gettext(_("{most} and {last}"), most=", ".join(items[:-1]), last=items[-1])

    def others(self, others: int, *, alone: bool) -> str:
        """Count members that are not named: `2 more members`; `2 members` where nobody is named."""
        if alone:
            return self.ngettext("a member", "{n} members", others)
        return self.ngettext("one more member", "{n} more members", others)

    def _month(self, day: date) -> str:
        return day_names(self.language).months[day.month - 1]

    def _fill(self, text: str, values: Mapping[str, object]) -> str:
        said = {k: self.resolve(v) if isinstance(v, LazyText) else v for k, v in values.items()}
        return text.format_map(said)


@lru_cache(maxsize=len(LANGUAGES))
def load_translations(language: str) -> Translations:
    """Return the words of a language."""
    return Translations(language)


def _load_catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    with (CATALOGUES / f"{language}.mo").open("rb") as stream:
        return gettext.GNUTranslations(stream)
