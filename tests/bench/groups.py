"""Groups to measure with: made, of any size, always the same, and written as a living group writes.

`python -m bench.groups FOLDER MEMBERS MEETINGS` writes one and commits it; without sizes, the group beside the engine.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bench.dates import TODAY, Size, make_dates, size_of
from bench.meetings import Minutes
from bench.members import make_people, render_member
from bench.settings import render_holidays, render_settings

ROOT = Path(__file__).resolve().parent.parent.parent
_OWN = ("*.yml", "members/*", "meetings/*", "content/**/*")
_COMMITTED_AT = "2026-11-30T12:00:00+00:00"
_COMMANDS = (
    ("init", "--quiet", "--initial-branch=main"),
    ("add", "--all"),
    ("commit", "--quiet", "--message=made"),
)


def make_group(size: Size) -> dict[str, str]:
    """Return a group's files by their paths."""
    dates = make_dates(size)
    people = make_people(size.members, tuple(size.circles), dates[0].on, TODAY)
    minutes = Minutes(people, TODAY)
    keepers = [person.id for person in people[:8] if not person.left_on]
    meetings = {f"meetings/{meeting.key}.yml": minutes.render(meeting) for meeting in dates}
    met = minutes.neighbours
    return {
        "group.yml": render_settings(size, dates, keepers),
        "holidays.yml": render_holidays(dates[0].on.year),
        **{f"members/{p.id}.yml": render_member(p, number, met.get(p.id)) for number, p in enumerate(people)},
        **meetings,
    }


def read_sample() -> dict[str, bytes]:
    """Return the files of the group beside the engine by their paths."""
    files = (file for pattern in _OWN for file in ROOT.glob(pattern) if file.is_file())
    return {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in files}


def write_group(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write a group and commit it, as its first commit."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    who = {f"GIT_{role}_{what}": "bench" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    when = {f"GIT_{role}_DATE": _COMMITTED_AT for role in ("AUTHOR", "COMMITTER")}
    for command in _COMMANDS:
        subprocess.run(["git", *command], cwd=folder, env={**os.environ, **who, **when}, check=True)


if __name__ == "__main__":
    into, *sizes = sys.argv[1:]
    write_group(Path(into), make_group(size_of(*map(int, sizes))) if sizes else read_sample())
