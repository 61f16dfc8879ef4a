"""The meeting's issue: from the next date, by answers and votes, to who came and which missions were drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tablee.files.escaping import escape_markdown, escape_title
from tablee.i18n.translations import Translations, _
from tablee.model import Answer, Meeting
from tablee.model.folding import capital
from tablee.rules.event import Event
from tablee.rules.holidays import say_school_holidays
from tablee.rules.open_matters import expected
from tablee.rules.poll import Outcome, Tally, tally
from tablee.rules.turns.vacancy import current_facilitators
from tablee.steward.decide.missions import prefilled
from tablee.steward.desired.bodies.page import (
    DONE,
    Body,
    Scene,
    bullets,
    foot,
    join_parts,
    link,
    section,
)
from tablee.steward.interpret.checkboxes import render_card_box
from tablee.steward.interpret.reactions import BALLOTS

EMOJI = {"hooray": "🎉", "heart": "❤️", "rocket": "🚀", "eyes": "👀", "laugh": "😄"}
DAY = timedelta(days=1)
NEXT_DATE = _("The next date is **{when}**.")
_OUTCOMES = {
    Outcome.VOTED: _("The vote chose {day}."),
    Outcome.NO_VOTES: _("Nobody voted: {day} stands."),
    Outcome.TOO_FEW: _("Only one person voted: {day} stands."),
    Outcome.TIE: _("The vote ended in a tie: {day} stands."),
}


def render_meeting(scene: Scene, event: Event, meeting: Meeting, *, finished: bool) -> Body:
    """Return the body of a meeting as it stands by now."""
    count = tally(scene.group, event, meeting, scene.working.today)
    voting = count if count and meeting.open_poll and not meeting.cancelled else None
    parts = [
        _moved(scene, event, meeting),
        _head(scene, event, meeting),
        _voting(scene, event, meeting, voting) if voting else _voted(scene, event, meeting, count),
        "" if meeting.cancelled else join_parts(_middle(scene, event, meeting)),
        scene.link_to_page(event),
        "" if finished else foot(scene.words),
    ]
    return Body(_title(scene, event, meeting, voting=voting is not None), join_parts(parts), closed=finished)


def _title(scene: Scene, event: Event, meeting: Meeting, *, voting: bool) -> str:
    words = scene.words
    day = words.day(event.on, year=False)
    if meeting.cancelled:
        said = words.gettext("Cancelled: {day}", day=day)
    elif voting:
        said = words.gettext("Next date: {day}?", day=day)
    elif meeting.present is not None or event.is_over(scene.working.now):
        said = words.gettext("Afterwards: {day}", day=day)
    else:
        said = words.gettext("Next date: {day}", day=day)
    return (
        scene.circle_first(event.circle)
        + said
        + (f" · {escape_title(meeting.title)}" if meeting.title else "")
    )


def _moved(scene: Scene, event: Event, meeting: Meeting) -> str:
    """Say on top that a meeting is on another day than it was to be."""
    if not event.moved or meeting.cancelled:
        return ""
    words = scene.words
    said = words.gettext(
        "➡️ **Moved**: {day} instead of {before}.",
        day=words.day(event.on, year=False),
        before=words.day(event.key.on, year=False),
    )
    return f"{said} {escape_markdown(meeting.why)}" if meeting.why else said


def _head(scene: Scene, event: Event, meeting: Meeting) -> str:
    words, where = scene.words, scene.where(event)
    if meeting.cancelled:
        return _farewell(scene, event, meeting)
    lines = [f"📅 **{capital(scene.when(event))}**"]
    lines += [f"📍 {where}"] if where else []
    lines += [f"🔗 {', '.join(link(label, address) for label, address in meeting.links.items())}"] * bool(
        meeting.links
    )
    if meeting.present is None and (school := say_school_holidays(scene.group, event.on, words)):
        lines.append(f"🎒 {escape_markdown(school)}")
    if who := current_facilitators(meeting):
        said = _("Facilitates: {names}") if meeting.facilitators else _("Asked to facilitate: {names}")
        lines.append("🪑 " + words.gettext(said, names=scene.names(who)))
    elif meeting.present is None:
        lines.append("🪑 " + words.gettext("Nobody facilitates yet: a `/take` in a comment takes it on."))
    return "  \n".join(lines)


def _farewell(scene: Scene, event: Event, meeting: Meeting) -> str:
    """Say that a meeting is cancelled, why, and when the next one is."""
    said = scene.words.gettext("This meeting is cancelled.") + (
        f" {escape_markdown(meeting.why)}" if meeting.why else ""
    )
    following = scene.timeline.next(event.circle)
    if following is None:
        return said
    return join_parts([said, scene.words.gettext(NEXT_DATE, when=scene.when(following))])


def _middle(scene: Scene, event: Event, meeting: Meeting) -> Iterator[str]:
    over = event.is_over(scene.working.now)
    if meeting.present is not None:
        yield _came(scene, meeting)
        yield _missions(scene, meeting)
    elif over or event.starts_at <= scene.working.now:
        yield _who_came(scene, meeting)
    else:
        yield _answers(scene, event, meeting)
        yield _skipped(scene, event)
    if meeting.topics:
        yield section(
            scene.words.gettext("Topics"), bullets(escape_markdown(topic) for topic in meeting.topics)
        )


def _answers(scene: Scene, event: Event, meeting: Meeting) -> str:
    words = scene.words
    ask = words.gettext(
        "Do you come on {day}? React to this issue: 👍 yes, 👎 no, 😕 maybe. Or write `/yes`, `/no`, `/maybe`.",
        day=words.day(event.on, year=False),
    )
    lines = []
    for answer, one, many in (
        (Answer.YES, "{n} comes: {names}", "{n} come: {names}"),
        (Answer.MAYBE, "{n} maybe: {names}", "{n} maybe: {names}"),
        (Answer.NO, "{n} can’t come: {names}", "{n} can’t come: {names}"),
    ):
        who = [member for member, said in meeting.answers.items() if said is answer]
        lines += [words.ngettext(one, many, len(who), names=scene.names(sorted(who)))] if who else []
    usual = expected(event, scene.group.members_of(event.circle))
    said = words.ngettext(
        "{n} expected as usual: {names}",
        "{n} expected as usual: {names}",
        len(usual),
        names=scene.names(usual),
    )
    lines += [said] if usual else []
    alone = not usual and set(meeting.answers.values()) == {Answer.NO}
    nobody = words.gettext("So far nobody comes.") if alone else ""
    return join_parts([ask, bullets(lines), nobody, _seats(scene, event)])


def _seats(scene: Scene, event: Event) -> str:
    """Say how many seats are free, as far as they are counted."""
    free = event.free_seats
    if free == 0:
        return scene.words.gettext(
            "**Full**: all {seats} seats are taken. A 👎 gives one back.", seats=event.seats
        )
    return (
        scene.words.ngettext(
            "{n} seat of {seats} is free.", "{n} seats of {seats} are free.", free, seats=event.seats
        )
        if free
        else ""
    )


def _skipped(scene: Scene, event: Event) -> str:
    """Say which days the rhythm skips after a meeting, when the next one is, and how to meet all the same."""
    after = scene.timeline.after(event)
    days = scene.timeline.skipped(event.circle, event.on + DAY, after[0].on - DAY) if after else ()
    if not days:
        return ""
    offer = scene.words.gettext(
        "The next one is on {day}; `/next` with a day, as in `/next {example}`, fixes another one.",
        day=scene.words.day(after[0].on, year=False),
        example=(days[0][0] - DAY).isoformat(),
    )
    return " ".join([*scene.holidays(days), offer])


def _voting(scene: Scene, event: Event, meeting: Meeting, count: Tally) -> str:
    words, poll = scene.words, meeting.poll
    if poll is None:
        return ""
    ask = words.gettext(
        "Which days suit you? React with the emoji of each one that does, up to and including {day}.",
        day=words.day(poll.closes_on, year=False),
    )
    voters = {row.day: row.voters for row in count.ranked}
    lines = []
    for position, day in enumerate(poll.candidates):
        sign = EMOJI[BALLOTS[position].value] if position < len(BALLOTS) else f"`/vote {day}`"
        votes = words.ngettext("{n} vote", "{n} votes", len(voters[day]))
        names = f" ({scene.names(voters[day])})" if voters[day] else ""
        lines.append(f"{sign} **{words.day(day)}** · {votes}{names}")
    stays = words.gettext(
        "With a tie, or fewer than two voters, {day} stays.", day=words.day(event.on, year=False)
    )
    return join_parts([ask, bullets(lines), stays])


def _voted(scene: Scene, event: Event, meeting: Meeting, count: Tally | None) -> str:
    """Say how the vote ended, and with which votes; a vote for a day that came to nothing only tells what stands."""
    words = scene.words
    if count is None or meeting.open_poll or meeting.cancelled:
        return ""
    votes = [f"{words.day(row.day, year=False)} ({len(row.voters)})" for row in count.ranked]
    said = _OUTCOMES[count.outcome] if count.day == event.on else _("The vote is over: {day} stands.")
    decided = words.gettext(said, day=words.day(event.on, year=False))
    return decided + " " + words.gettext("Votes: {votes}.", votes=words.listing(votes))


def _who_came(scene: Scene, meeting: Meeting) -> str:
    words, guess = scene.words, scene.names(prefilled(scene.group, meeting))
    ask = words.gettext("Who came?")
    if guess:
        ask += " " + words.gettext("By the answers: {names}. `/present` confirms that.", names=guess)
    return ask + " " + words.gettext("`/present Ana, Bo +1` names those who came, and a guest.")


def _came(scene: Scene, meeting: Meeting) -> str:
    words, who = scene.words, meeting.present or ()
    came = words.ngettext("{n} member came", "{n} members came", len(who))
    guests = words.ngettext("{n} guest", "{n} guests", meeting.guests) if meeting.guests else ""
    count = ", ".join(part for part in (came, guests) if part)
    return words.gettext("{came}: {names}.", came=count, names=scene.names(who)) if who else f"{count}."


def _missions(scene: Scene, meeting: Meeting) -> str:
    words, deck = scene.words, scene.group.settings.deck
    if not meeting.missions:
        waiting = bool(deck) and not meeting.room_words
        return words.gettext("The missions wait for room words: `/words olive umbrella`.") if waiting else ""
    lines = []
    for card, member in meeting.missions.items():
        known = deck.get(card)
        title = escape_markdown(known.title if known else card)
        task = f"<br>{escape_markdown(known.task)}" if known and known.task else ""
        text = f"**{title}** · {scene.names([member])} · {words.gettext(DONE, name=card)}{task}"
        lines.append(render_card_box(card, text, ticked=card in meeting.done))
    return section(words.gettext("Missions"), join_parts(["\n".join(lines), _proof(words, meeting)]))


def _proof(words: Translations, meeting: Meeting) -> str:
    seed = words.listing([escape_markdown(word) for word in meeting.room_words])
    drawn = (
        words.gettext("Drawn with the room words {words}.", words=seed)
        if seed
        else words.gettext("No room words were said: this draw was predictable.")
    )
    proof = words.gettext("Anybody can replay it: `tablee draw {key}`.", key=meeting.key)
    return f"{drawn} {proof} " + words.gettext("`/swap-card` passes a card on.")
