"""A member in free text: the identity and the name, found as people write them, and replaced where they are exact."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tablee.model.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_BETWEEN = r"(?:[\s'’.\-_#>*\u00ad])*"
"""What may stand between the words of a name: a space or a line's end, an apostrophe, a hyphen, nothing at all."""
MOST_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Mention:
    """A line of a file that speaks of somebody, and its text."""

    file: str
    line: int
    text: str


def replace_identity(text: str, member: str, other: str) -> str:
    """Replace an identity wherever it stands as a word of its own; one without hyphen only in the site’s addresses."""
    text = replace_address(text, member, other)
    if "-" not in member:
        return text
    return re.sub(rf"(?<![\w-]){re.escape(member)}(?![\w-])", lambda _found: other, text)


def replace_address(text: str, member: str, other: str) -> str:
    """Replace an identity in the addresses of the member's page, calendar and photo."""
    return re.sub(rf"(?:(?<=members/)|(?<=photos/)){re.escape(member)}(?![\w-])", lambda _found: other, text)


def replace_login(text: str, login: str, other: str) -> str:
    """Replace an account where it is called, or in the address of its page."""
    if not login:
        return text
    pattern = rf"(@|github\.com/){re.escape(login)}(?![\w-])"
    return re.sub(pattern, lambda found: found[1] + other, text, flags=re.IGNORECASE)


def replace_name(text: str, name: str, others: Iterable[str], phrase: str, token: str) -> str:
    """Replace a name of several words, in either order and any case, with or without accents.

    Where it is part of the name of one of the `others` it stays. What is written together, as in an address, becomes
    the `token`; the `phrase` stands among words.
    """
    words = _words(name)
    flat = fold(text)
    if len(words) < 2 or any(word not in flat for word in words):  # noqa: PLR2004 (one word may mean anything: `Mai`)
        return text
    kept = [_pattern(one) for one in map(_words, others) if set(words) <= set(one)]
    wanted = "|".join(map(_pattern, (words, [*words[-1:], *words[:-1]])))
    every = "|".join(kept) or "(?!)"
    return _replace_folded(
        text,
        re.compile(rf"(?<![^\W_])(?:(?P<other>{every})|{wanted})(?![^\W_])"),
        lambda found: phrase if re.search(r"\s", found) else token,
    )


def replace_words(text: str, words: Iterable[str], phrase: str) -> str:
    """Replace whole words that somebody chose, just as they are written."""
    for word in words:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _found: phrase, text)
    return text


def drop_picture(text: str, photo: str) -> str:
    """Take a picture of content/photos out of a Markdown text."""
    return re.sub(rf"!\[[^\]\n]*\]\([^)\s]*photos/{re.escape(photo)}[^)\n]*\)", "", text) if photo else text


def drop_owner(text: str, login: str) -> str:
    """Take an account out of GitHub's list of code owners, and a line that names nobody then."""
    if not login:
        return text
    lines = []
    for line in text.splitlines(keepends=True):
        kept = re.sub(rf"[ \t]+@{re.escape(login)}(?![\w-])", "", line, flags=re.IGNORECASE)
        if kept == line or "@" in kept:
            lines.append(kept)
    return "".join(lines)


def name_parts(name: str) -> tuple[str, ...]:
    """Return the words of a name that may stand for somebody alone: a first name, a family name."""
    return tuple(word for word in re.findall(r"\w+", name) if len(word) > 1)


def changed_lines(file: str, before: str, after: str) -> Iterator[Mention]:
    """Yield the lines of a text that differ from an earlier state, as they are now."""
    old = set(before.splitlines())
    for number, line in enumerate(after.splitlines(), 1):
        if line not in old:
            yield Mention(file, number, line.strip()[:MOST_SHOWN])


def find_words(file: str, text: str, words: Sequence[str], others: Iterable[str]) -> Iterator[Mention]:
    """Yield the lines in which a word stands, but for those where it belongs to the name of one of the `others`."""
    if not words:
        return
    wanted = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])")
    if not wanted.search(text):
        return
    namesakes = [one for one in others if wanted.search(one)]
    for number, line in enumerate(text.splitlines(), 1):
        bare = replace_words(line, namesakes, "")
        if wanted.search(bare):
            yield Mention(file, number, line.strip()[:MOST_SHOWN])


def decode_all(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the texts among some files; what is no UTF-8 is no text."""
    texts: dict[str, str] = {}
    for file, content in files.items():
        try:
            texts[file] = content.decode()
        except UnicodeDecodeError:
            continue
    return texts


def _pattern(words: Iterable[str]) -> str:
    return _BETWEEN.join(map(re.escape, words))


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(name))


def _replace_folded(text: str, pattern: re.Pattern[str], replace: Callable[[str], str]) -> str:
    """Replace what a pattern finds in a text's folded form."""
    folded: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        same = letter if letter.isascii() and not letter.isupper() else fold(letter)
        folded += same
        places += [place] * len(same)
    parts, done = [], 0
    for found in pattern.finditer("".join(folded)):
        if found["other"]:
            continue
        start, end = places[found.start()], places[found.end() - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        parts += [text[done:start], replace(text[start:end])]
        done = end
    return "".join([*parts, text[done:]])
