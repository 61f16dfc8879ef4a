"""`tablee post`: invitations, reminders and calls by mail, and the answers that came back, in one run of the steward.

Answers are written and pushed first, then their mails are moved, then letters are sent: a run that breaks off repeats
what it had read, and sends nothing twice.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from tablee.adapters.mailbox import DONE as READ
from tablee.adapters.mailbox import MailAccess, Mailbox, open_mailbox, read_mail_access
from tablee.cli.apply import UNDONE, apply_again
from tablee.cli.mail_run import Look, groups_after, look_into, plan_mails, send, tidy
from tablee.cli.steward_run import StewardRun, add_steward_options, make_plan, reporting, start_run, telling
from tablee.i18n.errors import DONE, TRACKER, UserError
from tablee.i18n.translations import _
from tablee.mail.composing import Composer, Sender
from tablee.mail.reading import is_address
from tablee.mail.tokens import Purpose, make_token
from tablee.mail.words import Word, spell
from tablee.rules.timeline import build_timeline
from tablee.steward.report import render_outcome, render_plan

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.translations import Translations

NO_MAILBOX = _(
    "There is no mailbox: TABLEE_MAIL_HOST, TABLEE_MAIL_USER, TABLEE_MAIL_PASSWORD and TABLEE_MAIL_KEY name one "
    "(docs/mail.md)."
)
COUNTS = _("Mails: {read} read, {left} left for people, {sent} owed.")
NO_MEMBER = _("`{member}` is no member: there is no `members/{member}.yml`.")
NO_ADDRESS = _("`{address}` is no mail address.")


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `post`."""
    add_steward_options(parser, words)
    told = words.gettext("only say what would be sent and written")
    parser.add_argument("--dry-run", action="store_true", help=told)
    told = words.gettext("add an address, erase one, or show the link by which a member gives one")
    parser.add_argument("deed", nargs="?", choices=("add", "erase", "link"), help=told)
    parser.add_argument(
        "member", nargs="?", metavar=words.gettext("MEMBER"), help=words.gettext("whose address")
    )
    parser.add_argument(
        "address", nargs="?", metavar=words.gettext("ADDRESS"), help=words.gettext("for `add`")
    )


def run(options: argparse.Namespace, words: Translations) -> int:
    """Read the mailbox, run the steward with what it says, and send what is owed; without secrets, do nothing."""
    access = read_mail_access(os.environ)
    if access is None:
        if options.deed:
            raise UserError(NO_MAILBOX)
        print(words.gettext(NO_MAILBOX))
        return DONE
    with reporting(words, options.format):
        steward = start_run(options, acting=not options.dry_run)
        if options.deed:
            return _keep_book(options, steward, access)
        with open_mailbox(access) as mailbox:
            return _post(options, steward, access, mailbox)


def _post(options: argparse.Namespace, steward: StewardRun, access: MailAccess, mailbox: Mailbox) -> int:
    given, words, now = steward.given, steward.words, steward.given.now
    look = look_into(mailbox, access, given.group, now)
    steward = replace(steward, given=replace(given, mail=look.mail))
    if options.dry_run:
        print(render_plan(make_plan(steward), words, options.format), end="")
        _tell(words, look, len(plan_mails([given.group], now, look)))
        return DONE
    with telling(UNDONE):
        outcome = apply_again(steward, lambda plan: print(render_plan(plan, words, options.format), end=""))
    if outcome is None:
        return TRACKER
    print(render_outcome(outcome, words, options.format), end="")
    if not outcome.is_whole:
        return TRACKER
    tidy(mailbox, look, now.date())
    with telling(UNDONE):
        groups = groups_after(steward, outcome)
    letters = plan_mails(groups, now, look)
    composer = Composer(groups[0], build_timeline(groups[0], now), words, Sender(access.user, access.key))
    send(mailbox, letters, look.addresses, composer, now.date())
    _tell(words, look, len(letters))
    return DONE


def _tell(words: Translations, look: Look, letters: int) -> None:
    """Print counts alone: a run's log is public."""
    counts = {"read": len(look.folders[READ]), "left": look.mail.unread, "sent": letters}
    print(words.gettext(COUNTS, **counts))


def _keep_book(options: argparse.Namespace, steward: StewardRun, access: MailAccess) -> int:
    """Add or erase a member's address, or print the link by which they give it."""
    member, address = options.member or "", options.address or ""
    if member not in steward.given.group.members:
        raise UserError(NO_MEMBER, member=member)
    if options.deed == "link":
        token = make_token(access.key, Purpose.JOIN, member)
        print(f"mailto:{access.user}?subject={spell(Word.JOIN, steward.words.language)}%20{token}")
        return DONE
    if options.deed == "add" and not is_address(address):
        raise UserError(NO_ADDRESS, address=address)
    with open_mailbox(access) as mailbox:
        if options.deed == "add":
            mailbox.write_address(member, address)
        else:
            mailbox.erase_address(member)
    return DONE
