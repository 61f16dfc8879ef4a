"""The restart's issue: when the group meets again, who calls, and who asks whom."""

from __future__ import annotations

from tablee.i18n.translations import _
from tablee.steward.decide.restart import Cause, Restart, first_asked, who_asks_whom
from tablee.steward.desired.bodies.meeting import NEXT_DATE
from tablee.steward.desired.bodies.page import Body, Scene, bullets, foot, join_parts, section

_TITLES = {
    Cause.RETURN: _("We meet again on {day}"),
    Cause.SILENCE: _("Shall we meet again?"),
    Cause.NO_DATE: _("There is no next date"),
}
_WHY = {
    Cause.RETURN: _("The break is over soon: the first meeting is on {day}."),
    Cause.SILENCE: _("The last meeting was on {day}, and nobody has come since, or said so."),
    Cause.NO_DATE: _("The last meeting was on {day}, and no date follows it."),
}
NEVER_MET = _("The group has not met yet.")
MOST_ASKING = 12


def render_restart(scene: Scene, restart: Restart) -> Body:
    """Return the body of a restart."""
    words = scene.words
    day = words.day(restart.since, year=False)
    parts = [
        words.gettext(_WHY[restart.cause] if restart.has_met else NEVER_MET, day=words.day(restart.since)),
        _first(scene, restart),
        _next_date(scene, restart),
        _asking(scene, restart),
        foot(words),
    ]
    title = scene.circle_first(restart.circle) + words.gettext(_TITLES[restart.cause], day=day)
    return Body(title, join_parts(parts))


def _first(scene: Scene, restart: Restart) -> str:
    """Say who is asked, and when."""
    words = scene.words
    if restart.cause is Cause.SILENCE:
        return words.gettext(
            "I ask everybody today, and once more in a week; then I keep still until somebody speaks."
        )
    who = scene.names(first_asked(scene.working, restart))
    if restart.closure and restart.closure.facilitator:
        return words.gettext("{name} facilitates the return.", name=who)
    return words.gettext("{name} is asked first; everyone is asked a week later.", name=who) if who else ""


def _next_date(scene: Scene, restart: Restart) -> str:
    event, words = scene.timeline.next(restart.circle), scene.words
    if event is None:
        return words.gettext(
            "Somebody has to fix a date: `/next 2026-12-17` in a comment, with the day that suits."
        )
    said = words.gettext(NEXT_DATE, when=scene.when(event))
    return f"{said} " + words.gettext("A 👍 here says that you come; `/next` with a day fixes another one.")


def _asking(scene: Scene, restart: Restart) -> str:
    rows = who_asks_whom(scene.working, restart.circle)[:MOST_ASKING]
    lines = [
        scene.words.gettext("{name} asks {others}", name=scene.names([who]), others=scene.names(others))
        for who, others in rows
        if others
    ]
    return section(scene.words.gettext("Who asks whom"), bullets(lines))
