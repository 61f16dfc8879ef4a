"""The restart's issue: when the group meets again, who calls, and who asks whom."""

from __future__ import annotations

from tablee.i18n.words import _
from tablee.steward.bodies.page import Body, Scene, bullets, foot, join_parts, link_to_issue, section
from tablee.steward.inert import inert_title
from tablee.steward.restart import Cause, Restart, highest_balance, who_asks_whom
from tablee.steward.subjects import Kind, Subject

_TITLES = {
    Cause.RETURN: _("We meet again on {day}"),
    Cause.SILENCE: _("Shall we meet again?"),
    Cause.NO_DATE: _("There is no next date"),
}
_WHY = {
    Cause.RETURN: _("The break is over soon: the first meeting is on {day}."),
    Cause.SILENCE: _("The last meeting was on {day}, and nobody has met since."),
    Cause.NO_DATE: _("The last meeting was on {day}, and no date follows it."),
}
MOST_ASKING = 12


def render_restart(scene: Scene, restart: Restart) -> Body:
    """Return the body of a restart."""
    words = scene.words
    day = words.day(restart.since, year=False)
    circle = inert_title(scene.group.name_of_circle(restart.circle)) + " · " if restart.circle else ""
    parts = [
        words.say(_WHY[restart.cause], day=words.day(restart.since)),
        _break(scene, restart),
        _next_date(scene, restart),
        _asking(scene, restart),
        foot(words),
    ]
    return Body(circle + words.say(_TITLES[restart.cause], day=day), join_parts(parts))


def _break(scene: Scene, restart: Restart) -> str:
    closure = restart.closure
    lead = closure.facilitator if closure and closure.facilitator else ""
    if lead:
        return scene.words.say("{name} facilitates the return.", name=scene.names([lead]))
    lead = highest_balance(scene.record, restart.circle)
    said = _("{name} has the highest balance of turns, and is asked first; everyone is asked a week later.")
    return scene.words.say(said, name=scene.names([lead])) if lead else ""


def _next_date(scene: Scene, restart: Restart) -> str:
    event = scene.line.next(restart.circle)
    if event is None:
        return scene.words.say("Somebody has to fix a date: write a meeting’s file, or change the rhythm.")
    said = scene.words.say("The next date is **{when}**.", when=scene.when(event))
    subject = Subject(Kind.MEETING, str(event.key))
    if event.meeting is None or not scene.has_issue(subject):
        return said
    return f"{said} " + scene.words.say("A 👍 in {link} says that you come.", link=link_to_issue(subject))


def _asking(scene: Scene, restart: Restart) -> str:
    rows = who_asks_whom(scene.record, restart.circle)[:MOST_ASKING]
    lines = [
        scene.words.say("{name} asks {others}", name=scene.names([who]), others=scene.names(others))
        for who, others in rows
        if others
    ]
    return section(scene.words.say("Who asks whom"), bullets(lines))
