"""What an import would write and what it leaves out, as a person reads it before saying yes."""

from __future__ import annotations

import re
from difflib import ndiff
from typing import TYPE_CHECKING

from tablee.files.paths import GROUP_FILE
from tablee.i18n.invisible import INVISIBLE
from tablee.i18n.translations import LazyText, _
from tablee.imports.people_changes import name_of_row
from tablee.imports.people_table import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tablee.i18n.translations import Translations
    from tablee.imports.changes import Changes
    from tablee.imports.foreign import Refused
    from tablee.imports.people_table import Row, Table

MOST_LINES = 60
"""Lines of one kind that are shown; the rest is counted."""
FEW = 5
"""Files of one text that are shown one by one."""
_LONGEST = 110

KINDS = {
    "name": _("the name"),
    "first": _("the first name"),
    "last": _("the last name"),
    "trade": _("the trade"),
    "tagline": _("the tagline"),
    "city": _("the town"),
    "skills": _("the skills"),
    "about": _("a few lines about the person"),
    "website": _("the website"),
    "linkedin": "LinkedIn",
    "mastodon": "Mastodon",
    "github": _("the GitHub account"),
    "joined": _("the day of joining"),
    "left": _("the day of leaving"),
    "public": _("whether the person agrees to be named in public"),
    NEVER: _("never written: it is private"),
    "": _("not taken: nothing here is like it"),
}


def render_changes(changes: Changes, before: Mapping[str, bytes], words: Translations) -> str:
    """Return what would be written, what stays and what is left out; empty parts say nothing."""
    new = {path: data for path, data in changes.files.items() if path != GROUP_FILE}
    parts = [
        (_("group.yml gets:"), _added(before.get(GROUP_FILE, b""), changes.files.get(GROUP_FILE))),
        (_("New files:"), [*_list_files(new, words)]),
        (_("Already there, and saying something else; they stay as they are:"), changes.kept),
        (_("Left out:"), [_say_refused(one, words) for one in changes.refused]),
        (_("Good to know:"), [words.resolve(one) for one in changes.remarks]),
    ]
    said = [
        line for title, lines in parts if lines for line in [words.gettext(title), *_indented(lines, words)]
    ]
    if changes.same:
        said.append(
            words.ngettext("{n} file says it already.", "{n} files say it already.", len(changes.same))
        )
    return "".join(f"{line}\n" for line in said)


def render_headings(table: Table, words: Translations) -> str:
    """Return for each column what it was taken for."""
    lines = [f"  {_clean(title) or '–'} → {words.gettext(KINDS[kind])}" for title, kind in table.headings]
    return "".join(f"{line}\n" for line in [words.gettext("The columns:"), *lines])


def render_neutral(neutral: Mapping[str, Row], words: Translations) -> str:
    """Return whose neutral file is whose: the only time that it is told."""
    if not neutral:
        return ""
    opening = words.gettext("Who is who is written nowhere: note it now, and tell each person alone.")
    said = [
        words.gettext(
            "  line {line}, {name}: {member}", line=row.line, name=_clean(name_of_row(row)), member=member
        )
        for member, row in neutral.items()
    ]
    return "".join(f"{line}\n" for line in [opening, *said])


def _say_refused(refused: Refused, words: Translations) -> str:
    why = words.resolve(refused.why)
    if refused.path:
        return f"{refused.path}: {why}"
    return (
        words.resolve(LazyText(_("line {line}: {why}"), {"line": refused.line, "why": why}))
        if refused.line
        else why
    )


def _added(before: bytes, after: bytes | None) -> list[str]:
    """Return the lines that a file gets."""
    if after is None:
        return []
    lines = ndiff(before.decode("utf-8", "replace").splitlines(), after.decode().splitlines())
    return [line[2:] for line in lines if line.startswith("+ ")]


def _list_files(files: Mapping[str, bytes], words: Translations) -> Iterator[str]:
    """Yield each file with what it says; many that say the same are one line."""
    alike: dict[str, list[str]] = {}
    for path, data in files.items():
        alike.setdefault(_in_short(data), []).append(path)
    for text, paths in alike.items():
        if len(paths) > FEW:
            said = _("{n} files, {first} to {last}: {text}")
            yield words.gettext(said, n=len(paths), first=paths[0], last=paths[-1], text=text)
        else:
            yield from (f"{path}: {text}" for path in paths)


def _in_short(data: bytes) -> str:
    """Return a small file on one line."""
    text = re.sub(r"\s*\n\s*", ", ", data.decode().strip())
    return _clean(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2]} …")


def _indented(lines: Sequence[str], words: Translations) -> Iterator[str]:
    yield from (f"  {_clean(line)}" for line in lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        yield "  " + words.gettext("… and {n} more", n=len(lines) - MOST_LINES)


def _clean(text: str) -> str:
    """Return a foreign text as a terminal may show it."""
    return INVISIBLE.sub("", text.replace("\n", " "))
