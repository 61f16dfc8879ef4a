"""What people read, in the group's language: translated phrases, counted nouns, dates and times in words."""

from __future__ import annotations

import gettext
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

LANGUAGES = ("en", "fr")
"""The languages whose catalogues are complete; English is the language of the code."""

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


def _(message: str) -> str:
    """Mark a text for the catalogues; it is translated where it is said."""
    return message


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text to be said later, in a language that is not known yet; values may be phrases themselves."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)


class Words:
    """The texts of one language.

    `say` and `count` take English texts with `{name}` fields; a value that is a Phrase is said in the same language.
    """

    def __init__(self, language: str) -> None:
        """Load the catalogue of a language of `LANGUAGES`."""
        self.language = language
        self._catalogue = _load_catalogue(language)

    def say(self, message: str, /, **values: object) -> str:
        """Say a text, with its values put in."""
        return self._fill(self._catalogue.gettext(message), values)

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Say a counted text; `{n}` in it is the number."""
        return self._fill(self._catalogue.ngettext(one, many, number), {"n": number, **values})

    def phrase(self, phrase: Phrase) -> str:
        """Say a phrase."""
        return self.say(phrase.message, **phrase.values)

    def day(self, day: date, *, year: bool = True, weekday: bool = True) -> str:
        """Say a date in full: `jeudi 10 décembre 2026`, `1er janvier`, `Thursday 10 December 2026`."""
        pattern = ("EEEE " if weekday else "") + "d MMMM" + (" y" if year else "")
        text = _format_day(day, pattern, self._locale)
        if self.language == "fr" and day.day == 1:
            return text.replace("1 ", "1er ", 1)
        return text

    def month(self, day: date) -> str:
        """Say a date's month and year: `décembre 2026`."""
        return _format_day(day, "MMMM y", self._locale)

    def time(self, at: time) -> str:
        """Say an hour: `12 h 30` with narrow no-break spaces in French, `12:30` in English."""
        if self.language == "fr":
            minutes = f"{NARROW_SPACE}{at.minute:02}" if at.minute else ""
            return f"{at.hour}{NARROW_SPACE}h{minutes}"
        return f"{at.hour}:{at.minute:02}"

    def listing(self, items: list[str]) -> str:
        """Join items as people do: `a, b et c`."""
        if len(items) < 2:  # noqa: PLR2004 (a list of one needs no joining word)
            return "".join(items)
        return self.say(_("{most} and {last}"), most=", ".join(items[:-1]), last=items[-1])

    @cached_property
    def _locale(self) -> str:
        return {"en": "en_GB", "fr": "fr_FR"}[self.language]

    def _fill(self, text: str, values: Mapping[str, object]) -> str:
        said = {k: self.phrase(v) if isinstance(v, Phrase) else v for k, v in values.items()}
        return text.format_map(said)


@lru_cache(maxsize=16_384)
def _format_day(day: date, pattern: str, locale: str) -> str:
    """Format a date; a site says each of its dates on several pages."""
    from babel.dates import format_date  # noqa: PLC0415 (29 ms that `check` does not need)

    return format_date(day, pattern, locale=locale)


@lru_cache(maxsize=len(LANGUAGES))
def load_words(language: str) -> Words:
    """Return the words of a language."""
    return Words(language)


def _load_catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    with (files("tablee.data") / "catalogues" / f"{language}.mo").open("rb") as stream:
        return gettext.GNUTranslations(stream)
