"""The site: sources laid under the build folder, and MkDocs run on them."""

from __future__ import annotations

import logging
import os
import signal
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tablee.adapters.build_cache import key_of
from tablee.adapters.disk import (
    Unwritable,
    check_output,
    join_trees,
    read_content,
    read_mkdocs_yml,
    write_tree,
)
from tablee.adapters.mkdocs_config import DOCS, Folders, render_config
from tablee.adapters.plain_files import NotPlain, write_plain
from tablee.checks.mkdocs_yml import FILE as CONFIG
from tablee.checks.mkdocs_yml import PICTURES, read_mkdocs
from tablee.i18n.errors import DONE, WRONG_USE
from tablee.i18n.translations import LazyText, Translations, _
from tablee.rules.names import shown_photos

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from tablee.adapters.build_cache import BuildCache
    from tablee.model import Group

BUILD = "build"
SITE = "site"
_WATCHED = ("group.yml", "holidays.yml", "members", "meetings", "content", CONFIG, "scripts/tablee/site")
_HOST = "127.0.0.1"
"""This machine alone: a preview is nobody else's."""
_MARKS = ("sitemap.xml", "404.html")
"""A folder with one of these holds a site that may be replaced."""


class NoSiteThere(Unwritable):
    """The folder named for the site holds something else, which MkDocs would delete."""

    exit_status = WRONG_USE


@dataclass(frozen=True, slots=True)
class Rendering:
    """What `render_site` made of a group at a moment, in one language.

    `instead` stands for refused files around it; `edit_base` is where files are edited, if anywhere; `status` is the
    exit status of what was shown.
    """

    group: Group
    pages: Mapping[str, str | bytes]
    now: datetime
    words: Translations
    cache: BuildCache | None = None
    instead: Mapping[str, bytes | None] = field(default_factory=dict)
    edit_base: str = ""
    status: int = DONE


def folders_of(root: Path, out: Path | None = None) -> Folders:
    """Return where the site of a group's folder is made; `out` replaces the finished site's folder."""
    return Folders(root, root / BUILD, out or root / SITE)


def write_sources(folders: Folders, rendering: Rendering) -> Path:
    """Lay pages and content under the build folder, with a mkdocs.yml beside; return that file's path.

    Raises:
        Unwritable: content/ and the program want the same page, or the build folder holds what is not ours.
    """
    content = read_content(folders.root, shown_photos(rendering.group, rendering.now), rendering.instead)
    tree = join_trees(rendering.pages, content)
    write_tree(folders.root, folders.build / DOCS, tree, alone=True)
    own = _own_look(folders.root, rendering.instead, tree)
    text = render_config(folders, rendering.group.settings, tree, rendering.words, rendering.edit_base, own)
    write_plain(folders.build, CONFIG, text.encode())
    return folders.build / CONFIG


def _own_look(
    root: Path, instead: Mapping[str, bytes | None], tree: Container[str]
) -> dict[tuple[str, ...], str]:
    """Return what the group's mkdocs.yml sets, without pictures that are not there."""
    values, _problems = read_mkdocs(instead[CONFIG] or b"" if CONFIG in instead else read_mkdocs_yml(root))
    return {key: value for key, value in values.items() if key not in PICTURES or value in tree}


def build_site(folders: Folders, rendering: Rendering, *, strict: bool = False) -> None:
    """Build the whole site; `strict` makes a broken link in a hand-written page an error.

    Raises:
        Unwritable: see `write_sources`; or the site's folder holds something else; or MkDocs gave up.
    """
    _check_out(folders)
    config = write_sources(folders, rendering)
    _run(config, rendering, strict=strict)


def serve_site(root: Path, render: Callable[[], Rendering | None], port: int) -> None:
    """Serve the site and build it anew when a file of the group, a page or a template changes; until interrupted.

    `render` is called for each build; it returns nothing where the group's files hold errors, which it has printed.
    """
    from mkdocs.livereload import LiveReloadServer  # noqa: PLC0415 (0.2 s that only this command needs)

    folders = folders_of(root, root / BUILD / SITE)
    address = f"http://{_HOST}:{port}/"

    def build() -> None:
        rendering = render()
        if rendering is None:
            return
        try:
            check_output(folders.root, folders.out)
            config = write_sources(folders, rendering)
            _run(config, rendering, address=address)
        except (Unwritable, NotPlain) as fault:
            print(rendering.words.resolve(fault.phrase), file=sys.stderr)

    server = LiveReloadServer(build, _HOST, port, str(folders.out))
    server.set_app(_only_from(f"{_HOST}:{port}", server.serve_request))
    server.error_handler = lambda code: _read_error_page(folders.out, code)
    build()
    for path in (root / name for name in _WATCHED):
        if path.exists():
            server.watch(str(path))
    print(address, file=sys.stderr)
    # Both end the preview, also where whoever started us in the background had them ignored.
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.default_int_handler)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        server.shutdown()


def _only_from(host: str, app: WSGIApplication) -> WSGIApplication:
    """Answer whoever asked for this machine by its number: a name that a web page made up leads here too."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("HTTP_HOST") == host:
            return app(environ, start_response)
        start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
        return [f"http://{host}/".encode()]

    return answer


def _run(path: Path, rendering: Rendering, *, strict: bool = False, address: str | None = None) -> None:
    """Run MkDocs on a configuration; `address` is where a preview is served."""
    os.environ.setdefault(
        "NO_MKDOCS_2_WARNING", "1"
    )  # an announcement on every build; CONTRIBUTING.md has our answer
    from mkdocs.commands.build import build  # noqa: PLC0415 (0.2 s that other commands do not need)
    from mkdocs.config import load_config  # noqa: PLC0415 (as above)
    from mkdocs.exceptions import Abort, MkDocsException  # noqa: PLC0415 (as above)

    from tablee.adapters.made_pages import MadePages  # noqa: PLC0415 (as above)
    from tablee.adapters.reuse import templates_of  # noqa: PLC0415 (as above)
    from tablee.adapters.theme_templates import reuse_templates  # noqa: PLC0415 (as above)

    given = {"site_url": address} if address else {}
    try:
        config = load_config(config_file=str(path), strict=strict, **given)
        config.plugins.on_startup(command="serve" if address else "build", dirty=False)
        if rendering.cache:
            settings = key_of(path.read_bytes(), (address or "").encode()).encode()
            config.plugins["tablee"] = MadePages(rendering.cache, rendering.pages, settings)
            reuse_templates(config.theme, templates_of(rendering.cache))
        with _warnings_told(), _at(rendering.now):
            build(config, serve_url=address, dirty=rendering.cache is not None)
        config.plugins.on_shutdown()
        if rendering.cache:
            rendering.cache.write()
    except (Abort, MkDocsException) as fault:
        raise Unwritable(LazyText(_("MkDocs gave up: {why}"), {"why": str(fault)})) from fault


@contextmanager
def _warnings_told() -> Iterator[None]:
    """Show on standard error what MkDocs warns of: broken links of hand-written pages, above all.

    Not that it empties no folder: `MadePages` leaves there only what it would make again.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    builder = logging.getLogger("mkdocs.commands.build")
    builder.addFilter(_is_no_caution)
    try:
        yield
    finally:
        builder.removeFilter(_is_no_caution)
        logger.removeHandler(handler)


def _is_no_caution(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith("A 'dirty' build")


@contextmanager
def _at(now: datetime) -> Iterator[None]:
    """Make MkDocs' dates those of `now` (reproducible-builds.org, SOURCE_DATE_EPOCH)."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = str(int(now.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _check_out(folders: Folders) -> None:
    """Refuse to empty a folder that is a link, holds one, or holds something else than a site: MkDocs empties it."""
    check_output(folders.root, folders.out)
    out = folders.out
    if not out.is_dir() or any((out / mark).is_file() for mark in _MARKS):
        return
    if any(out.iterdir()):
        said = _("`{folder}` is not empty and holds no site: name another folder.")
        raise NoSiteThere(LazyText(said, {"folder": out.as_posix()}))


def _read_error_page(out: Path, code: int) -> bytes | None:
    page = out / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
