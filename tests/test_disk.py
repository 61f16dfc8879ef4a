"""The group's folder is read whole, and a tree is written with as few touches as possible."""

from __future__ import annotations

from pathlib import Path

import pytest

from tablee.adapters.disk import Unwritable, join_trees, read_content, read_files, write_tree
from tablee.adapters.plain_files import NotPlain


def put(root: Path, files: dict[str, str]) -> Path:
    """Write files under a folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def test_only_the_groups_yaml_is_read(tmp_path: Path) -> None:
    """Settings, holidays, members and meetings are read; nothing else of the folder is."""
    put(
        tmp_path,
        {"group.yml": "a", "members/x.yml": "b", "meetings/2026-12-10.yml": "c", "members/notes.txt": "d"},
    )
    put(tmp_path, {"README.md": "e", "content/index.yml": "f"})
    assert read_files(tmp_path) == {"group.yml": b"a", "members/x.yml": b"b", "meetings/2026-12-10.yml": b"c"}


def test_an_empty_folder_holds_no_files(tmp_path: Path) -> None:
    """Where nothing is, nothing is read."""
    assert read_files(tmp_path) == {}


def test_content_comes_with_the_named_photos_alone(tmp_path: Path) -> None:
    """A photo that no page shows stays off the site, and so does a hidden file, or one of a kind not published."""
    put(tmp_path, {"content/a.svg": "a", "content/photos/ana.jpg": "b", "content/photos/old.jpg": "c"})
    put(tmp_path, {"content/.draft.md": "d", "content/a.html": "e", "content/tablee.js": "f"})
    assert read_content(tmp_path, {"ana.jpg"}) == {"a.svg": b"a", "photos/ana.jpg": b"b"}


def test_a_page_comes_with_front_matter_of_ours(tmp_path: Path) -> None:
    """What else its author wrote there does not reach MkDocs."""
    put(
        tmp_path,
        {"content/charte.md": '---\ntitle: La "charte"\ntemplate: x\n---\n# A\n', "content/b.md": "B\n"},
    )
    assert read_content(tmp_path, ()) == {
        "charte.md": '---\ntitle: "La ”charte”"\n---\n# A\n'.encode(),
        "b.md": b'---\ntitle: "b"\n---\nB\n',
    }


@pytest.mark.parametrize("path", ["turns.md", "turns/index.md", "Turns.md"])
def test_a_page_that_both_want_is_refused(path: str) -> None:
    """Where content/ and the program want one address, both are named."""
    with pytest.raises(Unwritable) as refused:
        join_trees({"turns.md": "x"}, {path: b"y"})
    assert refused.value.phrase.values == {"path": path, "rival": "turns.md"}


@pytest.mark.parametrize("path", ["index.md", "README.md"])
def test_the_first_page_is_the_programs_own(path: str) -> None:
    """Neither way to write a first page by hand passes by unseen."""
    with pytest.raises(Unwritable):
        join_trees({"index.md": "x"}, {path: b"y"})


def test_trees_are_joined() -> None:
    """Pages and content lie side by side."""
    assert join_trees({"a.md": "x"}, {"b.md": b"y"}) == {"a.md": "x", "b.md": b"y"}


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """A file that already holds its bytes keeps its time."""
    out = tmp_path / "out"
    assert write_tree(tmp_path, out, {"a.md": "1", "b/c.ics": b"2"}) == ["a.md", "b/c.ics"]
    before = (out / "b" / "c.ics").stat().st_mtime_ns
    assert write_tree(tmp_path, out, {"a.md": "new", "b/c.ics": b"2"}) == ["a.md"]
    assert (out / "a.md").read_text("utf-8") == "new"
    assert (out / "b" / "c.ics").stat().st_mtime_ns == before
    write_tree(tmp_path, out, {"a.md": "n", "b/c.ics": b""})
    assert ((out / "a.md").read_bytes(), (out / "b" / "c.ics").read_bytes()) == (b"n", b"")


def test_what_is_stale_goes_with_its_folder(tmp_path: Path) -> None:
    """What an earlier tree laid and this one lacks is deleted."""
    write_tree(tmp_path, tmp_path, {"a.md": "1", "b/c/d.md": "2"})
    assert write_tree(tmp_path, tmp_path, {"a.md": "1"}) == ["b/c/d.md"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".tablee-tree", "a.md"]


def test_what_no_tree_laid_is_never_deleted(tmp_path: Path) -> None:
    """A wrong folder costs nobody his work."""
    put(tmp_path, {"thesis.md": "years of work"})
    write_tree(tmp_path, tmp_path, {"a.md": "1"})
    write_tree(tmp_path, tmp_path, {})
    assert (tmp_path / "thesis.md").read_text("utf-8") == "years of work"


def test_a_list_that_leads_outside_deletes_nothing(tmp_path: Path) -> None:
    """The list of what was laid is not trusted beyond its folder."""
    put(tmp_path, {"out/.tablee-tree": "../precious\n", "precious": "x"})
    with pytest.raises(NotPlain):
        write_tree(tmp_path, tmp_path / "out", {})
    assert (tmp_path / "precious").exists()
