"""`tablee init`: a new group out of the template, all or nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tablee.adapters import holiday_library
from tablee.adapters.clock import read_now
from tablee.adapters.disk import read_files
from tablee.adapters.founding import (
    FOLDERS,
    KEPT,
    list_own_files,
    list_uncommitted,
    replace_files,
)
from tablee.adapters.git import read_origin
from tablee.adapters.questions import open_questions
from tablee.checks.report import render_report
from tablee.cli.next_steps import render_next_steps
from tablee.cli.prompts import (
    confirm_members,
    confirm_writing,
    gather,
    read_given,
    say_permanence,
)
from tablee.files.engine import FOR_THE_TEMPLATE, README, render_kept
from tablee.files.engine import KEPT as KEPT_TEMPLATE
from tablee.files.forms.render import render_forms
from tablee.files.load import load_group
from tablee.files.paths import FORMS, GROUP_FILE
from tablee.i18n.errors import DONE, UserError
from tablee.i18n.translations import Translations, _, load_translations
from tablee.scaffolding.answers import QUESTIONS, flag_of
from tablee.scaffolding.founding import Founding, found_group

if TYPE_CHECKING:
    import argparse

    from tablee.model import Settings

ANOTHER_GROUP = _(
    "Here lives a group of its own (its identity is not the sample's), and init would delete its files. "
    "Edit group.yml instead; or delete group.yml, members/ and meetings/ yourself and run init again."
)
NO_GROUP = _(
    "There is no group.yml here, but there is {file}. Delete members/ and meetings/, or bring group.yml back."
)
LOSS = _(
    "init clears the sample away, and these files would be lost: {files}. Commit them, or move them elsewhere."
)


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `init`: one for each question, but for `--language`, which every command has."""
    for name, question in QUESTIONS.items():
        if name != "language":
            told = words.gettext(question.text, github="LOGIN")
            parser.add_argument(flag_of(name), metavar="…", help=told)
    several = words.gettext("a first member, by name (may be repeated)")
    parser.add_argument("--member", action="append", default=[], dest="members", metavar="…", help=several)
    file = words.gettext("a YAML file with answers; its keys are the names of these options")
    parser.add_argument("--answers", type=Path, metavar=words.gettext("FILE"), help=file)
    consent = words.gettext("ask nothing: take what is usual; the members agree to be public")
    parser.add_argument("--yes", action="store_true", help=consent)


def run(options: argparse.Namespace, words: Translations) -> int:
    """Found a group: gather the answers, render and check everything in memory, then write."""
    if not options.root.is_dir():
        raise UserError(_("There is no folder `{folder}`."), folder=options.root)
    stale = list_sample(options.root)
    stale += tuple(name for name in FOR_THE_TEMPLATE if stale and (options.root / name).is_file())
    questions = None if options.yes else open_questions()
    flags = {name: getattr(options, name) for name in QUESTIONS if getattr(options, name) is not None}
    given = read_given(flags, options.members, options.answers, words)
    origin = read_origin(options.root)
    answers = gather(given, origin, words, lambda zone: read_now(options.now, zone).date(), questions)
    spoken = load_translations(answers.language)
    # The first name of a dialogue is the founder's own.
    others = given.members or answers.members[1:]
    confirm_members(others, spoken, questions, agreed=options.yes)
    now = read_now(options.now, answers.timezone)
    founding = found_group(answers, now, holiday_library)
    settings = _judge(founding, spoken)
    files = dict(founding.files)
    if not stale and (options.root / README).exists():
        del files[README]  # not the template's: somebody's own
    if origin and answers.repository != origin:  # cloned from the template itself
        files[KEPT_TEMPLATE] = render_kept(f"https://github.com/{origin}")
    if (options.root / FORMS).is_dir():
        files |= {path: text.encode() for path, text in render_forms(settings).items()}
    confirm_writing(len(files), len(stale), spoken, questions)
    replace_files(options.root, files, stale)
    written = ", ".join(sorted(name for name in files if not name.endswith(KEPT)))
    print(spoken.gettext("Written: {files}", files=written))
    if answers.members and questions is None:
        print(f"\n{say_permanence(spoken)}")
    print(f"\n{render_next_steps(settings, answers.repository, spoken, now.date())}")
    return DONE


def _judge(founding: Founding, words: Translations) -> Settings:
    """Print what is wrong with the new group; an error ends it before anything is written."""
    if founding.problems:
        print(render_report(founding.problems, words, "text"), end="", file=sys.stderr)
    if founding.group is None:
        raise UserError(_("Nothing was written."))
    return founding.group.settings


def list_sample(root: Path) -> tuple[str, ...]:
    """Return the sample's files in a folder; none in a folder without any group.

    Raises UserError where the group is not the sample, or where files would be lost that Git does not have.
    """
    own = list_own_files(root)
    if GROUP_FILE not in own:
        orphans = [path for path in own if path.split("/")[0] in FOLDERS[1:]]
        if orphans:
            raise UserError(NO_GROUP, file=orphans[0])
        return ()
    loaded = load_group(read_files(root))
    if loaded.group is None or not loaded.group.settings.is_sample:
        raise UserError(ANOTHER_GROUP)
    if lost := list_uncommitted(root):
        raise UserError(LOSS, files=", ".join(lost))
    return own
