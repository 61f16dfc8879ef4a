"""What one answer of GitHub's says: whether to wait, why it was refused, its JSON."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from tablee.i18n.words import Phrase, _
from tablee.steward.tracker import TrackerError, Unreadable

if TYPE_CHECKING:
    import httpx2

_LIMITED = (403, 429)


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
        return None
    return max(float(reset) - parsedate_to_datetime(reply.headers["date"]).timestamp(), 0) + 1


def reason(reply: httpx2.Response) -> str:
    """Return what GitHub said in a refusal, on one line."""
    said = ""
    try:
        content = reply.json()
        said = " ".join(str(content.get("message", "")).split())[:200] if isinstance(content, dict) else ""
    except ValueError:
        said = ""
    needed = reply.headers.get("x-accepted-github-permissions", "") if reply.status_code in _LIMITED else ""
    parts = [str(reply.status_code), said, f"({needed})" if needed else ""]
    return " ".join(part for part in parts if part)


def read_json(reply: httpx2.Response, fault: type[TrackerError] = Unreadable) -> Any:  # noqa: ANN401 (JSON)
    """Return an answer's JSON, or raise the fault where it has none."""
    try:
        return reply.json()
    except ValueError as broken:
        path = {"path": reply.url.path}
        raise fault(Phrase(_("GitHub's answer at {path} is no JSON"), path)) from broken
