"""What belongs to one language and is no sentence: its name, how numbers, days and hours are written, what is usual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Language:
    """One language, as its speakers write it.

    `weekday` follows the name of a day, `first` is the first day of a month. `hour` and `minutes` are the parts of an
    hour; the minutes are left out where `whole_hours` says so. `zone` is offered to a founder; `charter` and `form`
    name files.
    """

    name: str
    region: str
    decimal: str
    weekday: str
    day: str
    first: str
    hour: str
    minutes: str
    whole_hours: bool
    zone: str
    charter: str
    form: str

    def number(self, day: int) -> str:
        """Return the number of a day in its month."""
        return self.first if day == 1 else self.day.format(day)


KNOWN: Mapping[str, Language] = {
    "en": Language(
        name="English",
        region="GB",
        decimal=".",
        weekday=" ",
        day="{}",
        first="1",
        hour="{}:",
        minutes="{:02}",
        whole_hours=False,
        zone="Europe/London",
        charter="content/charter.md",
        form="set-up-your-group",
    ),
    "fr": Language(
        name="Français",
        region="FR",
        decimal=",",
        weekday=" ",
        day="{}",
        first="1er",
        hour=f"{{}}{NARROW_SPACE}h",
        minutes=f"{NARROW_SPACE}{{:02}}",
        whole_hours=True,
        zone="Europe/Paris",
        charter="content/charte.md",
        form="fonder-votre-groupe",
    ),
}
LANGUAGES = tuple(KNOWN)
"""The languages whose catalogues are complete; English is the language of the code."""
