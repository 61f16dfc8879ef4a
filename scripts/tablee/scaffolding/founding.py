"""A founding: the answers become every file of a group, judged as `tablee check` will judge them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tablee.checks.rules import check_group
from tablee.checks.surroundings import Surroundings
from tablee.files.load import load_group
from tablee.files.paths import HOLIDAYS_FILE
from tablee.files.problem import Problem, has_errors
from tablee.i18n.translations import load_translations
from tablee.model import Group, HolidayRules
from tablee.scaffolding.answers import Answers
from tablee.scaffolding.group import render_files
from tablee.scaffolding.holidays import HolidayBook, look_up, render_holidays

if TYPE_CHECKING:
    from tablee.i18n.translations import Translations

YEARS_OF_HOLIDAYS = 2


@dataclass(frozen=True, slots=True)
class Founding:
    """The files of a new group and what is wrong with them; `group` is None where an error forbids to write it."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    group: Group | None


def found_group(answers: Answers, now: datetime, book: HolidayBook, *, proposes: bool = False) -> Founding:
    """Return a new group, whose steward `proposes` what it writes; raises UserError where holidays are not known."""
    words = load_translations(answers.language)
    files = {
        **render_files(answers, words, now.date(), proposes=proposes),
        **_holidays(answers, words, now, book),
    }
    loaded = load_group(files)
    problems = tuple(check_group(loaded, now, Surroundings(is_template=False)))
    return Founding(files, problems, None if has_errors(problems) else loaded.group)


def _holidays(answers: Answers, words: Translations, now: datetime, book: HolidayBook) -> Mapping[str, bytes]:
    if not answers.holidays:
        return {}
    rules = HolidayRules(answers.holidays.upper(), answers.region, answers.school)
    found = look_up(book, rules, answers.language, now.date(), YEARS_OF_HOLIDAYS)
    return {HOLIDAYS_FILE: render_holidays(found, words, book.library_version()).encode()}
