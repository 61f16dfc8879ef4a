"""The group's mkdocs.yml: a few plain values of the theme; whatever else it says never reaches MkDocs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from tablee.checks import codes
from tablee.files.problem import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tablee.checks.case import Case
    from tablee.files.problem import Problem

FILE = "mkdocs.yml"
MOST_BYTES = 16 * 1024
_PICTURE = re.compile(r"[\w-][\w./-]{0,120}\.(?:svg|png|jpe?g|webp|gif|avif)", re.IGNORECASE)
_ICON = re.compile(r"[a-z][a-z0-9-]*(?:/[a-z0-9-]+){1,3}")
_COLOUR = re.compile(r"[a-z]+(?: [a-z]+)?")
KEYS: Mapping[tuple[str, ...], re.Pattern[str]] = {
    ("theme", "logo"): _PICTURE,
    ("theme", "favicon"): _PICTURE,
    ("theme", "icon", "logo"): _ICON,
    ("theme", "palette", "primary"): _COLOUR,
    ("theme", "palette", "accent"): _COLOUR,
}
"""What a group may set, and what each value looks like."""
PICTURES = [key for key, value in KEYS.items() if value is _PICTURE]

_GROUPS = {key[:depth] for key in KEYS for depth in range(1, len(key))}


def check_mkdocs(case: Case) -> Iterator[Problem]:
    """The group's mkdocs.yml sets nothing but a logo, an icon and colours."""
    values, problems = read_mkdocs(case.surroundings.mkdocs)
    yield from problems
    for key in PICTURES:
        name = values.get(key, "")
        if name and name not in case.surroundings.names:
            told = {"path": f"content/{name}", "name": name}
            yield problem(codes.PHOTO_MISSING, FILE, (1, 1), told)


def read_mkdocs(data: bytes) -> tuple[dict[tuple[str, ...], str], list[Problem]]:
    """Return what a group may set, by its keys, and a problem for all else; no tag or alias is resolved."""
    if not data:
        return {}, []
    values: dict[tuple[str, ...], str] = {}
    problems: list[Problem] = []
    try:
        root = yaml.compose(data.decode("utf-8"), Loader=yaml.CSafeLoader)
        for key, node in _leaves(root, ()):
            if key in KEYS and isinstance(node, yaml.ScalarNode) and KEYS[key].fullmatch(node.value):
                values[key] = node.value
            else:
                place = (node.start_mark.line + 1, node.start_mark.column + 1)
                problems.append(_refuse(".".join(key), place))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        problems.append(_refuse(FILE, (1, 1)))
    return values, problems


def _leaves(node: yaml.Node | None, key: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml.Node]]:
    """Yield what is no mapping of keys that we know; its depth is that of our keys, so no alias can make it endless."""
    if node is None or (isinstance(node, yaml.MappingNode) and not node.value):
        return
    if not isinstance(node, yaml.MappingNode) or (key and key not in _GROUPS):
        yield key, node
        return
    for name, value in node.value:
        yield from _leaves(value, (*key, str(name.value) if isinstance(name, yaml.ScalarNode) else "?"))


def _refuse(key: str, place: tuple[int, int]) -> Problem:
    listed = ", ".join(f"`{'.'.join(known)}`" for known in KEYS)
    return problem(codes.MKDOCS_KEY, FILE, place, {"key": key, "keys": listed})
