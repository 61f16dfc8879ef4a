"""My profile, and joining: what was filled in becomes the keys of a member's file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from urllib.parse import urlsplit

from tablee.files.entries import entries_of
from tablee.files.forms.fields import Field
from tablee.files.forms.kinds import HALF, NO, NONE, YES
from tablee.files.forms.render import say_option
from tablee.files.member_places import unmentioned_identity
from tablee.files.values_out import AsWritten, Value
from tablee.i18n.translations import LazyText, _
from tablee.model import Member, Share
from tablee.model.folding import free_identity
from tablee.model.parsing import parse_https, suggest_https
from tablee.model.spans import Span
from tablee.steward.forms.changes import EMPTY, Asked, Change, FormRejected
from tablee.steward.forms.life import spans_written
from tablee.steward.texts import UserText

SAYS = _("**{label}**: {value}")
EMPTIED = _("**{label}**: empty from now on")
NO_LINK = _("**{label}**: “{said}” is no address of the web. Write one as in {example}.")
UNNAMED = _("You are counted and never named; nothing of what you wrote here stands in the files.")
ACCOUNT = _("Your account: {login}")
CLEARS = "-"
_SHARES: Mapping[str, Fraction] = {YES: Fraction(1), HALF: Fraction(1, 2), NO: Fraction(0)}
_CLEARS = re.compile(r"[-–—]+|none|nothing|rien|aucune?|n/?a", re.IGNORECASE)
"""What people write where there is nothing to say."""
_BULLET = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+")
_LINK = re.compile(r"(?:(?P<label>[^:/]{1,30}?)\s*:\s+)?(?P<address>\S+)")
_MARKDOWN = re.compile(r"\[(?P<label>[^]]{1,30})\]\((?P<address>\S+)\)")


def change_profile(asked: Asked, member: Member) -> Change:
    """Return what changes in the file of the member who sent it; what was left empty stays."""
    if asked.filled.is_empty:
        raise FormRejected(LazyText(EMPTY))
    values, lines = _values(asked)
    return Change(member.id, values, lines)


def join(asked: Asked) -> Change:
    """Return the file of who wants to be a member, or to be one again; joining begins with a keeper's yes."""
    filled = asked.filled
    is_public = filled.choice("public") == YES
    has_name = not is_public or filled.line("name") not in {"", CLEARS}
    asked.need({"public": filled.choice("public"), "consent": filled.choice("consent"), "name": has_name})
    on = asked.approved_on or asked.on
    if not is_public:
        neutral = unmentioned_identity(asked.group, asked.loaded.files)
        return Change(neutral, {"public": False, "joined": on}, (LazyText(UNNAMED),))
    values, lines = _values(asked)
    has_account = asked.person.id > 0
    account: dict[str, Value | None] = {"github": asked.person.login, "github_id": asked.person.id}
    told = (*lines, LazyText(ACCOUNT, {"login": UserText(asked.person.login)})) if has_account else lines
    values = {"public": True, **values, **(account if has_account else {})}
    if asked.member:
        since = _first_day(asked, asked.member)
        spans = (*(replace(one, from_on=max(one.from_on, since)) for one in asked.member.spans), Span(on))
        again: dict[str, Value | None] = {"left": None, "joined": spans_written(spans)}
        return Change(asked.member.id, {**values, **again}, told)
    name = free_identity(filled.line("name"), asked.loaded.member_ids)
    return Change(name, {**values, "joined": on}, told)


def _values(asked: Asked) -> tuple[dict[str, Value | None], tuple[LazyText, ...]]:
    """Return the keys that were filled in, and each in words; raises FormRejected with all that is wrong."""
    values: dict[str, Value | None] = {}
    lines: list[LazyText] = []
    wrong: list[LazyText] = []
    for field in asked.filled.form.fields:
        if field.id in {"public", "consent"}:
            continue
        try:
            found = _value(asked, field)
        except FormRejected as refused:
            wrong += refused.phrases
            continue
        if found:
            values[field.id], line = found
            lines.append(line)
    if wrong:
        raise FormRejected(*wrong)
    return values, tuple(lines)


def _value(asked: Asked, field: Field) -> tuple[Value | None, LazyText] | None:
    """Return the value of a key, None for one that goes, and how to say it; nothing for what stays."""
    label = LazyText(field.label)
    if field.options:
        return _chosen(asked, field)
    said = asked.filled.text(field.id)
    if not said:
        return None
    if _CLEARS.fullmatch(said):
        return None, LazyText(EMPTIED, {"label": label})
    if field.id == "links":
        links = _links(asked, said)
        told = ", ".join(f"{name}: {address}" for name, address in links.items())
        return links, LazyText(SAYS, {"label": label, "value": UserText(told)})
    if field.id == "skills":
        skills = list(dict.fromkeys(" ".join(one.lstrip("#").split()) for one in _skills(said)))
        return skills, LazyText(SAYS, {"label": label, "value": UserText(", ".join(skills))})
    value = f"{said}\n" if field.id == "about" and "\n" in said else " ".join(said.split())
    return value, LazyText(SAYS, {"label": label, "value": UserText(value)})


def _skills(said: str) -> list[str]:
    """Return the entries of a text; of hashtags each is one."""
    return said.split() if re.fullmatch(r"#\S+(?:\s+#\S+)*", said) else entries_of(said)


def _item(text: str) -> str:
    return " ".join(_BULLET.sub("", text).split())


def _chosen(asked: Asked, field: Field) -> tuple[Value | None, LazyText] | None:
    """Return what was chosen, as the file has it; a share of the turns holds from the day of the form on."""
    taken = asked.filled.chosen.get(field.id, ())
    if not taken:
        return None
    options = [say_option(option, asked.words) for option in field.options if option.value in taken]
    told = LazyText(SAYS, {"label": LazyText(field.label), "value": UserText(asked.words.listing(options))})
    if field.id == "facilitates":
        return _shares(asked, _SHARES[taken[0]]), told
    if field.many:
        return [value for value in taken if value != NONE] or None, told
    return taken[0] == YES or None, told


def _shares(asked: Asked, share: Fraction) -> Value | None:
    """Return the shares with the new one from the day of the form on; the past stays as it was."""
    member = asked.need_member()
    if member.share(asked.on) == share and all(one.from_on <= asked.on for one in member.facilitates):
        return _written(member.facilitates)
    first = _first_day(asked, member)
    known = member.facilitates or (Share(first, Fraction(1)),)
    before = [replace(one, from_on=max(one.from_on, first)) for one in known if one.from_on < asked.on]
    return _written([*(one for one in before if one.from_on < asked.on), Share(asked.on, share)])


def _first_day(asked: Asked, member: Member) -> date:
    """Return the first day of belonging that a file can name: where nobody knows it, that of the first meeting."""
    began_on = member.spans[0].from_on
    if began_on > date.min:
        return began_on
    return min((meeting.day for meeting in asked.group.meetings.values()), default=asked.on)


def _written(shares: Sequence[Share]) -> Value | None:
    """Return shares as a file has them: nothing for none, a word for one that always was, else a dated list."""
    if not shares:
        return None
    if len(shares) == 1 and shares[0].from_on == date.min:
        return shares[0].share == 1
    return [{"from": one.from_on, "share": AsWritten(str(one.share), str(one.share))} for one in shares]


def _links(asked: Asked, said: str) -> dict[str, str]:
    """Return the addresses that a text names, one a line, each with its label or what its host is called."""
    found: dict[str, str] = {}
    wrong: list[LazyText] = []
    for line in filter(None, (_item(line) for line in re.split(r"[\n,]+", said))):
        match = _MARKDOWN.fullmatch(line) or _LINK.fullmatch(line)
        address = match["address"].strip("<>") if match else ""
        spelt = parse_https(address) or suggest_https(address)
        if match is None or not spelt:
            values = {
                "label": asked.filled.label("links"),
                "said": UserText(line),
                "example": "https://example.org/",
            }
            wrong.append(LazyText(NO_LINK, values))
            continue
        found[match["label"] or _name_of(spelt, found)] = spelt
    if wrong:
        raise FormRejected(*wrong)
    return found


def _name_of(address: str, taken: Mapping[str, str]) -> str:
    """Return the label for an address without one: what its host is called, or `website`."""
    parts = (urlsplit(address).hostname or "").removeprefix("www.").split(".")
    known = parts[-2] if len(parts) > 1 and parts[-2] in _KNOWN_HOSTS else "website"
    others = (f"{known}-{number}" for number in range(2, 100))
    return known if known not in taken else next(name for name in others if name not in taken)


_KNOWN_HOSTS = frozenset(
    {"linkedin", "github", "instagram", "facebook", "youtube", "mastodon", "malt", "behance"}
)
