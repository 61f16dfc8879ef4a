"""The reference pages: never stale, complete, and true to what is read."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
import yaml

from tablee.files.composites import Key
from tablee.files.reading import Reading
from tablee.files.reference import render_files_reference
from tablee.files.schema import SHAPES
from tablee.i18n.words import load_words

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from write_reference import find_codes, main, render_generated  # noqa: E402 (a tool beside the package)


@pytest.mark.parametrize("path", render_generated())
def test_a_generated_file_is_not_stale(path: str) -> None:
    """What is committed is what `make schemas` writes."""
    assert (ROOT / path).read_text("utf-8") == render_generated()[path]


def test_the_tool_writes_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A first run writes and names every file, a second none."""
    assert main(tmp_path) == 0
    assert capsys.readouterr().out.split() == list(render_generated())
    assert main(tmp_path) == 0
    assert capsys.readouterr().out == ""


def test_every_key_has_its_row() -> None:
    """Each key of each file stands in its table, mandatory ones in bold."""
    page = render_files_reference(load_words("en"))
    for _where, shape in SHAPES.values():
        for name, key in shape.keys.items():
            assert f"| **`{name}`** |" in page if key.required else f"| `{name}` |" in page


KEYS = [
    (f"{kind} {name}", name, key)
    for kind, (_where, shape) in SHAPES.items()
    for name, key in shape.keys.items()
]


@pytest.mark.parametrize(("name", "key"), [row[1:] for row in KEYS], ids=[row[0] for row in KEYS])
def test_every_example_is_read(name: str, key: Key) -> None:
    """What the reference shows may be typed as it stands."""
    text = f"{name}: {key.example or key.field.example}"
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    assert node is not None
    reading = Reading("f.yml", text, [])
    key.field.read(node.value[0][1], reading, name)
    assert reading.problems == []


def test_every_code_has_its_row() -> None:
    """Each problem stands once in the table, by a name that suits an address."""
    page = (ROOT / "docs" / "problems.md").read_text("utf-8")
    names = {code.name for code in find_codes()}
    assert set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)) == names
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


def test_the_tables_have_no_torn_row() -> None:
    """Every row has as many cells as its head."""
    for path in ("docs/files.md", "docs/problems.md"):
        rows = [line for line in (ROOT / path).read_text("utf-8").splitlines() if line.startswith("|")]
        width = 3 if path == "docs/files.md" else 4
        assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {width + 1}
