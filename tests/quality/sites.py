"""Sites to look at: the tests' own groups, built as `tablee build` builds them, at a moment of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

from builders import an_instant
from tablee.adapters.disk import read_files
from tablee.adapters.mkdocs_site import Rendering, build_site, folders_of
from tablee.cli.outputs import render_outputs
from tablee.files.history import Commit, FileHistory, History
from tablee.files.load import load_group
from tablee.i18n.translations import load_translations
from tablee.model import Group
from tablee.site.host import NO_HOST, Host

GROUPS = Path(__file__).parent.parent / "groups"
NOW = an_instant("2026-12-08 09:00")
COMMITTED_AT = an_instant("2026-11-20 18:30")
EDIT_BASE = "https://github.com/voisins/table/edit/main/"
HOME = "/table/"
"""Where the sites live on their host: below its root, as a project's pages do on GitHub."""

CHOSEN = (
    "404.html",
    "members/ines-garnier/",
    "members/anne-cecile-de-la-tour-montrevel/",
    "members/paul-meyer/",
    "meetings/2026-11-12/",
    "meetings/2026-11-19/",
    "meetings/2026-12-03/",
    "meetings/2026-12-10/",
    "meetings/2026-12-17/",
    "meetings/2026/",
    "meetings/2027-01-14/",
    "meetings/propulseurs.2026-11-17/",
    "circles/propulseurs/",
)
"""One page of each kind among those that are many: cancelled, held, assumed, coming, moved, proposed, of a circle."""

_MANY = ("members/", "meetings/", "circles/")


def build_rich(language: str, root: Path, host: Host = NO_HOST) -> Path:
    """Build the rich group of a language in a folder that is not there yet; return the site's folder."""
    shutil.copytree(GROUPS / f"rich-{language}", root)
    files = read_files(root)
    loaded = load_group(files)
    assert loaded.group, loaded.problems
    history = History(dict.fromkeys(sorted(files), FileHistory((Commit(0, COMMITTED_AT),))))
    return build_group(loaded.group, root, history, host)


def build_group(group: Group, root: Path, history: History, host: Host = NO_HOST) -> Path:
    """Build the site of a group whose files are on GitHub, so that pages have edit links."""
    words = load_translations(group.settings.language)
    pages = render_outputs(group, NOW, words, history, host)
    rendering = Rendering(group, pages, NOW, words, edit_base=EDIT_BASE)
    build_site(folders_of(root), rendering, strict=True)
    return root / "site"


def every_page(site: Path) -> tuple[str, ...]:
    """Return the address of every page, relative to the site's home."""
    pages = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return tuple(sorted(page.removesuffix("index.html") for page in pages))


def every_kind(site: Path) -> tuple[str, ...]:
    """Return one page of each kind: those chosen above, and all that stand alone."""
    alone = (page for page in every_page(site) if not page.startswith(_MANY) or page in _MANY)
    return tuple(dict.fromkeys([*alone, *CHOSEN]))
