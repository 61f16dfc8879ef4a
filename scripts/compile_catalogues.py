"""Compile the translation catalogues: every `catalogues/<language>/<room>.po` into one `catalogues/<language>.mo`.

The names of days and months come with them, out of Babel: `catalogues/day_names.json`.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tablee.i18n.languages import KNOWN

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""A date that stays, so that the same texts give the same bytes."""
LOCALES = {code: Locale(code, language.region) for code, language in KNOWN.items()}
CATALOGUES = Path(__file__).parent / "tablee" / "i18n" / "catalogues"


def load_catalogue(language: str) -> Catalog:
    """Read all rooms' texts of a language into one catalogue; two rooms may not translate a text differently."""
    merged = Catalog(locale=language, creation_date=EPOCH, revision_date=EPOCH)
    for path in sorted((CATALOGUES / language).glob("*.po")):
        with path.open("rb") as stream:
            room = read_po(stream, locale=language)
        for message in room:
            if not message.id:
                continue
            known = merged.get(message.id)
            if known and known.string != message.string:
                sys.exit(
                    f"{path}: {message.id!r} is {message.string!r} here and {known.string!r} in another room"
                )
            merged.add(message.id, message.string, flags=message.flags)
    return merged


def render_mo(language: str) -> bytes:
    """Return the compiled catalogue of a language."""
    stream = BytesIO()
    write_mo(stream, load_catalogue(language))
    return stream.getvalue()


def render_day_names() -> str:
    """Return the names of days, from Monday, and of months, as each language has them within a date."""
    names = {
        language: {
            "weekdays": [locale.days["format"]["wide"][day] for day in range(7)],
            "months": [locale.months["format"]["wide"][month] for month in range(1, 13)],
            "short_weekdays": [locale.days["format"]["abbreviated"][day] for day in range(7)],
            "short_months": [locale.months["format"]["abbreviated"][month] for month in range(1, 13)],
        }
        for language, locale in LOCALES.items()
    }
    return json.dumps(names, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the compiled catalogue of every language, and the names of days."""
    (CATALOGUES / "day_names.json").write_text(render_day_names(), "utf-8")
    for folder in sorted(path for path in CATALOGUES.iterdir() if path.is_dir()):
        folder.with_suffix(".mo").write_bytes(render_mo(folder.name))


if __name__ == "__main__":
    main()
