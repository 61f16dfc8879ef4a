"""The names of days and months in each language: Babel's, which `make translations` lays beside the translations.

Importing Babel itself would cost every command a tenth of a second.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import NamedTuple

from tablee.i18n.package_files import CATALOGUES

DAY_NAMES = "day_names.json"


class DayNames(NamedTuple):
    """The names of one language: weekdays from Monday (0), months from January (0), in full and abbreviated."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    short_months: tuple[str, ...]


@lru_cache(maxsize=8)
def day_names(language: str) -> DayNames:
    """Return the names of days and months in a language."""
    names = json.loads((CATALOGUES / DAY_NAMES).read_text("utf-8"))
    return DayNames(**{kind: tuple(those) for kind, those in names[language].items()})
