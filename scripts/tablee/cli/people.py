"""What `new`, `rename` and `forget` share: an answer judged, the member meant, the check, lines to look at."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tablee.adapters.surroundings import read_surroundings
from tablee.checks.content import CONTENT
from tablee.checks.names import near_name
from tablee.checks.report import render_report
from tablee.checks.rules import check_group
from tablee.cli.folder import InvalidGroup, load_folder
from tablee.files.care import judge_text
from tablee.files.load import Loaded, load_group
from tablee.files.paths import name_of
from tablee.files.problem import Problem, has_errors
from tablee.files.write_keys import Unsafe
from tablee.i18n.errors import UserError
from tablee.i18n.translations import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from tablee.files.mentions import Mention
    from tablee.i18n.translations import Translations
    from tablee.model.word import Word

MOST_SHOWN = 40


def add_member(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the member that a command is about."""
    told = words.gettext("the name of the member’s file, as ines-garnier")
    parser.add_argument("member", metavar=words.gettext("MEMBER"), help=told)


def need_member(options: argparse.Namespace) -> tuple[Loaded, datetime, str]:
    """Return a group that can be read whole, the present, and the member that is meant; raises UserError."""
    loaded, now = load_folder(options)
    if loaded.group is None or has_errors(loaded.problems):
        raise InvalidGroup(loaded.problems)
    member = name_of(options.member)
    if member not in loaded.group.members:
        near = near_name(member, loaded.member_ids)
        said = (
            _("There is no member `{member}`. Did you mean `{near}`?")
            if near
            else _("There is no member `{member}`: the names are those of the files in members/.")
        )
        raise UserError(said, member=member, near=near)
    return loaded, now, member


def need_text(word: Word[Any], key: str, text: str) -> str:
    """Let the word of the files judge a text; raises UserError with the problem's own words."""
    for problem in judge_text(word, key, text):
        raise UserError("{what} {fix}", what=problem.message, fix=problem.fix)
    return text.strip()


@contextmanager
def as_user_error() -> Iterator[None]:
    """Say where a file cannot be edited, instead of a traceback."""
    try:
        yield
    except Unsafe as unsafe:
        raise UserError(_("A file must be edited by hand first: {why}."), why=unsafe.phrase) from unsafe


def check_after(
    options: argparse.Namespace,
    loaded: Loaded,
    changes: Mapping[str, bytes | None],
    now: datetime,
    words: Translations,
    moved: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Return the problems that the group will have, and print them where there are errors; `moved` are photos."""
    merged = {**loaded.files, **changes}
    after = load_group({file: content for file, content in merged.items() if content is not None})
    around = read_surroundings(options.root, None, publishing=False)
    names = around.names.union(path.removeprefix(f"{CONTENT}/") for path in (moved or {}).values())
    problems = check_group(after, now, replace(around, names=names))
    if has_errors(problems):
        print(render_report(problems, words, "text"), end="", file=sys.stderr)
    return problems


def split_changes(changes: Mapping[str, bytes | None]) -> tuple[dict[str, bytes], list[str]]:
    """Return the files to write, and those to delete."""
    files = {file: content for file, content in changes.items() if content is not None}
    return files, [file for file in changes if file not in files]


def print_mentions(head: str, mentions: Sequence[Mention]) -> None:
    """Print lines of files with what they say."""
    if not mentions:
        return
    print(f"\n{head}")
    for one in mentions[:MOST_SHOWN]:
        print(
            f"  {one.file}:{one.line}: {''.join(letter if letter.isprintable() else ' ' for letter in one.text)}"
        )
    if len(mentions) > MOST_SHOWN:
        print(f"  … +{len(mentions) - MOST_SHOWN}")
