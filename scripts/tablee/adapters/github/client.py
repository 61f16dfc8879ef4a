"""One conversation with GitHub's REST interface: paged, patient where GitHub asks for it, never repeating a write.

A request that GitHub refused for its rate (403 or 429 with a time to wait) was not carried out, so it may be asked
again (GitHub docs, "Best practices for using the REST API"); a write whose answer was lost may not.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx2

from tablee.adapters.github.answers import Json, closed_to_writing, read_json, reason, wait_asked
from tablee.i18n.translations import LazyText, _
from tablee.steward.tracker import TrackerError, Truncated, Unreadable, Unwritten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tablee.adapters.github.environment import Access

GAP = 1.0
"""Seconds between two writes."""
MOST_WRITES = 100
"""Writes of one run; GitHub allows 80 contents a minute and 500 an hour."""
MOST_PATIENCE = 90.0
"""Seconds that are waited where GitHub asks for it; a run that has to wait longer ends, and the next one goes on."""
TRIES = 3
PAGE = 100
_OK = range(200, 300)
_FAULTY = range(500, 600)


@dataclass
class Budget:
    """How many further pages a run may read."""

    pages: int


class Refused(Unwritten):
    """GitHub answered, and did not do it; `status` is that of its answer."""

    def __init__(self, phrase: LazyText, status: int) -> None:
        super().__init__(phrase)
        self.status = status


class Client:
    """Reads and writes below one repository's address; `path` is what follows `/repos/{owner}/{name}`."""

    def __init__(
        self,
        access: Access,
        sleep: Callable[[float], None],
        *,
        most_writes: int = MOST_WRITES,
        timeout: float = 30,
    ) -> None:
        self._server = access.api_url
        self._base = f"{access.api_url}/repos/{access.repository}"
        self._sleep = sleep
        self._writes_left = most_writes
        self._has_written = False
        self._http = httpx2.Client(
            timeout=timeout,
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {access.token}",
                "User-Agent": "tablee",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        self._close = weakref.finalize(self, self._http.close)

    def close(self) -> None:
        """Close the connections; so does the end of the client's life."""
        self._close()

    def read(self, path: str, **parameters: str) -> Json:
        """Return a reply's JSON.

        Raises:
            Unreadable: anything but the whole reply came.
        """
        return read_json(self._get(f"{self._base}{path}", parameters))

    def read_or_none(self, path: str) -> Json:
        """Return a reply's JSON, or None where GitHub has no such thing."""
        reply = self._get(f"{self._base}{path}", {}, missing=True)
        return read_json(reply) if reply.status_code in _OK else None

    def read_account(self, login: str) -> Json:
        """Return what GitHub tells of an account, or None where there is none; its address is no repository's."""
        reply = self._get(f"{self._server}/users/{login}", {}, missing=True)
        return read_json(reply) if reply.status_code in _OK else None

    def read_page(self, path: str, **parameters: str) -> list[Json]:
        """Return the first page of a list, for where the newest entries are enough."""
        page = read_json(self._get(f"{self._base}{path}", {**parameters, "per_page": str(PAGE)}))
        if not isinstance(page, list):
            raise Unreadable(LazyText(_("GitHub's list {path} came in parts only"), {"path": path}))
        return page

    def read_pages(self, path: str, **parameters: str) -> list[Json]:
        """Return the entries of every page of a list.

        A page that is empty is asked for twice; the last one may be so, where GitHub leaves out what it hides.

        Raises:
            Unreadable: a page is missing.
        """
        entries: list[Json] = []
        address, asked = f"{self._base}{path}", {**parameters, "per_page": str(PAGE)}
        while address:
            reply = self._get(address, asked)
            page = read_json(reply)
            if page == [] and (entries or self._next(reply)):
                reply = self._get(address, asked)
                page = read_json(reply)
            address, asked = self._next(reply), {}
            if not isinstance(page, list) or (not page and address):
                raise Unreadable(LazyText(_("GitHub's list {path} came in parts only"), {"path": path}))
            entries += page
        return entries

    def read_newest(self, path: str, left: Budget) -> tuple[list[Json], int]:
        """Return the first and the newest pages of a list, as far as pages are left.

        Beside them comes where the newest ones begin, behind what was left out; 0 where nothing was.
        """
        reply = self._get(f"{self._base}{path}", {"per_page": str(PAGE)})
        last = httpx2.URL(reply.links.get("last", {}).get("url", "")).params.get("page", "")
        if self._next(reply) and not last.isdigit():
            return self.read_pages(path), 0
        total = int(last or 1)
        first = max(2, total - left.pages + 1)
        left.pages -= total + 1 - first
        entries = read_json(reply)
        begin = len(entries)
        for number in range(first, total + 1):
            entries += self.read(path, per_page=str(PAGE), page=str(number))
        is_whole = first <= 2 or begin == len(entries)  # noqa: PLR2004 (from the second page on, none is left out)
        return entries, 0 if is_whole else begin

    def _next(self, reply: httpx2.Response) -> str:
        """Return the address of the next page, which the token may be sent to only on the same server."""
        address = reply.links.get("next", {}).get("url", "")
        if address and not address.startswith(f"{self._server}/"):
            raise Unreadable(LazyText(_("GitHub's list goes on at an address that is not GitHub's")))
        return address

    def _get(self, address: str, parameters: Mapping[str, str], *, missing: bool = False) -> httpx2.Response:
        fault = ""
        for attempt in range(TRIES):
            try:
                reply = self._ask("GET", address, parameters)
            except httpx2.RequestError as broken:
                fault = type(broken).__name__
            else:
                if reply.status_code in _OK or (missing and reply.status_code == httpx2.codes.NOT_FOUND):
                    return reply
                fault = reason(reply)
                if reply.status_code not in _FAULTY:
                    break
            if attempt + 1 < TRIES:
                self._sleep(2.0**attempt)
        path = httpx2.URL(address).path.removeprefix(httpx2.URL(self._base).path)
        raise Unreadable(
            LazyText(_("GitHub could not be read at {path}: {fault}"), {"path": path, "fault": fault})
        )

    def write(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Json:
        """Ask for a change, once, and return the reply's JSON (None where it has none).

        Raises:
            Refused: GitHub did not do it, and said so.
            TrackerError: nothing at all can be written in this repository.
            Truncated: this run has written as much as it may.
            Unwritten: nobody knows whether it was done.
        """
        if not self._writes_left:
            raise Truncated(LazyText(_("this run has written as much as one run may; the next one goes on")))
        self._writes_left -= 1
        if self._has_written:
            self._sleep(GAP)
        self._has_written = True
        try:
            reply = self._ask(method, f"{self._base}{path}", {}, body)
        except httpx2.RequestError as broken:
            raise _lost(path, type(broken).__name__) from broken
        if reply.status_code in _FAULTY:
            raise _lost(path, reason(reply))
        if reply.status_code not in _OK:
            if closed := closed_to_writing(reply):
                raise TrackerError(closed)
            fault = {"path": path, "fault": reason(reply)}
            raise Refused(LazyText(_("GitHub refused a change at {path}: {fault}"), fault), reply.status_code)
        return read_json(reply, Unwritten) if reply.content else None

    def _ask(
        self,
        method: str,
        address: str,
        parameters: Mapping[str, str],
        body: Mapping[str, object] | None = None,
    ) -> httpx2.Response:
        """Ask, and ask again only where GitHub says when."""
        reply = self._http.request(method, address, params=parameters or None, json=body)
        for _attempt in range(1, TRIES):
            wait = wait_asked(reply)
            if wait is None or wait > MOST_PATIENCE:
                break
            self._sleep(wait)
            reply = self._http.request(method, address, params=parameters or None, json=body)
        return reply


def _lost(path: str, fault: str) -> Unwritten:
    return Unwritten(
        LazyText(_("GitHub's answer at {path} was lost: {fault}"), {"path": path, "fault": fault})
    )
