"""`tablee new`: the first file of a member or of a meeting."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from tablee.adapters.founding import replace_files
from tablee.adapters.surroundings import read_surroundings
from tablee.checks.report import render_report
from tablee.checks.rules import check_group
from tablee.cli.folder import need_circle, need_loaded
from tablee.cli.people import need_text
from tablee.files.load import Loaded, load_group
from tablee.files.member_places import unmentioned_identity
from tablee.files.paths import file_of_meeting, file_of_member
from tablee.files.problem import has_errors
from tablee.i18n.errors import DONE, ERRORS, UserError
from tablee.i18n.translations import Translations, _
from tablee.model.folding import slug_of
from tablee.model.identity import parse_day
from tablee.model.word import Text, Word
from tablee.model.words import ACCOUNT, CLOCK, DAY, IDENTITY, LINE, LOGIN, YES_NO
from tablee.scaffolding.answers import MEMBER_NAME
from tablee.scaffolding.meeting import next_slot, render_meeting, slot_on
from tablee.scaffolding.member import render_member, render_neutral

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from datetime import date, datetime

    from tablee.model import Group


class Option(NamedTuple):
    """An option of a kind of file: what judges its value, a value to show in the help, and what it means."""

    word: Word[Any]
    shown: str
    told: str


OPTIONS: Mapping[str, Mapping[str, Option]] = {
    "member": {
        "public": Option(
            YES_NO, "yes|no", _("whether the site may name this member: the member's own choice")
        ),
        "joined": Option(DAY, "2026-11-23", _("the day of joining (default: today)")),
        "trade": Option(Text(120), "…", _("the trade in a few words")),
        "city": Option(Text(80), "…", _("the town")),
        "github": Option(LOGIN, "…", _("the GitHub account, if any")),
        "github-id": Option(ACCOUNT, "…", _("its number: `id` at https://api.github.com/users/LOGIN")),
        "skill": Option(Text(60), "…", _("what people can ask this member about (may be repeated)")),
        "id": Option(IDENTITY, "ana-silva-2", _("the file's name, where two members have one name")),
    },
    "meeting": {
        "circle": Option(LINE, "…", _("the circle that meets (default: the group itself)")),
        "title": Option(LINE, "…", _("what it is about, in a few words")),
        "at": Option(CLOCK, "19:00", _("the hour, only when it differs from the rhythm's")),
        "place": Option(LINE, "…", _("a key of `places`, or a text")),
        "suffix": Option(IDENTITY, _("evening"), _("what tells a second meeting of one day")),
    },
}
TITLES = {"member": _("for a member"), "meeting": _("for a meeting")}
REPEATED = "skill"
TOLD = ("trade", "city", "github", "github-id")
"""What of a member's options is copied into the file as it is."""
TAKEN = {
    "member": _("{file} exists already. If this is somebody else of that name, add `--id` with another one."),
    "meeting": _("{file} exists already: edit it."),
}
Given = dict[str, list[str]]
"""The texts of the options that were given, by the option's name."""


class Draft(NamedTuple):
    """A file to be written, and what to say once it is."""

    path: str
    text: str
    notes: tuple[str, ...] = ()


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `new`; a member's and a meeting's stand in groups of their own in the help."""
    told = words.gettext("what to write: a member's file or a meeting's")
    # argparse's faults name an argument by its metavar, and a bare `kind` says nothing.
    parser.add_argument("kind", choices=tuple(OPTIONS), metavar=f"{{{','.join(OPTIONS)}}}", help=told)
    told = words.gettext("the member's name; the meeting's day (default: the next date without file)")
    parser.add_argument("what", nargs="?", default="", metavar=words.gettext("NAME or DAY"), help=told)
    for kind, options in OPTIONS.items():
        group = parser.add_argument_group(words.gettext(TITLES[kind]))
        for name, option in options.items():
            action = "append" if name == REPEATED else "store"
            group.add_argument(
                f"--{name}",
                action=action,
                metavar=words.gettext(option.shown),
                help=words.gettext(option.told),
            )


def run(options: argparse.Namespace, words: Translations) -> int:
    """Write the file, unless it would bring an error; print every problem of the group."""
    given = _read_given(options)
    loaded, group, now = need_loaded(options)
    if options.kind == "member":
        draft = draft_member(options.what, given, loaded, group, now)
    else:
        draft = draft_meeting(options.what, given, group, now)
    if draft.path in loaded.files:
        raise UserError(TAKEN[options.kind], file=draft.path)
    after = load_group({**loaded.files, draft.path: draft.text.encode()})
    problems = check_group(after, now, read_surroundings(options.root, None, publishing=False))
    if problems:
        print(render_report(problems, words, "text"), end="", file=sys.stderr)
    if any(p.file == draft.path and p.is_error for p in problems):
        print(words.gettext("Nothing was written."), file=sys.stderr)
        return ERRORS
    replace_files(options.root, {draft.path: draft.text.encode()}, ())
    print(words.gettext("Written: {files}", files=draft.path))
    for note in draft.notes:
        print(words.gettext(note))
    return ERRORS if has_errors(problems) else DONE


def _read_given(options: argparse.Namespace) -> Given:
    """Return what was given, each text judged by its word; raises UserError for options of the other kind."""
    given: Given = {}
    for kind, declared in OPTIONS.items():
        for name, option in declared.items():
            typed = getattr(options, name.replace("-", "_"))
            if typed is not None and kind != options.kind:
                said = _("`{flag}` means nothing for a {kind}.")
                raise UserError(said, flag=f"--{name}", kind=options.kind)
            if typed is not None:
                texts = typed if name == REPEATED else [typed]
                given[name] = [need_text(option.word, name, text) for text in texts]
    return given


def draft_member(what: str, given: Given, loaded: Loaded, group: Group, now: datetime) -> Draft:
    """Draft a member's file; raises UserError for what is missing or refused."""
    if "public" not in given:
        choice = _(
            "Say whether the site may name this member: `--public yes` or `--public no`. The choice "
            "is the member's."
        )
        raise UserError(choice)
    joined = (parse_day(given["joined"][0]) if "joined" in given else None) or now.date()
    if YES_NO.parse(given["public"][0]):
        return _draft_public(need_text(MEMBER_NAME, "name", what), given, group, joined)
    return _draft_neutral(what, given, loaded, group, joined)


def _draft_public(name: str, given: Given, group: Group, joined: date) -> Draft:
    if not name:
        raise UserError(_('Say the member\'s name: `tablee new member "Ana Silva" --public yes`.'))
    member = given["id"][0] if "id" in given else slug_of(name)
    if not member:
        unnamed = _("No file can be named after `{name}`. Add `--id` with small letters without accents.")
        raise UserError(unnamed, name=name)
    said: dict[str, str | list[str]] = {key.replace("-", "_"): given[key][0] for key in TOLD if key in given}
    if REPEATED in given:
        said["skills"] = given[REPEATED]
    permanent = _(
        "Once it is committed, Git's history keeps it for ever: it can be taken off the site, not "
        "out of that history."
    )
    text = render_member(name, joined, group.settings.language, said)
    return Draft(file_of_member(member), text, (permanent,))


def _draft_neutral(what: str, given: Given, loaded: Loaded, group: Group, joined: date) -> Draft:
    telling = next((name for name in (*TOLD, REPEATED, "id") if name in given), "")
    if telling:
        said = _("`{flag}` would tell who this is: leave it out with `--public no`.")
        raise UserError(said, flag=f"--{telling}")
    member = unmentioned_identity(group, loaded.files)
    secret = _(
        "Tell this member the name of the file, and nobody else: it stands for the person in the "
        "meetings' files."
    )
    notes = (secret, _("The name that you gave is written nowhere.")) if what else (secret,)
    return Draft(file_of_member(member), render_neutral(joined, group.settings.language), notes)


def draft_meeting(what: str, given: Given, group: Group, now: datetime) -> Draft:
    """Draft a meeting's file; raises UserError for what is missing or refused."""
    said = {name: texts[0] for name, texts in given.items()}
    circle = need_circle(group, said.pop("circle", ""))
    suffix = said.pop("suffix", "")
    day = parse_day(need_text(DAY, "day", what)) if what else None
    if suffix and not day:
        raise UserError(_("`--suffix` tells a second meeting of one day: name the day too."))
    found = slot_on(group, circle, day, suffix) if day else next_slot(group, circle, now)
    if found is None:
        unseen = _("No date without a file is in sight. Name the day: `tablee new meeting 2026-12-10`.")
        raise UserError(unseen)
    missing = [f"`--{key}`" for key in ("title", "at") if key not in said]
    if found.slot is None and missing:
        extra = _("{day} is not in the rhythm. An extra meeting needs {flags}.")
        raise UserError(extra, day=found.key.on, flags=", ".join(missing))
    notes = () if found.slot else (_("This meeting is an extra: it is not in the rhythm."),)
    text = render_meeting(found, group.settings.language, said)
    return Draft(file_of_meeting(found.key), text, notes)
