"""`tablee build`, `tablee feeds` and `tablee pages`: what they write, and what they leave alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from git_repository import GitRepository
from group_folder import FILES, TINY, copy_tiny, run_tablee, write_group


def files_under(folder: Path) -> set[str]:
    """Return the paths of all files under a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def age(folder: Path) -> None:
    """Make every file of a folder a day old, so that what is written next shows."""
    for path in folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


def young_files(folder: Path) -> set[str]:
    """Return the files that were written since `age`."""
    return {name for name in files_under(folder) if (folder / name).stat().st_mtime > 1_700_000_000}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the group `group/` was built into `out/`, once for all tests that only look."""
    folder = tmp_path_factory.mktemp("built")
    group = copy_tiny(folder / "group")
    (group / "content").mkdir()
    (group / "content/charte.md").write_text("# Charte\n\n[nulle part](absente.md)\n", "utf-8")
    done = run_tablee("-C", group, "build", "--out", folder / "out")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"Site construit\u00a0: {(folder / 'out/index.html').as_posix()}\n"
    return folder


def test_a_group_in_another_folder_becomes_a_site(built: Path) -> None:
    """`-C` names the group, `--out` the site: pages, calendars and JSON; a broken link is told, and stops nothing."""
    site = built / "out"
    assert {
        "index.html",
        "404.html",
        "calendar.ics",
        "charte/index.html",
        "group.json",
        "circles/propulseurs/calendar.ics",
        "meetings/2026-12-03.ics",
        "meetings/2026-12-03/index.html",
        "members/ines-garnier/index.html",
        "members/ines-garnier/turns.ics",
        "search/search_index.json",
        "subscribe/index.html",
        "turns/index.html",
    } <= files_under(site)
    assert "Inès Garnier" in (site / "members/ines-garnier/index.html").read_text("utf-8")


def test_a_build_leaves_the_groups_files_alone(built: Path) -> None:
    """Beside them there is only the folder `build`, which Git ignores."""
    own = {name for name in files_under(built / "group") if not name.startswith("build/")}
    assert own == {*files_under(TINY), "content/charte.md"}
    assert all(
        (built / "group" / name).read_bytes() == (TINY / name).read_bytes() for name in files_under(TINY)
    )


def test_feeds_are_the_calendars_and_the_json_of_the_site(built: Path, tmp_path: Path) -> None:
    """`feeds` writes what other programs read, byte for byte as `build` does, and no page; nothing twice."""
    done = run_tablee("-C", built / "group", "--language", "en", "feeds", "--out", tmp_path)
    written = {name for name in files_under(tmp_path) if not name.startswith(".")}
    assert {"calendar.ics", "group.json", "members/lea-roy/turns.ics"} <= written
    assert {Path(name).suffix for name in written} == {".ics", ".json"}
    for name in sorted(written):
        assert (tmp_path / name).read_bytes() == (built / "out" / name).read_bytes()
    assert done.stdout == f"{len(written)} files changed in {tmp_path.as_posix()}\n"
    again = run_tablee("-C", built / "group", "--language", "en", "feeds", "--out", tmp_path)
    assert again.stdout == f"0 files changed in {tmp_path.as_posix()}\n"


def test_pages_are_the_tree_that_build_lays(built: Path, tmp_path: Path) -> None:
    """`pages` writes the tree that any site generator could build, what people wrote by hand included."""
    docs = built / "group/build/docs"
    assert run_tablee("-C", built / "group", "pages", "--out", tmp_path).returncode == 0
    assert "charte.md" in files_under(tmp_path)
    assert files_under(tmp_path) == files_under(docs)
    assert [
        name for name in files_under(docs) if (tmp_path / name).read_bytes() != (docs / name).read_bytes()
    ] == []


def test_a_later_build_touches_only_what_changed(tmp_path: Path) -> None:
    """Of the tree under build/docs nothing is written again whose bytes are the same; what is stale goes."""
    extra = {"meetings/2026-12-17-soir.yml": "title: Noël\nat: 19:00\n"}
    group = write_group(tmp_path / "group", extra)
    docs, site = group / "build/docs", group / "site"
    assert run_tablee("-C", group, "build").returncode == 0
    assert (site / "meetings/2026-12-17-soir/index.html").is_file()
    age(docs)
    assert run_tablee("-C", group, "build").returncode == 0
    assert young_files(docs) == set()
    (group / "meetings/2026-12-17-soir.yml").unlink()
    write_group(group, {"members/paul-meyer.yml": "public: yes\nname: Paul Meyer-Roy\njoined: 2026-01-08\n"})
    assert run_tablee("-C", group, "build").returncode == 0
    written = young_files(docs)
    assert "members/paul-meyer.md" in written
    assert "meetings/2027-04-22.ics" not in written
    assert "Paul Meyer-Roy" in (site / "members/paul-meyer/index.html").read_text("utf-8")
    assert not (docs / "meetings/2026-12-17-soir.md").exists()
    assert not (site / "meetings/2026-12-17-soir").exists()


@pytest.mark.parametrize("command", ["build", "feeds", "pages"])
def test_errors_refuse_and_write_nothing(command: str, tmp_path: Path) -> None:
    """A group with an error ends with status 1; neither tree nor site is begun."""
    group = write_group(tmp_path / "group", {"meetings/2026-11-26.yml": "facilitator: nobody\n"})
    before = files_under(group)
    done = run_tablee("-C", group, command, "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("meetings/2026-11-26.yml:1:14: erreur unknown-member")
    assert not (tmp_path / "out").exists()
    assert files_under(group) == before


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    """MkDocs empties the folder that it writes: somebody's work is not a site."""
    group = write_group(tmp_path / "group")
    (tmp_path / "work").mkdir()
    (tmp_path / "work/thesis.txt").write_text("years", "utf-8")
    done = run_tablee("-C", group, "build", "--out", tmp_path / "work")
    assert (done.returncode, done.stdout) == (2, "")
    assert (tmp_path / "work").as_posix() in done.stderr
    assert files_under(tmp_path / "work") == {"thesis.txt"}


@pytest.mark.parametrize("command", ["build", "feeds", "pages"])
def test_a_file_in_the_way_is_named(command: str, tmp_path: Path) -> None:
    """What the machine refuses is said with the path, and is no bug of ours."""
    group = write_group(tmp_path / "group")
    (tmp_path / "note").write_text("x", "utf-8")
    done = run_tablee("-C", group, command, "--out", tmp_path / "note/site")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"`{tmp_path}/note" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_shallow_clone_is_refused(tmp_path: Path) -> None:
    """Calendars count commits, which a shallow clone lacks: they would go back in time."""
    repository = GitRepository(tmp_path / "whole")
    repository.commit("2026-11-01 12:00", FILES)
    repository.commit("2026-11-02 12:00", {"meetings/2026-12-03.yml": "title: Plus tard\n"})
    repository.git("clone", "--quiet", "--depth=1", f"file://{tmp_path}/whole", str(tmp_path / "shallow"))
    for command in ("build", "feeds", "pages"):
        done = run_tablee("-C", tmp_path / "shallow", command, "--out", tmp_path / "out")
        assert (done.returncode, done.stdout) == (1, "")
        assert "`git fetch --unshallow`" in done.stderr
    assert not (tmp_path / "out").exists()
    repository.git("-C", str(tmp_path / "shallow"), "fetch", "--quiet", "--unshallow")
    assert run_tablee("-C", tmp_path / "shallow", "feeds", "--out", tmp_path / "out").returncode == 0


@pytest.mark.parametrize("command", ["build", "pages"])
def test_a_page_that_both_want_is_refused(command: str, tmp_path: Path) -> None:
    """A page written by hand must not hide one of the program's."""
    group = write_group(tmp_path / "group", {"content/turns.md": "# Tours\n"})
    done = run_tablee("-C", group, command, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "content/turns.md" in done.stderr
    assert "Traceback" not in done.stderr


def test_strict_refuses_a_broken_link(tmp_path: Path) -> None:
    """`--strict` makes a broken link of a hand-written page an error, and names it."""
    group = write_group(tmp_path / "group", {"content/charte.md": "# Charte\n\n[nulle part](absente.md)\n"})
    done = run_tablee("-C", group, "build", "--strict")
    assert done.returncode == 1
    assert "absente.md" in done.stderr
    assert "Traceback" not in done.stderr
