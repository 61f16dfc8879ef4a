"""What a pull request may put into content/ and mkdocs.yml: what acts is refused, and would do nothing all the same."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from group_folder import NOW, write_group
from quality.server import served
from tablee.adapters.mkdocs_site import build_site, folders_of
from tablee.checks.content import ENDINGS, TAKEN, address_of, find_file_problems, find_name_problems
from tablee.cli import main
from test_mkdocs_site import a_rendering
from test_mkdocs_site import a_table as a_hostile_table
from test_page_safety import render
from test_pages import a_table

Printed = pytest.CaptureFixture[str]
BOMB = "a: &a [lol,lol,lol,lol,lol,lol,lol,lol,lol,lol]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)
PAGES = {
    "script": "# A\n\n<script>document.title = 'PWNED'; fetch('https://example.org/')</script>\n",
    "inline": "# A\n\nUn <img src=x onerror=\"document.title='PWNED'\"> mot\n",
    "link": "# A\n\n[Cliquez](javascript:document.title='PWNED')\n",
    "entity": "# A\n\n[Cliquez](java&#115;cript&colon;document.title='PWNED')\n",
    "picture": "# A\n\n![A](https://example.org/a.png)\n",
    "template": "---\ntemplate: x\n---\n# A\n",
    "ours": "---\nsection: turns.md\nedit: https://example.org/\n---\n# A\n",
    "tags": "---\ntitle: !!python/object/apply:os.system [touch OWNED]\nhooks: [x]\n---\n# A\n",
    "bomb": f"---\n{BOMB}title: *j\n---\n# A\n",
    "snippet": "# A\n\n`--8<--`\n\n--8<-- \"/etc/hostname\"\n\n<iframe src='https://example.org/'></iframe>\n",
    "style": "# A\n\n<style>@import 'https://example.org/a.css';</style>\n",
    "refresh": "# A\n\n<meta http-equiv=refresh content='0;url=https://example.org/'>\n",
    "tab": "# A\n\n=== \"<script>document.title='PWNED'</script>\"\n\n    b\n",
}
FILES = {
    "m.html": b'GIF89a<script>document.title="PWNED"</script>',
    "m.md.html": b"<script>1</script>",
    "tablee.js": b"alert(1)",
    "a.css": b"@import 'https://example.org'",
    "CNAME": b"example.org",
    "members/ines-garnier/index.html": b"<script>1</script>",
    "search/search_index.json": b"{}",
    "assets/logo.png": b"\x89PNG\r\n\x1a\n",
    "404.md": b"# A\n",
    "README.md": b"# A\n",
    "photos/m.md.gif": b"<script>1</script>",
    "a.xhtml": b"<html/>",
    "a.svgz": b"x",
    "_redirects": b"/* https://example.org",
}


@pytest.mark.parametrize("name", PAGES)
def test_check_refuses_a_page_that_acts(name: str) -> None:
    """Each hostile page has a problem of its own."""
    assert [p.code.name for p in find_file_problems(f"{name}.md", PAGES[name].encode())]


@pytest.mark.parametrize("path", FILES)
def test_check_refuses_a_file_that_is_no_page_and_no_picture(path: str) -> None:
    """By its ending, by its bytes, or by the address that it wants."""
    found = [*find_name_problems([path])] or [*find_file_problems(path, FILES[path])]
    assert [p.code.name for p in found]


def test_all_is_refused_at_once_before_anything_is_built(tmp_path: Path, capsys: Printed) -> None:
    """One command names every file; nothing ran, and no site was made."""
    hostile = {f"content/{name}.md": text for name, text in PAGES.items()}
    hostile |= {f"content/{path}": data.decode("latin-1") for path, data in FILES.items()}
    hostile["mkdocs.yml"] = f'extra:\n  x: !!python/object/apply:os.system ["touch {tmp_path}/PWNED"]\n'
    write_group(tmp_path, hostile)
    began = time.monotonic()
    assert main(["-C", str(tmp_path), "--now", NOW, "build"]) == 1
    assert time.monotonic() - began < 5
    said = capsys.readouterr().err
    assert [path for path in hostile if f"{path}:" not in said] == []
    assert not (tmp_path / "PWNED").exists()
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\nPlus petit : 3 < 4, et a<4.\n\n```html\n<script>\n```\n\n`<b>` ``a ` <i>``\n",
        "---\ntitle: A\ndescription: b\n# c\n---\n# A\n\n<https://example.org/> [a](b.md) [c](#d) [e](../f/)\n",
        '!!! note "B"\n\n    c[^1]\n\n[^1]: d\n\n=== "e"\n\n    f\n\n| g |\n|---|\n| h |\n',
        "~~~\n```\n<a>\n~~~\n\n````\n```\n<b>\n````\n\n![Le lieu](images/lieu.png)\n",
        "[a](mailto:group@example.org) <group@example.org> [b](http://example.org)\n",
    ],
)
def test_a_page_as_people_write_it_passes(text: str) -> None:
    """Code may show HTML, and the theme's Markdown is all there."""
    assert [*find_file_problems("a.md", text.encode())] == []


def test_the_page_in_the_manual_passes() -> None:
    """docs/content.md shows what works, and names every kind of file and every address that is taken."""
    manual = (Path(__file__).parents[1] / "docs/content.md").read_text("utf-8")
    example = manual.split("```\n")[1]
    assert [*find_file_problems("a.md", example.encode())] == []
    assert "admonition" in render(example)
    assert "tabbed-set" in render(example)
    assert [ending for ending in ENDINGS if ending.upper().removesuffix("JPG") not in manual.upper()] == []


def test_a_problem_of_a_page_stands_at_its_line() -> None:
    """The front matter counts, as in an editor."""
    text = "---\ntitle: A\nhide: x\n---\n\n# A\n\n[b](c.md) <b>\n"
    found = [(p.line, p.code.name) for p in find_file_problems("a.md", text.encode())]
    assert found == [(3, "bad-front-matter"), (8, "raw-html")]


def test_every_address_of_the_program_is_kept(tmp_path: Path) -> None:
    """What the site is made of begins with a name that content/ may not take."""
    build_site(folders_of(tmp_path), a_rendering(a_table()))
    made = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*")}
    free = {path for path in made if not path.endswith((".ics", ".html")) and path.split("/")[0] not in TAKEN}
    assert free == set()
    assert address_of("Turns/README.md") == address_of("turns.md") == "/turns/"


def test_a_site_of_all_that_is_hostile_runs_and_fetches_nothing(browser: Browser, tmp_path: Path) -> None:
    """Even where nobody checked: every page is opened and every link on it clicked."""
    for name, text in PAGES.items():
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content" / f"{name}.md").write_text(text, "utf-8")
    build_site(folders_of(tmp_path), a_rendering(a_hostile_table()))
    site = tmp_path / "site"
    pages = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    assert {*PAGES} <= {*pages}
    seen: list[str] = []
    with served(site) as address:
        page = browser.new_page()
        page.on("dialog", lambda dialog: seen.append(dialog.message))
        page.on(
            "request", lambda request: None if request.url.startswith(address) else seen.append(request.url)
        )
        page.on("console", lambda said: seen.append(said.text) if said.type == "error" else None)
        for path in pages:
            page.goto(f"{address}{path}/")
            for link in page.locator("article a[href^='java' i]").all():
                link.click(timeout=500)
            assert "PWNED" not in page.title(), path
        page.close()
    assert seen == []
    assert not list(Path.cwd().glob("PWNED"))
