"""A second build makes again only what changed, and ends at the bytes of a build from nothing."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from jinja2 import Environment, Template

from git_repository import GitRepository
from group_folder import NOW, copy_tiny
from small_group import read_tree
from tablee.adapters.build_cache import FILE
from tablee.adapters.mkdocs_site import build_site, folders_of
from tablee.cli.outputs import render_folder
from tablee.feeds import serialising
from tablee.feeds.components import Properties
from tablee.i18n.translations import load_translations

PACKAGE = Path(__file__).parent.parent / "scripts"
FAR_AHEAD = 4_000_000_000_000_000_000
BY_HAND = 1
"""So many pages of the tiny group are written by hand, and made by each build."""


def tiny(folder: Path) -> Path:
    """Make a repository of a small group, as it was committed once."""
    by_hand = {"content/charte.md": "# Charte\n\n[Tours](turns.md)\n"}
    GitRepository(copy_tiny(folder)).commit("2026-11-20 12:00", by_hand)
    return folder


def build(group: Path, out: Path, now: str = NOW) -> None:
    """Build the site of a group in this process; what MkDocs warns of is an error."""
    rendering = render_folder(argparse.Namespace(root=group, now=now), load_translations("en"))
    build_site(folders_of(group, out), rendering, strict=True)


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
    "a trade": replace("members/ines-garnier.yml", "Formatrice e-marketing", "Autrice"),
    "a share": replace("members/lea-roy.yml", "share: 1/2", "share: 1/3"),
    "an answer": replace(
        "meetings/2026-12-03.yml", "{ines-garnier: yes}", "{ines-garnier: no, lea-roy: maybe}"
    ),
    "a facilitator": replace("meetings/2026-12-03.yml", "facilitator: paul-meyer", "facilitator: lea-roy"),
    "who came": replace(
        "meetings/propulseurs.2026-12-01.yml", "[ines-garnier, paul-meyer]", "[ines-garnier]"
    ),
    "a meeting that is cancelled": write("meetings/2026-12-10.yml", "status: cancelled\nwhy: Neige\n"),
    "a circle's name": replace("group.yml", "Les Propulseurs", "Les Moteurs"),
    "a place": replace("group.yml", "Le Bistrot", "Le Bouchon"),
    "another page by hand": write("content/acces.md", "# Accès\n"),
    "the text of a page by hand": replace("content/charte.md", "Tours", "Les tours"),
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
    group = tiny(tmp_path / "group")
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
    """The theme shows all pages the first time, then those written by hand and those whose source changed."""
    made: list[str] = []
    render = Template.render

    def counted(self: Template, *given: Any, **named: Any) -> str:  # noqa: ANN401 (whatever a template may be given)
        if self.name == "main.html":
            made.append(given[0]["page"].url)
        return render(self, *given, **named)

    monkeypatch.setattr(Template, "render", counted)
    group = tiny(tmp_path / "group")
    build(group, tmp_path / "site")
    assert len(made) > 20
    made.clear()
    build(group, tmp_path / "site")
    assert len(made) == BY_HAND
    made.clear()
    replace("members/paul-meyer.yml", "joined", "about: Neuf\njoined")(group)
    build(group, tmp_path / "site")
    assert len(made) == BY_HAND + 1


def test_what_stands_in_the_site_already_is_left_there(tmp_path: Path) -> None:
    """An edit has its own page and what tells of it written; all else keeps its place on the disk, even its time."""
    group, site = tiny(tmp_path / "group"), tmp_path / "site"
    build(group, site)
    fresh = read_tree(site)
    old = [path for path in site.rglob("*.*") if path.is_file()]
    for path in old:
        os.utime(path, ns=(path.stat().st_mtime_ns, FAR_AHEAD))
    (site / "members/lea-roy/index.html").write_text("spoilt", "utf-8")
    (site / "assets/tablee.css").write_text("spoilt", "utf-8")
    (site / "left/behind").mkdir(parents=True)
    build(group, site)
    assert read_tree(site) == fresh
    assert not (site / "left").exists()
    written = {path.relative_to(site).as_posix() for path in old if path.stat().st_mtime_ns != FAR_AHEAD}
    assert {"members/lea-roy/index.html", "assets/tablee.css", "sitemap.xml"} <= written
    assert {path for path in written if path.startswith(("meetings/", "members/"))} == {
        "members/lea-roy/index.html"
    }


def test_no_template_is_compiled_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither ours nor the theme's; after a build that needed none of them, and an edit, neither."""
    compiled: list[str] = []
    compile_one = Environment.compile

    def counted(self: Environment, source: str, name: str, *rest: object) -> CodeType:
        compiled.append(name)
        made: CodeType = compile_one(self, source, name, *rest)  # type: ignore[call-overload]  # all are passed on
        return made

    monkeypatch.setattr(Environment, "compile", counted)
    group = tiny(tmp_path / "group")
    build(group, tmp_path / "site")
    assert {"meeting.md.jinja", "main.html"} <= set(compiled)
    compiled.clear()
    build(group, tmp_path / "site")
    replace("members/paul-meyer.yml", "joined", "about: Neuf\njoined")(group)
    build(group, tmp_path / "site")
    assert compiled == []


def test_no_part_of_a_calendar_is_written_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit of what calendars do not tell has none made again; one that they tell has its own."""
    written: list[str] = []
    write_one = serialising.serialise_properties

    def counted(name: str, properties: Properties) -> bytes:
        written.append(str(properties["UID"].value) if "UID" in properties else name)
        return write_one(name, properties)

    monkeypatch.setattr(serialising, "serialise_properties", counted)
    group = tiny(tmp_path / "group")
    build(group, tmp_path / "site")
    assert {"VCALENDAR", "2026-12-03@petite-table.tiny.example"} <= set(written)
    written.clear()
    replace("members/paul-meyer.yml", "joined", "about: Neuf\njoined")(group)
    build(group, tmp_path / "site")
    assert written == []
    write("meetings/2026-12-17.yml", "title: Réunion d’hiver\n")(group)
    build(group, tmp_path / "site")
    assert set(written) == {"2026-12-17@petite-table.tiny.example"}


def test_an_edited_template_makes_all_pages_again(tmp_path: Path) -> None:
    """Whoever works on the look sees it: the theme and the program itself are part of what pages are made of."""
    scripts = shutil.copytree(PACKAGE, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    group = tiny(tmp_path / "group")

    def run() -> str:
        command = [sys.executable, "-m", "tablee", "-C", str(group), "build"]
        environment = {**os.environ, "PYTHONPATH": str(scripts), "TABLEE_NOW": NOW}
        subprocess.run(command, env=environment, check=True, capture_output=True)
        return (group / "site/members/paul-meyer/index.html").read_text("utf-8")

    before = run()
    theme = scripts / "tablee/site/theme/main.html"
    theme.write_text(theme.read_text("utf-8").replace("og:site_name", "og:group_name"), "utf-8")
    assert run() == before.replace("og:site_name", "og:group_name") != before
