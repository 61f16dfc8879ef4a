"""What members do about their turns and after a meeting: accept, pass, exchange; who came, the words, the missions."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.by_hand import set_line
from simulation.groups import DAY, Kind, Someone, Temper
from simulation.people import Deed
from simulation.presence import Told
from simulation.scene import Scene
from simulation.turn_rule import NOT_TAKEN
from tablee.model import Meeting
from tablee.rules.event import Event
from tablee.steward.interpret.speakers import local_id
from tablee.steward.tracker import Issue, ReactionContent

WORDS = ("olive", "umbrella", "Éclair", "river", "clé")


def answer_call(scene: Scene) -> bool:
    """Let who was called accept or pass."""
    called = [(event, issue, who) for event, issue, who in _calls(scene) if scene.group.people[who].speaks]
    if not called:
        return False
    event, issue, who = scene.rng.choice(called)
    if f"members/{who}.yml" in scene.broken or not scene.group.people[who].belongs(scene.today):
        return False
    ways = ("thumb", "/yes", "/oui", "/pass", "/je-passe", "thumb down")
    passes = scene.group.people[who].temper is Temper.PASSER
    way = scene.rng.choices(ways, (0, 0, 0, 2, 1, 2) if passes else (5, 2, 1, 1, 1, 1))[0]
    if way.startswith("thumb") and any(r.person.id == local_id(who) for r in issue.reactions):
        way = "/pass" if passes else "/yes"
    if way.startswith("thumb"):
        scene.host.react(
            issue.number, who, ReactionContent.MINUS_ONE if way == "thumb down" else ReactionContent.PLUS_ONE
        )
    else:
        scene.host.comment(issue.number, who, way)
    kind = "turn passed" if "pass" in way or way == "thumb down" else "turn accepted"
    _agree(scene, str(event.key), who, kind)
    return scene.tell(kind, f"{who} says {way} to the turn of {event.key}")


def speak_of_turns(scene: Scene) -> bool:
    """Volunteer, offer one's turn, take an offer, or pass what one had accepted."""
    calls = _turns(scene)
    voices = scene.voices()
    if not calls or not voices:
        return False
    event, issue, who = scene.rng.choice(calls)
    one, key = scene.rng.choice(voices), str(event.key)
    if event.circle and not one.in_circle:
        return False
    way = scene.rng.choice(("/take", "/swap", "/pass", "thumb"))
    if way == "/take":
        scene.host.comment(issue.number, one.id, way)
    elif way == "thumb":
        scene.host.react(issue.number, one.id, ReactionContent.PLUS_ONE)
    elif who in scene.group.people and scene.group.people[who] in voices:
        text = f"/swap {one.id}" if way == "/swap" else way
        scene.host.comment(issue.number, who, text)
        if way == "/pass":
            scene.turns.say(scene.now, key, who, "turn passed")
            return scene.tell("turn passed", f"{who} passes the turn of {key}")
        counted = scene.oracle.said()[0].meetings.get(key)
        scene.turns.offer(scene.now, key, who, _current(counted) or who)
        return scene.tell("turn offered", f"{who} offers the turn of {key} to {one.id}")
    else:
        return False
    _agree(scene, key, one.id, "volunteered")
    return scene.tell("volunteered", f"{one.id} says {way} to the turn of {key}")


def _agree(scene: Scene, key: str, who: str, kind: str) -> None:
    """Remember a word about a turn; who takes it comes, also who had said no, or for whom somebody passes it on."""
    scene.turns.say(scene.now, key, who, kind)
    if kind != "turn passed":
        called = _current(scene.oracle.said()[0].meetings.get(key))
        for one in {who, called} - {""}:
            if one == who or not scene.group.people[one].is_heard:
                scene.oracle.took_turns.add((key, one))


def answer_call_for_others(scene: Scene) -> bool:
    """Let a keeper accept in the name of who has no account."""
    called = [(e, i, who) for e, i, who in _calls(scene) if not scene.group.people[who].speaks]
    keeper = scene.keeper()
    if not called or f"members/{keeper.id}.yml" in scene.broken:
        return False
    event, issue, who = scene.rng.choice(called)
    scene.host.comment(issue.number, keeper.id, f"/yes {who}")
    _agree(scene, str(event.key), who, "turn accepted")
    return scene.tell("turn accepted", f"{keeper.id} accepts the turn of {event.key} for {who}")


def tell_who_came(scene: Scene) -> bool:
    """Tell who came: in a comment, or by hand in the file."""
    over = [
        e
        for e in scene.events(over=True)
        if e.meeting and (e.meeting.present is None or scene.rng.random() < 0.02)
    ]
    if not over:
        return False
    event, keeper = scene.rng.choice(over), scene.keeper()
    key = str(event.key)
    issue = scene.issue(f"meeting:{key}")
    able = sorted(one.id for one in scene.here() if _may_come(scene, one, event))
    if scene.group.kind is Kind.NO_LISTS or not able:
        return False
    came = sorted(scene.rng.sample(able, scene.rng.randint(0 if scene.rng.random() < 0.1 else 1, len(able))))
    if scene.rng.random() < 0.2 or issue is None:
        scene.edit(key, lambda text: set_line(text, "present", f"[{', '.join(came)}]"))
        scene.presence.tell(key, Told(tuple(came), scene.now, by_hand=True))
        return scene.tell("presence by hand", f"somebody writes {came} into {key}")
    if f"members/{keeper.id}.yml" in scene.broken or any(
        f"members/{who}.yml" in scene.broken for who in came
    ):
        return False
    more = f" +{scene.rng.randint(1, 3)}" if scene.rng.random() < 0.2 else ""
    if not came:
        return False
    names = ", ".join(came)
    scene.host.comment(issue.number, keeper.id, f"/present {names}{more}")
    scene.presence.tell(key, Told(tuple(came), scene.now, by_hand=False))
    return scene.tell("presence by comment", f"{keeper.id} writes that {names} came to {key}")


def _may_come(scene: Scene, one: Someone, event: Event) -> bool:
    belongs = one.joined <= event.on and (not event.circle or one.in_circle)
    stays_away = one.temper is Temper.NO_SHOW and scene.rng.random() < 0.5
    return belongs and one.temper is not Temper.ABSENT and not stays_away


def tell_who_led(scene: Scene) -> bool:
    """Say afterwards who led in fact, of those who came."""
    over = [e for e in scene.events(over=True) if e.meeting and e.meeting.present]
    issue = scene.issue(f"meeting:{over[-1].key}") if over else None
    keeper = scene.keeper()
    if not over or not issue or f"members/{keeper.id}.yml" in scene.broken:
        return False
    present = over[-1].meeting.present if over[-1].meeting else None
    who = scene.rng.choice([one for one in present or () if not one.startswith("m-")] or [keeper.id])
    scene.host.comment(issue.number, keeper.id, f"/led {who}")
    scene.turns.say(scene.now, str(over[-1].key), who, "led")
    scene.presence.led.setdefault(str(over[-1].key), set()).add(who)
    return scene.tell("led", f"{keeper.id} says that {who} led {over[-1].key}")


def say_words(scene: Scene) -> bool:
    """Say the room words of the last meeting."""
    over = [e for e in scene.events(over=True) if e.meeting and not e.meeting.missions]
    keeper = scene.keeper()
    issue = scene.issue(f"meeting:{over[-1].key}") if over else None
    if not over or not issue or f"members/{keeper.id}.yml" in scene.broken:
        return False
    words = scene.rng.sample(WORDS, 2)
    scene.host.comment(issue.number, keeper.id, "/words " + " ".join(words))
    return scene.tell("room words", f"{keeper.id} says {words} for {over[-1].key}")


def look_after_missions(scene: Scene) -> bool:
    """Tick a mission, say that it is done, or pass a card on."""
    found = [
        (e.meeting, issue)
        for e in scene.events(over=True)
        if e.meeting and e.meeting.missions and (issue := scene.issue(f"meeting:{e.key}"))
    ]
    if not found:
        return False
    meeting, issue = found[-1]
    card = scene.rng.choice(sorted(meeting.missions))
    holder = meeting.missions[card]
    way = scene.rng.choice(("tick", "tick", "/done", "/swap-card"))
    if way == "tick":
        scene.host.tick_clock()
        scene.host.tick(issue.number, f"card:{card}", ticked=card not in meeting.done)
        return scene.tell("mission ticked", f"somebody ticks {card} of {meeting.key}")
    if scene.group.people[holder] not in scene.voices():
        return False
    scene.host.comment(issue.number, holder, way)
    return scene.tell("mission spoken of", f"{holder} says {way} for {meeting.key}")


def talk_of_topics(scene: Scene) -> bool:
    """Add a topic, which must stay."""
    events = scene.events()
    keeper = scene.keeper()
    issue = scene.issue(f"meeting:{events[0].key}") if events else None
    if not events or not issue or f"members/{keeper.id}.yml" in scene.broken:
        return False
    known = events[0].meeting.topics if events[0].meeting else ()
    topic = f"Topic {len(known) + 1} & #12 @all"
    if len(known) > 3:
        return False
    scene.host.comment(issue.number, keeper.id, f"/topics {topic}")
    scene.topics.setdefault(str(events[0].key), set()).add(topic)
    return scene.tell("topic", f"{keeper.id} adds a topic to {events[0].key}")


def fix_next_date(scene: Scene) -> bool:
    """Fix the next date at the table: the usual one, a day beside it, or one that skips a week."""
    over = scene.events(over=True)
    keeper = scene.keeper()
    issue = scene.issue(f"meeting:{over[-1].key}") if over else None
    if not issue or f"members/{keeper.id}.yml" in scene.broken:
        return False
    coming = [e for e in scene.oracle.look()[1].coming(over[-1].circle) if e.on > over[-1].on]
    if not coming:
        return False
    day = coming[0].on + scene.rng.choice((0, 0, 0, 1, -1, 7)) * DAY
    text = scene.rng.choice(("/next", f"/next {day}", f"/next {day}"))
    comment = scene.host.comment(issue.number, keeper.id, text)
    scene.dates.speak(over[-1].circle, keeper.id)
    scene.oracle.next_by_word(over[-1].circle, keeper.id, issue.number, comment, has_day=" " in text)
    return scene.tell("next date fixed", f"{keeper.id} writes {text} after {over[-1].key}")


def call_off(scene: Scene) -> bool:
    """Cancel a meeting to come by a word."""
    events = scene.events()
    keeper = scene.keeper()
    issue = scene.issue(f"meeting:{events[0].key}") if events else None
    if not issue or f"members/{keeper.id}.yml" in scene.broken or scene.rng.random() < 0.5:
        return False
    scene.host.comment(issue.number, keeper.id, "/cancel Storm @all <!-- x -->")
    scene.dates.speak(events[0].circle, keeper.id)
    return scene.tell("meeting called off", f"{keeper.id} cancels {events[0].key}")


def _calls(scene: Scene) -> list[tuple[Event, Issue, str]]:
    """Return the calls that wait for an answer."""
    return [
        (e, i, _current(e.meeting))
        for e, i, _who in _turns(scene)
        if e.meeting and not e.meeting.facilitators and _current(e.meeting) in scene.group.people
    ]


def _turns(scene: Scene) -> list[tuple[Event, Issue, str]]:
    return [
        (event, issue, next(iter(event.meeting.facilitators), _current(event.meeting)))
        for event in scene.events()
        if event.meeting and (issue := scene.issue(f"facilitator:{event.key}"))
    ]


def _current(meeting: Meeting | None) -> str:
    standing = [c.member for c in meeting.called if c.answer not in NOT_TAKEN] if meeting else []
    return standing[-1] if standing else ""


DUTIES: Mapping[Deed, int] = {
    answer_call: 12,
    answer_call_for_others: 3,
    speak_of_turns: 2,
    tell_who_came: 12,
    say_words: 6,
    look_after_missions: 5,
    talk_of_topics: 2,
    fix_next_date: 2,
    tell_who_led: 1,
    call_off: 1,
}
