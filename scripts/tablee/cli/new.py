"""`tablee new`: the first file of a member or of a meeting."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tablee.adapters.founding import replace_files
from tablee.adapters.surroundings import read_surroundings
from tablee.checks.report import render_report
from tablee.checks.rules import check_group
from tablee.cli.exits import DONE, ERRORS, WRONG_USE, Stop, wrong_use
from tablee.cli.first_files.said import Draft, draft_meeting, draft_member
from tablee.cli.reading import load_folder
from tablee.files.load import Loaded, load_group
from tablee.files.problem import Severity, has_errors, sort_problems
from tablee.i18n.words import Phrase, Words, _

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from tablee.files.problem import Problem

KINDS = {"member": draft_member, "meeting": draft_meeting}
OF_MEMBERS = ("public", "joined", "trade", "city", "github", "skills", "id")
OF_MEETINGS = ("circle", "title", "at", "place", "suffix")


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of `new`; a member's and a meeting's stand in groups of their own in the help."""
    parser.add_argument(
        "kind", choices=KINDS, help=words.say("what to write: a member's file or a meeting's")
    )
    what = words.say("the member's name; the meeting's day (default: the next date without file)")
    parser.add_argument("what", nargs="?", default="", metavar=words.say("NAME or DAY"), help=what)
    member = parser.add_argument_group(words.say("for a member"))
    member.add_argument(
        "--public",
        metavar="yes|no",
        help=words.say("whether the site may name this member: the member's own choice"),
    )
    member.add_argument(
        "--joined", metavar="2026-11-23", help=words.say("the day of joining (default: today)")
    )
    member.add_argument("--trade", metavar="…", help=words.say("the trade in a few words"))
    member.add_argument("--city", metavar="…", help=words.say("the town"))
    member.add_argument("--github", metavar="…", help=words.say("the GitHub account, if any"))
    member.add_argument(
        "--skill",
        action="append",
        dest="skills",
        metavar="…",
        help=words.say("what people can ask this member about (may be repeated)"),
    )
    member.add_argument(
        "--id", metavar="ana-silva-2", help=words.say("the file's name, where two members have one name")
    )
    meeting = parser.add_argument_group(words.say("for a meeting"))
    meeting.add_argument(
        "--circle", metavar="…", help=words.say("the circle that meets (default: the group itself)")
    )
    meeting.add_argument("--title", metavar="…", help=words.say("what it is about, in a few words"))
    meeting.add_argument(
        "--at", metavar="19:00", help=words.say("the hour, only when it differs from the rhythm's")
    )
    meeting.add_argument("--place", metavar="…", help=words.say("a key of `places`, or a text"))
    meeting.add_argument(
        "--suffix", metavar="evening", help=words.say("what tells a second meeting of one day")
    )


def run(options: argparse.Namespace, words: Words) -> int:
    """Write the file, unless it would bring an error; print every problem of the group."""
    _refuse_mixture(options)
    loaded, now = load_folder(options)
    if loaded.group is None:
        print(render_report(list(loaded.problems), words, "text"), end="", file=sys.stderr)
        return ERRORS
    draft = KINDS[options.kind](options, loaded, loaded.group, now)
    if draft.path in loaded.files:
        raise Stop(WRONG_USE, Phrase(draft.refusal, {"file": draft.path}))
    problems = _check(options, loaded, draft, now)
    if problems:
        print(render_report(problems, words, "text"), end="", file=sys.stderr)
    if any(p.file == draft.path and p.severity is Severity.ERROR for p in problems):
        raise Stop(ERRORS, Phrase(_("Nothing was written.")))
    replace_files(options.root, {draft.path: draft.text.encode()}, ())
    _tell(draft, words)
    return ERRORS if has_errors(problems) else DONE


def _refuse_mixture(options: argparse.Namespace) -> None:
    """Refuse a member's option for a meeting, and the other way round."""
    others = OF_MEETINGS if options.kind == "member" else OF_MEMBERS
    for name in others:
        if getattr(options, name) is not None:
            flag = "--skill" if name == "skills" else f"--{name}"
            raise wrong_use(_("`{flag}` means nothing for a {kind}."), flag=flag, kind=options.kind)


def _check(options: argparse.Namespace, loaded: Loaded, draft: Draft, now: datetime) -> list[Problem]:
    after = load_group({**loaded.files, draft.path: draft.text.encode()})
    found = check_group(after, now, read_surroundings(options.root, None))
    return sort_problems([*after.problems, *found])


def _tell(draft: Draft, words: Words) -> None:
    print(words.say("Written: {files}", files=draft.path))
    for note in draft.notes:
        print(words.phrase(note))
