"""The dashboard: one issue, rewritten in place, that shows all that is going on and what went wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta

from tablee import __released__, __version__
from tablee.checks.repository import Finding, Repository, diagnose_settings
from tablee.files.addresses import CALENDAR, absolute
from tablee.files.escaping import escape_code, escape_markdown, show_code
from tablee.files.problem import Problem, render_problem
from tablee.i18n.translations import _
from tablee.model import Meeting
from tablee.rules.event import Event, State
from tablee.rules.open_matters import expected, silent
from tablee.rules.silence import silence
from tablee.rules.turns import Turn
from tablee.rules.turns.vacancy import current_facilitators
from tablee.rules.vitality import gatherings, newcomers, table_of
from tablee.steward.desired.bodies.page import Body, Scene, bullets, join_parts, link, section
from tablee.steward.state import Kind, Subject

AHEAD = 4
DAY = timedelta(days=1)
VERSION = f"Tablée {__version__} ({__released__})."
OF = _("**{name}**: {what}")
MOST_PROBLEMS = 20
SOON = timedelta(days=60)
HOLIDAYS_END = _(
    "The public holidays in `holidays.yml` are known to {day} only. A keeper of the hub presses *Actions > Upgrade > "
    "Run workflow* with *holidays* ticked, and merges what is proposed; on a computer, `tablee holidays` does it."
)
MEANWHILE = _(
    "Until a file is mended, what it last said counts, as far as Git knows it; what people say about it waits."
)
MENDED_BY = _("A member mends the own file, {names} any.")
_TURNS = {
    "accepted": _("{day}: {names} (accepted)"),
    "called": _("{day}: {names} (asked, no answer yet)"),
    "proposed": _("{day}: {names} (next in turn)"),
    "served": _("{day}: {names}"),
}


def render_dashboard(
    scene: Scene,
    problems: Sequence[Problem],
    troubles: Iterable[str],
    waiting: Sequence[str] = (),
    looked_up: Collection[str] = (),
    repository: Repository | None = None,
) -> Body:
    """Return the dashboard; `troubles` say what could not be done, `waiting` are links to what has to be merged.

    `looked_up` are the members whose accounts' numbers were written lately; what is wrong with the repository is told,
    and where in it a file is mended.
    """
    words = scene.words
    findings = diagnose_settings(repository, scene.group.settings) if repository else ()
    parts = [
        words.gettext(
            "Everything that is going on, in one place. I rewrite this page; nothing needs an answer here."
        ),
        section(words.gettext("Next dates"), bullets(_dates(scene))),
        section(words.gettext("Whose turn"), bullets(_turns(scene))),
        section(words.gettext("Missions"), bullets(_missions(scene))),
        section(words.gettext("Answers awaited"), bullets(_awaited(scene))),
        section(words.gettext("How the group is doing"), bullets(_vitality(scene))),
        section(words.gettext("Files set aside"), _aside(scene, problems, repository)),
        section(words.gettext("What I could not do"), bullets(troubles)),
        section(
            words.gettext("To put right in the repository"),
            bullets([*(_finding(scene, one) for one in findings), *_holidays(scene)]),
        ),
        section(words.gettext("Accounts looked up"), _accounts(scene, looked_up)),
        section(words.gettext("Waiting to be merged"), _merging(scene, waiting) if waiting else ""),
        section(words.gettext("To paste in a chat or a mail"), _share(scene)),
        f"<sub>{words.gettext('Last run: {day}.', day=words.day(scene.working.today))} {VERSION}</sub>",
    ]
    return Body(words.gettext("Dashboard"), join_parts(parts))


def _dates(scene: Scene) -> list[str]:
    circles = scene.group.circle_ids[scene.timeline.lives_in_circles :]
    return [_date(scene, circle) for circle in circles]


def _date(scene: Scene, circle: str) -> str:
    event = scene.timeline.next(circle)
    name = escape_markdown(scene.group.name_of_circle(circle))
    if event is None:
        none = scene.words.gettext("no date is fixed: `/next` with a day, an hour and a place fixes one")
        return scene.words.gettext(OF, name=name, what=none)
    link = scene.link_to(Subject(Kind.MEETING, str(event.key)))
    title = f" · {escape_markdown(event.title)}" if event.title else ""
    state = "" if event.meeting else f" ({scene.words.gettext('to be confirmed')})"
    skipped = scene.holidays(scene.timeline.skipped(circle, scene.working.today, event.on - DAY))
    date_said = scene.words.gettext(OF, name=name, what=f"{scene.when(event)}{title}{state}{link}")
    return " ".join([date_said, *skipped])


def _turns(scene: Scene) -> list[str]:
    return [
        _turn(scene, circle, turn)
        for circle in scene.group.circle_ids
        for turn in scene.working.turns.ahead(circle, 1 if circle else AHEAD)
        if not scene.working.silent_since(circle)
    ]


def _turn(scene: Scene, circle: str, turn: Turn) -> str:
    event, words = scene.timeline.event(turn.key), scene.words
    day = words.day(event.on, year=False) if event else turn.key
    name = f"{escape_markdown(scene.group.name_of_circle(circle))}, " if circle else ""
    if not turn.facilitators:
        return name + words.gettext("{day}: nobody yet", day=day)
    link = scene.link_to(Subject(Kind.FACILITATOR, turn.key))
    return name + words.gettext(_TURNS[turn.status], day=day, names=scene.names(turn.facilitators)) + link


def _missions(scene: Scene) -> list[str]:
    lines = []
    for circle in scene.group.circle_ids:
        held = [event for event in scene.timeline.of(circle) if event.state is State.HELD]
        meeting = held[-1].meeting if held else None
        if meeting and meeting.missions:
            name = escape_markdown(scene.group.name_of_circle(circle))
            drawn = ", ".join(_mission(scene, meeting, card) for card in meeting.missions)
            lines.append(scene.words.gettext(OF, name=name, what=drawn))
    return lines


def _mission(scene: Scene, meeting: Meeting, card: str) -> str:
    known = scene.group.settings.deck.get(card)
    mark = "☑" if card in meeting.done else "☐"
    return (
        f"{mark} {escape_markdown(known.title if known else card)} ({scene.names([meeting.missions[card]])})"
    )


def _awaited(scene: Scene) -> list[str]:
    lines = []
    for event in scene.timeline.coming():
        if event.meeting and not event.open_poll and Subject(Kind.MEETING, str(event.key)) in scene.issues:
            active = scene.working.turns.active(event)
            awaited, usual = silent(event, active), expected(event, active)
            day = scene.words.day(event.on, year=False)
            if awaited:
                said = scene.words.ngettext("{day}: {n} answer", "{day}: {n} answers", len(awaited), day=day)
                lines.append(f"{said} ({scene.names(awaited)})")
            if usual:
                come = scene.words.ngettext("{n} expected as usual", "{n} expected as usual", len(usual))
                lines.append(f"{day}: {come} ({scene.names(usual)})")
    return lines


def _vitality(scene: Scene) -> list[str]:
    words, today = scene.words, scene.working.today
    members, quiet = scene.group.members, silence(scene.group, scene.timeline, "")
    lines = [
        _silence(scene, circle) for circle in scene.group.circle_ids if scene.working.silent_since(circle)
    ]
    everything = gatherings(members, scene.timeline, "")
    if not everything or quiet is None:
        if lines or scene.timeline.lives_in_circles:
            return lines
        return [words.gettext("The group has not met yet.")]
    lines.append(words.gettext("Last meeting: {day}.", day=words.day(quiet.last_on)))
    met = [one for one in everything if one.is_counted]
    if not met:
        return [*lines, words.gettext("Presence is not recorded: nobody has written down who came.")]
    here = {member.id for member in members.values() if member.belongs(today)}
    table = table_of(met, here)
    core = words.ngettext("{n} member comes to half of them", "{n} members come to half of them", table.core)
    around = words.ngettext("{n} now and then", "{n} now and then", table.around)
    absent = len(here) - table.core - table.around
    others = words.ngettext("{n} member did not come", "{n} members did not come", absent)
    came = ", ".join([core, around, *([others] if absent else [])])
    lines.append(
        words.ngettext(
            "Of the last {n} meeting: {came}.", "Of the last {n} meetings: {came}.", table.meetings, came=came
        )
    )
    fresh = newcomers(met)
    if fresh.new:
        came = words.ngettext("{n} newcomer in half a year", "{n} newcomers in half a year", fresh.new)
        lines.append(words.gettext("{came}, {back} of them came again.", came=came, back=fresh.back))
    return lines


def _silence(scene: Scene, circle: str) -> str:
    """Say that a circle is silent, and what ends that."""
    said = scene.words.gettext(
        "nobody has come lately, or said so. I ask twice, and then keep still until somebody says 👍 or "
        "`/next` in the issue that asks, or edits a meeting’s file."
    )
    return scene.words.gettext(OF, name=escape_markdown(scene.group.name_of_circle(circle)), what=said)


def _aside(scene: Scene, problems: Sequence[Problem], repository: Repository | None) -> str:
    """Say what is wrong in which line, who may mend it, and where."""
    errors = [problem for problem in problems if problem.is_error]
    if not errors:
        return ""
    lines = [_problem(scene, problem, repository) for problem in errors[:MOST_PROBLEMS]]
    if others := len(errors) - len(lines):
        lines.append(scene.words.ngettext("{n} more", "{n} more", others))
    keepers = scene.group.settings.keepers
    mended = scene.words.gettext(MENDED_BY, names=scene.names(keepers)) if keepers else ""
    return " ".join(filter(None, (scene.words.gettext(MEANWHILE), mended))) + f"\n\n{bullets(lines)}"


def _problem(scene: Scene, problem: Problem, repository: Repository | None) -> str:
    said = show_code(escape_markdown(render_problem(problem, scene.words)))
    if repository is None:
        return said
    return f"{said} {link(scene.words.gettext('Edit the file'), repository.file(problem.file, 'edit'))}"


def _finding(scene: Scene, finding: Finding) -> str:
    where = f"<{finding.where}>" if finding.where.startswith("https://") else f"`{finding.where}`"
    return f"{show_code(escape_markdown(scene.words.resolve(finding.what)))} {where}"


def _holidays(scene: Scene) -> list[str]:
    """Say that the known holidays end soon, and which button renews them: not everybody has a terminal."""
    known = scene.group.holidays
    if not scene.group.settings.holidays or known is None or known.to_on > scene.working.today + SOON:
        return []
    return [scene.words.gettext(HOLIDAYS_END, day=scene.words.day(known.to_on, weekday=False))]


def _accounts(scene: Scene, looked_up: Collection[str]) -> str:
    """Say whose account's number was written: who takes it for somebody else's corrects it."""
    said = _("I have written the number of their account into the files of {names}: from now on it is heard.")
    return scene.words.gettext(said, names=scene.names(looked_up)) if looked_up else ""


def _merging(scene: Scene, waiting: Sequence[str]) -> str:
    said = scene.words.gettext(
        "I propose what I write: somebody has to merge it. Where no pull request is open yet, its page offers to."
    )
    return f"{said}\n\n{bullets(waiting)}"


def _share(scene: Scene) -> str:
    """Return a text for those outside GitHub, in a code block: nothing in it is Markdown."""
    event = scene.timeline.foremost
    if event is None:
        return ""
    lines = [scene.group.settings.name, _invitation(scene, event)]
    if event.place:
        lines.append(event.place.where_in_full)
    if who := current_facilitators(event.meeting):
        lines.append(scene.words.gettext("Do you come? Tell {names}.", names=scene.plain_names(who)))
    said = "\n".join(escape_code(line) for line in lines)
    return f"```text\n{said}\n{absolute(scene.group.settings.url, CALENDAR)}\n```"


def _invitation(scene: Scene, event: Event) -> str:
    title = f" · {event.title}" if event.title else ""
    return scene.words.gettext("Next date: {day}", day=scene.when(event)) + title
