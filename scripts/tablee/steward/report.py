"""A plan, and what became of it, in words: for a terminal, for a step summary, and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from tablee.files.escaping import escape_markdown, plain_line
from tablee.i18n.translations import Translations, _
from tablee.steward.apply import TRUNCATED, Outcome
from tablee.steward.decide.statements import React
from tablee.steward.diff import (
    Action,
    Commit,
    Create,
    CreateComment,
    DispatchWorkflow,
    Plan,
    SetOpen,
    Update,
)
from tablee.steward.limits import MOST_WRITES
from tablee.steward.state import without_marker
from tablee.steward.tracker import Workflow

MARKDOWN = "markdown"
"""The form for a run's summary."""

_NOTHING = _("Nothing to do.")
_REOPEN = _("reopen {issue}")
_CLOSE = _("close {issue}")
_STARTS = {
    Workflow.SITE: _("have the site published"),
    Workflow.STEWARD: _("start the steward for the new group"),
}


def render_plan(plan: Plan, words: Translations, form: str) -> str:
    """Return a plan in one of the forms of `FORMS`; it ends with a line end."""
    return FORMS[form](plan, words)


def render_outcome(outcome: Outcome, words: Translations, form: str = "text") -> str:
    """Return what was not done and why; in Markdown, also where files were written. Nothing where all went well."""
    lines = [
        words.gettext(
            "Not done: {action} ({why})", action=describe(one.action, words), why=words.resolve(one.why)
        )
        for one in outcome.skipped
    ]
    lines += [words.gettext(TRUNCATED, n=outcome.left, most=MOST_WRITES)] if outcome.left else []
    if form != MARKDOWN:
        return "".join(f"{line}\n" for line in lines)
    written = [
        f"\n{words.gettext('Written: {where}', where=f'<{place}>')}\n" for place in outcome.places if place
    ]
    links = [f"\n<{one.link}>\n" for one in outcome.skipped if one.link]
    return "".join([*written, *map(render_remark, lines), *links])


def render_remark(text: str) -> str:
    """Return a remark as a paragraph of Markdown that stands out."""
    return f"\n**{escape_markdown(text)}**\n"


def describe(action: Action, words: Translations) -> str:
    """Say in one line what an action does."""
    match action:
        case Commit(files, message):
            said = words.gettext("write {files}: {message}", files=", ".join(sorted(files)), message=message)
        case Create(subject, draft):
            said = words.gettext("open {subject}: {title}", subject=subject, title=plain_line(draft.title))
        case CreateComment(subject, number, body):
            text = plain_line(without_marker(body))
            issue = f"#{number}" if number else subject
            said = words.gettext("comment on {issue}: {text}", issue=issue, text=text)
        case React(number, _, reply):
            said = words.gettext(
                "react to a comment of {issue}: {reply}", issue=f"#{number}", reply=reply.value
            )
        case Update(subject, number, draft, _):
            told = {"issue": f"#{number}", "subject": subject, "title": plain_line(draft.title)}
            said = words.gettext("update {issue} ({subject}): {title}", **told)
        case SetOpen(_, number, is_open):
            said = words.gettext(_REOPEN if is_open else _CLOSE, issue=f"#{number}")
        case DispatchWorkflow(workflow):
            said = words.gettext(_STARTS[workflow])
    return said


def _text(plan: Plan, words: Translations) -> str:
    lines = [f"- {describe(action, words)}" for action in plan.actions] or [words.gettext(_NOTHING)]
    return "".join(f"{line}\n" for line in [*lines, *_remarks(plan, words)])


def _markdown(plan: Plan, words: Translations) -> str:
    lines = [f"- {escape_markdown(describe(action, words))}" for action in plan.actions] or [
        words.gettext(_NOTHING)
    ]
    remarks = [f"**{escape_markdown(remark)}**" for remark in _remarks(plan, words)]
    return (
        "\n".join([f"### {words.gettext('Plan of the steward')}", "", *lines, "", *remarks]).rstrip() + "\n"
    )


def _json(plan: Plan, words: Translations) -> str:
    values = {
        "actions": [_as_json(action, words) for action in plan.actions],
        "safety_limit": words.resolve(plan.safety_limit) if plan.safety_limit else None,
        "troubles": [words.resolve(trouble) for trouble in plan.troubles],
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _as_json(action: Action, words: Translations) -> dict[str, object]:
    row: dict[str, object] = {"action": _KINDS[type(action)], "says": describe(action, words)}
    match action:
        case Commit(files, message, subject, _):
            row |= {
                "files": {path: data.decode() for path, data in files.items()},
                "message": message,
            }
            row |= {"subject": subject} if subject else {}
        case Create(subject, draft) | Update(subject, _, draft, _):
            row |= {"subject": str(subject), "title": draft.title, "body": draft.body}
        case CreateComment(subject, _, body):
            row |= {"subject": str(subject), "body": body}
        case _:
            pass
    number = getattr(action, "number", None)
    return row | ({"number": number} if number else {})


def _remarks(plan: Plan, words: Translations) -> Sequence[str]:
    safety_limit = [words.resolve(plan.safety_limit)] if plan.safety_limit else []
    return [*safety_limit, *(words.resolve(trouble) for trouble in plan.troubles)]


_KINDS: Mapping[type, str] = {
    Commit: "commit",
    Create: "create",
    CreateComment: "comment",
    React: "react",
    Update: "update",
    SetOpen: "set-open",
    DispatchWorkflow: "dispatch",
}
FORMS: Mapping[str, Callable[[Plan, Translations], str]] = {"text": _text, MARKDOWN: _markdown, "json": _json}
