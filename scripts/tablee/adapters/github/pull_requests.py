"""Changes as pull requests, for a group that protects its branch: one branch a subject, kept up to date in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.adapters.github.answers import Json
from tablee.adapters.github.client import Refused
from tablee.adapters.github.proposals import branch_of, compare_address, newest_pulls
from tablee.adapters.github.replies import read_text
from tablee.i18n.translations import LazyText, _
from tablee.steward.tracker import Unopened, Unwritten

if TYPE_CHECKING:
    from tablee.adapters.github.client import Client
    from tablee.adapters.github.commits import Branch, Files
    from tablee.adapters.github.environment import Access

FORBIDDEN = 403


def propose(client: Client, access: Access, base: Branch, files: Files, message: str, subject: str) -> str:
    """Have files proposed in the one pull request of a subject, and return its address; empty where nothing differs.

    The branch is never forced, and what people put on it while its pull request is open stays.

    Raises:
        Moved: the group's branch, or that of the subject, is no longer what was read.
        Unopened: GitHub does not let the steward open pull requests; the phrase has the address to do it by hand.
    """
    branch = branch_of(subject)
    base.require_unmoved()
    pull = newest_pulls(client, access, branch).get(branch)
    is_open = pull is not None and read_text(pull, "state") == "open"
    if not _push(base, branch, files, message, keep=is_open or pull is None):
        return ""
    return read_text(pull, "html_url") if is_open else _open(client, access, branch, message)


def _push(base: Branch, branch: str, files: Files, message: str, *, keep: bool) -> bool:
    """Bring a subject's branch up to date; False where the group's branch says all of it already.

    `keep` what else was changed there: not where an older pull request of the branch was settled. What was taken back
    since it was proposed goes from an open one as well: merged later, it would come back.
    """
    tree = base.tree_of(base.read_at)
    wanted = base.write_tree(tree, files)
    differs, head = wanted != tree, base.head(branch)
    if head is None and differs:
        base.create(branch, base.write_commit(message, wanted, (base.read_at,)))
    elif head is not None and (keep or differs):
        _move(base, branch, head, files, message, keep=keep)
    return differs


def _move(base: Branch, branch: str, head: str, files: Files, message: str, *, keep: bool) -> None:
    if keep and base.is_in(head):
        there = base.tree_of(head)
        if base.write_tree(there, base.without_gone(head, files)) == there:
            return
    beside = base.changed_on(head) if keep else []
    together = base.write_tree(base.tree_of(base.read_at), files, beside)
    base.move_on(branch, base.write_commit(message, together, (head, base.read_at)))


def _open(client: Client, access: Access, branch: str, message: str) -> str:
    title, _blank, text = message.partition("\n")
    body = {"title": title, "body": text.strip(), "head": branch, "base": access.branch}
    try:
        return read_text(client.write("POST", "/pulls", body), "html_url")
    except Unwritten as fault:
        found: Json = newest_pulls(client, access, branch).get(branch)
        if found is not None and read_text(found, "state") == "open":
            return read_text(found, "html_url")
        if isinstance(fault, Refused) and fault.status == FORBIDDEN:
            raise _by_hand(access, branch) from fault
        raise


def _by_hand(access: Access, branch: str) -> Unopened:
    link = compare_address(access, branch)
    told = _("GitHub Actions may not open pull requests in this repository; open this one by hand: {link}")
    return Unopened(LazyText(told, {"link": link}), link)
