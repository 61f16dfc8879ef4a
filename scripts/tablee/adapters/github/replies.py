"""GitHub's JSON becomes the tracker's frozen facts; a reply of another form is unreadable, never half understood."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime

from tablee.adapters.github.answers import Json
from tablee.i18n.translations import LazyText, _
from tablee.steward.tracker import NOBODY, Comment, Issue, Person, Reaction, ReactionContent, Unreadable


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads replies; `steward` is the login of the bot that the steward writes as."""

    steward: str

    def issue(self, raw: object) -> Issue:
        """Read an issue of a list, without its reactions and comments."""
        return Issue(
            number=_value(raw, "number", int),
            title=_value(raw, "title", str),
            body=_body(raw),
            is_open=_state(raw),
            by_steward=self._by_steward(raw),
            labels=tuple(_label(label) for label in _value(raw, "labels", list)),
            locked=bool(_optional(raw, "locked")),
            author=_person(raw),
            created_at=_instant(raw, "created_at"),
        )

    def comment(self, raw: object) -> Comment:
        """Read a comment."""
        reactions = _optional(raw, "reactions")
        return Comment(
            id=_value(raw, "id", int),
            person=_person(raw),
            body=_body(raw),
            created_at=_instant(raw, "created_at"),
            edited_at=_instant(raw, "updated_at"),
            by_steward=self._by_steward(raw),
            answered=bool(reactions and _value(reactions, "total_count", int)),
        )

    def reactions(self, raws: list[object]) -> tuple[Reaction, ...]:
        """Read the reactions of people."""
        return tuple(
            Reaction(_person(raw), reply, _instant(raw, "created_at"))
            for raw in raws
            if not self._by_steward(raw) and (reply := _reply(raw)) is not None
        )

    def _by_steward(self, raw: object) -> bool:
        user = _optional(raw, "user")
        return user is not None and (_optional(user, "login"), _optional(user, "type")) == (
            self.steward,
            "Bot",
        )


def is_pull_request(raw: object) -> bool:
    """Say whether an entry of a list of issues is a pull request."""
    return _optional(raw, "pull_request") is not None


def has_comments(raw: object) -> bool:
    """Say whether something was written below an issue."""
    return read_number(raw, "comments") > 0


def has_reactions(raw: object) -> bool:
    """Say whether somebody reacted to an issue."""
    reactions = _optional(raw, "reactions")
    return bool(reactions and _value(reactions, "total_count", int))


def read_text(raw: object, *keys: str) -> str:
    """Return a text at a path of keys."""
    for key in keys[:-1]:
        raw = _value(raw, key, dict)
    return str(_value(raw, keys[-1], str))


def read_content(raw: object) -> bytes:
    """Return the bytes that a file holds."""
    try:
        return base64.b64decode(read_text(raw, "content"))
    except binascii.Error as wrong:
        raise _lacks("content") from wrong


def read_number(raw: object, key: str) -> int:
    """Return a whole number at a key."""
    return int(_value(raw, key, int))


def _lacks(key: str) -> Unreadable:
    return Unreadable(LazyText(_("GitHub's answer lacks `{key}`"), {"key": key}))


def _value(raw: object, key: str, kind: type) -> Json:
    value = _optional(raw, key)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise _lacks(key)
    return value


def _optional(raw: object, key: str) -> Json:
    if not isinstance(raw, dict):
        raise _lacks(key)
    return raw.get(key)


def _body(raw: object) -> str:
    """Return a body with line feeds; GitHub's own forms send CRLF."""
    return str(_optional(raw, "body") or "").replace("\r\n", "\n")


def _state(raw: object) -> bool:
    state = _value(raw, "state", str)
    if state not in {"open", "closed"}:
        raise _lacks("state")
    return bool(state == "open")


def _label(raw: object) -> str:
    return raw if isinstance(raw, str) else str(_value(raw, "name", str))


def _person(raw: object) -> Person:
    user = _optional(raw, "user")
    return Person(_value(user, "id", int), _value(user, "login", str)) if user else NOBODY


def _reply(raw: object) -> ReactionContent | None:
    """Return a reaction; None for one that is newer than this program, which means nothing here."""
    content = _value(raw, "content", str)
    return ReactionContent(content) if content in set(ReactionContent) else None


def _instant(raw: object, key: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_value(raw, key, str))
    except ValueError as wrong:
        raise _lacks(key) from wrong
    if moment.tzinfo is None:
        raise _lacks(key)
    return moment
