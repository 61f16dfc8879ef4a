"""A GitHub on loopback: a server whose requests and answers are held against GitHub's own description."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import ExitStack
from datetime import datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from fake_github.description import Operation, load_description
from fake_github.faults import Fault
from fake_github.filling import fill
from fake_github.routes import NOT_FOUND, ROUTES, Answer, Asked, refuse
from fake_github.shown import HERE
from fake_github.validation import check_reply, check_request
from fake_github.world import World

MOST_A_PAGE = 100
TOKEN = "a-token-for-tests"  # noqa: S105 (of the fake)
AREAS = {"issues": "issues", "labels": "issues", "git": "contents", "compare": "contents",
         "contents": "contents",
         "pulls": "pull_requests", "actions": "actions"}  # fmt: skip
"""Which permission the first part of a path below the repository needs."""


class FakeGitHub:
    """A GitHub with one repository, for one test; use it in a `with`.

    `wrong` gathers every request and every answer that GitHub's description does not allow; `asked` every operation,
    and `bodies` what was sent with them.
    """

    def __init__(self, repository: str = "la-tablee/vallee") -> None:
        self.repository = repository
        self.world = World(repository)
        self.permissions = dict.fromkeys(AREAS.values(), "write")
        self.faults: list[Fault] = []
        self.asked: list[str] = []
        self.bodies: list[Any] = []
        self.wrong: list[str] = []
        self.links_to = ""
        self.is_beyond_description = False
        """Answers hold what GitHub sends and its description does not know."""
        self.by_cursor = False
        """Links to further pages hold a cursor and the repository's number, as newer lists of GitHub's do."""
        self.hides_after = 0
        """So many entries are all that the pages show, although they announced more."""
        self.budget = 0
        """Requests an hour; 0 counts none."""
        self.budget_writes = 0
        """Contents an hour, beyond which there is a secondary limit that names no time."""
        self._asked_at: list[tuple[datetime, bool]] = []
        self.stack = ExitStack()
        self._lock = threading.Lock()
        self._server = _Server(self)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: object, _trace: TracebackType | None
    ) -> None:
        """Close what was opened on `stack`, and stop answering."""
        self.stack.close()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def environment(self) -> dict[str, str]:
        """Return what a runner would set to reach this GitHub."""
        return {
            "GITHUB_API_URL": self.url,
            "GITHUB_SERVER_URL": "https://github.test",
            "GITHUB_REPOSITORY": self.repository,
            "GITHUB_TOKEN": TOKEN,
            "GITHUB_REF_TYPE": "branch",
            "GITHUB_REF_NAME": "main",
        }

    def answer(self, handler: _Handler, method: str) -> None:
        """Answer one request."""
        with self._lock:
            address = urlsplit(
                handler.path.replace(f"/repositories/{HERE}/", f"/repos/{self.repository}/", 1)
            )
            query = dict(parse_qsl(address.query))
            length = int(handler.headers.get("Content-Length") or 0)
            raw = handler.rfile.read(length)
            for operation in load_description().operations.values():
                found = operation.pattern.fullmatch(address.path)
                if found and operation.method == method:
                    parts = {name: unquote(part) for name, part in found.groupdict().items()}
                    if "owner" in parts and f"{parts.pop('owner')}/{parts.pop('repo')}" != self.repository:
                        break
                    self._answer(handler, operation, Asked(parts, query, json.loads(raw) if raw else None))
                    return
            self.wrong.append(f"{method} {address.path}: no operation of this repository that the fake knows")
            handler.reply(*NOT_FOUND, {})

    def _answer(self, handler: _Handler, operation: Operation, asked: Asked) -> None:
        self.asked.append(operation.id)
        self.bodies.append(asked.body)
        fault = next(
            (one for one in self.faults if one.hits(operation.id, int(asked.query.get("page", 1)))), None
        )
        if fault:
            fault.before()
        status, body, headers = 0, None, {"Date": format_datetime(self.world.now, usegmt=True)}
        if not fault or fault.is_done or not (fault.status or fault.cut):
            status, body, links = self._carry_out(handler, operation, asked)
            headers |= links
        if fault and fault.cut:
            handler.cut()
            return
        if fault and fault.status:
            status, body = refuse(fault.message, fault.status)
            headers |= fault.headers
        if fault and fault.spoil and body is not None:
            body = fault.spoil(body)
        if fault and fault.raw:
            handler.send(status, fault.raw, headers)
            return
        handler.reply(*self._checked(operation, status, body), headers)

    def _carry_out(
        self, handler: _Handler, operation: Operation, asked: Asked
    ) -> tuple[int, Any, dict[str, str]]:
        """Do what was asked, if it may be asked, and return the answer and its links to other pages."""
        if handler.headers.get("Authorization") != f"Bearer {TOKEN}":
            return *refuse("Bad credentials", 401), {}
        area = AREAS.get("".join(operation.path.split("/")[4:5]), "")
        if limited := self._over_budget(operation):
            return limited
        if self.world.is_archived and operation.method != "GET":
            return *refuse("Repository was archived so is read-only.", 403), {}
        if operation.method != "GET" and self.permissions[area] != "write":
            accepted = {"X-Accepted-GitHub-Permissions": f"{area}=write"}
            return *refuse("Resource not accessible by integration", 403), accepted
        query = {name: value for name, value in asked.query.items() if name != "after" or not self.by_cursor}
        wrong = check_request(operation, query, asked.body)
        if wrong:
            self.wrong += [f"{operation.id} was asked with {fault}" for fault in wrong]
            return *refuse("; ".join(wrong)), {}
        status, body = ROUTES[operation.id](self.world, asked)
        links: dict[str, str] = {}
        if isinstance(body, list):
            body, links = self._page(handler, asked, body)
        schema = operation.responses.get(str(status))
        return status, fill(schema, body) if schema and status < 400 else body, links

    def _over_budget(self, operation: Operation) -> tuple[int, Any, dict[str, str]] | None:
        """Count a request, and refuse it where an hour's are used up."""
        now = self.world.now
        self._asked_at = [one for one in self._asked_at if now - one[0] < timedelta(hours=1)]
        is_write = operation.id in {"issues/create", "issues/create-comment"}
        if self.budget and len(self._asked_at) >= self.budget:
            reset = str(int((self._asked_at[0][0] + timedelta(hours=1)).timestamp()))
            headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
            return *refuse("API rate limit exceeded", 403), headers
        if is_write and self.budget_writes and sum(one[1] for one in self._asked_at) >= self.budget_writes:
            return *refuse("You have exceeded a secondary rate limit.", 403), {}
        self._asked_at.append((now, is_write))
        return None

    def _page(self, handler: _Handler, asked: Asked, entries: list[Any]) -> tuple[list[Any], dict[str, str]]:
        """Cut a list into pages, with links between them as GitHub gives them."""
        size = min(int(asked.query.get("per_page", 30)), MOST_A_PAGE)
        page = int(asked.query.get("page") or asked.query.get("after", "1"))
        last = max(-(-len(entries) // size), 1)
        others = {"next": page + 1, "last": last} if page < last else {}
        path = urlsplit(handler.path).path
        if self.by_cursor:
            path = path.replace(f"/repos/{self.repository}/", f"/repositories/{HERE}/")
        word = "after" if self.by_cursor else "page"
        query = {name: value for name, value in asked.query.items() if name not in {"page", "after"}}
        links = [
            f'<{self.links_to or self.url}{path}?{urlencode({**query, word: number})}>; rel="{name}"'
            for name, number in others.items()
        ]
        shown = entries[: self.hides_after] if self.hides_after else entries
        return shown[(page - 1) * size : page * size], {"Link": ", ".join(links)} if links else {}

    def _checked(self, operation: Operation, status: int, body: Any) -> Answer:  # noqa: ANN401 (JSON)
        wrong = [] if self.is_beyond_description else check_reply(operation, status, body)
        if not wrong:
            return status, body
        self.wrong += [f"{operation.id} answered {fault}" for fault in wrong]
        return refuse("the fake made a mistake", 500)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, fake: FakeGitHub) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # head and body leave together: two small packets would wait for each other
    server: _Server

    def do_GET(self) -> None:
        self.server.fake.answer(self, "GET")

    def do_POST(self) -> None:
        self.server.fake.answer(self, "POST")

    def do_PATCH(self) -> None:
        self.server.fake.answer(self, "PATCH")

    def do_PUT(self) -> None:
        self.server.fake.answer(self, "PUT")

    def reply(self, status: int, body: Any, headers: dict[str, str]) -> None:  # noqa: ANN401 (JSON)
        """Send an answer."""
        self.send(status, b"" if body is None else json.dumps(body).encode(), headers)

    def send(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        """Send bytes."""
        self.send_response_only(status)
        for name, value in {"Content-Type": "application/json; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def cut(self) -> None:
        """Cut the connection without an answer."""
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (as the base class names it)
        """Say nothing."""
