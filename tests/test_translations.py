"""What people read: every text is translated, with the same fields, in good French typography."""

from __future__ import annotations

import re
import sys
from datetime import date, time
from fractions import Fraction
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from page_pairs import (
    GENERATED,
    blocks_of,
    code_of,
    english_in,
    headings_of,
    items_of,
    list_pairs,
    tables_of,
)
from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import LazyText, load_translations
from tablee.mail.words import SPELLINGS, Word
from tablee.scaffolding.answers import read_answer

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "scripts"
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


PAIRS = [(language, *pair) for language in LANGUAGES if language != "en" for pair in list_pairs(language)]
page_by_page = pytest.mark.parametrize(
    ("language", "english", "other"), PAIRS, ids=[other.name for _language, _english, other in PAIRS]
)


def test_no_page_stands_without_its_original() -> None:
    """docs/fr/ holds the pages for organisers, and no others."""
    for language in {language for language, _english, _other in PAIRS}:
        there = set((ROOT / "docs" / language).iterdir())
        assert there == {other for _l, _e, other in PAIRS if other.parent.name == language}


@page_by_page
def test_a_page_keeps_step_with_its_original(language: str, english: Path, other: Path) -> None:
    """Who changes one changes the other: headings, tables, items, what is typed, what is code are the same."""
    pages = english.read_text("utf-8"), other.read_text("utf-8")
    for told in (headings_of, tables_of, items_of):
        assert told(pages[1]) == told(pages[0])
    if english.name not in GENERATED:
        original, translated = code_of(pages[0], "en"), code_of(pages[1], language)
        assert (sorted(original - translated), sorted(translated - original)) == ([], [])
        assert blocks_of(pages[1]) == blocks_of(pages[0])


@page_by_page
def test_a_page_speaks_one_language(language: str, english: Path, other: Path) -> None:
    """No word of an English sentence stands in another page, and French ones are set as the catalogues are."""
    assert english_in(english.read_text("utf-8")) != []
    page = other.read_text("utf-8")
    assert english_in(page) == []
    prose = re.sub(r"^(`{3,}).*?^\1$|<!--.*?-->", "", page, flags=re.MULTILINE | re.DOTALL).split("\n\n")
    plain = (re.sub(r"\*[^*]+\*", "", part.replace("\n", " ").replace("**", "")) for part in prose)
    assert [part for part in plain if language == "fr" and not_french(part)] == []


def test_a_french_text_leads_to_french_pages() -> None:
    """Where a message names a page of docs/ that is there in French, it names that one."""
    named = {path for _name, _en, text in list_texts() for path in re.findall(r"docs/[\w/-]+\.md", text)}
    french = {other.relative_to(ROOT).as_posix() for language, _en, other in PAIRS if language == "fr"}
    assert "docs/fr/problems.md" in named
    assert named - french == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rien à dire.\n", []),
        ("Press the button.\n", ["the"]),
        ("`the` *Read the docs* [x](the.md)\n", []),
        ("*" + "the " * 11 + "*\n", ["the"] * 11),
        ("````text\nf.yml:1:1: this\n````\n", ["this"]),
        ("```yaml\nthis: x # the\n```\n", []),
        ("```sh\nmake site  # builds the site\n```\n", ["the"]),
        ("Allez-y, c’est on-the-go.\n", []),
    ],
)
def test_an_english_sentence_is_found(text: str, found: list[str]) -> None:
    """The search for English sees prose, messages and comments of what is typed, and nothing else."""
    assert english_in(text) == found


def test_the_compiled_catalogue_is_of_these_texts() -> None:
    """`fr.mo` is what `make translations` writes."""
    is_compiled = (CATALOGUES / "fr.mo").read_bytes() == render_mo("fr")  # a diff of the two takes minutes
    assert is_compiled, "run `make translations`"


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


def test_decimals() -> None:
    """Rounded, with the language's own point, and no sign."""
    french, english = load_translations("fr"), load_translations("en")
    assert [french.decimal(Fraction(-1, 3), 2), english.decimal(Fraction(5, 2), 1)] == ["0,33", "2.5"]


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


def test_none_is_not_said_as_one() -> None:
    """French counts none as it counts one: where the one is a word, none is a number."""
    french = load_translations("fr")
    assert [french.ngettext("One member", "{n} members", n) for n in (0, 1, 2)] == [
        "0 membres",
        "Un membre",
        "2 membres",
    ]
    assert french.ngettext("{n} vote", "{n} votes", 0) == "0 vote"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_whole_beside_its_catalogues(language: str) -> None:
    """What docs/languages.md asks for is there: first files, pictures of the guides, words of mails."""
    package = ROOT / "scripts/tablee"
    folders = [package / "scaffolding" / language, package / "site/pictures" / language]
    assert [folder for folder in folders if not any(folder.glob("*"))] == []
    assert set(SPELLINGS[language]) == set(Word)


def test_a_language_that_is_not_whole_is_refused() -> None:
    """With a sentence that names those that are offered."""
    (problem,) = read_answer("language", "de")[1]
    said = load_translations("en").resolve(problem.message)
    assert [code for code in LANGUAGES if f"`{code}`" not in said] == []
