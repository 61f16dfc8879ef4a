"""What `tablee new` was told, judged by the fields of the files, becomes the draft of one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tablee.cli.exits import wrong_use
from tablee.cli.first_files.meeting_file import Found, next_slot, render_meeting, slot_on
from tablee.cli.first_files.member_file import neutral_identity, render_member, render_neutral
from tablee.cli.founding.answers import MEMBER_NAME, AsTyped, read_answer
from tablee.files.fields import Field, Text
from tablee.files.folding import slug_of
from tablee.files.scalars import CLOCK, DAY, IDENTITY, LOGIN, YES_NO
from tablee.files.shapes.common import LINE
from tablee.i18n.words import Phrase, _, load_words
from tablee.model.identity import parse_day

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from datetime import date, datetime

    from tablee.files.load import Loaded
    from tablee.model import Group

FIELDS: Mapping[str, Field[Any]] = {
    "name": MEMBER_NAME,
    "joined": DAY,
    "trade": Text(most=120),
    "city": Text(most=80),
    "github": LOGIN,
    "skill": Text(most=60),
    "id": IDENTITY,
    "public": YES_NO,
    "day": DAY,
    "title": LINE,
    "at": CLOCK,
    "place": LINE,
    "suffix": IDENTITY,
}
TOLD = ("trade", "city", "github")


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be written, what to say where its path is taken (`{file}`), and what to say once it is written."""

    path: str
    text: str
    refusal: str
    notes: tuple[Phrase, ...] = ()


def draft_member(options: argparse.Namespace, loaded: Loaded, group: Group, now: datetime) -> Draft:
    """Draft a member's file; raises Stop for what is missing or refused."""
    if not options.public:
        raise wrong_use(
            _(
                "Say whether the site may name this member: `--public yes` or `--public no`. The choice "
                "is the member's."
            )
        )
    joined = parse_day(_said(options, "joined")) or now.date()
    if YES_NO.options[_said(options, "public").casefold()]:
        return _draft_public(options, group, joined)
    return _draft_neutral(options, loaded, group, joined)


def _draft_public(options: argparse.Namespace, group: Group, joined: date) -> Draft:
    name = _judge("name", options.what)
    member = _said(options, "id") or slug_of(name)
    if not name:
        raise wrong_use(_('Say the member\'s name: `tablee new member "Ana Silva" --public yes`.'))
    if not member:
        raise wrong_use(
            _("No file can be named after `{name}`. Add `--id` with small letters without accents."),
            name=name,
        )
    given: dict[str, str | list[str]] = {key: _said(options, key) for key in TOLD if _said(options, key)}
    if options.skills:
        given["skills"] = [_judge("skill", skill) for skill in options.skills]
    text = render_member(name, joined, load_words(group.settings.language), given)
    taken = _("{file} exists already. If this is somebody else of that name, add `--id` with another one.")
    permanent = Phrase(
        _(
            "Once it is committed, Git's history keeps it for ever: it can be taken off the site, not "
            "out of that history."
        )
    )
    return Draft(f"members/{member}.yml", text, taken, (permanent,))


def _draft_neutral(options: argparse.Namespace, loaded: Loaded, group: Group, joined: date) -> Draft:
    for key in (*TOLD, "skills", "id"):
        if getattr(options, key) is not None:
            flag = "--skill" if key == "skills" else f"--{key}"
            raise wrong_use(_("`{flag}` would tell who this is: leave it out with `--public no`."), flag=flag)
    member = neutral_identity(group.settings.identity, _Mentioned(loaded))
    text = render_neutral(joined, load_words(group.settings.language))
    notes = [
        Phrase(
            _(
                "Tell this member the name of the file, and nobody else: it stands for the person in the "
                "meetings' files."
            )
        )
    ]
    if options.what:
        notes.append(Phrase(_("The name that you gave is written nowhere.")))
    return Draft(f"members/{member}.yml", text, _("{file} exists already."), tuple(notes))


class _Mentioned:
    """The identities that any file has or mentions, so that one that was forgotten never comes back as another."""

    def __init__(self, loaded: Loaded) -> None:
        self._texts = [f"{path}\n".encode() + content for path, content in loaded.files.items()]

    def __contains__(self, member: object) -> bool:
        return any(str(member).encode() in text for text in self._texts)


def draft_meeting(options: argparse.Namespace, _loaded: Loaded, group: Group, now: datetime) -> Draft:
    """Draft a meeting's file; raises Stop for what is missing or refused."""
    circle = options.circle or ""
    if circle not in group.circle_ids:
        known = ", ".join(group.settings.circles) or "–"
        raise wrong_use(_("There is no circle `{circle}`. Known: {known}."), circle=circle, known=known)
    day = parse_day(_judge("day", options.what)) if options.what else None
    suffix = _said(options, "suffix")
    if suffix and not day:
        raise wrong_use(_("`--suffix` tells a second meeting of one day: name the day too."))
    found = slot_on(group, circle, day, suffix, now) if day else next_slot(group, circle, now)
    if found is None:
        raise wrong_use(
            _("No date without a file is in sight. Name the day: `tablee new meeting 2026-12-10`.")
        )
    given = {key: _said(options, key) for key in ("title", "at", "place") if _said(options, key)}
    missing = [f"`--{key}`" for key in ("title", "at") if key not in given]
    if found.slot is None and missing:
        said = _("{day} is not in the rhythm. An extra meeting needs {flags}.")
        raise wrong_use(said, day=found.key.on, flags=", ".join(missing))
    text = render_meeting(found, load_words(group.settings.language), given)
    return Draft(f"meetings/{found.key}.yml", text, _("{file} exists already: edit it."), _notes(found))


def _notes(found: Found) -> tuple[Phrase, ...]:
    slot = found.slot
    if slot is None:
        return (Phrase(_("This meeting is an extra: it is not in the rhythm.")),)
    if slot.on == found.key.on:
        return ()
    moved = {"key": found.key, "on": slot.on, "holiday": slot.holiday}
    return (Phrase(_("{key} is a public holiday ({holiday}): the meeting is on {on}."), moved),)


def _said(options: argparse.Namespace, key: str) -> str:
    text = getattr(options, key)
    return "" if text is None else _judge(key, text)


def _judge(key: str, text: str) -> str:
    """Let the field of the files judge a text; raises Stop with the problem's own words."""
    value, problems = read_answer(AsTyped(FIELDS[key]), key, text)
    if problems:
        raise wrong_use("{what} {fix}", what=problems[0].message, fix=problems[0].fix)
    return value
