"""The broken files of the tests, each with what is said of it and with its mend, for docs/problems.md."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tablee.files.load import load_group
from tablee.files.problem import Problem, render_problem
from tablee.files.reference import Shown
from tablee.i18n.translations import Translations, load_translations

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from small_group import CONTRADICTIONS, find_problems, read_tree

MOST_LINES = 10
_PLACE = re.compile(r"(?P<file>[^:]+):(?P<line>\d+):\d+: .+")
_KEY = re.compile(r"[a-z_]+:")


def find_shown(tests: Path, words: Translations) -> dict[str, Shown]:
    """Return what is shown of each code, by the folders of tests/faults and tests/contradictions."""
    folders = sorted([*(tests / "faults").iterdir(), *(tests / "contradictions").iterdir()])
    found = {folder.name: _show(folder, words) for folder in folders if (folder / "expected.txt").is_file()}
    return {name: shown for name, shown in found.items() if shown}


def _show(folder: Path, words: Translations) -> Shown | None:
    said = (folder / "expected.txt").read_text("utf-8").splitlines()[0]
    place = _PLACE.fullmatch(said)
    file = folder / place["file"] if place else folder
    if not place or not file.is_file() or file.suffix != ".yml":
        return None
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError:
        return None
    if not text.isprintable() and re.search(r"[^\n\t -\uffff]|[\x00-\x08]", text):
        return None
    after = mended(folder, text) or _mend(place["file"], text, folder.name)
    number = int(place["line"])
    told = said if words.language == "en" else _told(folder, said, words)
    return Shown(place["file"], _around(text, number), told, _around(after, number) if after else "")


def _told(folder: Path, said: str, words: Translations) -> str:
    """Return what is said in English in the language of `words`."""
    tiny = read_tree(folder.parent.parent / "groups/tiny", folder)
    alone = load_group({path: content for path, content in tiny.items() if path.endswith(".yml")}).problems
    found = find_problems(folder) if folder.parent == CONTRADICTIONS else alone
    english = load_translations("en")
    return next(render_problem(one, words) for one in found if render_problem(one, english) == said)


def mended(folder: Path, text: str) -> str:
    """Return a broken file as `mend.txt` of its folder mends it: what stands there, `=>`, and what should."""
    if not (folder / "mend.txt").is_file():
        return ""
    old, _arrow, new = (folder / "mend.txt").read_text("utf-8").removesuffix("\n").partition("\n=>\n")
    return text.replace(old, new, 1)


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
