"""What the text of a page is made of, in one string: two pages of one string have one text."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from tablee.model import Member
from tablee.site.context import Seat, Seats
from tablee.site.meeting_view import MeetingView

if TYPE_CHECKING:
    from tablee.model.identity import SlotKey
    from tablee.site.context import SiteContext
    from tablee.site.page import Page

_PLAIN = frozenset({str, int, bool, type(None), Markup, date})


class MadeOf:
    """Tells what the pages of a group are made of; what stands in many of them is told once."""

    def __init__(self, context: SiteContext) -> None:
        self._context = context
        self._told: dict[str | SlotKey, str] = {}

    def of(self, page: Page, root: str) -> str:
        """Return what the template of a page is given, and what it may look up; `root` is its link to the root."""
        return f"{page.template} {root} {page.title!r} {self._tell(page.values)} {self._shared}"

    @cached_property
    def _shared(self) -> str:
        """What every template may look up: settings, language, day, and how a member is shown among others."""
        context, group = self._context, self._context.group
        members = [(m.id, m.name, m.public, m.photo, m.id in context.shown) for m in group.members.values()]
        shared = f"{context.words.language} {context.today} {context.host!r} {group.settings!r} {members!r}"
        return hashlib.sha256(shared.encode()).hexdigest()

    def _tell(self, value: Any) -> str:  # noqa: ANN401 (whatever a template may be given)
        kind = type(value)
        if kind is Member or kind is MeetingView:
            return self._tell_once(value)
        if kind in _PLAIN or not isinstance(value, (dict, list, tuple)):
            return repr(value)
        if isinstance(value, Seats):
            return f"{[(seat.member.id, seat.marked) for seat in value.named]} {value.unnamed}"
        if isinstance(value, Seat):
            return f"{value.member.id!r} {value.marked}"
        if isinstance(value, dict):
            return f"{{{','.join([f'{key!r}:{self._tell(one)}' for key, one in value.items()])}}}"
        return f"[{','.join([self._tell(one) for one in value])}]"

    def _tell_once(self, value: Member | MeetingView) -> str:
        key = value.id if isinstance(value, Member) else value.key
        if key not in self._told:
            self._told[key] = repr(value)
        return self._told[key]
