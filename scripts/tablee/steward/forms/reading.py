"""The forms of a run: those about members change files before anything is decided, those about meetings are obeyed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from tablee.checks.rules import check_group
from tablee.files.addresses import absolute, page_of_member
from tablee.files.forget import forget
from tablee.files.forms.founding import FOUND
from tablee.files.forms.kinds import AWAY, FORGET, JOIN, LEAVE, OFFER, PROFILE, RECOMMEND, YES
from tablee.files.load import Loaded, load_changed, load_group
from tablee.files.paths import is_of_member, name_of
from tablee.files.schema import MEMBER
from tablee.files.write_keys import Unsafe, write_keys
from tablee.i18n.translations import load_translations
from tablee.model import Member
from tablee.steward.forms.answers import FormAnswer, Outcome
from tablee.steward.forms.approval import read_approval
from tablee.steward.forms.changes import Asked, Change, FormRejected, need_clear
from tablee.steward.forms.faults import tell_faults
from tablee.steward.forms.life import change_absence, change_offers, change_recommendations, leave
from tablee.steward.forms.profile import change_profile, join
from tablee.steward.forms.requests import Request, read_requests
from tablee.steward.pull_requests import Standing
from tablee.steward.tracker import ORDER_ONLY

if TYPE_CHECKING:
    from tablee.steward.observe import ExistingIssues
    from tablee.steward.run import RunInput

MOST_STRANGERS = 3
"""Forms of people outside that one run answers for the first time."""
Files = Mapping[str, bytes | None]
Handler = Callable[[Asked, Member], Change]

OF_MEMBERS: Mapping[str, Handler] = {
    PROFILE: change_profile,
    AWAY: change_absence,
    OFFER: change_offers,
    RECOMMEND: change_recommendations,
    LEAVE: leave,
}
"""The forms by which a member changes the own file, at once."""


@dataclass(frozen=True, slots=True)
class FormsRead:
    """What the forms about members came to: the files to write, the answers, and the forms that are about meetings."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    answers: tuple[FormAnswer, ...] = ()
    about_meetings: tuple[Request, ...] = ()

    @property
    def forgets(self) -> bool:
        """Whether a member is forgotten in this run."""
        return any(answer.outcome is Outcome.FORGOTTEN for answer in self.answers)


def read_forms(situation: RunInput, existing: ExistingIssues) -> tuple[RunInput, FormsRead]:
    """Let the forms about members change the group's files, one after another; return the situation from then on.

    What is only proposed changes nothing yet. While a member's file cannot be read, the member's forms wait, and those
    of a stranger, who may be that member.
    """
    day_of, then = _day_of(situation), situation
    files: dict[str, bytes | None] = {}
    answers: list[FormAnswer] = []
    meetings: list[Request] = []
    for request in _due(situation, read_requests(situation.group, existing.forms, day_of)):
        if request.member and request.filled and request.kind not in {*OF_MEMBERS, JOIN, FORGET, FOUND}:
            meetings.append(request)
            continue
        answer, changed = _answer(then, request, day_of)
        answers.append(answer)
        then = then.read_again(_load(then, changed)) if changed else then
        files |= changed
    written = {path: data for path, data in files.items() if data is not None}
    if situation.proposals:
        return situation, FormsRead(_unproposed(situation, written), (), tuple(answers), tuple(meetings))
    gone = tuple(path for path, data in files.items() if data is None)
    return then, FormsRead(written, gone, tuple(answers), tuple(meetings))


def _due(situation: RunInput, requests: tuple[Request, ...]) -> Iterator[Request]:
    """Yield the forms that this run reads: all of members, and few of people outside that were never answered."""
    aside = bool(situation.loaded.member_ids - set(situation.group.members))
    new = [one.issue.number for one in requests if not (one.member or one.answers)]
    later = set(new[MOST_STRANGERS:])
    broken = {name_of(path) for path in situation.loaded.aside}
    yield from (
        one
        for one in requests
        if (one.member not in broken if one.member else not (aside or one.issue.number in later))
    )


def _unproposed(situation: RunInput, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the files of which no proposal says the same yet."""
    known = (
        {(one.path, one.proposed) for one in situation.proposals.standing} if situation.proposals else set()
    )
    return {path: data for path, data in files.items() if (path, data) not in known}


def _day_of(situation: RunInput) -> Callable[[datetime], date]:
    """Return how to tell the day of an instant in the group's zone; a folder, which has no clock, means today."""
    return lambda at: situation.group.settings.day_of(situation.now if at < ORDER_ONLY else at)


def _answer(
    situation: RunInput, request: Request, day_of: Callable[[datetime], date]
) -> tuple[FormAnswer, Files]:
    """Return the answer to a form about a member, and the file that it writes."""
    refused = _refused(request)
    if refused or request.filled is None:
        return FormAnswer(request, refused or Outcome.NO_FORM), {}
    waits = request.kind in {JOIN, FORGET}
    approval = read_approval(request, situation.group, day_of) if waits else None
    if approval and not approval.is_yes:
        return FormAnswer(request, Outcome.DECLINED), {}
    asked = Asked(
        filled=request.filled,
        loaded=situation.loaded,
        group=situation.group,
        words=load_translations(situation.group.settings.language),
        person=request.issue.author,
        on=request.on,
        member=situation.group.members.get(request.member or request.account),
        approved_on=approval.on if approval else None,
    )
    try:
        return _carry_out(situation, request, asked)
    except FormRejected as rejected:
        return FormAnswer(request, Outcome.FAULTY, rejected.phrases), {}
    except Unsafe as unsafe:
        return FormAnswer(request, Outcome.FAULTY, (unsafe.phrase,)), {}


def _carry_out(situation: RunInput, request: Request, asked: Asked) -> tuple[FormAnswer, Files]:
    """Return what a form that can be understood comes to; raises FormRejected or Unsafe."""
    if request.kind == FORGET:
        return _forget(situation, request, asked)
    change = need_clear(asked.filled, asked.words, lambda: _change(asked))
    data = write_keys(situation.loaded.files.get(change.path, b""), change.values, MEMBER.keys)
    told = tell_faults(situation, asked, change, data)
    change = replace(change, lines=(*change.lines, *told))
    if request.kind == JOIN and asked.approved_on is None:
        return FormAnswer(request, Outcome.WAITS, change.lines, is_private=change.is_private), {}
    return _settle(situation, request, change, data)


def _forget(situation: RunInput, request: Request, asked: Asked) -> tuple[FormAnswer, Files]:
    """Forget who asked for it, once a keeper has said yes; where texts may be out of date, the next run does."""
    asked.need({"erase": asked.filled.choice("erase") == YES})
    if asked.approved_on is None or (situation.prose is None and situation.proposals is None):
        return FormAnswer(request, Outcome.WAITS), {}
    if situation.proposals or situation.prose is None:
        return FormAnswer(request, Outcome.BY_HAND), {}
    changed = forget(situation.loaded, request.member, asked.on, situation.prose(), asked.words).files
    after = _load(situation, changed)
    before = {problem.code for problem in situation.problems}
    found = check_group(after, situation.now, situation.surroundings)
    if after.group is None or any(p.is_error and p.code not in before for p in found):
        return FormAnswer(request, Outcome.BY_HAND), {}
    return FormAnswer(request, Outcome.FORGOTTEN), changed


def _load(situation: RunInput, files: Files) -> Loaded:
    """Return the group's files with some of them changed, or gone; texts that are no YAML of the group are left out."""
    written = {path: data for path, data in files.items() if data is not None}
    if len(written) == len(files) and all(is_of_member(path) for path in files):
        return load_changed(situation.loaded, written)
    known = {path: data for path, data in situation.loaded.files.items() if path not in files}
    yaml = {p: data for p, data in written.items() if p in situation.loaded.files or is_of_member(p)}
    return load_group({**known, **yaml})


def _refused(request: Request) -> Outcome | None:
    """Return why a form cannot be carried out at all, whatever stands in it; None where it may be."""
    if request.filled is None:
        return Outcome.NO_FORM
    if request.kind == FOUND:
        return Outcome.FOUNDED
    if request.kind == JOIN:
        return Outcome.MEMBER if request.member else None
    if request.kind == FORGET and not request.member and request.answers:
        return Outcome.FORGOTTEN
    return None if request.member else Outcome.STRANGER


def _change(asked: Asked) -> Change:
    if asked.filled.form.name == JOIN:
        return join(asked)
    return OF_MEMBERS[asked.filled.form.name](asked, asked.need_member())


def _settle(situation: RunInput, request: Request, change: Change, data: bytes) -> tuple[FormAnswer, Files]:
    """Return the answer to a change that is made now, or proposed, with its file."""
    if situation.loaded.files.get(change.path) == data:
        return FormAnswer(request, Outcome.SAME), {}
    proposals = situation.proposals
    if proposals is None:
        shown = not change.is_private and request.kind != LEAVE
        page = absolute(situation.group.settings.url, page_of_member(change.member)) if shown else ""
        answer = FormAnswer(request, Outcome.DONE, change.lines, page=page, is_private=change.is_private)
        return answer, {change.path: data}
    same = (one for one in proposals.standing if (one.path, one.proposed) == (change.path, data))
    if any(one.standing is Standing.DECLINED for one in same):
        return FormAnswer(request, Outcome.DECLINED), {}
    link = proposals.address(change.member)
    answer = FormAnswer(request, Outcome.PROPOSED, change.lines, link=link, key=change.member)
    return answer, {change.path: data}
