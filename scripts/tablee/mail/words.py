"""The words of an answer by mail, in each language; what is sent back is one of them and a token."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tablee.model.folding import fold


class Word(StrEnum):
    """What a mail may say."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"
    ACCEPT = "accept"
    PASS = "pass"  # noqa: S105 (a word, no password)
    JOIN = "join"
    STOP = "stop"


SPELLINGS: Mapping[str, Mapping[Word, str]] = {
    "en": {word: word.value for word in Word},
    "fr": {
        Word.YES: "oui",
        Word.NO: "non",
        Word.MAYBE: "peut-être",
        Word.ACCEPT: "j-anime",
        Word.PASS: "je-passe",
        Word.JOIN: "rejoindre",
        Word.STOP: "stop",
    },
}
_KNOWN: Mapping[str, Word] = {
    fold(text): word for table in SPELLINGS.values() for word, text in table.items()
}


def spell(word: Word, language: str) -> str:
    """Return a word as a language has it."""
    return SPELLINGS[language][word]


def parse_word(text: str) -> Word | None:
    """Read a word in any of the languages, whatever its case and accents."""
    return _KNOWN.get(fold(text))
