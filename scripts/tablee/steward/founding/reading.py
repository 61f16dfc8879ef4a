"""A filled-in form *Set up your group* becomes the answers of a founding, or what has to be mended in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from tablee.files.forms.days import read_day
from tablee.files.forms.founding import AGREED, CONSENT, FOUNDER, LANGUAGE, OTHERS
from tablee.files.forms.parse import Filled
from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import LazyText, Translations, _, load_translations
from tablee.model.folding import fold
from tablee.scaffolding.answers import (
    MEMBER,
    USUAL_HOUR,
    USUAL_LENGTH,
    Answers,
    choices,
    contradiction,
    default_answer,
    meant,
    next_day,
    read_answer,
)
from tablee.scaffolding.holidays import HolidayBook
from tablee.steward.forms.changes import MISSING, NO_DAY, FormRejected, find_unclear
from tablee.steward.forms.faults import MOST_TOLD, tell_fault
from tablee.steward.texts import UserText
from tablee.steward.tracker import Person

AS_TYPED = ("name", "timezone", "every", "at", "place", "address", "contact")
"""The fields whose answers are judged just as `tablee init` judges them."""
WRONG = _("**{label}**: {what}")
NO_RHYTHM = _(
    "**{label}**: a first day needs a rhythm. Without one, leave it empty: each date is fixed later."
)
REGION = _(
    "**{label}**: each region of {country} has days of its own. Write it as `{example}`; there are: {known}."
)
TOO_MANY = _("**{label}**: name {most} people at most; the others join by a form.")
MOST_OTHERS = 60
_COUNTRY = re.compile(r"(?P<country>[^\W\d_]{2})(?:[-, ]+(?P<region>\S.*))?")
_BULLET = re.compile(r"^(?:[-*•–]|\d+[.)])\s+")


def language_of(filled: Filled, body: str) -> str:
    """Return the language of a form: the one that is asked for, else the one in which it is written."""
    title = filled.form.fields[0].label
    written = (one for one in LANGUAGES if f"### {load_translations(one).gettext(title)}" in body)
    chosen = filled.choice(LANGUAGE)
    return chosen if chosen in LANGUAGES else next(written, LANGUAGES[0])


def read_answers(
    filled: Filled, founder: Person, repository: str, now: datetime, book: HolidayBook, language: str
) -> Answers:
    """Return what a form answers; raises FormRejected with all that has to be mended."""
    words = load_translations(language)
    reading = _Reading(filled, now, book, words)
    reading.wrong += find_unclear(filled, words)
    reading.known |= {"language": language, "repository": repository}
    for name in AS_TYPED:
        reading.take(name)
    reading.take_days()
    reading.take_holidays()
    members = (reading.founder(), *reading.others())
    if reading.wrong:
        raise FormRejected(*reading.wrong[:MOST_TOLD])
    for name in ("url", "contact"):
        reading.known.setdefault(name, default_answer(name, reading.known, now.date()))
    account = {"github": founder.login, "github_id": str(founder.id)}
    return Answers(**reading.known, **account, members=members)


@dataclass(slots=True)
class _Reading:
    """The answers so far, by the names of the questions, and what is wrong with others."""

    filled: Filled
    now: datetime
    book: HolidayBook
    words: Translations
    known: dict[str, str] = field(default_factory=dict)
    wrong: list[LazyText] = field(default_factory=list)

    def take(self, name: str) -> None:
        """Take an answer as it was typed, or as it can only be meant."""
        typed = self.filled.line(name).removeprefix(f"{name}: ")  # as the advice shows it
        if not typed:
            self._need(name)
            return
        answer, problems = read_answer(name, typed)
        if problems and (surely := _surely_meant(name, typed)):
            answer, problems = surely, []
        self.known |= {} if problems else {name: answer}
        for one in problems:
            told = tell_fault(one, self.filled.label(name), name)
            fix = {"fix": LazyText(self.filled.field(name).about)} if name == "every" else {}
            self.wrong.append(LazyText(told.message, {**told.values, **fix}))

    def take_days(self) -> None:
        """Take the first day, which follows from the rhythm where none was typed; without rhythm there is no hour."""
        typed, every = self.filled.line("from_day"), self.known.get("every", "")
        zone = self.known.get("timezone")
        today = (self.now.astimezone(ZoneInfo(zone)) if zone else self.now).date()
        day = read_day(typed, today) if typed else None
        if typed and day is None:
            told = {
                "label": self.filled.label("from_day"),
                "said": UserText(typed),
                "example": self.words.day(today),
            }
            self.wrong.append(LazyText(NO_DAY, told))
        elif typed and not self.filled.line("every"):
            self.wrong.append(LazyText(NO_RHYTHM, {"label": self.filled.label("from_day")}))
        if every:
            self.known |= {"from_day": str(day or next_day(every, today)), "lasts": USUAL_LENGTH}
            self.known.setdefault("at", USUAL_HOUR)
        else:
            self.known.pop("at", None)
        if self.known.get("address") and not self.filled.line("place"):
            self.wrong.append(LazyText(MISSING, {"label": self.filled.label("place")}))

    def take_holidays(self) -> None:
        """Take a country, with its region where each has holidays of its own."""
        typed = self.filled.line("holidays")
        found = _COUNTRY.fullmatch(typed)
        if not typed or found is None:
            self.take("holidays") if typed else None
            return
        country, region = found["country"].upper(), (found["region"] or "").upper()
        against = contradiction("holidays", country, self.known, self.book)
        known = {"holidays": country}
        regions = () if against else choices("region", known, self.book)
        if regions and region not in regions:
            told = {"country": country, "example": f"{country}-{regions[0]}", "known": ", ".join(regions)}
            self.wrong.append(LazyText(REGION, {"label": self.filled.label("holidays"), **told}))
        elif against:
            self.wrong.append(LazyText(WRONG, {"label": self.filled.label("holidays"), "what": against}))
        self.known |= {**known, **({"region": region} if region else {})}

    def founder(self) -> str:
        """Return the name of who founds the group, who has to agree that names are public."""
        if self.filled.choice(CONSENT) != AGREED:
            self.wrong.append(LazyText(MISSING, {"label": self.filled.label(CONSENT)}))
        return next(self._names(FOUNDER, [self.filled.line(FOUNDER)]), "")

    def others(self) -> tuple[str, ...]:
        """Return the other first members, each once."""
        typed = [_BULLET.sub("", line.strip()) for line in re.split(r"[\n,;]", self.filled.text(OTHERS))]
        names = {fold(name): name for name in typed if name}
        names.pop(fold(self.filled.line(FOUNDER)), None)
        if len(names) > MOST_OTHERS:
            self.wrong.append(LazyText(TOO_MANY, {"label": self.filled.label(OTHERS), "most": MOST_OTHERS}))
            return ()
        return tuple(self._names(OTHERS, list(names.values())))

    def _names(self, name: str, typed: list[str]) -> Iterator[str]:
        for one in typed:
            if not one:
                self._need(name)
                continue
            answer, problems = read_answer(MEMBER, one)
            if answer:
                yield answer
            for problem in problems:
                self.wrong.append(tell_fault(problem, self.filled.label(name), MEMBER))

    def _need(self, name: str) -> None:
        if self.filled.field(name).required:
            self.wrong.append(LazyText(MISSING, {"label": self.filled.label(name)}))


def _surely_meant(name: str, typed: str) -> str:
    """Return what a refused answer can only mean: a mail address as contact, a town as zone; empty for others."""
    guess = meant(name, typed) if name in {"contact", "timezone"} else ""
    town = guess.rpartition("/")[2].replace("_", " ")
    return guess if name == "contact" or fold(town) == fold(typed) else ""
