"""One look into the group's mailbox, and what goes out of it: for `tablee post`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import TYPE_CHECKING

from tablee.adapters.mailbox import BOUNCES, REFUSED, SENT, MailAccess, Mailbox
from tablee.adapters.mailbox import DONE as READ
from tablee.files.load import load_changed
from tablee.mail.composing import Composer
from tablee.mail.letters import Desk, Letter, Sent
from tablee.mail.matching import Answered, match, open_tokens
from tablee.mail.reading import Refusal, Said, read_bounce, read_mail
from tablee.mail.tokens import Purpose, make_token
from tablee.mail.words import Word
from tablee.rules.timeline import build_timeline
from tablee.steward.diff import Commit
from tablee.steward.interpret.statements import MailedAnswer, MailedTurn, Statement
from tablee.steward.mail import Mail
from tablee.steward.run import with_pending

if TYPE_CHECKING:
    from datetime import date, datetime

    from tablee.cli.steward_run import StewardRun
    from tablee.model import Group
    from tablee.steward.apply import Outcome

KEPT_FOR = timedelta(days=120)
"""So long the mailbox remembers what was sent: longer than any silence takes to be noticed."""
EMPTIED_AFTER = timedelta(days=30)
MOST_BOUNCES = 2


@dataclass(frozen=True, slots=True)
class Look:
    """What a look into the mailbox found: who is reached, what was sent, and what becomes of it once all is pushed.

    `folders` says where each mail of the inbox goes, `changes` which addresses are written, or erased (None).
    """

    mail: Mail
    addresses: Mapping[str, str]
    sent: Sequence[Sent]
    folders: Mapping[str, Sequence[str]]
    changes: Mapping[str, str | None]


def look_into(mailbox: Mailbox, access: MailAccess, group: Group, now: datetime) -> Look:
    """Read the address book, what was sent, and the inbox; nothing is changed."""
    timeline, sent = build_timeline(group, now), mailbox.read_sent()
    belonging = {member.id for member in group.members.values() if member.belongs(now.date())}
    book = {who: address for who, address in mailbox.read_addresses().items() if who in belonging}
    desk = Desk(group, timeline, book, sent, _began_on(sent, now))
    tokens = open_tokens(group, timeline, sorted(book), access.key)
    folders: dict[str, list[str]] = {READ: [], REFUSED: [], BOUNCES: []}
    statements: list[Statement] = []
    changes: dict[str, str | None] = dict.fromkeys(failed := _failed(mailbox, book, access.key))
    for received in mailbox.read_new():
        said = read_mail(received.data) if received.data is not None else Refusal.TOO_LARGE
        found = match(said, tokens, book, desk) if isinstance(said, Said) else said
        if isinstance(found, Answered) and isinstance(said, Said):
            statements += _statements(found)
            changes |= _change(found, said, book)
        folders[_folder_of(found)].append(received.uid)
    addresses = {who: address for who, address in {**book, **changes}.items() if address}
    unread = mailbox.count(REFUSED) + len(folders[REFUSED])
    mail = Mail(tuple(statements), frozenset(addresses), frozenset(failed), unread)
    return Look(mail, addresses, sent, folders, changes)


def _folder_of(found: Answered | Refusal) -> str:
    if found is Refusal.BOUNCE:
        return BOUNCES
    return REFUSED if isinstance(found, Refusal) else READ


def _statements(found: Answered) -> Iterator[Statement]:
    if found.answer is not None:
        yield MailedAnswer(speaker=found.member, key=found.key, answer=found.answer)
    elif found.word in {Word.ACCEPT, Word.PASS}:
        yield MailedTurn(speaker=found.member, key=found.key, accepts=found.word is Word.ACCEPT)


def _change(found: Answered, said: Said, book: Mapping[str, str]) -> Mapping[str, str | None]:
    """Let a member join or stop; a first address stays until it is erased, so that nobody takes another's place."""
    if found.word is Word.STOP:
        return {found.member: None}
    if found.word is Word.JOIN and said.sender and found.member not in book:
        return {found.member: said.sender}
    return {}


def _failed(mailbox: Mailbox, book: Mapping[str, str], key: bytes) -> frozenset[str]:
    """Return to whom two mails or more came back: ours, as the link in each proves that ends them."""
    returned: Counter[str] = Counter()
    for data in mailbox.read_bounces():
        addresses, text = read_bounce(data), data.lower()
        returned.update(
            who
            for who, address in book.items()
            if address.lower() in addresses and make_token(key, Purpose.STOP, who).encode() in text
        )
    return frozenset(who for who, times in returned.items() if times >= MOST_BOUNCES)


def _began_on(sent: Sequence[Sent], now: datetime) -> date:
    """Return since when mails are sent, as far as it is remembered."""
    return min((one.on for one in sent), default=now.date())


def plan_mails(groups: Iterable[Group], now: datetime, look: Look) -> tuple[Letter, ...]:
    """Return the letters that every state of a group owes: as it is, and as it will be once what waits is merged."""
    first, *others = (_plan(group, now, look) for group in groups)
    return tuple(letter for letter in first if all(letter in also for also in others))


def _plan(group: Group, now: datetime, look: Look) -> tuple[Letter, ...]:
    timeline, began_on = build_timeline(group, now), _began_on(look.sent, now)
    return Desk(group, timeline, look.addresses, look.sent, began_on).plan_letters()


def groups_after(steward: StewardRun, outcome: Outcome) -> tuple[Group, ...]:
    """Return the group with what a run has written; where that waits to be merged, as it is and as it will be."""
    given = replace(steward.given, proposals=steward.tracker.read_proposals())
    loaded = with_pending(given).loaded
    for action in outcome.done:
        if isinstance(action, Commit):
            loaded = load_changed(loaded, action.files)
    if loaded.group is None:
        raise AssertionError("the steward writes nothing that cannot be read")
    return (given.group, loaded.group) if given.proposals else (loaded.group,)


def tidy(mailbox: Mailbox, look: Look, today: date) -> None:
    """Keep and erase addresses, move what was read, now that it is written and pushed, and empty what is old."""
    for member, address in look.changes.items():
        if address:
            mailbox.write_address(member, address)
        else:
            mailbox.erase_address(member)
    for folder, uids in look.folders.items():
        mailbox.move(uids, folder)
    mailbox.forget_old(today - EMPTIED_AFTER, READ, REFUSED, BOUNCES)
    mailbox.forget_old(today - KEPT_FOR, SENT)


def send(
    mailbox: Mailbox, letters: Sequence[Letter], book: Mapping[str, str], composer: Composer, on: date
) -> None:
    """Send each letter once: it is remembered before it goes out, and forgotten where the server is not there."""
    if not letters:
        return
    with mailbox.sending() as smtp:
        for letter in letters:
            mailbox.keep_sent(letter, on)
            try:
                smtp.send_message(composer.compose(letter, book[letter.member]))
            except SMTPRecipientsRefused:
                continue  # it counts as sent: the same address would be refused again
            except SMTPException:
                mailbox.take_back_sent(letter)
                raise
