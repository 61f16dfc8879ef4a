"""What the steward answers to a form, in plain words, and whether the form is done with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tablee.files.forms.kinds import FORGET, JOIN
from tablee.i18n.translations import LazyText, Translations, _
from tablee.model import Group
from tablee.rules.names import name_of_member
from tablee.steward.desired.bodies.page import bullets, join_parts
from tablee.steward.forms.approval import WAITS, keepers, waiting_note
from tablee.steward.forms.requests import NOTE, Request
from tablee.steward.state import CommentMarker, render_marker
from tablee.steward.texts import UserText, mention, say

MOST_ANSWERS = 8
"""To one form of a member; whoever edits on gets the last one, and a stranger as many as `MOST_TO_STRANGERS`."""
MOST_TO_STRANGERS = 3
MOST_CALLED = 5
"""Keepers that one answer calls."""


class Outcome(StrEnum):
    """What became of a form."""

    DONE = "done"
    SAME = "same"
    WAITS = WAITS
    PROPOSED = "proposed"
    SENT = "sent"
    FAULTY = "faulty"
    NO_FORM = "no-form"
    DECLINED = "declined"
    BY_HAND = "by-hand"
    FORGOTTEN = "forgotten"
    STRANGER = "stranger"
    MEMBER = "member"
    FOUNDED = "founded"


OPEN = frozenset({Outcome.WAITS, Outcome.PROPOSED, Outcome.FAULTY, Outcome.BY_HAND})
"""The form stays open: something is still to come."""

LEADS = {
    Outcome.DONE: _("Done, and written down:"),
    Outcome.SAME: _("All of this stands in the files already; nothing had to be written."),
    Outcome.PROPOSED: _("This is proposed, and waits for somebody to merge it: {link}"),
    Outcome.SENT: _("This is proposed, and counts once somebody has merged it: {link}"),
    Outcome.FAULTY: _(
        "Nothing is written yet. Please mend this above (*…* at the top right of your text, then *Edit*); I look "
        "again as soon as you have saved it."
    ),
    Outcome.NO_FORM: _("I cannot read this form any more: its headings are gone. Please open it anew."),
    Outcome.DECLINED: _("A keeper of the group has said no to this. Ask in person, or through {contact}."),
    Outcome.FORGOTTEN: _(
        "It is done: no file names you any more. What no file can undo stands in docs/leaving.md: Git’s history, which "
        "a keeper can purge, older issues and comments, and this page, which a keeper can delete."
    ),
    Outcome.BY_HAND: _(
        "A keeper has said yes. Whoever has the files at hand runs `tablee forget {member}`, and pushes."
    ),
    Outcome.STRANGER: _(
        "Thank you. Only members can say this, from the account that their file names (`github_id`). To become one, "
        "open the form *{form}*; a keeper can also add your account to your file."
    ),
    Outcome.FOUNDED: _("The group is founded already. With the pencil, `group.yml` changes what it is."),
    Outcome.MEMBER: _("You are a member already. *{form}* changes what the site says of you."),
}
ASKS = _(
    "Thank you! Once a keeper of the hub says yes (👍 on this request, or `/yes` in a comment), this is written:"
)
WELCOME = _("Welcome! This is written:")
FORGETS = _(
    "Once a keeper of the hub says yes (👍 on this request, or `/yes` in a comment), you are forgotten:"
)
AGAIN = _("A 👍 from before this answer does not count: the text may have been another one.")
ASKED = _("For the keepers: {mentions}")
LAST = _("This is my last answer here: a keeper of the group goes on with you.")
PRIVATE = _(
    "This page shows your account. A keeper can delete it (*Delete issue*, bottom right), and tells you in person the "
    "name of your file."
)
PAGE = _("The page follows in some minutes: {address}")


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """The answer to one form: its outcome, and what was changed, is asked or has to be mended, in words.

    `link` leads to what waits to be merged, whose file has the name `key`; `page` to where the change shows.
    """

    request: Request
    outcome: Outcome
    lines: tuple[LazyText, ...] = ()
    link: str = ""
    key: str = ""
    page: str = ""
    is_private: bool = False

    @property
    def closes(self) -> bool:
        """Whether nothing more is to come."""
        return self.outcome not in OPEN

    @property
    def name(self) -> str:
        """The name of the comment: the same text of a form is told the same outcome once."""
        waits = self.outcome is Outcome.WAITS
        return waiting_note(self.request) if waits else f"{NOTE}{self.request.digest}:{self.outcome}"

    @property
    def is_told(self) -> bool:
        """Whether this answer stands there already, or no more answers are due to who edits and edits."""
        names = [note.note for _comment, note in self.request.answers]
        return self.name in names or (not self.closes and len(names) >= self.most)

    @property
    def most(self) -> int:
        """How many answers are due to who edits and edits."""
        return MOST_ANSWERS if self.request.member else MOST_TO_STRANGERS

    def render(self, group: Group, words: Translations) -> str:
        """Return the comment, with its marker."""
        is_last = not self.closes and len(self.request.answers) + 1 == self.most
        parts = [
            say(self._lead(group), group, words),
            bullets(say(line, group, words) for line in self.lines),
            *self._more(group, words),
            words.gettext(LAST) if is_last else "",
        ]
        return f"{join_parts(parts)}\n\n{render_marker(CommentMarker(self.name))}"

    def _lead(self, group: Group) -> LazyText:
        if self.outcome is Outcome.WAITS:
            return LazyText(FORGETS if self.request.kind == FORGET else ASKS)
        if self.outcome is Outcome.DONE and self.request.kind == JOIN:
            return LazyText(WELCOME)
        form = {Outcome.STRANGER: _("Join the group"), Outcome.MEMBER: _("My profile")}.get(self.outcome, "")
        contact = group.settings.contact.removeprefix("mailto:")
        values = {
            "link": self.link,
            "contact": UserText(contact),
            "form": LazyText(form),
            "member": self.request.member,
        }
        return LazyText(LEADS[self.outcome], values)

    def _more(self, group: Group, words: Translations) -> Iterator[str]:
        """Yield what follows the lines, where there is more to say."""
        if self.is_private:
            yield words.gettext(PRIVATE)
        if self.page:
            yield words.gettext(PAGE, address=self.page)
        if self.outcome is Outcome.WAITS:
            yield self._asking(group, words)

    def _asking(self, group: Group, words: Translations) -> str:
        """Call the keepers, the first time alone, and say that a yes counts only from now on."""
        asked_before = any(note.note.endswith(f":{WAITS}") for _comment, note in self.request.answers)
        others = [who for who in keepers(group, self.request.on) if who != self.request.member]
        name = name_of_member if asked_before else mention
        called = [name(group, who, words) for who in others[:MOST_CALLED]]
        said = words.gettext(ASKED, mentions=words.listing(called)) if called else ""
        early = any(not one.by_steward for one in self.request.issue.comments) or self.request.issue.reactions
        return " ".join(filter(None, [said, words.gettext(AGAIN) if early else ""]))
