"""The small valid group of tests/groups/small, with faults laid over it, and what the rules find then."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import Path

from builders import an_instant
from tablee.checks import codes
from tablee.checks.content import is_published
from tablee.checks.file_names import find_astray
from tablee.checks.rules import Surroundings, check_group
from tablee.files.load import Loaded, load_group
from tablee.files.problem import Problem, problem
from tablee.model import Settings

TESTS = Path(__file__).parent
SMALL = TESTS / "groups/small"
CONTRADICTIONS = TESTS / "contradictions"
PADDING = bytes(1024 * 1024)
NOW = an_instant("2026-12-01 12:00")


def read_tree(*folders: Path) -> dict[str, bytes]:
    """Read the files of folders, laid one over the other."""
    paths = [(folder, path) for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for folder, path in paths}


def load_tree(tree: dict[str, bytes]) -> tuple[Loaded, Surroundings]:
    """Load a group and its surroundings: `base.txt` lists the files at the base, `absent.txt` those taken away.

    `changed.txt` lists those that differ from the base, `padded.txt` those of content/ that are over 1 MiB.
    """
    padded = _lines(tree, "padded.txt")
    absent = _lines(tree, "absent.txt")
    files = {path: content for path, content in tree.items() if path.endswith(".yml") and path not in absent}
    content = {
        path.removeprefix("content/"): data + PADDING * (path.removeprefix("content/") in padded)
        for path, data in tree.items()
        if path.startswith("content/")
    }
    around = Surroundings(
        content=[(path, data) for path, data in sorted(content.items()) if is_published(path)],
        names=frozenset(content),
        refused=tuple(_refused(tree)),
        mkdocs=tree.get("mkdocs.yml", b""),
        changed=tuple(_lines(tree, "changed.txt")),
        forms={path: data for path, data in tree.items() if path.startswith(".github/")} or None,
        base_meetings=frozenset(_lines(tree, "base.txt")),
        base_settings=_base_settings(tree),
    )
    return load_group(files), around


def find_problems(
    *folders: Path, changed: dict[str, str | bytes] | None = None, gone: Container[str] = ()
) -> list[Problem]:
    """Check the small group with folders laid over it, files given by their paths, and some taken away."""
    given = {
        path: text if isinstance(text, bytes) else text.encode() for path, text in (changed or {}).items()
    }
    tree = {path: data for path, data in read_tree(SMALL, *folders).items() if path not in gone}
    loaded, around = load_tree({**tree, **given})
    around = replace(around, refused=tuple(one for one in around.refused if one.file not in gone))
    return check_group(loaded, NOW, around)


def found(changed: dict[str, str | bytes]) -> list[str]:
    """Name the problems of the small group with files added or changed: place and code."""
    return [f"{p.file}:{p.line}:{p.column} {p.code.name}" for p in find_problems(changed=changed)]


def group_with(old: str, new: str) -> dict[str, str | bytes]:
    """Return the small group's settings with a text replaced."""
    text = (SMALL / "group.yml").read_text("utf-8")
    assert old in text
    return {"group.yml": text.replace(old, new)}


def a_person(**lines: str) -> str:
    """Return a public member's file, with lines added or replaced."""
    return "".join(f"{key}: {value}\n" for key, value in {**_PERSON, **lines}.items())


_PERSON = {"public": "yes", "name": "Éva Roux", "joined": "2026-01-01"}


def _lines(tree: dict[str, bytes], name: str) -> list[str]:
    return tree.get(name, b"").decode().splitlines()


def _base_settings(tree: dict[str, bytes]) -> Settings | None:
    """Read the settings at the base, `base.group.yml`."""
    group = load_group({"group.yml": tree["base.group.yml"]}).group if "base.group.yml" in tree else None
    return group.settings if group else None


def _refused(tree: dict[str, bytes]) -> Iterator[Problem]:
    """Tell of files that this machine's Git could not lay: `refused.txt` names a code and a path in each line."""
    for line in _lines(tree, "refused.txt"):
        name, path = line.split()
        if name == "NOT_READ":
            yield from find_astray([path])
            continue
        yield problem(getattr(codes, name), path, (1, 1), {"size": 41000, "most": 4096})
