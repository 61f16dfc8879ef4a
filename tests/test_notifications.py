"""A rehearsal counts notifications as GitHub sends them."""

from __future__ import annotations

from datetime import date

from builders import a_group, a_member
from tablee.model import Group
from tablee.steward.diff import Action, Create, CreateComment, SetOpen, Update
from tablee.steward.rehearse.notifications import Mailbox, called
from tablee.steward.rehearse.people import Reacts, Writes
from tablee.steward.state import Kind, Subject
from tablee.steward.tracker import Draft, ReactionContent

MEETING = Subject(Kind.MEETING, "2026-12-10")
MONDAY, SUNDAY = date(2026, 12, 7), date(2026, 12, 13)


def _group() -> Group:
    return a_group(
        members=[
            a_member("ana", github="Ana-Hub"),
            a_member("bo", github="bo-hub"),
            a_member("cy", github="cy-hub"),
            a_member("gil"),
        ]
    )


def _after(*actions: Action) -> Mailbox:
    mailbox = Mailbox()
    mailbox.note_actions(_group(), actions, MONDAY)
    return mailbox


def _totals(mailbox: Mailbox) -> dict[str, int]:
    return {who: mailbox.total(who) for who in ("ana", "bo", "cy", "gil") if mailbox.total(who)}


def test_two_mentions_in_a_new_issue_are_one_notification() -> None:
    """Whoever is called twice by one issue hears of it once; logins know no case."""
    mailbox = _after(Create(MEETING, Draft("x", "@ana-hub and @bo-hub and @Ana-Hub")))
    assert _totals(mailbox) == {"ana": 1, "bo": 1}


def test_code_and_the_hidden_mark_call_nobody() -> None:
    """What stands between backticks or in the steward's own mark is no mention."""
    assert called(_group(), 'see `@ana-hub` <!-- tablee:v2 {"note":"@bo-hub"} -->') == set()


def test_a_comment_reaches_those_it_mentions_and_those_who_take_part() -> None:
    """Who was called once hears of every later comment there, and of its end."""
    first = CreateComment(MEETING, 1, "@ana-hub: do you come?")
    second = CreateComment(MEETING, 1, "@bo-hub: and you?")
    assert _totals(_after(first, second)) == {"ana": 2, "bo": 1}
    assert _totals(_after(first, SetOpen(MEETING, 1, is_open=False))) == {"ana": 2}


def test_an_edit_tells_nobody_but_who_is_newly_called() -> None:
    """GitHub sends nothing for edits of a text that called the same people before."""
    edited = Draft("x", "@ana-hub and @bo-hub")
    assert _totals(_after(Update(MEETING, 1, edited, "@ana-hub"))) == {"bo": 1}


def test_writing_subscribes_and_reacting_does_not() -> None:
    """A reaction is silent; a comment is read by the others who wrote, not by its author."""
    mailbox, group = Mailbox(), _group()
    mailbox.note_deed(group, Reacts("cy", MEETING, ReactionContent.PLUS_ONE), MONDAY)
    mailbox.note_deed(group, Writes("ana", MEETING, "/yes"), MONDAY)
    mailbox.note_deed(group, Writes("gil", MEETING, "/yes"), MONDAY)
    mailbox.note_deed(group, Writes("bo", MEETING, "/no"), SUNDAY)
    assert _totals(mailbox) == {"ana": 2}


def test_a_week_goes_from_monday_to_sunday() -> None:
    """The busiest one counts."""
    mailbox, group = _after(CreateComment(MEETING, 1, "@ana-hub")), _group()
    mailbox.note_actions(group, [CreateComment(MEETING, 1, "x")], SUNDAY)
    mailbox.note_actions(group, [CreateComment(MEETING, 1, "x")], date(2026, 12, 14))
    assert (mailbox.total("ana"), mailbox.most_in_a_week("ana")) == (3, 2)
