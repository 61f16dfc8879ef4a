"""docs/architecture.md: every file and name on it is real."""

from __future__ import annotations

import ast
import re

import pytest

from group_folder import ROOT
from tablee.files.engine import is_own

PAGE = (ROOT / "docs/architecture.md").read_text("utf-8")
PACKAGE = ROOT / "scripts/tablee"
PATHS = re.findall(r"`((?:[\w.-]+/)*[\w.-]+\.(?:py|jinja|yml|po|md|toml|in)|(?:[\w-]+/)+)(?::(\w+))?`", PAGE)


def names_in(source: str) -> set[str]:
    """Return the names that a module defines, those inside its classes included."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
            case _:
                pass
    return found


@pytest.mark.parametrize(("path", "name"), sorted(set(PATHS)), ids=lambda part: part or "-")
def test_each_path_and_name_is_real(path: str, name: str) -> None:
    """`rules/turns.py:explain` is a function of that file, of the package or the repository; a group lacks some."""
    file = next((place for place in (PACKAGE / path, ROOT / path) if place.exists()), None)
    assert file or is_own(path), path
    assert not name or (file and name in names_in(file.read_text("utf-8"))), f"{path} has no {name}"


def test_every_layer_is_told() -> None:
    """The picture shows each package."""
    layers = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    picture = PAGE.split("```")[1]
    assert [layer for layer in sorted(layers) if not re.search(rf"\b{layer}\b", picture)] == []


def test_it_is_one_page() -> None:
    """Whoever reads it reads it whole."""
    assert len(PAGE.splitlines()) <= 160


def test_only_decisions_change_the_working_copy() -> None:
    """What is interpreted before and desired after them only reads; what cannot be written is taken back."""
    modules = (PACKAGE / "steward").rglob("*.py")
    changing = [one for one in modules if re.search(r"working\.(put|take_back)\(", one.read_text("utf-8"))]
    assert {one.name for one in changing if one.parent.name != "decide"} == {"file_writes.py"}
