"""What an import would write: new files, and keys of group.yml; what a person has there is never written over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tablee.checks.rules import check_group
from tablee.files.load import Loaded, load_group
from tablee.files.nodes import to_plain_without
from tablee.files.values_out import Value, to_plain_value
from tablee.files.write_keys import Unsafe, load_root, write_new
from tablee.imports.foreign import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tablee.checks.surroundings import Surroundings
    from tablee.i18n.translations import LazyText
    from tablee.model import Group

Sayings = Mapping[str, "Value | None"]


@dataclass(frozen=True, slots=True)
class Home:
    """The group that something is imported into, at an instant."""

    loaded: Loaded
    group: Group
    now: datetime
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class Changes:
    """The files to be written, those that are there already and say it, and those that say something else and stay.

    `refused` is what the group's rules do not let in, `remarks` what is worth knowing.
    """

    files: Mapping[str, bytes]
    same: tuple[str, ...]
    kept: tuple[str, ...]
    refused: tuple[Refused, ...]
    remarks: tuple[LazyText, ...] = ()


def draft_changes(
    wanted: Mapping[str, Sayings], order: Sequence[str], loaded: Loaded
) -> tuple[dict[str, bytes], list[str], list[str]]:
    """Return the new files, the paths of those that say it already, and of those that say something else."""
    files: dict[str, bytes] = {}
    same: list[str] = []
    kept: list[str] = []
    for path, values in wanted.items():
        if path not in loaded.files:
            files[path] = write_new(values, order)
        else:
            (same if _says(loaded.files[path], values) else kept).append(path)
    return files, same, kept


def _says(content: bytes, values: Sayings) -> bool:
    """Say whether a file holds some values, whatever else it holds."""
    try:
        root = load_root(content)
    except Unsafe:
        return False
    said = to_plain_without(root, ()) if root else {}
    wanted = {key: to_plain_value(value) for key, value in values.items() if value not in (None, {}, [])}
    return all(said.get(key) == value for key, value in wanted.items())


def admit_changes(files: Mapping[str, bytes], home: Home) -> tuple[dict[str, bytes], list[Refused]]:
    """Return the files that bring no error by the group's own rules, and why the others are left out."""
    admitted = dict(files)
    refused: list[Refused] = []
    while admitted:
        after = load_group({**home.loaded.files, **admitted})
        found = check_group(after, home.now, home.surroundings)
        wrong = {p.file: p.message for p in found if p.is_error and p.file in admitted}
        if not wrong:
            break
        refused += [Refused(0, message, path) for path, message in wrong.items()]
        admitted = {path: data for path, data in admitted.items() if path not in wrong}
    return admitted, refused
