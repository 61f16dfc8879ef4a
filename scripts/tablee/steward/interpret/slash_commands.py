"""Commands in comments: read forgivingly, and only where GitHub shows them as the writer's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from tablee.i18n.invisible import INVISIBLE
from tablee.model.folding import fold

WORDS: Mapping[str, tuple[str, ...]] = {
    "yes": ("yes", "oui", "ok", "accept", "accepte", "j-accepte"),
    "no": ("no", "non", "absent", "absente", "je-ne-viens-pas"),
    "maybe": ("maybe", "peut-etre", "peutetre"),
    "come": ("come", "comes", "vient", "viens", "je-viens", "venir"),
    "pass": ("pass", "passe", "je-passe", "passer"),
    "led": ("led", "anime", "a-anime", "ont-anime", "j-ai-anime"),
    "take": ("take", "prends", "je-prends", "je-le-prends"),
    "swap": ("swap", "echange", "echanger"),
    "next": ("next", "prochaine", "prochain", "suivante"),
    "cancel": ("cancel", "annule", "annuler", "annulee"),
    "propose": ("propose", "proposer", "je-propose"),
    "vote": ("vote", "voter", "je-vote"),
    "present": ("present", "presents", "presente", "presentes", "presence"),
    "words": ("words", "mots", "room-words"),
    "topics": ("topics", "topic", "sujet", "sujets", "theme", "themes"),
    "swap-card": ("swap-card", "swapcard", "change-carte", "echange-carte", "autre-carte"),
    "done": ("done", "fait", "faite", "c-est-fait"),
}
"""Each command with all that people type for it, without accents."""

_ALIASES = {alias: name for name, aliases in WORDS.items() for alias in aliases}
_LINE = re.compile(r" {0,3}/ ?([^\W\d_][\w'’-]{0,30})(?![\w'’-])[ \t:]*(.*)")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)")
_QUOTE = re.compile(r" {0,3}>")
_AS_IT_STANDS = re.compile(r" {0,3}<(pre|script|style|textarea)\b", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z/!?]")
_HISTORY = re.compile(
    r"(?:-{2,} *(?:original message|message d.origine|forwarded message|message transféré) *-{2,}|_{8,}"
    r"|(?:on|le) \S.* (?:wrote|a écrit) ?:)[ \t]*$",
    re.IGNORECASE,
)
"""What mail programs put above the letter that is answered."""
_HEADER = re.compile(r"(?:from|de|von) ?: ?\S.*", re.IGNORECASE)
_SECOND_HEADER = re.compile(r"(?:sent|date|to|envoyé|à|objet|subject|gesendet) ?: ?\S.*", re.IGNORECASE)
_MARKS = " \t\n`*_~-+•>.)0123456789"
"""What stands around a command that Markdown shows as code, in bold, as an item or as a quote."""

MOST_LETTERS = 16_384
"""Of a comment; what follows is not read."""
MOST_LINES = 20
"""Lines that look like commands; what follows is not read."""
MOST_BEHIND = 1_000
"""Letters behind a command."""
LONGEST_LONE = 100
"""Letters of a comment that is a command alone, with signs, an emoji or a mention around it."""
LONGEST_WORD = 20
SHORT, CLOSE_SHORT, CLOSE = 4, 0.6, 0.75
"""How alike a word must be to a command to be taken for its slip: in a short one a single slip weighs more."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command with what follows it; `name` is empty for a word that is none, `typed` as it was written."""

    name: str
    rest: str
    typed: str
    suggestion: str = ""


def parse_commands(body: str) -> tuple[Command, ...]:
    """Find the commands of a comment, one a line; quotes, code and what GitHub hides are not the writer's words.

    A word after a slash that looks like no command (a path, an address) is not one. A command that is all there is, but
    stands in code, in bold or behind a bullet, comes back without a name and with itself as the suggestion.
    """
    text = _without_history(body[:MOST_LETTERS].replace("\r\n", "\n"))
    candidates = (found for line in _own_lines(text) if (found := _LINE.fullmatch(line)))
    commands = tuple(
        command
        for found in islice(candidates, MOST_LINES)
        # Bounded before anything is looked for in it.
        for command in _command(found[1], " ".join(found[2][:MOST_BEHIND].split()))
    )
    return commands or tuple(_misplaced(text))


def holds_command(body: str) -> bool:
    """Say cheaply whether a comment looks as if somebody wanted something of the steward."""
    text = _without_history(body[:MOST_LETTERS].replace("\r\n", "\n"))
    return any(_LINE.fullmatch(line) for line in _own_lines(text))


def _without_history(text: str) -> str:
    """Return a comment sent by mail without the letter that it answers, which some programs do not mark as a quote."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        heads = _HEADER.fullmatch(line.strip()) and _SECOND_HEADER.fullmatch(
            "".join(lines[number + 1 : number + 2]).strip()
        )
        if number and (heads or _HISTORY.fullmatch(line.strip())):
            return "\n".join(lines[:number])
    return text


def _own_lines(text: str) -> Iterator[str]:
    """Yield the lines that GitHub shows as the writer's own words (CommonMark 0.31: fences, quotes, HTML blocks)."""
    fence = closes = ""
    quoted = False
    for line in text.split("\n"):
        mark = _FENCE.fullmatch(line)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                fence = ""
        elif closes:
            if closes in line.lower():
                closes = ""
        elif mark:
            fence, quoted = mark[1], False
        elif not line.strip():
            quoted = False
        elif not (quoted := quoted or _QUOTE.match(line) is not None):
            closes = _hidden_until(line)
            if not closes and not INVISIBLE.search(line):
                yield line


def _hidden_until(line: str) -> str:
    """Return what ends the HTML that a line leaves open; empty where it leaves none."""
    if block := _AS_IT_STANDS.match(line):
        ends = f"</{block[1].lower()}>"
        return "" if ends in line.lower() else ends
    if "<!--" in line and "-->" not in line[line.rindex("<!--") :]:
        return "-->"
    last = line.rfind("<")
    return ">" if _TAG.match(line[last:]) and ">" not in line[last:] else ""


def _command(typed: str, rest: str) -> Iterator[Command]:
    word = fold(typed).replace("’", "-").replace("'", "-").replace("_", "-").strip("-")
    if not any(map(str.isalnum, rest)):
        rest = ""  # a full stop or an emoji behind a command names nobody
    if long := _of_several_words(word, rest):
        yield Command(*long, typed)
    elif word in _ALIASES:
        yield Command(_ALIASES[word], rest, typed)
    elif len(word) <= LONGEST_WORD and not rest.startswith("/"):
        cutoff = CLOSE_SHORT if len(word) <= SHORT else CLOSE
        yield from (Command("", rest, typed, one) for one in get_close_matches(word, _ALIASES, 1, cutoff))


def _of_several_words(word: str, rest: str) -> tuple[str, str] | None:
    """Return the command that a word makes with those behind it, and what is left: `/je passe`, `/peut être`."""
    said = rest.split()
    for count in (3, 2, 1):
        alias = "-".join([word, *(fold(one).replace("’", "-").strip(".,!?") for one in said[:count])])
        if len(said) >= count and alias in _ALIASES:
            return _ALIASES[alias], " ".join(said[count:])
    return None


def _misplaced(text: str) -> Iterator[Command]:
    bare = text.strip(_MARKS)
    if len(bare) <= LONGEST_LONE:
        bare = re.sub(r"^(?:@[\w-]+[\s,:]*)+|^[^\w/@<]+|[^\w>]+$", "", bare)
    found = _LINE.fullmatch(bare) if bare != text and not _QUOTE.match(text) else None
    if found:
        yield from (Command("", "", found[1], found[1]) for c in _command(found[1], found[2]) if c.name)
