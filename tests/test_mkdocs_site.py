"""The tree of pages becomes a site: the same one each time, wherever the group's folder lies."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
import yaml
from markdown import Markdown  # type: ignore[import-untyped]

from builders import a_group, a_meeting, a_member, an_instant
from mail_server import free_port
from tablee.adapters.disk import Unwritable
from tablee.adapters.edit_address import issues_address, read_edit_base
from tablee.adapters.hooks import folded, is_idle, part
from tablee.adapters.mkdocs_config import title_of
from tablee.adapters.mkdocs_site import Rendering, build_site, folders_of, write_sources
from tablee.cli.outputs import render_outputs
from tablee.files.history import NO_HISTORY
from tablee.i18n.translations import load_translations
from tablee.model import Group

NOW = an_instant("2026-12-08 09:00")
NAME = '</title><script>alert(1)</script> & "x" *y* {{ z }}'


def a_table() -> Group:
    """Build a group with a hostile member, a hidden one and a meeting."""
    return a_group(
        members=[a_member("ana", name=NAME, about="De la réunion."), a_member("m-7f3k", public=False)],
        meetings=[a_meeting("2026-12-10", title="Réunion de rentrée")],
    )


def a_rendering(group: Group, edit_base: str = "") -> Rendering:
    """Render a group without Git."""
    words = load_translations(group.settings.language)
    return Rendering(group, render_outputs(group, NOW, words, NO_HISTORY), NOW, words, edit_base=edit_base)


def build(root: Path, edit_base: str = "", **content: str) -> Path:
    """Build the site of a folder with pages written by hand; return the site's folder."""
    for name, text in content.items():
        (root / "content").mkdir(parents=True, exist_ok=True)
        (root / "content" / f"{name}.md").write_text(text, "utf-8")
    build_site(folders_of(root), a_rendering(a_table(), edit_base), strict=True)
    return root / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site that is built once for the tests that only look at it."""
    return build(
        tmp_path_factory.mktemp("group"),
        charte="---\ntitle: La charte\n---\n# Charte\n\n[Dates](meetings/index.md)\n",
    )


def bytes_of(site: Path) -> dict[str, bytes]:
    """Return every file of a site."""
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def tabs_of(page: Path) -> list[str]:
    """Return the tabs of a page, then the pages of the section that it is in."""
    return [tab.strip() for tab in re.findall(r'md-tabs__link"[^>]*>([^<]*)<', page.read_text("utf-8"))]


def test_two_builds_are_byte_identical(tmp_path: Path, site: Path) -> None:
    """Two folders, two builds, one site: sitemap and its compressed twin included."""
    again = build(tmp_path, charte="---\ntitle: La charte\n---\n# Charte\n\n[Dates](meetings/index.md)\n")
    assert bytes_of(again) == bytes_of(site)
    assert "sitemap.xml.gz" in bytes_of(site)


def test_the_addresses_outsiders_rely_on_exist(site: Path) -> None:
    """Feeds, JSON and pages lie where outsiders look for them."""
    for path in ("calendar.ics", "members/ana/turns.ics", "meetings/2026-12-10.ics", "group.json"):
        assert (site / path).is_file()
    for path in ("", "members", "members/ana", "meetings/2026-12-10", "turns", "subscribe", "charte"):
        assert (site / path / "index.html").is_file()


def test_a_hostile_name_opens_no_element_in_the_theme(site: Path) -> None:
    """Titles and descriptions pass through templates that do not escape; nothing of a name becomes an element."""
    page = (site / "members" / "ana" / "index.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert page.count("</title>") == 1


def test_an_unnamed_member_is_in_no_byte_of_the_site(site: Path) -> None:
    """The neutral name of the file does not leave the repository either."""
    assert not [path for path, data in bytes_of(site).items() if b"m-7f3k" in data]


def test_nothing_of_the_site_asks_a_third_party(site: Path) -> None:
    """No page loads a script, a style, a font or a picture from another host."""
    loads = re.compile(
        r'<(?:script|img|iframe|link rel="(?:stylesheet|preconnect|icon)")[^>]*(?:src|href)="(https?:)?//'
    )
    assert not [p for p in site.rglob("*.html") if loads.search(p.read_text("utf-8"))]


def test_the_page_of_nothing_leads_on_in_the_groups_language(site: Path) -> None:
    """Who follows a dead link reads French here, and finds the way home."""
    page = (site / "404.html").read_text("utf-8")
    assert "Cette page n’existe pas" in page
    assert 'href="/meetings/"' in page


def test_search_forgives_accents(site: Path) -> None:
    """Who types `reunion` finds `Réunion`."""
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    found = {
        e["location"].split("#")[0]
        for e in index["docs"]
        if re.search(r"\breunion\b", e["folded"], re.IGNORECASE)
    }
    assert {"members/ana/", "meetings/2026-12-10/"} <= found


def test_the_tab_of_a_page_outside_navigation_is_lit(site: Path) -> None:
    """On a member's page the tab of members is the active one."""
    page = (site / "members" / "ana" / "index.html").read_text("utf-8")
    active = re.findall(r'md-tabs__item--active">\s*<a href="([^"]*)"', page)
    assert active == ["../"] * 2  # the section's, and its own among the pages of the section


def test_a_hand_written_page_joins_navigation(site: Path) -> None:
    """A page of content/ is named by its title, after what a stranger looks for and before the inner life."""
    assert tabs_of(site / "index.html") == [
        "Accueil",
        "Rencontres",
        "Participer",
        "La charte",
        "Membres",
        "La vie du groupe",
    ]


def test_a_page_names_the_others_of_its_section(site: Path) -> None:
    """Below the tabs stand the pages beside this one; a page that is alone in its section shows none."""
    assert tabs_of(site / "turns" / "index.html")[6:] == ["Tours", "Vitalité"]
    assert tabs_of(site / "meetings" / "index.html")[6:] == []


def test_many_pages_by_hand_share_a_tab(tmp_path: Path) -> None:
    """Three have tabs of their own; four stand below one."""
    site = build(tmp_path, **{name: f"# Page {name}" for name in "abcd"})
    assert tabs_of(site / "index.html")[3] == "À lire"
    assert tabs_of(site / "a" / "index.html")[6:] == ["Page a", "Page b", "Page c", "Page d"]


def test_a_page_by_hand_needs_no_front_matter(tmp_path: Path) -> None:
    """It shows what its author wrote and nothing else, a first line with a colon included, below its own title."""
    site = build(tmp_path, a="# Accès\n\nPar le bus.\n", b="Bus: ligne 7\n")
    pages = {name: (site / name / "index.html").read_text("utf-8") for name in "ab"}
    a, b = (page.partition("<article")[2] for page in pages.values())
    assert re.findall(r"<(h[1-6]|p)\b[^>]*>(.*?)</", a) == [("h1", "Accès"), ("p", "Par le bus.")]
    assert re.findall(r"<p>(.*?)</p>", b) == ["Bus: ligne 7"]
    assert [f"<title>{title} - " in pages[name] for name, title in {"a": "Accès", "b": "b"}.items()] == [
        True,
        True,
    ]


def test_front_matter_by_hand_opens_no_element(tmp_path: Path) -> None:
    """Wherever the theme prints it, a title and a description are words."""
    opened = '</title><form action="https://example.org/">'
    site = build(tmp_path, a=f"---\ntitle: A{opened}\ndescription: 'b\">{opened}'\n---\n\nTexte\n")
    page = (site / "a" / "index.html").read_text("utf-8")
    assert "A‹/title›‹form" in page
    assert "b”›‹/title›" in page
    assert 'action="https://example.org/"' not in page
    assert page.count("</title>") == 1


def test_a_broken_link_by_hand_stops_a_strict_build(tmp_path: Path) -> None:
    """`--strict` refuses what a reader would find broken."""
    with pytest.raises(Unwritable, match="MkDocs gave up"):
        build(tmp_path, charte="# Charte\n\n[Nulle part](nulle-part.md)\n")


def test_a_folder_with_other_things_is_not_emptied(tmp_path: Path) -> None:
    """MkDocs empties the folder of the site: one that holds no site is refused."""
    (tmp_path / "precious.txt").write_text("x", "utf-8")
    with pytest.raises(Unwritable, match="holds no site"):
        build_site(folders_of(tmp_path, tmp_path), a_rendering(a_table()))
    assert (tmp_path / "precious.txt").exists()


def test_plain_mkdocs_builds_the_same_sources(tmp_path: Path) -> None:
    """Whoever has MkDocs needs nothing of ours to turn the tree into a site."""
    config = write_sources(folders_of(tmp_path), a_rendering(a_table()))
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(config)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, (tmp_path / "site" / "turns" / "index.html").is_file()) == (0, True), done.stderr


SERVE = """
import sys
from pathlib import Path
from datetime import datetime, UTC
from tablee.files.history import NO_HISTORY
from tablee.files.load import load_group
from tablee.i18n.translations import load_translations
from tablee.adapters.disk import read_files
from tablee.adapters.mkdocs_site import Rendering, serve_site
from tablee.cli.outputs import render_outputs
root, words, now = Path(sys.argv[1]), load_translations("fr"), datetime(2026, 12, 8, tzinfo=UTC)
def render():
    group = load_group(read_files(root)).group
    return Rendering(group, render_outputs(group, now, words, NO_HISTORY), now, words)
serve_site(root, render, port=int(sys.argv[2]))
"""
GROUP = """
name: La Tablée
url: https://tablee.test/
identity: la-tablee.test
contact: https://tablee.test/contact
language: fr
timezone: Europe/Paris
rhythm: {every: week on thursday, from: 2026-01-01, at: 12:30}
"""


def test_serve_builds_anew_when_a_yaml_file_changes(tmp_path: Path) -> None:
    """Who edits a member's file sees the page change, without starting anything again."""
    member = tmp_path / "members" / "ana.yml"
    member.parent.mkdir()
    (tmp_path / "group.yml").write_text(GROUP, "utf-8")
    member.write_text("public: yes\nname: Ana Silva\njoined: 2026-01-01\n", "utf-8")
    port = free_port()
    with subprocess.Popen([sys.executable, "-c", SERVE, str(tmp_path), str(port)]) as server:
        try:
            address = f"http://127.0.0.1:{port}/members/ana/"
            wait_for(address, "Ana Silva")
            member.write_text("public: yes\nname: Ana Costa\njoined: 2026-01-01\n", "utf-8")
            wait_for(address, "Ana Costa")
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=30) == 0
        finally:
            server.kill()


def wait_for(address: str, text: str) -> None:
    """Wait until a page shows a text, at most a minute; a failure tells the last refusal."""
    refused: OSError | None = None
    for _ in range(600):
        try:
            with urlopen(address, timeout=10) as answer:  # noqa: S310 (an address of this machine)
                if text in answer.read().decode("utf-8"):
                    return
        except OSError as fault:  # the server is not up yet, or builds
            refused = fault
        time.sleep(0.1)
    pytest.fail(f"{address} never showed {text}; last refusal: {refused}")


def test_of_the_groups_own_mkdocs_yml_a_few_values_are_taken(tmp_path: Path) -> None:
    """A logo and colours reach MkDocs; nothing else does, and the packaged default stays below it."""
    text = "theme: {name: x, logo: a.svg, icon: {logo: material/coffee}}\nhooks: [x.py]\nINHERIT: x.yml\n"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    own = yaml.safe_load(write_sources(folders_of(tmp_path), a_rendering(a_table())).read_text("utf-8"))
    assert own["INHERIT"].endswith("tablee/adapters/mkdocs_default.yml")
    assert {key: own["theme"].get(key) for key in ("name", "logo", "icon")} == {
        "name": None,
        "logo": "a.svg",
        "icon": {"logo": "material/coffee"},
    }
    assert [hook.rpartition("/")[2] for hook in own["hooks"]] == ["hooks.py", "page_safety.py"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Un\n---\n# Deux\n", "Un"),
        ("texte\n\n# Deux\n", "Deux"),
        ("texte", "charte"),
        ("# <b>x", "‹b›x"),
    ],
)
def test_the_title_of_a_hand_written_page(text: str, title: str) -> None:
    """Front matter names a page, else its first heading, else its file."""
    assert title_of("charte.md", text.encode()) == title


def test_the_edit_link_leads_to_the_file_behind_a_page(tmp_path: Path) -> None:
    """A member's page is edited in YAML, a hand-written one in content/, a proposed date nowhere."""
    site = build(tmp_path, "https://github.com/a/b/edit/main/", charte="# Charte\n")
    edited = {
        page: re.findall(
            r'href="https://github.com/a/b/edit/main/([^"]*)"', (site / page / "index.html").read_text()
        )
        for page in ("members/ana", "charte", "meetings/2026-12-10", "meetings/2026-12-17")
    }
    assert edited == {
        "members/ana": ["members/ana.yml"],
        "charte": ["content/charte.md"],
        "meetings/2026-12-10": ["meetings/2026-12-10.yml"],
        "meetings/2026-12-17": [],
    }


@pytest.mark.parametrize(
    ("environment", "base"),
    [
        ({}, ""),
        (
            {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "a/b", "GITHUB_REF_TYPE": "tag"},
            "https://github.com/a/b/edit/main/",
        ),
        (
            {
                "GITHUB_SERVER_URL": "https://github.com",
                "GITHUB_REPOSITORY": "a/b",
                "GITHUB_REF_TYPE": "branch",
            }
            | {"GITHUB_REF_NAME": "trunk"},
            "https://github.com/a/b/edit/trunk/",
        ),
    ],
)
def test_where_files_are_edited_on_a_runner(environment: dict[str, str], base: str, tmp_path: Path) -> None:
    """The runner's environment names repository and branch; away from GitHub there is no edit link."""
    assert read_edit_base(tmp_path, environment) == base


@pytest.mark.parametrize(
    "origin", ["https://github.com/a/b.git", "git@github.com:a/b.git", "https://github.com/a/b"]
)
def test_where_files_are_edited_from_a_clone(origin: str, tmp_path: Path) -> None:
    """A clone of a GitHub repository leads there."""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    subprocess.run(["git", "-C", str(tmp_path), "remote", "add", "origin", origin], check=True)
    assert read_edit_base(tmp_path, {}) == "https://github.com/a/b/edit/main/"
    (tmp_path / "notre table").mkdir()
    there = read_edit_base(tmp_path / "notre table", {})
    assert there == "https://github.com/a/b/edit/main/notre%20table/"
    assert issues_address(there) == "https://github.com/a/b/issues"


def test_folded_words_are_given_once() -> None:
    """Only words with accents gain a twin, and each one twin."""
    assert folded("<p>Une réunion, deux réunion à l’œuvre.</p>") == "reunion a oeuvre"


@pytest.mark.parametrize(
    ("path", "idle"),
    [
        ("assets/javascripts/bundle.a5f9d56c.min.js", False),
        ("assets/javascripts/bundle.a5f9d56c.min.js.map", True),
        ("assets/javascripts/lunr/min/lunr.fr.min.js", False),
        ("assets/javascripts/lunr/min/lunr.stemmer.support.min.js", False),
        ("assets/javascripts/lunr/min/lunr.ja.min.js", True),
        ("assets/javascripts/lunr/wordcut.js", True),
        ("photos/a.map", False),
    ],
)
def test_files_of_the_theme_that_serve_nobody_stay_away(path: str, idle: bool) -> None:  # noqa: FBT001 (a test's parameter)
    """Source maps and the stemmers of other languages are left out; a group's own files never are."""
    assert is_idle(path, ["fr"]) is idle


def test_a_language_without_spaces_keeps_what_cuts_it_into_words() -> None:
    """A group that has its site searched in Thai has the files for that."""
    assert not is_idle("assets/javascripts/lunr/wordcut.js", ["th"])


def test_no_page_has_the_theme_read_the_sitemap(site: Path) -> None:
    """The theme takes `rel="alternate"` for another language's site, and reads its sitemap on every page."""
    assert 'rel="alternate"' not in (site / "index.html").read_text("utf-8")
    assert 'rel="alternate feed"' in (site / "index.html").read_text("utf-8")


def test_the_themes_script_waits_where_only_search_needs_it(site: Path) -> None:
    """Pages of ours name it and do not load it; a page written by hand may use all of it."""
    assert 'id="t-theme"' in (site / "index.html").read_text("utf-8")
    assert 'id="t-theme"' not in (site / "404.html").read_text("utf-8")


def test_markdown_changes_no_page_of_ours() -> None:
    """Each page is a title and a block of HTML that Markdown leaves as it stands, so it need not read that block."""
    pages = [text for path, text in a_rendering(a_table()).pages.items() if path.endswith(".md")]
    assert len(pages) > 10
    for page in pages:
        assert isinstance(page, str)
        markdown = page.split("---\n", 2)[2]
        title, body = part(markdown)
        read = Markdown(extensions=["toc", "tables", "fenced_code"])
        assert title.count("# ") == 1
        assert read.convert(markdown) == f"{read.reset().convert(title)}\n{body}".rstrip("\n")


def test_a_page_by_hand_may_link_to_an_anchor_of_ours(tmp_path: Path) -> None:
    """An anchor within a block of HTML is one, and one that is not there stops a strict build."""
    build(tmp_path / "good", charte="# Charte\n\n[Venir](meetings/2026-12-10.md#come)\n")
    with pytest.raises(Unwritable, match="MkDocs gave up"):
        build(tmp_path / "bad", charte="# Charte\n\n[Venir](meetings/2026-12-10.md#gone)\n")
