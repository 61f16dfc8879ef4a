"""`tablee rename`: a member gets another identity, everywhere at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.adapters.disk import read_prose
from tablee.adapters.founding import move_files, replace_files
from tablee.cli.people import (
    add_member,
    as_user_error,
    check_after,
    need_member,
    need_text,
    print_mentions,
    split_changes,
)
from tablee.files.paths import file_of_member
from tablee.files.problem import has_errors
from tablee.files.rename import rename
from tablee.i18n.errors import DONE, UserError
from tablee.i18n.translations import _
from tablee.model.words import IDENTITY

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.translations import Translations


AFTERWARDS = _(
    "The member’s page and calendar have a new address: whoever subscribed to the old one subscribes again. Draws of "
    "the past were made with the old name: what is written down counts."
)


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare what `rename` takes."""
    add_member(parser, words)
    told = words.gettext("the new one: small letters, digits and hyphens, as ana-silva")
    parser.add_argument("new", metavar=words.gettext("NEW"), help=told)


def run(options: argparse.Namespace, words: Translations) -> int:
    """Rename a member in every file, unless that would bring an error."""
    loaded, now, member = need_member(options)
    new = need_text(IDENTITY, "new", options.new)
    if new in loaded.member_ids:
        raise UserError(_("{file} exists already. Take another name."), file=file_of_member(new))
    prose = read_prose(options.root)
    with as_user_error():
        renamed = rename(loaded, member, new, prose)
    problems = check_after(options, loaded, renamed.files, now, words, renamed.moved)
    if has_errors(problems):
        raise UserError(_("Nothing was written."))
    files, gone = split_changes(renamed.files)
    move_files(options.root, renamed.moved)
    replace_files(options.root, files, gone)
    said = words.ngettext("Changed: {n} file", "Changed: {n} files", len(files))
    print(f"{file_of_member(member)} → {file_of_member(new)}. {said}.")
    for old, there in renamed.moved.items():
        print(f"{old} → {there}")
    print_mentions(
        words.gettext("These lines still say `{old}`; edit those that mean the member:", old=member),
        renamed.left,
    )
    print(words.gettext(AFTERWARDS))
    return DONE
