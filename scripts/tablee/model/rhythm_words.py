"""The words in which people say a rhythm, in English and French: each becomes a token, and fillers go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tablee.model.folding import fold

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MOIS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "last but one": -2}
FIFTH = 5
MOST_LETTERS = 12
"""Letters of a word that is compared with the weekdays."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word that says something: `kind` is one letter, `value` its number.

    Kinds: `d` weekday, `o` ordinal, `n` number, `w` week, `m` month, `j` day, `e` each, `x` other, `s` *sur*, `a`
    alternating, `t` so many times, `v` a month by its name, `!` except, `P` of the month; `?` for a word that is not
    known: its value is the weekday that it resembles, counted from 1, or 0.
    """

    kind: str
    value: int = 0


_PHRASES = (
    (
        r"last but one|second to last|next to last|avant dernier(e|s|es)?|penultimate|penultieme",
        "penultimate",
    ),
    (r"(of|in|on|de|du|par|au) (the |each |every |a |chaque )?(month|mois)|de tous les mois", "monthly"),
    (r"tous les (15|quinze) jours|tous les (14|quatorze) jours", "fortnight"),
    (r"tous les (8|huit) jours", "week"),
    (r"(of|in|on|du|par) (the |each |every )?(quarter|trimestre)", "every 3 months"),
    (r"(each|every|chaque) (quarter|trimestre)|tous les trimestres|quarterly", "every 3 months"),
    (r"semaines? (im)?paires?|(odd|even) weeks?", "fortnight parity"),
    (r"a part|en dehors de|except for|other than|(but )?not in|(mais )?pas en", "except"),
    (r"bi weekly", "biweekly"),
    (r"[0-9]{1,2} ?x", "twice"),
)
_FILLERS = re.compile(r"the|an?|on|of|in|and|l[ea]s?|l|de|du|des|d|en|et|au")
_TABLE = """
n  1 one un une | 2 two deux | 3 three trois | 4 four quatre | 5 five cinq | 6 six | 7 seven sept | 8 eight huit
n  9 nine neuf | 10 ten dix | 11 eleven onze | 12 twelve douze
o  1 first premier premiere premiers | 2 second deuxieme deuxiemes | 3 third troisieme troisiemes
o  4 fourth quatrieme quatriemes | 5 fifth cinquieme cinquiemes | -1 last dernier derniere derniers | -2 penultimate
w  1 week weeks weekly semaine semaines
m  1 month months mois
P  1 monthly
f  1 fortnight fortnights fortnightly biweekly quinzaine
j  1 day days jour jours date
e  1 every each chaque tous toutes
x  1 other alternate
s  1 sur
a  1 alternating alternately alternance alternant alternativement
t  1 fois times twice working business ouvre ouvrable ouvres
!  1 except excluding without sauf hors excepte
"""
"""The words of each kind of token, each with its number."""
_SHORT = {"tues": "tuesday", "thur": "thursday", "thurs": "thursday"}
"""Weekdays cut short otherwise than to three letters."""


def _lexicon() -> Iterator[tuple[str, Token]]:
    for line in _TABLE.strip().splitlines():
        kind, _space, groups = line.partition(" ")
        for number, *words in (group.split() for group in groups.split("|")):
            yield from ((word, Token(kind, int(number))) for word in words)
    for kind, first, names in (("d", 0, WEEKDAYS), ("d", 0, _JOURS), ("v", 1, MONTHS), ("v", 1, _MOIS)):
        for n, name in enumerate(names, first):
            yield from ((word, Token(kind, n)) for word in (name, f"{name}s"))
    for names in (WEEKDAYS, _JOURS):
        yield from ((name[:3], Token("d", n)) for n, name in enumerate(names))
    yield from ((word, Token("d", WEEKDAYS.index(day))) for word, day in _SHORT.items())


_LEXICON = dict(_lexicon())
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|ers?|re|eres?|e|eme|emes|nde?)")


def read_words(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text, in any case, with or without accents."""
    plain = " ".join(re.findall(r"[^\s,;.&/'’]+", re.sub(r"(?<=[a-z])-(?=[a-z])", " ", fold(text))))
    for phrase, word in _PHRASES:
        plain = re.sub(rf"\b(?:{phrase})\b", word, plain)
    return tuple(_token(word) for word in plain.split() if not _FILLERS.fullmatch(word))


def _token(word: str) -> Token:
    if re.fullmatch(r"[0-9]{1,3}", word):
        return Token("n", int(word))
    if found := _ORDINAL.fullmatch(word):
        return Token("o", int(found[1]))
    return _LEXICON.get(word) or Token("?", _weekday_like(word))


def _weekday_like(word: str) -> int:
    """Return the weekday that a word resembles, counted from 1; 0 where it resembles none."""
    import difflib  # noqa: PLC0415 (few files need it)

    near = difflib.get_close_matches(word[:MOST_LETTERS], (*WEEKDAYS, *_JOURS), 1, 0.8)
    return _LEXICON[near[0]].value + 1 if near else 0


def likely_word(word: Token) -> Token:
    """Return what an unknown word is likely to be: the weekday that it resembles."""
    return Token("d", word.value - 1) if word.kind == "?" else word
