"""What should exist in a fresh copy of the template: the issue that asks for a group, and the group once it is told.

The copy's files are still the sample's, so nothing else of the steward runs there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from tablee.checks.repository import Repository
from tablee.files.engine import KEPT, render_kept
from tablee.files.forms.founding import FOUNDING_FORM
from tablee.files.forms.parse import Filled, parse_form
from tablee.files.forms.render import render_forms
from tablee.i18n.errors import UserError
from tablee.i18n.translations import LazyText, _, load_translations
from tablee.model import Group
from tablee.rules.timeline import build_timeline
from tablee.scaffolding.founding import found_group
from tablee.scaffolding.holidays import HolidayBook
from tablee.steward.desired.bodies.founding import Founded, render_founded, render_invitation
from tablee.steward.desired.issues import DesiredIssue
from tablee.steward.forms.answers import Outcome
from tablee.steward.forms.changes import FormRejected
from tablee.steward.forms.requests import Request
from tablee.steward.founding.reading import WRONG, language_of, read_answers
from tablee.steward.founding.telling import FoundingAnswer, tell_group, tell_problems
from tablee.steward.run import DesiredState
from tablee.steward.state import FOUNDING, NOTHING, IssueState
from tablee.steward.tracker import Issue, Person, Workflow

Files: TypeAlias = Mapping[str, bytes]
COMMIT = _("A group of our own")


@dataclass(frozen=True, slots=True)
class FoundingInput:
    """What a founding begins with: the sample, the paths of its files, the repository and who may write to it.

    `name` is `owner/name` of the repository; `proposal` is where the group is proposed, empty where it is committed.
    """

    sample: Group
    stale: frozenset[str]
    repository: Repository
    name: str
    now: datetime
    book: HolidayBook
    proposal: str = ""
    writers: frozenset[int] = frozenset()


def read_founding_forms(issues: Iterable[Issue], now: datetime) -> tuple[Request, ...]:
    """Return the forms by which somebody wants to found a group, in the order in which they were sent."""
    sent = (one for one in issues if one.is_open and not one.by_steward and one.author.id)
    read = ((one, parse_form(one.body, [FOUNDING_FORM])) for one in sorted(sent, key=lambda one: one.number))
    found = (Request(one, filled, "", "", now.date()) for one, filled in read)
    return tuple(one for one in found if one.filled or one.answers)


def founders(requests: Iterable[Request]) -> tuple[Person, ...]:
    """Return who wants to found a group, each once."""
    return tuple(dict.fromkeys(request.issue.author for request in requests))


def founding_state(given: FoundingInput, requests: Iterable[Request]) -> DesiredState:
    """Return what should exist by now: the issue, and the files of a group where somebody has told it."""
    answers: list[FoundingAnswer] = []
    found: tuple[Group, Files] | None = None
    for request in requests:
        if request.issue.author.id in given.writers and found is None:
            answer, found = _answer(given, request)
            answers.append(answer)
    group, files = found or (None, {})
    return DesiredState(
        group=given.sample,
        issues=(_issue(given, None if given.proposal else group),),
        by_proposals=bool(given.proposal),
        files=files,
        gone=tuple(sorted(given.stale - set(files))) if group else (),
        forms=tuple(answers),
        message=load_translations(group.settings.language).gettext(COMMIT) if group else "",
        starts=tuple(_starts(given)) if group and not given.proposal else (),
    )


def _starts(given: FoundingInput) -> Iterator[Workflow]:
    """Yield what a commit of the steward does not start by itself; the site only where it has somewhere to go."""
    yield Workflow.STEWARD
    if given.repository.pages != "":
        yield Workflow.SITE


def _answer(given: FoundingInput, request: Request) -> tuple[FoundingAnswer, tuple[Group, Files] | None]:
    """Return the answer to a form, and the group that it founds, with its files; none where something is wrong."""
    if request.filled is None:
        return FoundingAnswer(request, Outcome.NO_FORM, language=given.sample.settings.language), None
    language = language_of(request.filled, request.issue.body)
    try:
        group, files, lines = _found(given, request.filled, request.issue.author, language)
    except FormRejected as rejected:
        return FoundingAnswer(request, Outcome.FAULTY, rejected.phrases, language=language), None
    done = Outcome.PROPOSED if given.proposal else Outcome.DONE
    return FoundingAnswer(request, done, lines, given.proposal, language=language), (group, files)


def _found(
    given: FoundingInput, filled: Filled, founder: Person, language: str
) -> tuple[Group, Files, tuple[LazyText, ...]]:
    """Return the group that a form tells, its files, and what they say in words; raises FormRejected."""
    try:
        answers = read_answers(filled, founder, given.name, given.now, given.book, language)
        local = given.now.astimezone(ZoneInfo(answers.timezone))
        founding = found_group(answers, local, given.book, proposes=bool(given.proposal))
    except UserError as unknown:
        values = {"label": LazyText(FOUNDING_FORM.title), "what": unknown.phrase}
        raise FormRejected(LazyText(WRONG, values)) from unknown
    if founding.group is None:
        wrong = [one for one in founding.problems if one.is_error]
        raise FormRejected(*tell_problems(wrong, founding.files))
    told = tell_problems(founding.problems, founding.files)
    files = {**founding.files, **_beside(given, founding.group)}
    return founding.group, files, (*tell_group(answers, founding.group, local), *told)


def _beside(given: FoundingInput, group: Group) -> Files:
    """Return what a group's repository holds besides its own files: forms in its language, its template's address."""
    forms = {path: text.encode() for path, text in render_forms(group.settings).items()}
    kept = {KEPT: render_kept(given.repository.template)} if given.repository.template else {}
    return {**forms, **kept}


def _issue(given: FoundingInput, group: Group | None) -> DesiredIssue:
    if group is None:
        body = render_invitation(given.repository)
        return DesiredIssue(FOUNDING, body.title, body.text, NOTHING)
    founded = Founded(group, build_timeline(group, given.now), given.repository)
    body = render_founded(founded)
    return DesiredIssue(FOUNDING, body.title, body.text, IssueState(ticks=founded.done()))
