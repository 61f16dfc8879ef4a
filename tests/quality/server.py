"""A server that packs what it sends, as GitHub Pages does, and answers a dead link with the site's own page."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from quality.sites import HOME

_PACKED = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")


class SiteHandler(BaseHTTPRequestHandler):
    """Serves the files of one folder below HOME, without a word."""

    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, *arguments: object) -> None:
        self._folder = folder
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # (the name that http.server calls)
        """Answer with a file, the index of a folder, or the page of nothing."""
        path = self._find(unquote(urlsplit(self.path).path))
        self._send(path or self._folder / "404.html", HTTPStatus.OK if path else HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (as the class above has it)
        """Say nothing."""

    def _find(self, address: str) -> Path | None:
        path = (self._folder / address.removeprefix(HOME).removeprefix("/")).resolve()
        path = path / "index.html" if path.is_dir() else path
        return path if path.is_file() and self._folder in path.parents else None

    def _send(self, path: Path, status: HTTPStatus) -> None:
        data, kind = path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.send_response(status)
        if kind.startswith(_PACKED):
            data = gzip.compress(data, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site on this machine while the context lasts; give the address of its home."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteHandler, site.resolve()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{HOME}"
    finally:
        server.shutdown()
        server.server_close()
