"""A table of people becomes members' files: `public: no`, which tells nothing, unless somebody agreed to more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tablee.checks.national_numbers import country_of
from tablee.files.paths import file_of_member
from tablee.files.schema import MEMBER
from tablee.i18n.translations import LazyText, _
from tablee.imports.changes import Changes, Home, Sayings, admit_changes, draft_changes
from tablee.imports.event_text import clean_line, clean_prose
from tablee.imports.foreign import Refused
from tablee.imports.people_table import Row, Table, is_formula, read_days
from tablee.model.folding import fold, free_identity
from tablee.model.identity import neutral_identity
from tablee.model.nothing import says_nothing
from tablee.model.parsing import parse_https, parse_login, suggest_https
from tablee.model.words import YES_NO

if TYPE_CHECKING:
    from tablee.files.values_out import Value
    from tablee.model import Member

_LINES = {"trade": 120, "tagline": 120, "city": 80}
_LINKS = ("website", "linkedin", "mastodon")
_MOST_SKILLS, _LONGEST_SKILL, _LONGEST_NAME = 30, 60, 80
_YES = frozenset({"x", "1", "ok", "y", "o", "d'accord", "agreed", "vrai", "✅", "✓", "👍"})


@dataclass(frozen=True, slots=True)
class People:
    """What a table changes, and which line of it became which neutral identity: to be told, and written nowhere."""

    changes: Changes
    neutral: Mapping[str, Row] = field(default_factory=dict)


def plan_people(table: Table, home: Home, *, all_public: bool) -> People:
    """Return the members' files that a table gives; `all_public`: everybody in it agreed to be named."""
    loaded, settings = home.loaded, home.group.settings
    reading = _Reading(table, country_of(settings.timezone))
    wanted: dict[str, Sayings] = {}
    neutral: dict[str, Row] = {}
    known = Counter(_times(member) for member in home.group.members.values() if not member.public)
    mentioned = b"\n".join([*(path.encode() for path in loaded.files), *loaded.files.values()])
    taken: set[str] = set()
    found_again = 0

    def is_taken(name: str) -> bool:
        return name in taken or name.encode() in mentioned

    for row in table.rows:
        times = reading.times(row)
        if reading.agrees(row, everybody=all_public):
            values = reading.public(row, times)
            if values:
                identity = free_identity(str(values["name"]), taken)
                taken.add(identity)
                wanted[file_of_member(identity)] = values
        elif known[_key(times)]:
            known[_key(times)] -= 1
            found_again += 1
        else:
            identity = neutral_identity(settings.identity, is_taken)
            taken.add(identity)
            wanted[file_of_member(identity)] = {"public": False, **times}
            neutral[identity] = row
    files, same, kept = draft_changes(wanted, MEMBER.keys, loaded)
    admitted, wrong = admit_changes(files, home)
    remarks = [LazyText(FOUND_AGAIN, {"n": found_again})] if found_again else []
    remarks += [LazyText(SAME_NAME, {"lines": lines}) for lines in _of_one_name(table)]
    changes = Changes(admitted, tuple(same), tuple(kept), (*reading.refused, *wrong), tuple(remarks))
    return People(changes, {one: row for one, row in neutral.items() if file_of_member(one) in admitted})


FOUND_AGAIN = _("Members who are not public and are there already: {n}. As many lines are taken for theirs.")


SAME_NAME = _("Lines {lines} have the same name: take out what is there twice, if it is one person.")


def _of_one_name(table: Table) -> list[str]:
    """Return the numbers of the lines that share a name, those of each name together."""
    lines: dict[str, list[str]] = {}
    for row in table.rows:
        lines.setdefault(fold(name_of_row(row)), []).append(str(row.line))
    return [", ".join(same) for name, same in lines.items() if name and len(same) > 1]


def name_of_row(row: Row) -> str:
    """Return the name that a line has, as it stands there."""
    cells = row.cells
    return cells.get("name") or " ".join(filter(None, (cells.get("first"), cells.get("last"))))


def _times(member: Member) -> tuple[str, str]:
    """Return when a member belongs, a year as its first day."""
    return str(member.spans[0].from_on), str(member.left_on or "")


def _key(times: Mapping[str, Value]) -> tuple[str, str]:
    joined = times.get("joined", date.min)
    return f"{joined}-01-01" if isinstance(joined, int) else str(joined), str(times.get("left", ""))


class _Reading:
    """One table, cell by cell; what cannot be taken is gathered."""

    def __init__(self, table: Table, country: str) -> None:
        self.refused: list[Refused] = []
        self._country = country
        self._days = {
            kind: read_days([row.cells[kind] for row in table.rows if kind in row.cells])
            for kind in ("joined", "left")
        }

    def refuse(self, row: Row, why: str, **values: object) -> None:
        """Note something of a line that is left out."""
        self.refused.append(Refused(row.line, LazyText(why, values)))

    def agrees(self, row: Row, *, everybody: bool) -> bool:
        """Say whether somebody agreed to be public: the column says so, or all did and it does not say no."""
        said = row.cells.get("public", "")
        answer = True if fold(said) in _YES else YES_NO.parse(said) if said else None
        if said and answer is None:
            self.refuse(row, _("`{text}` is no yes and no no: this member is not public"), text=said[:40])
            return False
        return everybody if answer is None else answer

    def times(self, row: Row) -> dict[str, Value]:
        """Return when somebody joined and left, as far as that can be read."""
        found: dict[str, Value] = {}
        for kind, days in self._days.items():
            text = row.cells.get(kind)
            if text and text in days:
                found[kind] = days[text]
            elif text:
                self.refuse(row, _("`{text}` is no day that can be read"), text=text[:40])
        joined, left = found.get("joined"), found.get("left")
        if isinstance(left, int) or (isinstance(joined, date) and isinstance(left, date) and left < joined):
            self.refuse(row, _("`{text}` cannot be the day of leaving"), text=left)
            del found["left"]
        return found

    def public(self, row: Row, times: Mapping[str, Value]) -> Sayings:
        """Return what the file of a public member says; nothing where no name can be read: it is noted."""
        name = self._line(row, name_of_row(row), _LONGEST_NAME)
        if not any(letter.isalpha() for letter in name):
            self.refuse(row, _("there is no name that can be read"))
            return {}
        lines = {kind: self._line(row, row.cells.get(kind, ""), most) for kind, most in _LINES.items()}
        values: dict[str, Value] = {"public": True, "name": name}
        values |= {kind: text for kind, text in lines.items() if text and kind in MEMBER.keys}
        if skills := self._skills(row):
            values["skills"] = skills
        if about := self._prose(row):
            values["about"] = about
        if links := self._links(row):
            values["links"] = links
        if login := self._login(row):
            values["github"] = login
        return {**values, **times}

    def _line(self, row: Row, text: str, most: int) -> str:
        if is_formula(text):
            self.refuse(row, _("`{text}` is a formula"), text=text[:40])
            return ""
        found = clean_line(text, self._country, most)
        if found.stripped:
            self.refuse(row, _("a mail address or telephone number in it is left out"))
        return found.text

    def _prose(self, row: Row) -> str:
        text = row.cells.get("about", "")
        if is_formula(text):
            self.refuse(row, _("`{text}` is a formula"), text=text[:40])
            return ""
        found = clean_prose(text, self._country, 5_000)
        if found.stripped:
            self.refuse(row, _("a mail address or telephone number in it is left out"))
        return f"{found.text}\n" if "\n" in found.text else found.text

    def _skills(self, row: Row) -> list[Value]:
        parts = re.split(r"[,;/|•\n]+", self._line(row, row.cells.get("skills", ""), 2_000))
        skills = list(dict.fromkeys(part.strip() for part in parts if part.strip()))
        fitting = [one for one in skills if len(one) <= _LONGEST_SKILL][:_MOST_SKILLS]
        if len(fitting) < len(skills):
            self.refuse(
                row, _("skills that are too long, or one too many: {n}"), n=len(skills) - len(fitting)
            )
        return [*fitting]

    def _links(self, row: Row) -> dict[str, Value]:
        links: dict[str, Value] = {}
        for kind in _LINKS:
            text = self._line(row, row.cells.get(kind, ""), 500)
            address = text if parse_https(text) else suggest_https(text)
            if address:
                links[kind] = address
            elif text and not says_nothing(text):
                self.refuse(row, _("`{text}` is no https address"), text=text[:60])
        return links

    def _login(self, row: Row) -> str:
        text = self._line(row, row.cells.get("github", ""), 200)
        login = re.sub(r"^(?:https?://)?(?:www\.)?github\.com/|^@", "", text).strip("/")
        if text and parse_login(login) is None and not says_nothing(text):
            self.refuse(row, _("`{text}` is no GitHub account"), text=text[:60])
        return login if parse_login(login) else ""
