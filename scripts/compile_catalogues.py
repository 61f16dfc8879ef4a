"""Compile the translation catalogues: every `catalogues/<language>/<room>.po` into one `catalogues/<language>.mo`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""A date that stays, so that the same texts give the same bytes."""
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


def main() -> None:
    """Write the compiled catalogue of every language."""
    for folder in sorted(path for path in CATALOGUES.iterdir() if path.is_dir()):
        folder.with_suffix(".mo").write_bytes(render_mo(folder.name))


if __name__ == "__main__":
    main()
