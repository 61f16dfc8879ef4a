"""What people read: every text is translated, with the same fields, in good French typography."""

from __future__ import annotations

import re
import sys
from datetime import date, time
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tablee.i18n.translations import LazyText, load_translations

SCRIPTS = Path(__file__).parent.parent / "scripts"
sys.path.insert(0, str(SCRIPTS))

from compile_catalogues import CATALOGUES, load_catalogue, render_mo  # noqa: E402 (a tool beside the package)

KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
METHODS = [("**.py", "python"), ("**.jinja", "jinja2.ext:babel_extract")]
NARROW, WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
MessageId = str | tuple[str, ...]


def extract_messages(room: Path) -> set[MessageId]:
    """Find every text that the code of a room says."""
    found = extract_from_dir(room, METHODS, keywords=KEYWORDS, strip_comment_tags=False)
    return {message for _file, _line, message, _comments, _context in found if message}


ROOMS = sorted(
    path.name for path in (SCRIPTS / "tablee").iterdir() if path.is_dir() and path.name != "__pycache__"
)
FRENCH = load_catalogue("fr")


def list_texts() -> list[tuple[str, str, str]]:
    """Return each French text with its catalogue and English original."""
    texts = []
    for path in sorted((CATALOGUES / "fr").glob("*.po")):
        with path.open("rb") as stream:
            messages = [message for message in read_po(stream, locale="fr") if message.id]
        for message in messages:
            original = message.id if isinstance(message.id, str) else message.id[-1]
            strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
            texts += [(path.name, original, text) for text in strings]
    return texts


def fields(text: str) -> set[str]:
    """Return the names of the fields of a text."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def faults_of(message: Message) -> list[str]:
    """Say what a translation lacks."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    wanted = (
        [set.union(*map(fields, ids))] if len(ids) == 1 else [fields(ids[0]) | fields(ids[-1])] * len(strings)
    )
    faults = [] if len(strings) == len(ids) and all(strings) else ["a form is missing"]
    faults += ["fuzzy"] if message.fuzzy else []
    for text, known in zip(strings, wanted, strict=False):
        lost = {name for name in known if name != "n" and name not in fields(text)}
        faults += [f"fields differ: {text}"] if lost or not fields(text) <= known | {"n"} else []
    return faults


@pytest.mark.parametrize("room", ROOMS)
def test_every_text_of_a_room_is_translated(room: str) -> None:
    """What the code says in English is in a French catalogue, complete, with the same fields."""
    faults = {}
    for message in extract_messages(SCRIPTS / "tablee" / room):
        known = FRENCH.get(message)
        found = faults_of(known) if known else ["missing"]
        if found:
            faults[message] = found
    assert faults == {}


@pytest.mark.parametrize("catalogue", sorted({name for name, _english, _french in list_texts()}))
def test_french_typography(catalogue: str) -> None:
    """No-break spaces stand where French wants them, and no straight quotes stand for « »."""
    wrong = [text for name, _english, text in list_texts() if name == catalogue and (not_french(text))]
    assert wrong == []


def not_french(text: str) -> bool:
    """Say whether a text breaks a rule of typography, outside code and addresses."""
    plain = re.sub(r"`[^`]*`|\S+://\S*|mailto:|<[^>]*>|&\w+;|\]\([^)]*\)|\{line\}:\{column\}:", "¤", text)
    return any(re.search(rule, plain) for rule in RULES)


RULES = (
    rf"[^{NARROW}?!][;!?](?=\s|$|¤)",  # a narrow space before these
    rf"[^{WIDE}]:(?=\s|$)",  # a wide one before a colon
    rf"«[^{NARROW}{WIDE}]|[^{NARROW}{WIDE}]»",  # either inside quotes
    r"[\"“”]",  # no other quotes
    r"\b[cdjlmnstCDJLMNST]'|\bqu'|\.\.\.",  # the apostrophe and the ellipsis of print
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Quand ?", True),
        (f"Quand{NARROW}?", False),
        ("Lieu : ici", True),
        (f"Lieu{WIDE}: ici", False),
        ("`a: b`", False),
        ('"mot"', True),
        (f"«{NARROW}mot{NARROW}»", False),
        ("« mot »", True),
        ("l'heure", True),
        ("https://a.b/?c:", False),
    ],
)
def test_the_typographic_rules_bite(text: str, *, wrong: bool) -> None:
    """The rules find what they are made for, and leave code alone."""
    assert not_french(text) is wrong


def test_the_compiled_catalogue_is_of_these_texts() -> None:
    """`fr.mo` is what `make translations` writes."""
    assert (CATALOGUES / "fr.mo").read_bytes() == render_mo("fr")


@pytest.mark.parametrize(
    ("language", "day", "expected"),
    [
        ("fr", date(2026, 12, 10), "jeudi 10 décembre 2026"),
        ("fr", date(2027, 1, 1), "vendredi 1er janvier 2027"),
        ("fr", date(2026, 10, 1), "jeudi 1er octobre 2026"),
        ("fr", date(2026, 8, 11), "mardi 11 août 2026"),
        ("fr", date(2026, 12, 31), "jeudi 31 décembre 2026"),
        ("en", date(2027, 1, 1), "Friday 1 January 2027"),
    ],
)
def test_days(language: str, day: date, expected: str) -> None:
    """Days are said in full; the first of a month is `1er` in French."""
    assert load_translations(language).day(day) == expected


def test_days_in_short() -> None:
    """The year and the weekday may be left out."""
    french = load_translations("fr")
    assert french.day(date(2027, 1, 1), year=False) == "vendredi 1er janvier"
    assert french.day(date(2027, 1, 1), weekday=False) == "1er janvier 2027"
    assert french.month(date(2026, 8, 1)) == "août 2026"


@pytest.mark.parametrize(
    ("at", "french", "english"),
    [
        (time(12, 30), f"12{NARROW}h{NARROW}30", "12:30"),
        (time(9), f"9{NARROW}h", "9:00"),
        (time(0, 5), f"0{NARROW}h{NARROW}05", "0:05"),
    ],
)
def test_hours(at: time, french: str, english: str) -> None:
    """Hours are said as each language does."""
    assert (load_translations("fr").time(at), load_translations("en").time(at)) == (french, english)


@pytest.mark.parametrize(
    ("items", "french"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_listings(items: list[str], french: str) -> None:
    """Items are joined as people do."""
    assert load_translations("fr").listing(items) == french
    assert load_translations("en").listing(items) == french.replace(" et ", " and ")


def test_phrases_are_said_with_the_phrases_in_them() -> None:
    """A value that is a phrase is said in the same language."""
    phrase = LazyText("`{value}` is not {wanted}.", {"value": "x", "wanted": LazyText("a day")})
    assert load_translations("fr").resolve(phrase) == "`x` n’est pas un jour."
    assert load_translations("en").resolve(phrase) == "`x` is not a day."


def test_doubled_braces_are_said_once() -> None:
    """Texts are formatted with or without values, so braces are doubled in all."""
    assert load_translations("en").gettext("a {{b}}") == "a {b}"
    assert load_translations("en").gettext("{a} {{b}}", a=1) == "1 {b}"


def test_counts_of_an_unknown_text_stay_english() -> None:
    """`{n}` is the number; English counts one and many."""
    english = load_translations("en")
    assert [english.ngettext("one seat", "{n} seats", n) for n in (0, 1, 2)] == [
        "0 seats",
        "one seat",
        "2 seats",
    ]
