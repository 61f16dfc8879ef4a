"""A .csv of people, as a spreadsheet or a form writes it: its separator, its headings and its days are guessed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tablee.i18n.translations import _
from tablee.imports.source import Unusable
from tablee.model.day_text import parse_written_day
from tablee.model.folding import fold
from tablee.model.identity import parse_day
from tablee.model.parsing import suggest_joined

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_ROWS = 5_000
_SEPARATORS = (";", ",", "\t", "|")
NEVER = "never"
"""Of columns that are read by nobody: addresses, numbers, days of birth."""
HEADINGS: Mapping[str, Sequence[str]] = {
    NEVER: (
        *("email", "e mail", "mail", "courriel", "telephone", "tel", "phone", "mobile", "portable", "whatsapp"),
        *("adresse", "address", "rue", "street", "code postal", "zip", "postcode", "naissance", "birthday", "birth"),
    ),
    "name": (
        *("nom complet", "nom et prenom", "prenom et nom", "prenom nom", "nom prenom", "membre"),
        *("full name", "fullname", "name", "member", "mitglied"),
    ),
    "first": ("prenom", "first name", "firstname", "given name", "vorname"),
    "last": ("nom de famille", "last name", "lastname", "surname", "family name", "nom", "nachname"),
    "trade": (
        *("metier", "profession", "activite", "job title", "job", "trade", "occupation", "fonction", "poste"),
        *("position", "beruf"),
    ),
    "tagline": ("accroche", "slogan", "tagline"),
    "city": ("ville", "commune", "localite", "city", "town", "stadt", "ort"),
    "skills": ("competences", "competence", "skills", "mots cles", "keywords", "expertises", "specialites", "tags"),
    "about": ("presentation", "a propos", "bio", "about", "description"),
    "website": ("site web", "site internet", "website", "site", "web", "url", "homepage"),
    "linkedin": ("linkedin",),
    "mastodon": ("mastodon",),
    "github": ("github",),
    "joined": (
        *("date d adhesion", "adhesion", "date d arrivee", "arrivee", "membre depuis", "depuis"),
        *("date d inscription", "inscription", "member since", "since", "joined", "join date"),
    ),
    "left": ("date de depart", "depart", "left", "end date"),
    "public": ("public", "publique", "visible", "consentement", "consent", "accord", "rgpd", "gdpr", "publication"),
}  # fmt: skip
"""What the columns may be called, in French and English, folded; the first words are the likeliest."""
_CONSENT = re.compile(r"\b(?:accept|agree|autoris|consen|rgpd\b|gdpr\b)")
MOST_ABOVE = 10
"""Lines in which the headings are looked for: a title may stand above them."""
NO_TABLE = _("This file is a web page or a program's data, no table. Export it as CSV.")
QUOTE_OPEN = _("A quote that begins on line {line} is not closed. Close it, or save the table as CSV again.")
_DAY = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{2,4})(?:[ T].*)?")
_FORMULA = re.compile(r"=|[@+-][^\s@]*[(!|]")
_FIRST_OF_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One person: the line of the file, and what stands there by what the column holds."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of people: its rows, and for each heading what it was taken for, empty where that is not known."""

    headings: Sequence[tuple[str, str]]
    rows: Sequence[Row]


def read_table(text: str) -> Table:
    """Read a table; raises Unusable for what is none, or has no column of names."""
    lines = text.lstrip("\ufeff")
    if re.match(r"\s*(?:<[!\w?]|\{|\[\s*[\[{])", lines):
        raise Unusable(NO_TABLE)
    hint = re.match(r"sep=(.)\r?\n", lines)
    body = lines[hint.end() :] if hint else lines
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=hint[1] if hint else _find_separator(body))
    offset = 1 if hint else 0
    try:
        read = [(reader.line_num + offset, cells) for cells in reader]
    except csv.Error as fault:
        raise Unusable(
            _("This table cannot be read: {why}. Save it as CSV again."), why=str(fault)
        ) from fault
    if body.count('"') % 2 and len(read) > 1 and read[-1][0] - read[-2][0] > 1:
        raise Unusable(QUOTE_OPEN, line=read[-2][0] + 1)
    read = [(line, cells) for line, cells in read if any(cell.strip() for cell in cells)]
    if len(read) > MOST_ROWS:
        raise Unusable(_("This table has more than {most} lines. Cut it into several."), most=MOST_ROWS)
    at = next((at for at, (_line, cells) in enumerate(read[:MOST_ABOVE]) if _names_people(cells)), 0)
    titles = [" ".join(cell.split()) for cell in read[at][1]]
    meant = _guess(titles)
    if not _names_people(titles):
        raise Unusable(
            _("No column of this table is one of names. Call one `Nom` or `Name`; I see: {headings}."),
            headings=", ".join(f"`{title[:30]}`" for title in titles[:8]),
        )
    rows = [Row(line, _by_meaning(meant, cells)) for line, cells in read[at + 1 :]]
    return Table(tuple(zip(titles, meant, strict=True)), tuple(rows))


def _names_people(cells: Sequence[str]) -> bool:
    """Return whether one of some headings is that of names."""
    return not {"name", "first", "last"}.isdisjoint(_guess(cells))


def _find_separator(text: str) -> str:
    """Return the sign that stands most often in the first line, quoted parts left out."""
    head = re.sub(r'"[^"]*"', "", text.lstrip("\r\n").split("\n", 1)[0])
    return max(_SEPARATORS, key=head.count)


def _guess(titles: Sequence[str]) -> list[str]:
    """Guess what each column holds: by its whole heading, else by words in it; each kind once, the first counts."""
    folded = [" ".join(re.sub(r"[^a-z0-9]+", " ", fold(title)).split()) for title in titles]
    exact = {words: kind for kind, those in reversed(list(HEADINGS.items())) for words in those}
    found = [exact.get(words) or _guess_within(words) for words in folded]
    if "first" not in found:
        found = ["name" if kind == "last" else kind for kind in found]
    return [kind if kind == NEVER or kind not in found[:index] else "" for index, kind in enumerate(found)]


def _guess_within(heading: str) -> str:
    """Guess from the words of a long heading, such as the question of a form; whether one agrees counts before all."""
    if _CONSENT.search(heading) and not any(f" {words} " in f" {heading} " for words in HEADINGS[NEVER]):
        return "public"
    kinds = (
        kind for kind, those in HEADINGS.items() if any(f" {words} " in f" {heading} " for words in those)
    )
    return next(kinds, "")


def _by_meaning(meant: Iterable[str], cells: Sequence[str]) -> dict[str, str]:
    pairs = zip(meant, cells, strict=False)
    return {kind: cell.strip() for kind, cell in pairs if kind not in {"", NEVER} and cell.strip()}


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet would compute a cell."""
    return _FORMULA.match(text) is not None


def read_days(texts: Iterable[str]) -> Mapping[str, date | int]:
    """Return the days, or years alone, that texts of one column mean; what is none is left out.

    Where one of them can only be month before day, as in the United States, all are.
    """
    found = {text: parts for text in texts if (parts := _DAY.fullmatch(text))}
    months_first = any(len(p[1]) <= 2 and int(p[2]) > 12 for p in found.values())  # noqa: PLR2004 (digits; months)
    days: dict[str, date | int] = {}
    for text in texts:
        said = suggest_joined(text) if text not in found else None
        on = parse_written_day(said) if said else None
        if said:
            days[text] = on or int(said)
    for text, parts in found.items():
        if len(parts[1]) == 4:  # noqa: PLR2004 (digits of a year)
            year, month, day = parts[1], parts[2], parts[3]
        else:
            day, month, year = (
                (parts[2], parts[1], parts[3]) if months_first else (parts[1], parts[2], parts[3])
            )
        full = int(year) + (_FIRST_OF_CENTURY if len(year) == 2 else 0)  # noqa: PLR2004 (digits of a short year)
        if (on := parse_day(f"{full:04}-{int(month):02}-{int(day):02}")) is not None:
            days[text] = on
    return days
