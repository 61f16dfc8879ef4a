"""The reference pages: never stale, complete, and true to what is read."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tablee.files.problem import Problem
from tablee.files.read import read_file
from tablee.files.reference import render_files_reference
from tablee.files.schema import KINDS, MEETING, MEMBER, Kind, example_of
from tablee.i18n.translations import load_translations
from tablee.model.identity import parse_slot_key

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
    page = render_files_reference(load_translations("en"))
    for kind in KINDS:
        for name in kind.schema["properties"]:
            row = f"| **`{name}`** |" if name in kind.schema["required"] else f"| `{name}` |"
            assert row in page


KEYS = [(kind, name) for kind in KINDS for name in kind.schema["properties"]]


@pytest.mark.parametrize(("kind", "name"), KEYS, ids=[f"{kind.name} {name}" for kind, name in KEYS])
def test_every_example_is_read(kind: Kind, name: str) -> None:
    """What the reference shows may be typed as it stands."""
    text = f"{name}: {example_of(kind.schema['properties'][name])}"
    problems: list[Problem] = []
    told: dict[Kind, dict[str, object]] = {
        MEMBER: {"id": "ana"},
        MEETING: {"key": parse_slot_key("2026-12-10")},
    }
    read_file(kind, "f.yml", text.encode(), problems, **told.get(kind, {}))
    assert {found.code.name for found in problems} <= {"missing-key"}


NO_FILE_MENDS = {
    "and-more": "it is mended with the others",
    "code-changed": "somebody reads it",
    "file-too-large": "a smaller picture",
    "forms-stale": "`tablee forms` writes them",
    "holidays-end": "`tablee holidays` writes it",
    "holidays-missing": "`tablee holidays` writes it",
    "link": "a file of bytes",
    "no-group": "`tablee init` writes it",
    "not-a-file": "it is deleted",
    "not-published": "another kind of file",
    "photo-not-an-image": "a picture",
    "picture-heavy": "a smaller picture",
    "picture-metadata": "a picture without words",
    "too-large": "a file of 64 KiB is no example",
    "unproven-recommendation": "nothing is wrong",
}
"""Problems whose mend is no text that could be shown, and why."""


def test_every_code_has_its_address() -> None:
    """Each problem has one heading, by a name that suits an address; below it stands the file as it is mended."""
    page = (ROOT / "docs" / "problems.md").read_text("utf-8")
    sections = dict(re.findall(r"^## (.+)\n(?s:(.*?))(?=^## |\Z)", page, re.MULTILINE))
    names = {code.name for code in find_codes()}
    assert set(sections) == names
    assert {name for name, text in sections.items() if "\nMended:" not in text} == set(NO_FILE_MENDS)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


def test_the_tables_have_no_torn_row() -> None:
    """Every row has as many cells as its head."""
    rows = [line for line in (ROOT / "docs/files.md").read_text("utf-8").splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}
