"""Changes as pull requests, for a group that protects its branch: one branch a subject, kept up to date in place."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from tablee.data.folding import slug_of
from tablee.data.words import Phrase, _
from tablee.edges.github.client import Refused
from tablee.edges.github.replies import read_text
from tablee.steward.tracker import Unwritten

if TYPE_CHECKING:
    from tablee.edges.github.client import Client
    from tablee.edges.github.commits import Branch, Files
    from tablee.edges.github.environment import Access

FORBIDDEN = 403


def propose(client: Client, access: Access, base: Branch, files: Files, message: str, subject: str) -> str:
    """Have files proposed in the one pull request of a subject, and return its address; empty where nothing differs.

    The branch is never forced: what people put on it stays in its history.

    Raises:
        Moved: the group's branch, or that of the subject, is no longer what was read.
        Unwritten: GitHub does not let the steward open pull requests; the phrase has the address to do it by hand.
    """
    branch = f"tablee/{slug_of(subject) or 'files'}"
    base.require_unmoved()
    if not _push(base, branch, files, message):
        return ""
    return _find(client, access, branch) or _open(client, access, branch, message)


def _push(base: Branch, branch: str, files: Files, message: str) -> bool:
    """Bring a subject's branch up to date; False where the group's branch says all of it already."""
    tree = base.tree_of(base.read_at)
    wanted = base.write_tree(tree, files)
    if wanted == tree:
        return False
    head = base.head(branch)
    if head is None:
        base.create(branch, base.write_commit(message, wanted, (base.read_at,)))
        return True
    there = base.tree_of(head)
    if there != wanted and base.write_tree(there, files) != there:
        base.move(branch, base.write_commit(message, wanted, (head, base.read_at)))
    return True


def _find(client: Client, access: Access, branch: str) -> str:
    """Return the address of the open pull request of a branch; empty where there is none."""
    found = client.read_pages("/pulls", state="open", head=f"{access.owner}:{branch}", base=access.branch)
    return read_text(found[0], "html_url") if found else ""


def _open(client: Client, access: Access, branch: str, message: str) -> str:
    title, _blank, text = message.partition("\n")
    body = {"title": title, "body": text.strip(), "head": branch, "base": access.branch}
    try:
        return read_text(client.write("POST", "/pulls", body), "html_url")
    except Unwritten as fault:
        found = _find(client, access, branch)
        if found:
            return found
        if isinstance(fault, Refused) and fault.status == FORBIDDEN:
            raise _by_hand(access, branch) from fault
        raise


def _by_hand(access: Access, branch: str) -> Unwritten:
    compared = f"{quote(access.branch)}...{quote(branch)}"
    link = f"{access.server_url}/{access.repository}/compare/{compared}?expand=1"
    return Unwritten(
        Phrase(
            _("GitHub Actions may not open pull requests in this repository; open this one by hand: {link}"),
            {"link": link},
        )
    )
