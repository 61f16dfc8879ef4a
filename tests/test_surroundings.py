"""What is read around the group's files."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import ANY

import pytest

from git_repository import GitRepository
from group_folder import FILES
from tablee.adapters.git import UnknownCommit
from tablee.adapters.surroundings import VARIABLE, read_surroundings
from tablee.checks.surroundings import Surroundings


@pytest.fixture(autouse=True)
def _without_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def test_a_folder_without_anything_has_no_surroundings(tmp_path: Path) -> None:
    """No pictures, no base, and nobody said whether this is the template."""
    assert read_surroundings(tmp_path, None) == Surroundings(content=ANY, is_template=None)


def test_what_content_holds_is_read_one_by_one(tmp_path: Path) -> None:
    """Every name is known, what is published comes with its bytes, and the steward looks into none."""
    (tmp_path / "content/photos/old").mkdir(parents=True)
    (tmp_path / "content/photos/ines.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "content/.draft.svg").write_bytes(b"<svg/>")
    (tmp_path / "content/soir.svg").write_bytes(b"<svg/>")
    (tmp_path / "content/soir.zip").write_bytes(b"PK")
    found = read_surroundings(tmp_path, None)
    assert found.names == {"photos/ines.png", "soir.svg", "soir.zip"}
    assert found.content is not None
    assert dict(found.content) == {"photos/ines.png": b"\x89PNG\r\n", "soir.svg": b"<svg/>"}
    assert read_surroundings(tmp_path, None, publishing=False).content is None


def test_the_base_is_read_from_git(tmp_path: Path) -> None:
    """A commit, branch or tag has the meetings that it had; one that is unknown is refused."""
    repository = GitRepository(tmp_path)
    repository.commit("2026-11-01 12:00", FILES)
    repository.commit("2026-11-02 12:00", {"meetings/2026-11-19.yml": None})
    assert read_surroundings(tmp_path, "HEAD~1").base_meetings == frozenset(
        {"meetings/2026-11-19.yml", "meetings/2026-11-26.yml"}
    )
    assert read_surroundings(tmp_path, "main").base_meetings == frozenset({"meetings/2026-11-26.yml"})
    with pytest.raises(UnknownCommit):
        read_surroundings(tmp_path, "elsewhere")


@pytest.mark.parametrize(
    ("value", "known"), [("true", "True"), ("false", "False"), ("", "None"), ("yes", "None")]
)
def test_the_environment_says_whether_this_is_the_template(
    value: str, known: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GitHub's own words, true and false, are understood, and nothing else."""
    monkeypatch.setenv(VARIABLE, value)
    assert str(read_surroundings(tmp_path, None).is_template) == known
