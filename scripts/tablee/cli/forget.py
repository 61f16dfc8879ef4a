"""`tablee forget`: a member goes out of every file; what the others did and owe stays as it was."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from tablee.adapters.disk import Content, read_prose
from tablee.adapters.founding import replace_files
from tablee.adapters.git import read_origin
from tablee.adapters.git_history import count_commits
from tablee.adapters.questions import open_questions
from tablee.cli.next_steps import UNKNOWN_REPOSITORY
from tablee.cli.people import (
    add_member,
    as_user_error,
    check_after,
    need_member,
    print_mentions,
    split_changes,
)
from tablee.cli.prompts import confirm
from tablee.files.forget import forget
from tablee.files.mentions import Mention
from tablee.files.paths import file_of_member, file_of_photo
from tablee.files.problem import has_errors
from tablee.i18n.errors import DONE, UserError
from tablee.i18n.translations import _, load_translations

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tablee.files.forget import Forgotten
    from tablee.i18n.translations import Translations
    from tablee.model import Member


OF_HISTORY = _(
    "In Git’s history the file, the photo and the name in older meetings are still there ({commits}), and in every "
    "clone and fork. To purge them from your repository (docs/leaving.md says what to mind first):"
)


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare what `forget` takes."""
    add_member(parser, words)
    told = words.gettext(
        "a word that means this person alone, to be replaced too: a first name (may be repeated)"
    )
    parser.add_argument("--also", action="append", default=[], metavar=words.gettext("WORD"), help=told)
    parser.add_argument("--yes", action="store_true", help=words.gettext("ask nothing"))


def run(options: argparse.Namespace, words: Translations) -> int:
    """Say what will change, ask, write, and say what no file of the group can undo."""
    loaded, now, member = need_member(options)
    if loaded.group is None:
        raise UserError(_("Nothing was written."))
    settings, person = loaded.group.settings, loaded.group.members[member]
    today = settings.day_of(now)
    spoken = load_translations(settings.language)
    with as_user_error():
        forgotten = forget(loaded, member, today, read_prose(options.root), spoken, options.also)
    if has_errors(check_after(options, loaded, forgotten.files, now, words)):
        raise UserError(_("Nothing was written."))
    files, gone = split_changes(forgotten.files)
    _print_plan(forgotten, len(files), gone, _named_files(options.root, person, gone), words)
    _confirm(options, words)
    replace_files(options.root, files, gone)
    print()
    print(words.gettext("Done. What these files cannot undo:"))
    for number, (what, how) in enumerate(_remains(options.root, person, forgotten.token, words), 1):
        print(f"{number}. {what}", *(f"   {line}" for line in how), sep="\n")
    return DONE


def _print_plan(
    forgotten: Forgotten, changed: int, gone: Sequence[str], named: Sequence[Mention], words: Translations
) -> None:
    print(words.ngettext("To change: {n} file", "To change: {n} files", changed))
    for file in gone:
        print(words.gettext("To delete: {file}", file=file))
    if forgotten.token:
        said = _(
            "In the meetings of the past `{token}` stands for this person, so that presence, turns and balances of "
            "the others stay exactly as they are."
        )
        print(words.gettext(said, token=forgotten.token))
    print_mentions(words.gettext("Lines in which the name gives way; read them:"), forgotten.replaced)
    print_mentions(
        words.gettext(
            "Lines that may still mean this person. Edit them, or answer no and add `--also WORD` for a word that "
            "means nobody else:"
        ),
        [*forgotten.left, *named],
    )


def _named_files(root: Path, person: Member, gone: Sequence[str]) -> list[Mention]:
    """Return the files of content/ whose name tells who it is."""
    names = (f"content/{name}" for name in sorted(Content(root).names))
    return [
        Mention(name, 1, name) for name in names if person.public and person.id in name and name not in gone
    ]


def _confirm(options: argparse.Namespace, words: Translations) -> None:
    if options.yes:
        return
    questions = open_questions()
    if questions is None:
        raise UserError(_("There is no terminal to ask on: add `--yes`. Nothing was written."))
    questions.tell("")
    confirm(words.gettext("Write this? (yes or no)"), questions, "", words)


def _remains(
    root: Path, person: Member, token: str, words: Translations
) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what is left to do by hand, each with its commands or addresses."""
    github = f"https://github.com/{read_origin(root) or UNKNOWN_REPOSITORY}"
    paths = [file_of_member(person.id), *([file_of_photo(person.photo)] if person.photo else [])]
    yield (
        words.gettext("Commit, without the name in the message, and publish:"),
        ['git add -A && git commit -m "Forget a member" && git push'],
    )
    count = count_commits(root, *paths)
    if count:
        yield (
            words.gettext(OF_HISTORY, commits=words.ngettext("{n} commit", "{n} commits", count)),
            _purge(person, token or words.gettext("somebody"), paths),
        )
    yield (
        words.gettext(
            "Issues and comments keep what they say: the steward renews its open ones, the others are yours to edit."
        ),
        [f"{github}/issues?q={quote(person.id)}"],
    )
    if person.github:
        yield (
            words.gettext(
                "The account may still have access to the repository; only GitHub can take it away."
            ),
            [f"{github}/settings/access"],
        )


def _purge(person: Member, token: str, paths: Sequence[str]) -> list[str]:
    rules = [quote(f"{text}==>{token}") for text in (person.name, person.id, person.github) if text]
    chosen = " ".join(f"--path {quote(path)}" for path in paths)
    return [
        f"printf '%s\\n' {' '.join(rules)} > ../forget.txt",
        f"git filter-repo --force --invert-paths {chosen} --replace-text ../forget.txt --replace-message ../forget.txt",
        "git push --force --all && rm ../forget.txt",
    ]
