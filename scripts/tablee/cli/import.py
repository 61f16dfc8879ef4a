"""`tablee import`: a calendar or a list of people from before becomes files, shown before they are written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tablee.adapters.foreign_file import read_foreign
from tablee.adapters.founding import replace_files
from tablee.adapters.questions import open_questions
from tablee.adapters.surroundings import read_surroundings
from tablee.checks.national_numbers import country_of
from tablee.cli.folder import need_circle, need_loaded
from tablee.cli.import_report import render_changes, render_headings, render_neutral
from tablee.cli.prompts import confirm, say_permanence
from tablee.i18n.errors import DONE, UserError
from tablee.i18n.translations import Translations, _
from tablee.imports.changes import Home
from tablee.imports.people_changes import plan_people
from tablee.imports.people_table import read_table
from tablee.imports.source import Unusable, decode

if TYPE_CHECKING:
    import argparse

    from tablee.imports.changes import Changes

_CALENDARS = (".ics", ".ical", ".icalendar", ".ifb", ".vcs")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `import`."""
    told = words.gettext("a calendar (.ics) or a table of people (.csv)")
    parser.add_argument("file", type=Path, metavar=words.gettext("FILE"), help=told)
    circle = words.gettext("the circle that a calendar's main series belongs to (default: the group itself)")
    parser.add_argument("--circle", default="", metavar="…", help=circle)
    alone = words.gettext("propose no circles: the dates of other series become meetings with a title")
    parser.add_argument("--no-circles", action="store_true", help=alone)
    public = words.gettext("everybody in the table agreed to be named in public, but for who says no there")
    parser.add_argument("--public", action="store_true", help=public)
    parser.add_argument("--yes", action="store_true", help=words.gettext("write without asking"))


def run(options: argparse.Namespace, words: Translations) -> int:
    """Read the file, show what would be written and what cannot be taken, ask, and write."""
    data = read_foreign(options.file)
    loaded, group, now = need_loaded(options)
    around = read_surroundings(options.root, None, publishing=False)
    home = Home(loaded, group, now, around)
    if _is_calendar(options.file, data):
        changes, report, secret = _read_calendar(options, decode(data), home), "", ""
    else:
        changes, report, secret = _read_people(options, decode(data), home, words)
    print(report + render_changes(changes, loaded.files, words), end="")
    if not changes.files:
        print(words.gettext("Nothing is left to write."))
        return DONE
    questions = open_questions()
    if not options.yes and questions is None:
        print(
            words.gettext("Nothing was written. To write this, run it again with `--yes`."), file=sys.stderr
        )
        return DONE
    if not options.yes and questions:
        asked = words.ngettext(
            "Write {n} file? (yes or no)", "Write {n} files? (yes or no)", len(changes.files)
        )
        confirm(asked, questions, "", words)
    replace_files(options.root, changes.files, ())
    print(words.ngettext("Written: {n} file.", "Written: {n} files.", len(changes.files)))
    print(secret, end="")
    print(words.gettext("Look at it with `tablee check` and `tablee serve`, then commit it."))
    return DONE


def _is_calendar(file: Path, data: bytes) -> bool:
    if data.startswith(_WORKBOOKS):
        raise Unusable(
            _("This is a workbook or an archive. Open it, and save its table as CSV or its calendar as .ics.")
        )
    return (
        file.suffix.casefold() in _CALENDARS
        or data.lstrip(b"\xef\xbb\xbf \r\n")[:15].upper() == b"BEGIN:VCALENDAR"
    )


def _read_calendar(options: argparse.Namespace, text: str, home: Home) -> Changes:
    # Imported here: what reads calendars takes its time to load.
    from tablee.imports.calendar_changes import plan_calendar  # noqa: PLC0415
    from tablee.imports.ics_calendar import read_calendar  # noqa: PLC0415

    if options.public:
        raise UserError(_("`{flag}` means nothing for a calendar."), flag="--public")
    circle = need_circle(home.group, options.circle)
    zone = home.group.settings.zone_of(circle)
    calendar = read_calendar(text, zone, country_of(zone), home.now)
    return plan_calendar(calendar, home, circle, alone=options.no_circles)


def _read_people(
    options: argparse.Namespace, text: str, home: Home, words: Translations
) -> tuple[Changes, str, str]:
    """Return the changes; what is shown before them; and what is told once of those who are not public."""
    if options.circle or options.no_circles:
        flag = "--circle" if options.circle else "--no-circles"
        raise UserError(_("`{flag}` means nothing for a table of people."), flag=flag)
    table = read_table(text)
    people = plan_people(table, home, all_public=options.public)
    named = len(people.changes.files) - len(people.neutral)
    permanent = f"{say_permanence(words)}\n" if named else ""
    return people.changes, render_headings(table, words) + permanent, render_neutral(people.neutral, words)
