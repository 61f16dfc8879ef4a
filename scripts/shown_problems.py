"""The broken files of the tests, each with what is said of it and with its mend, for docs/problems.md."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tablee.files.load import load_group
from tablee.files.problem import Problem, render_problem
from tablee.files.reference import Shown
from tablee.i18n.translations import Translations, load_translations

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from small_group import CONTRADICTIONS, SMALL, TESTS, find_problems, read_tree

TINY = TESTS / "groups/tiny"
TEXTS = (".yml", ".md", ".svg", ".html")
MOST_LINES = 10
_MOVE = re.compile(r"\S+ -> \S+(?:\n|$)")
_PLACE = re.compile(r"(?P<file>[^:]+):(?P<line>\d+):\d+: .+")
_KEY = re.compile(r"[a-z_]+:")


@dataclass(frozen=True, slots=True)
class Mend:
    """A file that is wrong, by its path, and the file that is right, which may have another."""

    path: str
    before: str
    mended: str
    after: str


def find_shown(tests: Path, words: Translations) -> dict[str, Shown]:
    """Return what is shown of each code, by the folders of tests/faults and tests/contradictions."""
    folders = sorted([*(tests / "faults").iterdir(), *(tests / "contradictions").iterdir()])
    found = {folder.name: _show(folder, words) for folder in folders if (folder / "expected.txt").is_file()}
    return {name: shown for name, shown in found.items() if shown}


def _show(folder: Path, words: Translations) -> Shown | None:
    told = _lines_told(folder)
    first = next(iter(told.values()))
    path = first.partition(":")[0]
    mend = read_mend(folder) or Mend(path, _read(folder, path), "", "")
    said = told.get(mend.path) or first
    place = _PLACE.fullmatch(said)
    if place is None or not (mend.before or mend.after):
        return None
    number = int(place["line"])
    after = mend.after or _mend(mend.path, mend.before, folder.name)
    moved = mend.mended if mend.mended != mend.path else ""
    said = said if words.language == "en" else _told(folder, said, words)
    return Shown(
        mend.path, _around(mend.before, number), said, _around(after, number) if after else "", moved
    )


def _lines_told(folder: Path) -> dict[str, str]:
    """Return the first problem of each file, by its path."""
    lines = (folder / "expected.txt").read_text("utf-8").splitlines()
    return {line.partition(":")[0]: line for line in reversed(lines)}


def read_mend(folder: Path) -> Mend | None:
    """Return how a broken file is mended; None where no `mend.txt` says so.

    That holds what stands in the file that is told of first, a line `=>`, and what should; a line `===` parts several.
    A first line `old -> new` names another file, or the one as which it should stand. Where nothing stands before `=>`,
    the file cannot be shown, and the whole right one follows.
    """
    if not (folder / "mend.txt").is_file():
        return None
    text = (folder / "mend.txt").read_text("utf-8").removesuffix("\n")
    head, _line, rest = text.partition("\n") if _MOVE.match(text) else ("", "", text)
    told = next(iter(reversed(_lines_told(folder))))
    path, mended = head.split(" -> ") if head else (told, told)
    if rest.startswith("=>\n"):
        return Mend(path, "", mended, rest.removeprefix("=>\n") + "\n")
    before = after = _read(folder, path)
    for part in filter(None, rest.split("\n===\n")):
        old, _arrow, new = part.partition("\n=>")
        after = after.replace(old if new else f"{old}\n", new.removeprefix("\n"), 1)
    return Mend(path, before, mended, after)


def _read(folder: Path, path: str) -> str:
    """Return a file of a folder, or of the group on which it is laid; empty where it is no text."""
    places = [folder, *([SMALL] if folder.parent == CONTRADICTIONS else [])]
    file = next((place / path for place in places if (place / path).is_file()), None)
    try:
        text = file.read_text("utf-8") if file and file.suffix in TEXTS else ""
    except UnicodeDecodeError:
        return ""
    return "" if re.search(r"[\x00-\x08]", text) else text


def _told(folder: Path, said: str, words: Translations) -> str:
    """Return what is said in English in the language of `words`."""
    tiny = read_tree(TINY, folder)
    alone = load_group({path: content for path, content in tiny.items() if path.endswith(".yml")}).problems
    found = find_problems(folder) if folder.parent == CONTRADICTIONS else alone
    english = load_translations("en")
    return next(render_problem(one, words) for one in found if render_problem(one, english) == said)


def _around(text: str, number: int) -> str:
    lines = text.splitlines()
    if len(lines) <= MOST_LINES:
        return text
    first = max(0, number - 3)
    return "\n".join(["…", *(line[:200] for line in lines[first : number + 3]), "…"])


def _mend(file: str, text: str, code: str) -> str:
    """Return a file as the problem says to write it, if that mends it; nothing otherwise."""
    found = _problem(file, text, code)
    tried = _tries(text, found) if found else ()
    return next((one for one in tried if not _problem(file, one, code, any_code=True)), "")


def _problem(file: str, text: str, code: str, *, any_code: bool = False) -> Problem | None:
    problems = load_group({file: text.encode()}).problems
    return next((one for one in problems if one.file == file and (any_code or one.code.name == code)), None)


def _tries(text: str, found: Problem) -> Iterator[str]:
    lines, at, values = text.splitlines(), found.line - 1, found.fix.values
    line = lines[at]
    indent = line[: len(line) - len(line.lstrip())]
    for meant in filter(None, (values.get("line"), values.get("example"))):
        pasted = [*lines[:at], f"{'' if found.code.name == 'indented' else indent}{meant}"]
        rest = next((i for i in range(at + 1, len(lines)) if _KEY.match(lines[i])), len(lines))
        yield "\n".join([*pasted, *lines[at + 1 :]])
        yield "\n".join([*pasted, *lines[rest:]])
    if near := values.get("near"):
        yield "\n".join([*lines[:at], line.replace(str(values.get("key")), str(near), 1), *lines[at + 1 :]])
