"""A small group on disk for the tests of commands, and the program run on it as a person runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
IS_TEMPLATE = b"identity: tablee-vallee.example.org" in (ROOT / "group.yml").read_bytes()
"""Whether the group beside the engine is the sample: whoever founded one has files of its own there."""
of_the_template = pytest.mark.skipif(
    not IS_TEMPLATE,
    reason="this group is not the sample: what is the template's own is tested in the template",
)
TINY = ROOT / "tests/groups/tiny"
NOW = "2026-11-23T09:00"

FILES = {
    "group.yml": """\
name: La Petite Table
url: https://petite.test/
identity: petite.test
contact: https://petite.test/contact
language: fr
timezone: Europe/Paris
rhythm: {every: week on thursday, from: 2026-01-08, at: 12:30, lasts: 1h45}
deck: {restaurant: {title: Réserver}, topic: {title: Trouver un sujet}}
""",
    "members/ines-garnier.yml": "public: yes\nname: Inès Garnier\njoined: 2026-01-08\n",
    "members/paul-meyer.yml": "public: yes\nname: Paul Meyer\njoined: 2026-01-08\n",
    "members/m-7f3k.yml": "public: no\njoined: 2026-01-08\nfacilitates: no\n",
    "meetings/2026-11-19.yml": """\
facilitator: ines-garnier
present: [ines-garnier, paul-meyer, m-7f3k]
room_words: [olive, parapluie]
""",
    "meetings/2026-11-26.yml": """\
title: Fixer ses tarifs
called: [{member: paul-meyer, on: 2026-11-20}]
answers: {ines-garnier: yes, paul-meyer: maybe}
""",
}
"""A group of three, one of them not public: a meeting that was held, and one in three days."""


def write_group(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """Write the small group into a folder, with files changed, added or (None) left out; return the folder."""
    for path, text in {**FILES, **(changes or {})}.items():
        if text is not None:
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    return folder


def copy_tiny(folder: Path, *, backwards: bool = False) -> Path:
    """Copy the files of tests/groups/tiny into a folder, one by one; `backwards` begins with the last."""
    for file in sorted((path for path in TINY.rglob("*.yml") if path.is_file()), reverse=backwards):
        copy = folder / file.relative_to(TINY)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    return folder


def tablee(*arguments: str | Path | int) -> list[str]:
    """Return the command line that runs the program under test."""
    return [sys.executable, "-m", "tablee", *map(str, arguments)]


def run_tablee(*arguments: str | Path | int, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, at `NOW` unless TABLEE_NOW says otherwise."""
    return subprocess.run(
        tablee(*arguments),
        env={**os.environ, "TABLEE_NOW": NOW, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
