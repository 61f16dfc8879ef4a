"""Who comes: reactions and comments become the answers of a meeting's file.

Where the file and the reaction both changed since the body was last written, the file wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tablee.i18n.translations import _
from tablee.model import Answer, Group
from tablee.rules.names import split_named
from tablee.steward.decide.permissions import IS_OVER, need_subject, rejected
from tablee.steward.interpret.statements import AnswerChanged, CommandGiven, MailedAnswer
from tablee.steward.state import IssueState
from tablee.steward.working_group import WorkingGroup

HAND_EDIT = _("The file was edited by hand meanwhile and says “{answer}”: write it again if that is wrong.")
TAKEN_OUT = _("The answer was taken out of the file by hand meanwhile: write it again if that is wrong.")

_COMMANDS = {"yes": Answer.YES, "come": Answer.YES, "no": Answer.NO, "maybe": Answer.MAYBE}


def apply_answer(working: WorkingGroup, said: AnswerChanged) -> None:
    """Write a changed reaction into the file, unless the file changed as well.

    A reaction taken away removes only the answer that it wrote.
    """
    key, member = said.key, said.speaker
    if said.before is said.after or working.is_closed(key, said.said_at, said.state):
        return
    if edited_by_hand(working, key, said.state, member):
        return
    if said.after is None and working.meeting(key).answers.get(member) is not said.before:
        return
    _write(working, key, member, said.after)


def apply_mailed_answer(working: WorkingGroup, said: MailedAnswer) -> None:
    """Write what a mail says; the last word counts, whatever stood there."""
    if not working.is_closed(said.key):
        working.new_answers[said.key, said.speaker].add(said.answer)
        _write(working, said.key, said.speaker, said.answer)


def handle_answer(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/yes`, `/no`, `/maybe` and `/come NAME`."""
    member, key = need_subject(working, context), context.key
    answer = _COMMANDS[context.command.name]
    if working.is_closed(key, context.said_at, context.state):
        raise rejected(IS_OVER)
    before = working.file_before(key)
    found = before.answers.get(member) if before else None
    if found is not answer and edited_by_hand(working, key, context.state, member):
        raise rejected(HAND_EDIT, answer=found.value) if found else rejected(TAKEN_OUT)
    if context.state.is_before_move(context.said_at):
        return  # a file was broken then, and what was said waited: it is of another day
    working.new_answers[key, member].add(answer)
    _write(working, key, member, answer)


def edited_by_hand(working: WorkingGroup, key: str, state: IssueState, member: str) -> bool:
    """Say whether a file's answer is another one than when the issue's body was last written.

    Where it is what the member has newly said, a run that broke off wrote it, or a proposal that was merged. Of who is
    not public the marker says nothing, so there the last word counts.
    """
    known = working.group.members.get(member)
    if known is None or not known.public:
        return False
    before = working.file_before(key)
    found = before.answers.get(member) if before else None
    return found is not state.answers.get(member) and found not in working.new_answers[key, member]


def known_answers(group: Group, key: str) -> Mapping[str, Answer]:
    """Return the answers of a file as a marker keeps them: nothing of members who are not public."""
    meeting = group.meetings.get(key)
    answers = meeting.answers if meeting else {}
    return {who: answers[who] for who in split_named(group, answers)[0]}


def _write(working: WorkingGroup, key: str, member: str, answer: Answer | None) -> None:
    meeting = working.meeting(key)
    answers = {who: said for who, said in meeting.answers.items() if who != member or answer is not None}
    if answer is not None:
        answers[member] = answer
    working.put(replace(meeting, answers=answers))
