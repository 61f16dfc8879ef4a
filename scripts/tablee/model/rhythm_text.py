"""What a rhythm's words say, `every: 2 weeks on tuesday, thursday`: the rule, or why none and what is nearest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tablee.i18n.translations import LazyText, _
from tablee.model.rhythm_words import FIFTH, MONTHS, ORDINALS, WEEKDAYS, Token, likely_word, read_words


class Unit(StrEnum):
    """The period that a rhythm repeats."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Every:
    """A rhythm's rule: weekdays are 0 (Monday) to 6; in a month `nth` are 1 to 4, -1 for last or -2 for last but one.

    `alternating` takes one weekday of the list each period, in turn, instead of all of them. `month_days` stand in
    place of weekdays: 1 to 28, or -1 for the last day. In the months `without` (1 to 12) there is none.
    """

    unit: Unit
    weekdays: tuple[int, ...]
    interval: int = 1
    nth: tuple[int, ...] = ()
    alternating: bool = False
    month_days: tuple[int, ...] = ()
    without: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NoRhythm:
    """Words that are no rhythm: what they are not, and the nearest rule that there is, if any."""

    wanted: LazyText
    nearest: Every | None = None


MOST_WEEKS, MOST_MONTHS, LAST_SURE_DAY = 52, 12, 28
WANTED = _("a rhythm")
WITH_HOUR = _("a rhythm alone: the hour has a line of its own, `at: 12:30`")
NO_FIFTH = _("a rhythm: not every month has a fifth one")
NO_SUCH_DAY = _("a rhythm: not every month has such a day")
TWO_MEANINGS = _("clear: it may be `{weeks}` or `{month}`")
TWO_WEEKDAYS = _(
    "a rhythm: those of a month are of one weekday, and another one would be a circle of its own"
)
TOO_RARE = _("a rhythm: it is at most every 52 weeks or 12 months")

FORMS = (
    ("week on thursday", "chaque jeudi"),
    ("every tuesday and thursday", "tous les mardis et jeudis"),
    ("2 weeks on tuesday", "toutes les 2 semaines le mardi"),
    ("every other tuesday", "un mardi sur deux"),
    ("week alternating tuesday and thursday", "mardi et jeudi en alternance"),
    ("third wednesday of the month", "3e mercredi du mois"),
    ("1st and 3rd tuesday of the month", "1er et 3e mardi du mois"),
    ("last friday of 2 months", "dernier vendredi tous les 2 mois"),
    ("last but one friday of the month", "avant-dernier vendredi du mois"),
    ("15th of the month", "le 15 du mois"),
    ("last day of the month", "dernier jour du mois"),
    ("third wednesday of the month except july and august", "3e mercredi du mois sauf juillet et août"),
)
"""The forms that there are, in English and French; each pair says one rule."""

_PERIOD = re.compile(r"nd+sn|n[wm]sn|e?x[wmd]|e?f|eo[wm]|e?n[wm]|end|e?[wm]")
"""How often, as people say it; what is left then is weekly, or one of a month's weekdays or days."""
_WEEKLY = re.compile(r"e?(?:W?d+|d+W)")
_MONTHLY = re.compile(r"e?(?:o+d+)+P?|P(?:o+d+)+")
_MONTH_DAY = re.compile(r"e?(?:[on]+j?|j[on]+)P|P(?:[on]+j?|j[on]+)")


def parse_every(text: str) -> Every | None:
    """Read a rule in one of the `FORMS`; None where the words are none."""
    every = read_every(text)
    return every if isinstance(every, Every) else None


def read_every(text: str) -> Every | NoRhythm:
    """Read a rule, or say why the words are none; those that nobody knows are left out of the nearest rule."""
    words = read_words(text)
    every = _read(tuple(likely_word(word) for word in words if word.kind != "?" or word.value))
    if all(word.kind != "?" for word in words):
        return every
    nearest = every if isinstance(every, Every) else every.nearest
    return _refuse(
        nearest, WITH_HOUR if re.search(r"[0-9][:h]|noon|midi|[ap]m\b", text.casefold()) else WANTED
    )


def refused_every(text: str) -> LazyText:
    """Say what words are not that are no rule."""
    every = read_every(text)
    return every.wanted if isinstance(every, NoRhythm) else LazyText(WANTED)


def suggest_every(text: str) -> str | None:
    """Spell the rule that is nearest to words that are none."""
    every = read_every(text)
    nearest = every.nearest if isinstance(every, NoRhythm) else every
    return say_every(nearest) if nearest else None


def say_every(every: Every) -> str:
    """Return the words of a rule, such as need no quotes within braces."""
    days = _listed(WEEKDAYS[day] for day in every.weekdays)
    if every.unit is Unit.WEEK:
        period = "week" if every.interval == 1 else f"{every.interval} weeks"
        said = f"{period} {'alternating' if every.alternating else 'on'} {days}"
    else:
        period = "the month" if every.interval == 1 else f"{every.interval} months"
        names = {number: name for name, number in ORDINALS.items()}
        which = _listed(names[nth] for nth in every.nth) + f" {days}" if days else _say_days(every.month_days)
        said = f"{which} of {period}"
    return f"{said} except {_listed(MONTHS[n - 1] for n in every.without)}" if every.without else said


def _say_days(days: Sequence[int]) -> str:
    ends = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}
    return _listed("last day" if day < 0 else f"{day}{ends.get(day, 'th')}" for day in days)


def _listed(words: Iterable[str]) -> str:
    return " and ".join(words)


def _refuse(nearest: Every | None, wanted: str = WANTED, **values: object) -> NoRhythm:
    return NoRhythm(LazyText(wanted, values), nearest)


def _read(words: Sequence[Token]) -> Every | NoRhythm:
    """Read a rule and the months in which it does not hold."""
    said = _kinds(words)
    main, sign, months = said.partition("!")
    every = _read_days(_with_period(words[: len(main)]))
    without = tuple(sorted({word.value for word in words[len(main) :] if word.kind == "v"}))
    if isinstance(every, NoRhythm) or not sign:
        return every
    if not re.fullmatch("v+", months) or len(without) == len(MONTHS):
        return _refuse(every)
    return replace(every, without=without)


def _kinds(words: Sequence[Token]) -> str:
    return "".join(word.kind for word in words)


def _with_period(words: Sequence[Token]) -> list[Token]:
    """Put one token in place of those that say how often; weekdays among them stay."""
    found = _PERIOD.search(_kinds(words))
    if not found:
        return list(words)
    said = words[found.start() : found.end()]
    numbers = [word.value for word in said if word.kind in "no"]
    interval = numbers[-1] if numbers else 2 if set("xf") & set(found[0]) else 1
    period = Token("P" if "m" in found[0] else "W", interval)
    days = [word for word in said if word.kind == "d"]
    return [*words[: found.start()], period, *days, *words[found.end() :]]


def _read_days(words: Sequence[Token]) -> Every | NoRhythm:
    """Read a rule of which the period is one token."""
    kinds = _kinds(words)
    interval = next((word.value for word in words if word.kind in "WP"), 1)
    days = _values(words, "d")
    if _WEEKLY.fullmatch(kinds.replace("a", "", 1)):
        if kinds.count("d") > len(days):
            return _refuse(Every(Unit.WEEK, days, interval))
        return _weekly(days, interval, alternating="a" in kinds)
    if _MONTHLY.fullmatch(kinds):
        unclear = kinds == "eod"
        return _monthly(_values(words, "o"), days, interval, unclear=unclear)
    if _MONTH_DAY.fullmatch(kinds):
        return _monthdays(_values(words, "on"), interval)
    if "t" in kinds:
        return _refuse(None)  # `twice a month` says no day
    first = Every(Unit.MONTH, days[:1], 1, (1,)) if "P" in kinds else Every(Unit.WEEK, days)
    return _refuse(first if days else Every(Unit.WEEK, tuple(range(7))) if kinds == "ej" else None)


def _values(words: Sequence[Token], kinds: str) -> tuple[int, ...]:
    """Return the different values of some kinds of tokens, in order."""
    return tuple(dict.fromkeys(word.value for word in words if word.kind in kinds))


def _weekly(days: tuple[int, ...], interval: int, *, alternating: bool) -> Every | NoRhythm:
    if alternating and len(days) == 1:
        return _refuse(Every(Unit.WEEK, days, interval))
    ordered = days if alternating else tuple(sorted(days))
    return _bounded(Every(Unit.WEEK, ordered, interval, alternating=alternating), MOST_WEEKS)


def _monthly(
    nth: tuple[int, ...], days: tuple[int, ...], interval: int, *, unclear: bool
) -> Every | NoRhythm:
    """Read nth weekdays of a month; `every third friday` is `unclear`: it is said of weeks as well."""
    known = [-1 if n == FIFTH else n for n in nth]
    if not set(known) <= set(ORDINALS.values()):
        return _refuse(None)
    every = Every(Unit.MONTH, days[:1], interval, tuple(sorted(set(known), key=lambda n: (n < 0, n))))
    if FIFTH in nth:
        return _refuse(every, NO_FIFTH)
    if len(days) > 1:
        return _refuse(every, TWO_WEEKDAYS)
    if unclear and nth[0] > 1:
        weeks = say_every(Every(Unit.WEEK, days, nth[0]))
        return _refuse(every, TWO_MEANINGS, weeks=weeks, month=say_every(every))
    return _bounded(every, MOST_MONTHS)


def _monthdays(days: tuple[int, ...], interval: int) -> Every | NoRhythm:
    if any(LAST_SURE_DAY < day <= 31 for day in days):  # noqa: PLR2004 (no month is longer)
        return _refuse(Every(Unit.MONTH, (), interval, month_days=(-1,)), NO_SUCH_DAY)
    if not all(day == -1 or 0 < day <= LAST_SURE_DAY for day in days):
        return _refuse(None)
    ordered = tuple(sorted(days, key=lambda n: (n < 0, n)))
    return _bounded(Every(Unit.MONTH, (), interval, month_days=ordered), MOST_MONTHS)


def _bounded(every: Every, most: int) -> Every | NoRhythm:
    if 1 <= every.interval <= most:
        return every
    return _refuse(
        replace(every, interval=most if every.interval else 1), TOO_RARE if every.interval else WANTED
    )
