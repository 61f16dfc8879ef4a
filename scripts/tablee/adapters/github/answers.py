"""What one answer of GitHub's says: whether to wait, why it was refused, its JSON."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from tablee.i18n.translations import LazyText, _
from tablee.steward.tracker import TrackerError, Unreadable

if TYPE_CHECKING:
    import httpx2

Json: TypeAlias = Any
"""What a reply holds: JSON of which this program reads a few keys."""
_LIMITED = (403, 429)
UNNAMED_WAIT = 60.0
"""Seconds that GitHub wants where it names none ("Rate limits for the REST API", secondary limits)."""
_MOST_SAID = 400
_GONE = 410
ISSUES_OFF = _("issues are switched off in this repository: Settings > General > Features > Issues")
ARCHIVED = _("this repository is archived, so nothing can be written: Settings > General > Unarchive")


def wait_asked(reply: httpx2.Response) -> float | None:
    """Return the seconds after which GitHub wants to be asked again; None where it asks for no wait."""
    if reply.status_code not in _LIMITED:
        return None
    asked = reply.headers.get("retry-after", "")
    if asked.isdigit():
        return float(asked)
    reset = reply.headers.get("x-ratelimit-reset", "")
    if (
        reply.headers.get("x-ratelimit-remaining") != "0"
        or not reset.isdigit()
        or "date" not in reply.headers
    ):
        return UNNAMED_WAIT if "secondary rate limit" in reply.text else None
    return max(float(reset) - parsedate_to_datetime(reply.headers["date"]).timestamp(), 0) + 1


def reason(reply: httpx2.Response) -> str:
    """Return what GitHub said in a refusal, on one line: of an invalid request also which part of it, and why."""
    said = ""
    try:
        content = reply.json()
    except ValueError:
        content = None
    if isinstance(content, dict):
        told = [str(content.get("message", "")), *_details(content.get("errors"))]
        said = " ".join("; ".join(filter(None, told)).split())[:_MOST_SAID]
    needed = reply.headers.get("x-accepted-github-permissions", "") if reply.status_code in _LIMITED else ""
    parts = [str(reply.status_code), said, f"({needed})" if needed else ""]
    return " ".join(part for part in parts if part)


def closed_to_writing(reply: httpx2.Response) -> str:
    """Return why nothing at all can be written in this repository; empty where that is not so."""
    said = reason(reply).casefold()
    if reply.status_code == _GONE and "issues" in said:
        return ISSUES_OFF
    if reply.status_code in _LIMITED and "archived" in said:
        return ARCHIVED
    return ""


def _details(errors: object) -> list[str]:
    """Return what is wrong with each part of a request: `title: invalid`, or GitHub's own sentence."""
    entries = errors if isinstance(errors, list) else [errors] if errors else []
    return [
        entry.get("message") or ": ".join(str(entry[key]) for key in ("field", "code") if entry.get(key))
        if isinstance(entry, dict)
        else str(entry)
        for entry in entries
    ]


def read_json(reply: httpx2.Response, fault: type[TrackerError] = Unreadable) -> Json:
    """Return an answer's JSON, or raise the fault where it has none."""
    try:
        return reply.json()
    except ValueError as broken:
        path = {"path": reply.url.path}
        raise fault(LazyText(_("GitHub's answer at {path} is no JSON"), path)) from broken
