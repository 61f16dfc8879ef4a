"""The meeting's issue: from the next date, by answers and votes, to who came and which missions were drawn."""

from __future__ import annotations

from collections.abc import Iterator

from tablee.i18n.words import Words, _
from tablee.model import Answer, Meeting
from tablee.rules.event import Event
from tablee.rules.poll import Outcome, Tally, tally
from tablee.rules.turns.vacancy import holders
from tablee.steward.bodies.page import DONE, Body, Scene, bullets, foot, join_parts, section, sentence
from tablee.steward.boxes import render_card_box
from tablee.steward.inert import inert, inert_title
from tablee.steward.missions import prefilled
from tablee.steward.votes import BALLOTS

EMOJI = {"hooray": "🎉", "heart": "❤️", "rocket": "🚀", "eyes": "👀", "laugh": "😄"}
NEXT_DATE = _("The next date is **{when}**.")
_OUTCOMES = {
    Outcome.VOTED: _("The vote chose {day}."),
    Outcome.NO_VOTES: _("Nobody voted: {day} stands."),
    Outcome.NO_QUORUM: _("Too few voted to move the date ({voters} of {quorum}): {day} stands."),
    Outcome.ALL_DEAD: _("None of the days is free any more: {day} stands until somebody writes `/next`."),
}


def render_meeting(scene: Scene, event: Event, meeting: Meeting, *, finished: bool) -> Body:
    """Return the body of a meeting as it stands by now."""
    count = tally(scene.group, scene.line, meeting, scene.record.today)
    voting = bool(count and meeting.poll and not meeting.poll.decided_on and not meeting.cancelled)
    parts = [
        _head(scene, event, meeting),
        _voting(scene, meeting, count) if voting and count else _voted(scene, meeting, count),
        "" if meeting.cancelled else join_parts(_middle(scene, event, meeting)),
        scene.link_to_page(event),
        "" if finished else foot(scene.words),
    ]
    return Body(_title(scene, event, meeting, voting=voting), join_parts(parts), closed=finished)


def _title(scene: Scene, event: Event, meeting: Meeting, *, voting: bool) -> str:
    words = scene.words
    day = words.day(event.on, year=False)
    circle = f"{inert_title(scene.group.name_of_circle(event.circle))} · " if event.circle else ""
    if meeting.cancelled:
        said = words.say("Cancelled: {day}", day=day)
    elif voting:
        said = words.say("Next date: {day}?", day=day)
    elif meeting.present is not None or event.is_over(scene.record.now):
        said = words.say("Afterwards: {day}", day=day)
    else:
        said = words.say("Next date: {day}", day=day)
    return f"{circle}{said}" + (f" · {inert_title(meeting.title)}" if meeting.title else "")


def _head(scene: Scene, event: Event, meeting: Meeting) -> str:
    words, where = scene.words, scene.where(event)
    if meeting.cancelled:
        return _farewell(scene, event, meeting)
    lines = [f"📅 **{sentence(scene.when(event))}**"]
    lines += [f"📍 {where}"] if where else []
    if who := holders(meeting):
        said = _("Facilitates: {names}") if meeting.facilitators else _("Asked to facilitate: {names}")
        lines.append("🪑 " + words.say(said, names=scene.names(who)))
    elif meeting.present is None:
        lines.append("🪑 " + words.say("Nobody facilitates yet: a `/take` in a comment takes it on."))
    return "  \n".join(lines)


def _farewell(scene: Scene, event: Event, meeting: Meeting) -> str:
    """Say that a meeting is cancelled, why, and when the next one is."""
    said = scene.words.say("This meeting is cancelled.") + (f" {inert(meeting.why)}" if meeting.why else "")
    following = scene.line.next(event.circle)
    if following is None:
        return said
    return join_parts([said, scene.words.say(NEXT_DATE, when=scene.when(following))])


def _middle(scene: Scene, event: Event, meeting: Meeting) -> Iterator[str]:
    over = event.is_over(scene.record.now)
    if meeting.present is not None:
        yield _came(scene, meeting)
        yield _missions(scene, meeting)
    elif over or event.starts_at <= scene.record.now:
        yield _who_came(scene, meeting)
    else:
        yield _answers(scene, meeting)
    if meeting.topics:
        yield section(scene.words.say("Topics"), bullets(inert(topic) for topic in meeting.topics))


def _answers(scene: Scene, meeting: Meeting) -> str:
    words = scene.words
    ask = words.say(
        "Do you come? React to this issue: 👍 yes, 👎 no, 😕 perhaps. Or write `/yes`, `/no`, `/maybe`."
    )
    lines = []
    for answer, one, many in (
        (Answer.YES, "{n} comes: {names}", "{n} come: {names}"),
        (Answer.MAYBE, "{n} perhaps: {names}", "{n} perhaps: {names}"),
        (Answer.NO, "{n} cannot: {names}", "{n} cannot: {names}"),
    ):
        who = [member for member, said in meeting.answers.items() if said is answer]
        lines += [words.count(one, many, len(who), names=scene.names(sorted(who)))] if who else []
    voting = meeting.poll is not None and meeting.poll.decided_on is None
    return join_parts(["" if voting else ask, bullets(lines)])


def _voting(scene: Scene, meeting: Meeting, count: Tally) -> str:
    words, poll = scene.words, meeting.poll
    if poll is None:
        return ""
    ask = words.say(
        "Which days suit you? React with the sign of each one that does, until {day} included.",
        day=words.day(poll.closes_on, year=False),
    )
    by_day = {row.day: row for row in count.ranked}
    lines = []
    for position, day in enumerate(poll.candidates):
        row = by_day[day]
        sign = EMOJI[BALLOTS[position].value] if position < len(BALLOTS) else f"`/vote {day}`"
        said = f"~~{words.day(day)}~~" if row.dead else f"**{words.day(day)}**"
        votes = words.count("{n} vote", "{n} votes", len(row.voters))
        names = f" ({scene.names(row.voters)})" if row.voters else ""
        lines.append(f"{sign} {said} · {votes}{names}")
    enough = words.say("To move the date, {quorum} must vote; otherwise it stays.", quorum=count.quorum)
    return join_parts([ask, bullets(lines), enough])


def _voted(scene: Scene, meeting: Meeting, count: Tally | None) -> str:
    poll, words = meeting.poll, scene.words
    if count is None or poll is None or poll.decided_on is None or meeting.cancelled:
        return ""
    votes = [
        f"{words.day(row.day, year=False)} ({len(row.voters)})"
        for row in sorted(count.ranked, key=lambda row: (-len(row.voters), -row.missed, row.day))
    ]
    return _decided(scene, meeting, count) + " " + words.say("Votes: {votes}.", votes=words.listing(votes))


def _decided(scene: Scene, meeting: Meeting, count: Tally) -> str:
    """Say how the vote ended; by now its days may be past, so only the votes tell."""
    words, day = scene.words, scene.words.day(meeting.day, year=False)
    outcome = Outcome.VOTED
    if not count.voters:
        outcome = Outcome.NO_VOTES
    elif count.voters < count.quorum:
        outcome = Outcome.NO_QUORUM
    return words.say(_OUTCOMES[outcome], day=day, voters=count.voters, quorum=count.quorum)


def _who_came(scene: Scene, meeting: Meeting) -> str:
    words, guess = scene.words, scene.names(prefilled(scene.group, meeting))
    ask = words.say("Who came?")
    if guess:
        ask += " " + words.say("By the answers: {names}. `/present` confirms that.", names=guess)
    return ask + " " + words.say("`/present Ana, Bo +1` names those who came, and a guest.")


def _came(scene: Scene, meeting: Meeting) -> str:
    words, who = scene.words, meeting.present or ()
    came = words.count("{n} member came", "{n} members came", len(who))
    guests = words.count("{n} guest", "{n} guests", meeting.guests) if meeting.guests else ""
    count = ", ".join(part for part in (came, guests) if part)
    return words.say("{came}: {names}.", came=count, names=scene.names(who)) if who else f"{count}."


def _missions(scene: Scene, meeting: Meeting) -> str:
    words, deck = scene.words, scene.group.settings.deck
    if not meeting.missions:
        waiting = bool(deck) and not meeting.room_words
        return words.say("The missions wait for room words: `/words olive umbrella`.") if waiting else ""
    lines = []
    for card, member in meeting.missions.items():
        known = deck.get(card)
        title = inert(known.title if known else card)
        task = f"<br>{inert(known.task)}" if known and known.task else ""
        text = f"**{title}** · {scene.names([member])} · {words.say(DONE, name=card)}{task}"
        lines.append(render_card_box(card, text, ticked=card in meeting.done))
    return section(words.say("Missions"), join_parts(["\n".join(lines), _proof(words, meeting)]))


def _proof(words: Words, meeting: Meeting) -> str:
    seed = words.listing([inert(word) for word in meeting.room_words])
    drawn = (
        words.say("Drawn with the room words {words}.", words=seed)
        if seed
        else words.say("No room words were said: this draw was predictable.")
    )
    proof = words.say("Anybody can replay it: `tablee draw {key}`.", key=meeting.key)
    return f"{drawn} {proof} " + words.say("`/swap-card` passes a card on.")
