"""The sample group of the template: what `init` may clear away, and what it must never touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.adapters.disk import read_files
from tablee.adapters.founding import FOLDERS, list_own_files, list_uncommitted
from tablee.checks.settings import SAMPLE_IDENTITY
from tablee.cli.exits import wrong_use
from tablee.files.load import GROUP_FILE, load_group
from tablee.i18n.words import _

if TYPE_CHECKING:
    from pathlib import Path


def list_sample(root: Path) -> tuple[str, ...]:
    """Return the sample's files in a folder; none in a folder without any group.

    Raises Stop where the group is another one than the sample, or where files would be lost that Git does not have.
    """
    own = list_own_files(root)
    if GROUP_FILE not in own:
        _refuse_orphans(own)
        return ()
    loaded = load_group(read_files(root))
    identity = loaded.group.settings.identity if loaded.group else ""
    if identity != SAMPLE_IDENTITY:
        raise wrong_use(
            _(
                "Here lives a group of its own (its identity is not the sample's), and init would delete "
                "its files. "
                "Edit group.yml instead; or delete group.yml, members/ and meetings/ yourself and run "
                "init again."
            )
        )
    _refuse_loss(list_uncommitted(root))
    return own


def _refuse_orphans(own: tuple[str, ...]) -> None:
    """Refuse members and meetings without a group.yml: they are somebody's, only not whose."""
    found = [path for path in own if path.split("/")[0] in FOLDERS[1:]]
    if found:
        raise wrong_use(
            _(
                "There is no group.yml here, but there is {file}. Delete members/ and meetings/, or "
                "bring group.yml back."
            ),
            file=found[0],
        )


def _refuse_loss(uncommitted: tuple[str, ...]) -> None:
    if uncommitted:
        raise wrong_use(
            _(
                "init clears the sample away, and these files would be lost: {files}. Commit them, or "
                "move them elsewhere."
            ),
            files=", ".join(uncommitted),
        )
