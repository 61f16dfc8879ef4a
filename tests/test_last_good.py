"""One broken file stops nobody else: its last readable version is shown, and every other event stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from git_repository import GitRepository
from group_folder import FILES, NOW
from tablee.adapters.disk import read_files
from tablee.adapters.last_good import set_aside_broken, stand_in
from tablee.cli import main
from tablee.files.load import load_group

Printed = pytest.CaptureFixture[str]
BROKEN = {
    "a member without a key": ("members/ines-garnier.yml", "public: yes\nname Inès\n"),
    "a member with an unknown key": ("members/paul-meyer.yml", FILES["members/paul-meyer.yml"] + "nom: x\n"),
    "a member cut short": ("members/m-7f3k.yml", ""),
    "a coming meeting": ("meetings/2026-11-26.yml", 'title: "Fixer\nanswers: {ines-garnier: yes}\n'),
    "a held meeting": ("meetings/2026-11-19.yml", "present: [ines-garnier\n"),
    "the settings": ("group.yml", "nom: x\n"),
    "the settings in one value": ("group.yml", FILES["group.yml"].replace("12:30", "25:30")),
    "no settings": ("group.yml", None),
    "the holidays": ("holidays.yml", "public: [2026-12-25\n"),
    "a file that is far too large": ("members/paul-meyer.yml", f"# {'x' * 70_000}\n"),
    "a meeting of somebody unknown": (
        "meetings/2026-11-26.yml",
        FILES["meetings/2026-11-26.yml"] + "facilitator: nobody\n",
    ),
    "a held meeting of somebody unknown": (
        "meetings/2026-11-19.yml",
        FILES["meetings/2026-11-19.yml"].replace("paul-meyer", "paul"),
    ),
    "a member whom meetings name is deleted": ("members/paul-meyer.yml", None),
    "a circle whose meetings stand there is gone": ("group.yml", FILES["group.yml"]),
    "a number in a member's words": (
        "members/ines-garnier.yml",
        FILES["members/ines-garnier.yml"] + "trade: 06 12 34 56 78\n",
    ),
}
OF_CIRCLE = {
    "group.yml": FILES["group.yml"] + "circles: {cercle: {name: Le Cercle}}\n",
    "meetings/cercle.2026-11-24.yml": "at: 18:00\ntitle: Apéro\n",
    "holidays.yml": "from: 2026-01-01\nto: 2028-12-31\npublic: [{on: 2026-12-24, name: Veille}]\n",
}
"""What the small group lacks: a circle that has met, and a day off."""

PNG = b"\x89PNG\r\n\x1a\n"
AROUND: dict[str, str | bytes] = {
    "content/charte.md": "# Charte\n\nOn se tutoie.\n\n![Plan](plan.svg)\n",
    "content/lieu/index.md": "---\ntitle: Le lieu\n---\n# Le lieu\n",
    "content/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "content/photos/ines.png": PNG,
    "mkdocs.yml": "theme: {logo: plan.svg, palette: {primary: teal}}\n",
    "members/ines-garnier.yml": FILES["members/ines-garnier.yml"] + "photo: ines.png\n",
}
"""Pages, pictures and settings of the theme that stand around the group's files."""
REFUSED: dict[str, tuple[str, str | bytes]] = {
    "raw HTML": ("content/charte.md", "# Charte\n\n<script>alert(1)</script>\n"),
    "front matter": ("content/charte.md", "---\nlayout: x\n---\n# Charte\n"),
    "no UTF-8": ("content/charte.md", b"# Charte \xff\n"),
    "an address that acts": ("content/charte.md", "[a](javascript:alert(1))\n"),
    "a telephone number": ("content/charte.md", "Appelez le 06 12 34 56 78.\n"),
    "a page that is too large": ("content/charte.md", "a" * 300_000),
    "a picture that is none": ("content/photos/ines.png", b"<script>alert(1)</script>"),
    "a drawing that acts": (
        "content/plan.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    ),
    "an address that another page has": ("content/charte/index.md", "# Autre\n"),
    "an address that a later page wants": ("content/Lieu.md", "# Autre\n"),
    "an address of the program's": ("content/turns.md", "# Tours\n"),
    "a file of another kind": ("content/evil.html", "<script>1</script>"),
    "a file that stands astray": ("Group.yml", "name: x\n"),
    "a key of the theme": ("mkdocs.yml", "theme: {logo: plan.svg}\nhooks: [evil.py]\n"),
    "a theme that cannot be read": ("mkdocs.yml", "theme: [\n"),
}


def tree_of(folder: Path) -> dict[str, bytes]:
    """Return what a command wrote, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def feeds(root: Path, out: Path) -> tuple[int, dict[str, bytes]]:
    """Write the calendars; return the exit status and what was written."""
    status = main(["-C", str(root), "--now", NOW, "feeds", "--out", str(out)])
    return status, tree_of(out)


@pytest.mark.parametrize("name", BROKEN)
def test_the_feeds_stay_byte_for_byte(name: str, tmp_path: Path, capsys: Printed) -> None:
    """Whichever file a commit breaks, all calendars and group.json are what they were; the status says so."""
    root = tmp_path / "group"
    repository = GitRepository(root)
    repository.commit("2026-11-20 12:00", {**FILES, **OF_CIRCLE})
    status, before = feeds(root, tmp_path / "before")
    assert status == 0
    path, text = BROKEN[name]
    repository.commit("2026-11-22 12:00", {path: text})
    status, after = feeds(root, tmp_path / "after")
    assert status == 1
    assert after == before
    assert path in capsys.readouterr().err


def test_a_file_that_never_could_be_read_is_left_out(tmp_path: Path, capsys: Printed) -> None:
    """A newcomer's first try takes nothing from the others."""
    repository = GitRepository(tmp_path / "group")
    repository.commit("2026-11-20 12:00", FILES)
    _status, before = feeds(tmp_path / "group", tmp_path / "before")
    repository.commit("2026-11-22 12:00", {"members/ana.yml": "nom: Ana\n"})
    status, after = feeds(tmp_path / "group", tmp_path / "after")
    assert (status, after) == (1, before)
    assert "members/ana.yml" in capsys.readouterr().err


def test_a_file_broken_twice_is_as_it_was_before_both(tmp_path: Path) -> None:
    """The last version that could be read counts, however many came after it; a mended file counts again."""
    repository = GitRepository(tmp_path)
    repository.commit("2026-11-20 12:00", FILES)
    repository.commit("2026-11-21 12:00", {"members/paul-meyer.yml": "nom: Paul\n"})
    repository.commit("2026-11-22 12:00", {"members/paul-meyer.yml": "name Paul\n"})
    aside = set_aside_broken(tmp_path, load_group(read_files(tmp_path)))
    assert aside.skipped == {"members/paul-meyer.yml": 2}
    assert aside.loaded.group is not None
    assert aside.loaded.group.members["paul-meyer"].name == "Paul Meyer"
    repository.commit("2026-11-23 08:00", {"members/paul-meyer.yml": FILES["members/paul-meyer.yml"]})
    assert set_aside_broken(tmp_path, load_group(read_files(tmp_path))).skipped == {}


def test_without_git_a_broken_file_is_left_out(tmp_path: Path) -> None:
    """There is no last version to look for."""
    loaded = load_group(
        {path: text.encode() for path, text in {**FILES, "members/x.yml": "nom: x\n"}.items()}
    )
    assert set_aside_broken(tmp_path, loaded).skipped == {"members/x.yml": None}


def test_what_others_changed_since_stays(tmp_path: Path) -> None:
    """Of ten changes the one that contradicts is taken back, however old it is; what hangs on it goes with it."""
    root = tmp_path / "group"
    repository = GitRepository(root)
    repository.commit("2026-11-20 12:00", FILES)
    repository.commit("2026-11-21 12:00", {"members/paul-meyer.yml": None})
    later = {
        "members/ana.yml": "public: yes\nname: Ana\n",
        "meetings/2026-12-03.yml": "facilitator: ana\ntitle: Chez Ana\n",
        "meetings/2026-12-10.yml": "facilitator: nobody\ntitle: Chez personne\n",
    }
    repository.commit("2026-11-22 12:00", later)
    status, written = feeds(root, tmp_path / "out")
    assert status == 1
    assert b"Chez Ana" in written["meetings/2026-12-03.ics"]
    assert b"Chez personne" not in written["meetings/2026-12-10.ics"]
    assert "members/paul-meyer/turns.ics" in written


def test_settings_that_never_could_be_read_stop_everything(tmp_path: Path, capsys: Printed) -> None:
    """Everything hangs on group.yml: nothing is guessed."""
    root = tmp_path / "group"
    repository = GitRepository(root)
    repository.commit("2026-11-22 12:00", {**FILES, "group.yml": "nom: x\n"})
    status, written = feeds(root, tmp_path / "out")
    assert (status, written) == (1, {})
    assert "group.yml" in capsys.readouterr().err


@pytest.fixture
def around(tmp_path: Path) -> GitRepository:
    """Return a group with pages, pictures and a theme of its own, in Git."""
    repository = GitRepository(tmp_path / "group")
    repository.commit("2026-11-20 12:00", {**FILES, **AROUND})
    return repository


def pages(root: Path, out: Path, command: str = "pages") -> tuple[int, dict[str, bytes]]:
    """Write the sources of the site, or the site; return the exit status and what was written."""
    status = main(["-C", str(root), "--now", NOW, command, "--out", str(out)])
    return status, tree_of(out)


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_file_around_stops_neither_pages_nor_feeds(
    name: str, around: GitRepository, tmp_path: Path, capsys: Printed
) -> None:
    """Its last version that is not refused is shown, none where it never was right; it is named, the status is 1."""
    root = around.folder
    before = pages(root, tmp_path / "before"), feeds(root, tmp_path / "before-feeds")
    path, data = REFUSED[name]
    around.commit("2026-11-22 12:00", {path: data})
    capsys.readouterr()
    status, after = pages(root, tmp_path / "after")
    assert f"`{path}` " in capsys.readouterr().err
    assert ((0, after), status) == (before[0], 1)
    assert feeds(root, tmp_path / "after-feeds")[1] == before[1][1]


def test_the_whole_site_stays_where_all_around_is_refused(around: GitRepository, tmp_path: Path) -> None:
    """Byte for byte, with the colours of the theme; a change of another page is shown beside."""
    before = pages(around.folder, tmp_path / "before", "build")
    around.commit("2026-11-22 12:00", dict(REFUSED.values()))
    status, after = pages(around.folder, tmp_path / "after", "build")
    assert ((0, after), status) == (before, 1)
    assert b"teal" in after["index.html"]
    around.commit("2026-11-22 13:00", {"content/lieu/index.md": "# Au fond de la cour\n"})
    assert b"Au fond de la cour" in pages(around.folder, tmp_path / "after", "build")[1]["lieu/index.html"]


def test_a_page_by_a_link_has_no_older_text(around: GitRepository, tmp_path: Path) -> None:
    """A link in Git is no version: what it names would be shown as the page."""
    (around.folder / "content/lien.md").symlink_to("charte.md")
    around.commit("2026-11-21 12:00", {})
    (around.folder / "content/lien.md").unlink()
    around.commit("2026-11-22 12:00", {"content/lien.md": "<b>\n"})
    status, after = pages(around.folder, tmp_path / "out")
    assert (status, "lien.md" in after, "charte.md" in after) == (1, False, True)


@pytest.mark.parametrize("command", ["pages", "build"])
def test_a_picture_that_is_gone_is_not_shown(command: str, around: GitRepository, tmp_path: Path) -> None:
    """Whoever took a photo away wanted that: initials stand there, no logo, and the rest of both files holds."""
    gone = {"content/photos/ines.png": None, "content/plan.svg": None}
    member = AROUND["members/ines-garnier.yml"]
    assert isinstance(member, str)
    around.commit("2026-11-22 12:00", {**gone, "members/ines-garnier.yml": member + "trade: Relieuse\n"})
    status, after = pages(around.folder, tmp_path / "out", command)
    page = after["members/ines-garnier.md" if command == "pages" else "members/ines-garnier/index.html"]
    assert (status, b"Relieuse" in page, b"ines.png" in page) == (1, True, False)
    assert feeds(around.folder, tmp_path / "feeds")[1]["calendar.ics"]
    theme = (around.folder / "build/mkdocs.yml").read_text("utf-8") if command == "build" else "teal"
    assert ("teal" in theme, "plan.svg" in theme) == (True, False)


WITHDRAWN = {
    "broken beside": "public: no\nnom: x\n",
    "in French, without a blank": "public:non\nname Inès\n",
    "within braces": "{public: no, name: Inès\n",
    "by another word": "publique: non\n",
    "with its name still there": "public: no\nname: Inès Garnier\n",
    "under a telling name": "public: no\n",
    "left": FILES["members/ines-garnier.yml"] + "left: 12/11/2026\n",
    "left in French": FILES["members/ines-garnier.yml"] + "parti: hier\n",
}


@pytest.mark.parametrize("name", WITHDRAWN)
def test_an_older_version_names_nobody_who_withdrew(name: str, around: GitRepository, tmp_path: Path) -> None:
    """Who says no longer to be public, or to have left, is counted and named nowhere, however the file is broken."""
    around.commit("2026-11-22 12:00", {"members/ines-garnier.yml": WITHDRAWN[name]})
    for status, written in (pages(around.folder, tmp_path / "pages"), feeds(around.folder, tmp_path / "out")):
        assert status == 1
        told = [path for path, data in written.items() if "Inès".encode() in data or b"ines-garnier" in data]
        assert told == []
        assert not [path for path in written if "ines-garnier" in path]
        assert [path for path in written if "paul-meyer" in path]


def test_a_later_try_does_not_undo_a_withdrawal(tmp_path: Path) -> None:
    """Of the versions that cannot be read the newest that speaks of it counts; a yes is a yes."""
    root, file = tmp_path / "group", "members/ines-garnier.yml"
    repository = GitRepository(root)
    repository.commit("2026-11-20 12:00", FILES)
    repository.commit("2026-11-21 12:00", {file: "public: no\nname Inès\n"})
    repository.commit("2026-11-22 12:00", {file: "name Inès\n"})
    assert not shown_public(root)
    repository.commit("2026-11-22 13:00", {file: "public: yes\nname Inès\n"})
    assert shown_public(root)


def shown_public(root: Path) -> bool:
    """Return whether Inès is public where her file cannot be read; build and steward agree."""
    loaded = load_group(read_files(root))
    shown = [set_aside_broken(root, loaded).loaded.group, stand_in(root, loaded).group]
    said = {group.members["ines-garnier"].public for group in shown if group}
    assert (len(shown), len(said)) == (2, 1)
    return said.pop()


@pytest.mark.parametrize("more", [{}, {"meetings/2026-12-03.yml": "missions: {topic: nobody}\n"}])
def test_a_forgotten_member_does_not_come_back(more: dict[str, str], tmp_path: Path) -> None:
    """A meeting forgotten with its member and broken since is shown as it was, without the name."""
    root = tmp_path / "group"
    repository = GitRepository(root)
    repository.commit("2026-11-20 12:00", FILES)
    held = "meetings/2026-11-19.yml"
    changed = {
        path: text.replace("paul-meyer", "m-9a9a") for path, text in FILES.items() if "meetings" in path
    }
    neutral = {"members/m-9a9a.yml": "public: no\njoined: 2026-01-08\nleft: 2026-11-21\n"}
    changed[held] = changed[held].replace("[ines", "[nobody, ines")
    repository.commit("2026-11-21 12:00", {"members/paul-meyer.yml": None, **neutral, **changed, **more})
    for command in (pages, feeds):
        status, written = command(root, tmp_path / command.__name__)
        assert status == 1
        assert [path for path, data in written.items() if b"Paul" in data or "paul" in path] == []
