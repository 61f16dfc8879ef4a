"""`tablee holidays`: the public and school holidays of the coming years become a file that a human reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.adapters import holiday_library
from tablee.adapters.founding import replace_files
from tablee.cli.folder import need_loaded
from tablee.cli.parser import number_between
from tablee.files.paths import HOLIDAYS_FILE
from tablee.i18n.errors import DONE, UserError
from tablee.i18n.translations import Translations, _, load_translations
from tablee.model import Holidays
from tablee.scaffolding.holidays import DAY, look_up, render_holidays

if TYPE_CHECKING:
    import argparse

MOST_YEARS = 10


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `holidays`."""
    years = number_between(0, MOST_YEARS, words)
    told = words.gettext("how many years ahead (default: 2)")
    parser.add_argument("--years", type=years, default=2, metavar="N", help=told)


def run(options: argparse.Namespace, words: Translations) -> int:
    """Write holidays.yml anew, but for the years that are over."""
    _loaded, group, now = need_loaded(options)
    settings = group.settings
    if settings.holidays is None:
        raise UserError(_("group.yml names no country. Add a line `holidays: {{country: FR, school: B}}`."))
    coming = look_up(holiday_library, settings.holidays, settings.language, now.date(), options.years)
    found = keep_past(group.holidays, coming)
    text = render_holidays(found, load_translations(settings.language), holiday_library.library_version())
    replace_files(options.root, {HOLIDAYS_FILE: text.encode()}, ())
    print(say_found(found, words))
    return DONE


def keep_past(known: Holidays | None, found: Holidays) -> Holidays:
    """Put what was known of the days before in front of what was found.

    A past meeting stands where a holiday moved it: forgetting that holiday would move it back.
    """
    if known is None or known.from_on >= found.from_on:
        return found
    public = tuple(day for day in known.public if day.on < found.from_on)
    school = tuple(span for span in known.school if span.from_on < found.from_on)
    # Holidays over New Year's Eve were known whole; what was found begins with their second half.
    last = max((span.to_on for span in school), default=found.from_on - DAY)
    coming = tuple(span for span in found.school if span.to_on > last)
    return Holidays(known.from_on, found.to_on, public + found.public, school + coming)


def say_found(found: Holidays, words: Translations) -> str:
    """Say what was written and until when it holds."""
    public = words.ngettext("{n} public holiday", "{n} public holidays", len(found.public))
    school = words.ngettext("{n} school holiday", "{n} school holidays", len(found.school))
    return words.gettext(
        "holidays.yml: {public} and {school}, from {start} to {end}. Read it before you commit it.",
        public=public,
        school=school,
        start=words.day(found.from_on, weekday=False),
        end=words.day(found.to_on, weekday=False),
    )
