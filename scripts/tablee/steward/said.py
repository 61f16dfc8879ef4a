"""Commands in comments, read forgivingly: in either language, whatever the case, accents and hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from tablee.files.folding import fold

WORDS: Mapping[str, tuple[str, ...]] = {
    "yes": ("yes", "oui", "ok", "accept", "accepte", "j-accepte"),
    "no": ("no", "non"),
    "maybe": ("maybe", "peut-etre", "peutetre"),
    "come": ("come", "comes", "vient", "viens", "je-viens", "venir"),
    "pass": ("pass", "passe", "je-passe", "passer"),
    "take": ("take", "prends", "je-prends", "je-le-prends"),
    "swap": ("swap", "echange", "echanger"),
    "next": ("next", "prochaine", "prochain", "suivante"),
    "propose": ("propose", "proposer", "je-propose"),
    "vote": ("vote", "voter", "je-vote"),
    "present": ("present", "presents", "presente", "presentes", "presence"),
    "words": ("words", "mots", "room-words"),
    "topics": ("topics", "topic", "sujet", "sujets"),
    "swap-card": ("swap-card", "swapcard", "change-carte", "echange-carte", "autre-carte"),
    "done": ("done", "fait", "faite", "c-est-fait"),
}
"""Each command with all that people type for it, without accents."""

_ALIASES = {alias: name for name, aliases in WORDS.items() for alias in aliases}
_LINE = re.compile(r"\s{0,3}/ ?([^\W\d_][\w'’\-]*)[ \t:]*(.*)")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
SHORT, CLOSE_SHORT, CLOSE = 4, 0.6, 0.75
"""How alike a word must be to a command to be taken for its slip: in a short one a single slip weighs more."""
MOST_COMMANDS = 20
"""In one comment; what follows is not read."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command with what follows it; `name` is empty for a word that is none, `typed` as it was written."""

    name: str
    rest: str
    typed: str
    suggestion: str = ""


def parse_commands(body: str) -> tuple[Command, ...]:
    """Find the commands of a comment, one a line; quoted lines and code are somebody else's words.

    A word after a slash that looks like no command (a path, an address) is not one.
    """
    return tuple(_commands(body))[:MOST_COMMANDS]


def _commands(body: str) -> Iterator[Command]:
    fenced = False
    for line in body.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        found = None if fenced else _LINE.fullmatch(line)
        if found:
            yield from _command(found[1], found[2].strip())


def _command(typed: str, rest: str) -> Iterator[Command]:
    word = fold(typed).replace("’", "-").replace("'", "-").replace("_", "-").strip("-")
    if word in _ALIASES:
        yield Command(_ALIASES[word], rest, typed)
        return
    close = get_close_matches(word, _ALIASES, n=1, cutoff=CLOSE_SHORT if len(word) <= SHORT else CLOSE)
    if close and not rest.startswith("/"):
        yield Command("", rest, typed, close[0])
