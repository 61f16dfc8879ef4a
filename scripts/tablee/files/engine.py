"""Which files of a repository are the engine's, and what becomes of each when a newer engine comes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha1

from tablee.files.forms.founding import FOUNDING_FILES
from tablee.files.paths import CODE_OWNERS, FORMS, GROUP_FILE, HOLIDAYS_FILE

README = "README.md"
"""The template's describes the sample; a founding writes the group's own."""
KEPT = ".github/tablee.yml"
"""Where a group's repository keeps the address of its template."""
REMARK = (
    "# Where `tablee upgrade` finds a newer engine.\n# Là où `tablee upgrade` trouve un moteur plus récent.\n"
)
OWN_FOLDERS = ("content/", "meetings/", "members/")
OWN_FILES = frozenset({GROUP_FILE, HOLIDAYS_FILE, README, CODE_OWNERS, KEPT})
"""What a group writes: an upgrade never touches it."""
FOR_THE_TEMPLATE = (".github/dependabot.yml", "README.fr.md", *FOUNDING_FILES.values())
"""What a group does without: updates of packages reach it with an upgrade, its README.md is in its language."""
WORKFLOWS = ".github/workflows/"
"""What no token of a workflow may write."""
MKDOCS = "mkdocs.yml"
_INHERIT = re.compile(rb"^INHERIT: scripts/tablee/\S+[ \t]*\r?\n?", re.MULTILINE)

Blobs = Mapping[str, str]
"""Files by their paths, each as Git names what it holds."""
Change = Mapping[str, str]
"""The files that a commit left otherwise; an empty name stands for one that went."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an upgrade does: files to write and to delete; the rest is for people.

    `changed` were changed both here and in the template, `kept` here alone, `gone` went from the template and were
    changed here; `workflows` are to be written or deleted, and not by this run.
    """

    write: tuple[str, ...]
    delete: tuple[str, ...]
    changed: tuple[str, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    workflows: tuple[str, ...]


def is_own(path: str) -> bool:
    """Return whether a file is the group's own, or made out of what the group says."""
    return path in OWN_FILES or path.startswith((*OWN_FOLDERS, FORMS))


def name_blob(content: bytes) -> str:
    """Return Git's name of what a file holds (git-scm.com, "Git Objects")."""
    return sha1(b"blob %d\0%s" % (len(content), content), usedforsecurity=False).hexdigest()


def find_base(here: Blobs, changes: Iterable[Change]) -> dict[str, str]:
    """Return the engine's files as they were in the commit that the files here agree with most, the newest of such.

    `changes` are those of the template's commits, oldest first. A copy holds no commit of its template: its files tell.
    """
    tree: dict[str, str] = {}
    score, best, base = 0, -1, dict[str, str]()
    for change in changes:
        for path, blob in change.items():
            if not is_own(path):
                score -= _agrees(here, path, tree.pop(path, ""))
                score += _agrees(here, path, blob)
                if blob:
                    tree[path] = blob
        if score >= best or not base:
            best, base = score, dict(tree)
    return base


def _agrees(here: Blobs, path: str, blob: str) -> int:
    """Count a file that is the same here, and against it one that is not here."""
    if not blob:
        return 0
    return (here.get(path) == blob) - (path not in here)


def plan_upgrade(
    here: Blobs,
    changes: Collection[Change],
    *,
    take: Collection[str] = (),
    workflows: bool = True,
) -> Plan:
    """Plan how the files here become the template's newest, as far as nobody changed them.

    `take` are taken although they were changed. A file that is not here, and was in the engine that is here, was
    deleted on purpose: it does not come back.
    """
    base, new = find_base(here, changes), _newest(changes)
    ever = {(path, blob) for change in changes for path, blob in change.items()}
    write: list[str] = []
    delete: list[str] = []
    changed: list[str] = []
    kept: list[str] = []
    gone: list[str] = []
    for path in sorted({*new, *(path for path, _blob in ever)}):
        now, then = here.get(path), new.get(path)
        if is_own(path) or now == then:
            continue
        is_theirs = now is not None and (path, now) in ever
        if path in take and then:
            write.append(path)
        elif now is None:
            if path not in base and path not in FOR_THE_TEMPLATE:
                write.append(path)
        elif then is None or (path in FOR_THE_TEMPLATE and is_theirs):
            (delete if is_theirs else gone).append(path)
        elif is_theirs:
            write.append(path)
        else:
            (kept if base.get(path) == then else changed).append(path)
    left = [path for path in (*write, *delete) if path.startswith(WORKFLOWS) and not workflows]
    return Plan(
        tuple(path for path in write if path not in left),
        tuple(path for path in delete if path not in left),
        tuple(changed),
        tuple(kept),
        tuple(gone),
        tuple(left),
    )


def migrate_mkdocs(content: bytes) -> bytes:
    """Take out of a mkdocs.yml of former times the line that named the engine's own settings."""
    return _INHERIT.sub(b"", content)


def _newest(changes: Iterable[Change]) -> dict[str, str]:
    tree: dict[str, str] = {}
    for change in changes:
        tree |= change
    return {path: blob for path, blob in tree.items() if blob and not is_own(path)}


def render_kept(address: str) -> bytes:
    """Return the file that keeps a template's address."""
    return f"{REMARK}template: {address}\n".encode()


def count_by_folder(paths: Iterable[str]) -> dict[str, int]:
    """Return how many of some files each folder at the top holds; a file at the top stands for itself."""
    return dict(Counter(path.partition("/")[0] + ("/" if "/" in path else "") for path in paths))
