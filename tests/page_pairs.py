"""The help pages in English beside those in another language: what both must have, and what neither may."""

from __future__ import annotations

import re
from pathlib import Path

from group_folder import ROOT
from tablee.i18n.day_names import day_names
from tablee.model.folding import fold
from tablee.steward.interpret.slash_commands import WORDS

FOR_DEVELOPERS = {"architecture.md", "dependencies.md", "group-json.md", "upstream.md"}
"""Pages that no organiser needs; they stay in English."""
GENERATED = {"commands.md", "files.md", "problems.md"}
_ENGLISH = re.compile(
    r"(?<![\w’-])(?:the|of|and|is|are|was|were|be|been|with|for|this|that|these|those|which|who|whom|whose|what|when|where|"
    r"why|how|not|no|you|yours?|its?|they|them|their|his|he|she|her|we|our|from|by|into|than|then|there|here|has|have|had|"
    r"does|did|can|cannot|could|will|would|should|must|may|each|every|any|all|some|only|never|always|after|before|until|"
    r"while|if|so|too|also)(?![\w’-])"
)
"""Words that make an English sentence, and that French has not."""
_FENCE = re.compile(r"^(?P<mark>`{3,})(?P<kind>\w*)\n(?P<text>.*?)^(?P=mark)$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_VALUE = re.compile(r"\s+#.*|(?<= )\"[^\"]*\"|(?<=--)[a-z-]+ [^\s\"-]\S*|[\w-]+(?=\.(?:ics|csv)\b)")
_ALIASES = {alias: name for name, aliases in WORDS.items() for alias in aliases}
MOST_QUOTED = 10
"""Words of a button or of a message that GitHub has in English alone; they stand in italics."""


def list_pairs(language: str) -> list[tuple[Path, Path]]:
    """Return each page for organisers with its counterpart, whether that is there or not."""
    docs = [path for path in sorted((ROOT / "docs").glob("*.md")) if path.name not in FOR_DEVELOPERS]
    pairs = [(page, ROOT / "docs" / language / page.name) for page in docs]
    readme = ROOT / f"README.{language}.md"
    return [(ROOT / "README.md", readme), *pairs] if readme.is_file() else pairs


def headings_of(page: str) -> list[str]:
    """Return the levels of the headings, in their order."""
    return re.findall(r"^(#+) ", _FENCE.sub("", page), re.MULTILINE)


def tables_of(page: str) -> list[tuple[int, int]]:
    """Return the number of rows and of cells of each table."""
    blocks = re.findall(r"(?:^ *\|.*\n)+", _FENCE.sub("", page), re.MULTILINE)
    return [(block.count("\n"), len(re.findall(r"(?<!\\)\|", block))) for block in blocks]


def items_of(page: str) -> int:
    """Return the number of items of all lists."""
    return len(re.findall(r"^ *(?:-|\d+\.) ", _FENCE.sub("", page), re.MULTILINE))


def code_of(page: str, language: str) -> set[str]:
    """Return what stands as code, a command of comments by its English name alone."""
    spans = (" ".join(span.split()) for span in _SPAN.findall(_FENCE.sub("", page)))
    return {_normalise(span, language) for span in spans}


def blocks_of(page: str) -> list[tuple[str, str]]:
    """Return the blocks of code: what is typed, without comments, values of options and names of files."""
    found = []
    for block in _FENCE.finditer(page):
        lines = (_VALUE.sub("", line) for line in block["text"].splitlines())
        found.append((block["kind"], "\n".join(lines)))
    return found


def english_in(page: str) -> list[str]:
    """Return the words of English sentences outside code, addresses and what GitHub alone says."""
    blocks = list(_FENCE.finditer(page))
    said = [block["text"] for block in blocks if block["kind"] == "text"]
    said += [
        told for block in blocks if block["kind"] == "sh" for told in re.findall(r" # +(.*)", block["text"])
    ]
    plain = "\n".join([_FENCE.sub("", page), *said])
    plain = re.sub(r"\[In English\]\([^)]*\)", "", plain)
    plain = re.sub(r"<!--.*?-->|`[^`]+`|\]\([^)]*\)|https?://\S+|\{\w+\}", " ", plain, flags=re.DOTALL)
    plain = re.sub(r"(?<!\*)\*(?!\*)([^*\n]+(?:\n[^*\n]+)?)\*(?!\*)", _unless_long, plain)
    return _ENGLISH.findall(plain.lower())


def _unless_long(quoted: re.Match[str]) -> str:
    return " " if len(quoted[1].split()) <= MOST_QUOTED else quoted[1]


def _normalise(span: str, language: str) -> str:
    if command := re.match(r"/([^\W\d_][\w-]*)", span):
        name = fold(command[1])
        return f"/{_ALIASES.get(name, name)}"
    english, own = day_names("en"), day_names(language)
    days = dict(zip((*own.weekdays, *own.months), (*english.weekdays, *english.months), strict=True))
    said = span.replace(f"docs/{language}/", "docs/")
    return re.sub(r"\w+", lambda word: days.get(word[0], word[0]), said).lower()
