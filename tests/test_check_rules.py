"""The rules between files: each has a fault that it finds, all are in one table, and what they say is sorted."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from builders import an_instant
from small_group import CONTRADICTIONS, NOW, SMALL, find_problems, found, load_tree, read_tree
from tablee.checks import codes
from tablee.checks.case import open_case
from tablee.checks.rules import RULES, Surroundings, check_group
from tablee.files.load import load_group
from tablee.files.problem import Code, render_problem
from tablee.i18n.translations import load_translations
from tablee.rules.timeline import build_timeline

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

from shown_problems import read_mend

CODES = {code.name: code for code in vars(codes).values() if isinstance(code, Code)}
CHECK = Path(codes.__file__).parent
CATALOGUE = CHECK.parent / "i18n/catalogues/fr/check.po"


def test_the_small_group_has_no_problem() -> None:
    """The group on which faults are laid is valid, so that each fault is found for itself."""
    assert find_problems() == []


@pytest.mark.parametrize("name", sorted(CODES))
def test_a_contradiction_is_told_in_exactly_these_words(name: str) -> None:
    """A contradiction gives its problem, with its place and a way out that names both sides, and no other."""
    problems = find_problems(CONTRADICTIONS / name)
    said = "".join(f"{render_problem(problem, load_translations('en'))}\n" for problem in problems)
    assert said == (CONTRADICTIONS / name / "expected.txt").read_text("utf-8")
    assert {problem.code.name for problem in problems} == {name}


@pytest.mark.parametrize("name", sorted(path.parent.name for path in CONTRADICTIONS.glob("*/mend.txt")))
def test_a_contradiction_is_mended_as_the_page_shows(name: str) -> None:
    """What docs/problems.md shows as the file afterwards has that problem no more."""
    mend = read_mend(CONTRADICTIONS / name)
    assert mend
    gone = {mend.path} - {mend.mended}
    told = find_problems(CONTRADICTIONS / name, changed={mend.mended: mend.after}, gone=gone)
    assert name not in {problem.code.name for problem in told if problem.file in (mend.path, mend.mended)}


def test_every_code_has_a_contradiction_of_its_own() -> None:
    """No code is without files that show it, and no files are without a code."""
    assert {path.name for path in CONTRADICTIONS.iterdir()} == set(CODES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_reports_just_the_codes_beside_it(rule: object) -> None:
    """Over all contradictions together, a rule of the table reports its codes: all of them, and no other."""
    reported = set()
    for folder in CONTRADICTIONS.iterdir():
        loaded, around = load_tree(read_tree(SMALL, folder))
        assert loaded.group
        case = open_case(loaded, loaded.group, build_timeline(loaded.group, NOW), around)
        reported |= {
            problem.code for check, _codes in RULES.items() if check is rule for problem in check(case)
        }
    assert reported == {code for check, its_codes in RULES.items() if check is rule for code in its_codes}


def test_the_table_is_complete() -> None:
    """Every code belongs to a rule, and every check of the room is in the table."""
    listed = [code.name for its_codes in RULES.values() for code in its_codes]
    assert set(listed) == set(CODES)
    written = [
        name
        for path in CHECK.glob("*.py")
        for name in re.findall(r"^def (check_\w+)", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert sorted(written) == sorted([rule.__name__ for rule in RULES] + ["check_group"])


def test_every_rule_is_said_in_one_sentence() -> None:
    """The first line of a rule's docstring is the rule."""
    assert [rule.__name__ for rule in RULES if not re.match(r"[A-Z].*\.(\n|$)", rule.__doc__ or "")] == []


def test_three_faults_in_two_files_are_told_in_order() -> None:
    """Problems are sorted by place, whatever rule found them."""
    assert found(
        {
            "meetings/2026-12-10.yml": "answers: {nobody: yes}\nfacilitator: m-7f3k\n",
            "meetings/2026-12-11.yml": "at: 19:00\n",
        }
    ) == [
        "meetings/2026-12-10.yml:1:11 unknown-member",
        "meetings/2026-12-10.yml:2:14 facilitator-left",
        "meetings/2026-12-11.yml:1:1 extra-without-title",
    ]


def test_nothing_is_judged_without_settings() -> None:
    """Where group.yml is missing or broken, only that is told."""
    files = {path: content for path, content in read_tree(SMALL).items() if path != "group.yml"}
    assert [p.code.name for p in check_group(load_group(files), NOW, Surroundings())] == ["no-group"]


def test_the_verdict_depends_on_now_alone() -> None:
    """The same files give the same problems, and an hour of another zone is the same instant."""
    loaded, around = load_tree(read_tree(SMALL, CONTRADICTIONS / "holidays-end"))
    there = an_instant("2026-12-01 06:00", "America/New_York")
    assert check_group(loaded, NOW, around) == check_group(loaded, there, around) != []


def test_every_text_is_translated_with_its_fields() -> None:
    """The French catalogue holds every text of the room, fills the same fields, and holds nothing else."""
    french = _read(CATALOGUE)
    elsewhere = {texts for room in ("doctor", "changes") for texts in _read(CATALOGUE.with_stem(room))}
    said = {texts for path in CHECK.glob("*.py") for texts in marked_texts(path)}
    assert set(french) == said - elsewhere
    odd = [
        texts
        for texts, translated in french.items()
        if not all(translated) or {*map(fields, texts)} != {*map(fields, translated)}
    ]
    assert odd == []


def _read(catalogue: Path) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return a room's texts with their translations; plural ones have two forms."""
    with catalogue.open("rb") as stream:
        texts = {_forms(message.id): _forms(message.string) for message in read_po(stream, locale="fr")}
    texts.pop(("",))
    return texts


def marked_texts(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the texts that a module marks for translation: one for `_`, the two forms for `ngettext`."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        name = getattr(node, "func", None)
        called = getattr(name, "id", getattr(name, "attr", ""))
        if isinstance(node, ast.Call) and called in {"_", "ngettext"}:
            texts = [
                arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            ]
            if texts:
                yield tuple(texts)


def fields(text: str) -> frozenset[str]:
    """Return the fields of a text."""
    return frozenset(re.findall(r"\{(\w+)\}", text))


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())
