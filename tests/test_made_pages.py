"""A second build makes again only what changed, and ends at the bytes of a build from nothing."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import markdown  # type: ignore[import-untyped]
import pytest

from group_folder import NOW, copy_tiny
from tablee.adapters.build_cache import FILE
from tablee.adapters.mkdocs_site import build_site, folders_of
from tablee.cli.outputs import render_folder
from tablee.i18n.translations import load_translations

PACKAGE = Path(__file__).parent.parent / "scripts"
NAMED = 12
"""So many pages, at most, are named by navigation, and made by each build."""


def build(group: Path, out: Path, now: str = NOW) -> None:
    """Build the site of a group in this process."""
    rendering = render_folder(argparse.Namespace(root=group, now=now), load_translations("en"))
    build_site(folders_of(group, out), rendering)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Return an edit of a file."""

    def edit(group: Path) -> None:
        text = (group / path).read_text("utf-8")
        assert old in text
        (group / path).write_text(text.replace(old, new), "utf-8")

    return edit


def write(path: str, text: str) -> Callable[[Path], None]:
    """Return the making of a file."""

    def edit(group: Path) -> None:
        (group / path).parent.mkdir(exist_ok=True)
        (group / path).write_text(text, "utf-8")

    return edit


def spoil_cache(group: Path) -> None:
    """Damage what the earlier build left."""
    file = group / FILE
    file.write_bytes(file.read_bytes()[:-7])


EDITS: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _group: None,
    "a member": replace("members/paul-meyer.yml", "Paul Meyer", "Paul Meyer-Roy"),
    "a meeting": write("meetings/2026-12-17.yml", "title: Réunion d’hiver\n"),
    "a page by hand": write("content/charte.md", "# Charte\n\n[Tours](turns.md)\n"),
    "its text": replace("content/charte.md", "Tours", "Les tours"),
    "the colours": write("mkdocs.yml", "theme: {palette: {primary: teal}}\n"),
    "the group's name": replace("group.yml", "name: ", "name: Nouvelle "),
    "a member who comes": write(
        "members/zoe-faure.yml", "public: yes\nname: Zoé Faure\njoined: 2026-01-08\n"
    ),
    "a member who goes": lambda group: (group / "members/zoe-faure.yml").unlink(),
    "a damaged cache": spoil_cache,
}


def test_every_edit_ends_at_the_bytes_of_a_build_from_nothing(tmp_path: Path) -> None:
    """Pages, search, sitemap and feeds, edit after edit, in the folder that the build before left; and a day later."""
    group = copy_tiny(tmp_path / "group")
    for number, (name, edit) in enumerate(EDITS.items()):
        edit(group)
        build(group, tmp_path / "site")
        assert_as_from_nothing(group, tmp_path / "site", tmp_path / f"from-nothing-{number}", NOW, name)
    tomorrow = NOW.replace("-23", "-24")
    build(group, tmp_path / "site", tomorrow)
    assert_as_from_nothing(group, tmp_path / "site", tmp_path / "later", tomorrow, "another day")


def assert_as_from_nothing(group: Path, site: Path, folder: Path, now: str, name: str) -> None:
    """Compare a site with one that is built in a folder of its own."""
    shutil.copytree(group, folder / "group", ignore=shutil.ignore_patterns("build"))
    build(folder / "group", folder / "site", now)
    fresh, found = read_tree(folder / "site"), read_tree(site)
    assert (name, sorted(found)) == (name, sorted(fresh))
    assert (name, [path for path in fresh if fresh[path] != found[path]]) == (name, [])


def test_only_what_changed_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Markdown reads all pages the first time, then those that navigation names and those whose source changed."""
    read: list[str] = []
    convert = markdown.Markdown.convert

    def counted(self: markdown.Markdown, source: str) -> str:
        read.append(source)
        converted: str = convert(self, source)
        return converted

    monkeypatch.setattr(markdown.Markdown, "convert", counted)
    group = copy_tiny(tmp_path / "group")
    build(group, tmp_path / "site")
    pages = len(read)
    assert pages > 2 * NAMED
    read.clear()
    build(group, tmp_path / "site")
    assert len(read) <= NAMED
    unchanged = len(read)
    read.clear()
    replace("members/paul-meyer.yml", "joined", "about: Neuf\njoined")(group)
    build(group, tmp_path / "site")
    assert len(read) == unchanged + 1


def test_an_edited_template_makes_all_pages_again(tmp_path: Path) -> None:
    """Whoever works on the look sees it: the theme and the program itself are part of what pages are made of."""
    scripts = shutil.copytree(PACKAGE, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    group = copy_tiny(tmp_path / "group")

    def run() -> str:
        command = [sys.executable, "-m", "tablee", "-C", str(group), "build"]
        environment = {**os.environ, "PYTHONPATH": str(scripts), "TABLEE_NOW": NOW}
        subprocess.run(command, env=environment, check=True, capture_output=True)
        return (group / "site/members/paul-meyer/index.html").read_text("utf-8")

    before = run()
    theme = scripts / "tablee/site/theme/main.html"
    theme.write_text(theme.read_text("utf-8").replace("og:site_name", "og:group_name"), "utf-8")
    assert run() == before.replace("og:site_name", "og:group_name") != before
