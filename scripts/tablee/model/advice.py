"""What is told of a value that cannot be guessed: how such a value is written, with what was typed where it helps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tablee.i18n.translations import LazyText, _
from tablee.model.clock_text import suggest_hours
from tablee.model.day_text import suggest_month, suggest_short_day, suggest_span, weekday_clashes
from tablee.model.folding import slug_of
from tablee.model.parsing import parse_login, suggest_contact

if TYPE_CHECKING:
    from collections.abc import Callable


def tell(advice: str) -> Callable[[str], LazyText]:
    """Make the advice that is the same whatever was typed."""
    return lambda _text: LazyText(advice)


def advise_on_day(text: str) -> LazyText:
    """Tell how a day is written, without a day that could be pasted; one without its year is told so."""
    first, last = suggest_short_day(text) or suggest_span(text) or ("", "")
    if first == last and first.startswith("…"):
        return LazyText(
            _("Say the year, too: `{day}`, with its four digits in place of the dots."), {"day": first}
        )
    if month := suggest_month(text):
        return LazyText(
            _("Say the day, too: `{month}`, with its two digits in place of the dots."), {"month": month}
        )
    if weekday_clashes(text):
        return LazyText(_("That day is another weekday: correct one of the two."))
    return LazyText(_("Write it as year-month-day in digits (YYYY-MM-DD)."))


def advise_on_hour(text: str) -> LazyText:
    """Tell how an hour is written; from one hour to another there is a length."""
    if hours := suggest_hours(text):
        said = _("Write `at: {start}`, and on a line of its own `lasts: {length}`.")
        return LazyText(said, {"start": hours[0], "length": hours[1]})
    return LazyText(_("Write it as `12:30`, `12h30` or `8am`."))


def advise_on_account(text: str) -> LazyText:
    """Tell where GitHub shows the number of an account."""
    said = _("The number stands behind `id` at https://api.github.com/users/{login}: write it here, alone.")
    return LazyText(said, {"login": parse_login(text) or "LOGIN"})


def advise_on_address(text: str) -> LazyText:
    """Tell how the address of a page is written; a mail address is none, and would be public for ever."""
    if (suggest_contact(text) or "").startswith("mailto:"):
        return LazyText(_("Remove it: a mail address is no page, and this file is public for ever."))
    return LazyText(_("Write the whole address, from `https://` on."))


def advise_on_file_name(text: str) -> LazyText:
    """Tell what the name of a picture holds, and how this one could be called."""
    if "://" in text:
        return LazyText(_("Upload the picture into `content/photos/`, and write its file's name alone."))
    text = re.split(r"[/\\]", text)[-1]
    stem, dot, ending = text.rpartition(".")
    if not dot:
        return LazyText(
            _("Write the whole name of the file, with its ending, such as `{name}.jpg`."),
            {"name": slug_of(text) or "x"},
        )
    name = f"{slug_of(stem) or 'photo'}.{re.sub('[^A-Za-z0-9]', '', ending)}"
    said = _(
        "Spaces and accents have no place in it: rename the picture to `{name}`, and write `{name}` here."
    )
    return LazyText(said, {"name": name})
