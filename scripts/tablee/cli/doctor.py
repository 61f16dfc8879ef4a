"""`tablee doctor`: what is missing or wrong here and on GitHub, each with its command or its address."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from tablee.adapters.git import read_origin
from tablee.adapters.machine import look_around
from tablee.adapters.mail_checkup import look_at_mailbox, names_mailbox
from tablee.checks.repository import Finding, diagnose
from tablee.cli.folder import need_loaded
from tablee.cli.next_steps import render_next_steps
from tablee.i18n.errors import DONE, ERRORS, UserError
from tablee.i18n.translations import _
from tablee.steward.tracker import TrackerError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from tablee.i18n.translations import Translations
    from tablee.model import Group


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `doctor`."""
    told = words.gettext("also show the steps that `init` printed")
    parser.add_argument("--steps", action="store_true", help=told)


def run(options: argparse.Namespace, words: Translations) -> int:
    """Look here and, where there is a token, on GitHub; status 1 where something is to be put right."""
    _loaded, group, now = need_loaded(options)
    origin = os.environ.get("GITHUB_REPOSITORY") or read_origin(options.root)
    here = tuple(look_around(options.root))
    _print_findings(words.gettext("Here:"), here, words)
    mailbox = tuple(look_at_mailbox(os.environ, time.sleep))
    if names_mailbox(os.environ):
        _print_findings(f"\n{words.gettext('The mailbox:')}", mailbox, words)
    asked = bool(origin and os.environ.get("GITHUB_TOKEN"))
    there = _ask(origin, group) if asked else ()
    if asked:
        _print_findings(words.gettext("On GitHub:"), there, words)
    else:
        print(f"\n{words.gettext(UNASKED)}")
    if options.steps or not asked:
        print(f"\n{render_next_steps(group.settings, origin, words, now.date())}")
    return ERRORS if here or mailbox or there else DONE


UNASKED = _(
    "GitHub was not asked. With a token it is: `GITHUB_TOKEN=$(gh auth token) tablee doctor`, or make one at "
    "https://github.com/settings/personal-access-tokens that may read your repository’s Administration. Until then, go "
    "through the steps yourself:"
)


def _ask(repository: str, group: Group) -> tuple[Finding, ...]:
    try:
        # Imported here: who looks at the machine alone needs no package for it.
        from tablee.adapters.github import read_access  # noqa: PLC0415
        from tablee.adapters.github.settings import read_repository  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise UserError(_("To ask GitHub a package is missing: `make setup-steward` brings it.")) from missing
    access = read_access({**os.environ, "GITHUB_REPOSITORY": repository})
    try:
        return diagnose(read_repository(access, time.sleep), group) if access else ()
    except TrackerError as error:
        raise UserError(_("GitHub could not be asked: {why}"), why=error.phrase) from error


def _print_findings(head: str, found: Iterable[Finding], words: Translations) -> None:
    lines = [f"- {words.resolve(one.what)}\n  {one.where}" for one in found]
    print(head, *(lines or [f"- {words.gettext('nothing is missing.')}"]), sep="\n")
