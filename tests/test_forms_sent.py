"""What a person fills in becomes a change of the right file, or an answer that says what to mend: form by form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from fake_tracker import FakeTracker
from filled_forms import Given, fill_in
from stewarded import GROUP, a_folder, a_tracker, group_of, opened, react, run_steward, say
from tablee.files.forms.fields import FORM_LABEL
from tablee.steward.state import without_marker
from tablee.steward.tracker import ReactionContent

CIRCLES = "circles: {jazz: {name: 'Jazz, blues & co', rhythm: {every: week on monday, from: 2026-10-05, at: 19:00}}}\n"
ON = "2026-11-12 09:00"
FILES = a_folder(GROUP + CIRCLES)
FILES["members/cy.yml"] += b"""\
away: [{from: 2026-11-10}, {from: 2026-12-20, to: 2026-12-27}]
offers: [{what: Proofreading, until: 2027-01-31}, {what: Coffee}]
recommends: [{member: bo, for: his maps}]
circles: [jazz] # since June
"""
FILES["members/flo.yml"] = FILES["members/flo.yml"].replace(b"joined: 2026-01-01\n", b"")
MEETING = "meetings/2026-11-12.yml"
LATER = "meetings/2026-12-10.yml"


@dataclass(frozen=True, slots=True)
class Sent:
    """One form, and what comes of it: lines of the file, words of the answer, whether it is done with."""

    who: str
    form: str
    given: Mapping[str, Given] = field(default_factory=dict)
    file: str = ""
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    says: str = ""
    is_open: bool = False
    edit: tuple[str, str] = ("", "")

    @property
    def path(self) -> str:
        """The file that changes: the sender's own where none is named."""
        return self.file or f"members/{self.who}.yml"


def join(**given: Given) -> Mapping[str, Given]:
    """Fill in the form to join, with its two mandatory choices."""
    return {"public": "yes", "consent": "yes", "name": "Nina Blanc", "trade": "Baker", **given}


TAKES = {
    # My profile
    "a trade": Sent("ana", "profile", {"trade": "Editor"}, has=("trade: Editor",), says="**Trade**: Editor"),
    "what is empty stays": Sent(
        "cy", "profile", {"trade": "Editor"}, has=("name: Cy", "circles: [jazz] # since June")
    ),
    "a colon": Sent("ana", "profile", {"trade": "Editor: maps"}, has=('trade: "Editor: maps"',)),
    "a hash": Sent("ana", "profile", {"trade": "C # developer"}, has=('trade: "C # developer"',)),
    "quotes": Sent(
        "ana", "profile", {"trade": "the \"best\" 'editor'"}, has=("trade: the \"best\" 'editor'",)
    ),
    "no": Sent("ana", "profile", {"city": "No"}, has=('city: "No"',)),
    "a number": Sent("ana", "profile", {"city": "007"}, has=('city: "007"',)),
    "null": Sent("ana", "profile", {"city": "null"}, has=('city: "null"',)),
    "a dash clears": Sent(
        "cy", "profile", {"trade": "Editor", "city": "-"}, has=("trade",), says="empty from now on"
    ),
    "braces": Sent("ana", "profile", {"trade": "{what: x}"}, has=('trade: "{what: x}"',)),
    "HTML": Sent(
        "ana", "profile", {"trade": "<b>Editor</b>"}, has=("trade: <b>Editor</b>",), says="&#60;b&#62;"
    ),
    "an emoji": Sent("ana", "profile", {"trade": "🥐 baker"}, has=("🥐 baker",)),
    "a mention": Sent("ana", "profile", {"trade": "with @bo-hub"}, has=("@bo-hub",), says="@\u200bbo-hub"),
    "another's number": Sent(
        "ana", "profile", {"trade": "#12, closes #3"}, says="#\u200b12".replace("#", "&#35;")
    ),
    "a comment": Sent(
        "ana", "profile", {"trade": "Editor <!-- psst -->"}, has=("trade: Editor\n",), lacks=("psst",)
    ),
    "a heading in a line": Sent("ana", "profile", {"city": "### Trade"}, has=('city: "### Trade"',)),
    "skills": Sent(
        "ana", "profile", {"skills": "maps, seo ;  letters,"}, has=("skills: [maps, seo, letters]",)
    ),
    "skills twice": Sent("ana", "profile", {"skills": "maps, maps"}, has=("skills: [maps]",)),
    "skills with dots": Sent("ana", "profile", {"skills": "• maps • seo"}, has=("skills: [maps, seo]",)),
    "skills as hashtags": Sent("ana", "profile", {"skills": "#maps #seo"}, has=("skills: [maps, seo]",)),
    "skills in brackets": Sent("ana", "profile", {"skills": "[maps, seo]"}, has=("skills: [maps, seo]",)),
    "skills with boxes": Sent(
        "ana", "profile", {"skills": "- [x] maps\n- [ ] seo"}, has=("skills: [maps, seo]",)
    ),
    "skills by numbers": Sent("ana", "profile", {"skills": "1. maps 2. seo"}, has=("skills: [maps, seo]",)),
    "nothing in a word": Sent(
        "ana", "profile", {"trade": "N/A", "city": "Lyon"}, has=("city: Lyon",), lacks=("trade",)
    ),
    "several lines": Sent(
        "ana", "profile", {"about": "One.\n\nTwo: #3"}, has=("about: |\n  One.\n\n  Two: #3\n",)
    ),
    "headings in a text": Sent(
        "ana", "profile", {"about": "a\n\n### Town\n\nb"}, has=("  ### Town\n",), lacks=("city",)
    ),
    "a link": Sent(
        "ana", "profile", {"links": "https://example.org/a"}, has=("website: https://example.org/a",)
    ),
    "links": Sent(
        "ana",
        "profile",
        {"links": "- site: example.org\n- https://www.linkedin.com/in/ana\n[blog](https://b.example)"},
        has=(
            "site: https://example.org",
            "linkedin: https://www.linkedin.com/in/ana",
            "blog: https://b.example",
        ),
    ),
    "two links of one kind": Sent(
        "ana",
        "profile",
        {"links": "https://a.example\nhttps://b.example"},
        has=("website-2: https://b.example",),
    ),
    "half a turn": Sent(
        "ana",
        "profile",
        {"facilitates": "half"},
        has=("{from: 2026-01-01, share: 1}", "{from: 2026-11-12, share: 1/2}"),
    ),
    "half a turn since ever": Sent(
        "flo",
        "profile",
        {"facilitates": "half"},
        has=("{from: 2026-10-01, share: 1}", "{from: 2026-11-12, share: 1/2}"),
    ),
    "no turn": Sent("ana", "profile", {"facilitates": "no"}, has=("share: 0",)),
    "turns as before": Sent(
        "ana", "profile", {"facilitates": "yes"}, lacks=("share",), says="nothing had to be written"
    ),
    "as a rule": Sent(
        "ana", "profile", {"usually": "yes"}, has=("usually: yes",), says="I come unless I say no"
    ),
    "not as a rule": Sent("eva", "profile", {"usually": "no"}, lacks=("usually",)),
    "a circle": Sent("ana", "profile", {"circles": "jazz"}, has=("circles: [jazz]",), says="Jazz, blues"),
    "no circle": Sent("cy", "profile", {"circles": "none"}, lacks=("circles: [",)),
    "the same again": Sent(
        "cy", "profile", {"name": "Cy"}, lacks=("trade",), says="nothing had to be written"
    ),
    "in French": Sent(
        "ana", "profile", {"trade": "Editor"}, has=("trade: Editor",), edit=("### Trade", "### Métier")
    ),
    "Windows": Sent("ana", "profile", {"about": "a\nb"}, has=("about: |\n  a\n  b",), edit=("\n", "\r\n")),
    "an edited heading": Sent(
        "ana", "profile", {"trade": "Editor"}, has=("trade: Editor",), edit=("### Trade", "# trade:")
    ),
    # I am away
    "a pause by one tap": Sent(
        "ana", "away", has=("away:\n  - {from: 2026-11-12}",), says="until you say that you are back"
    ),
    "some days": Sent(
        "ana",
        "away",
        {"from": "10 July 2027", "to": "25/08/2027"},
        has=("{from: 2027-07-10, to: 2027-08-25}",),
    ),
    "two days in one field": Sent(
        "ana", "away", {"from": "du 10 au 25 juillet 2027"}, has=("{from: 2027-07-10, to: 2027-07-25}",)
    ),
    "without an end": Sent("ana", "away", {"from": "1 December", "to": "-"}, has=("{from: 2026-12-01}",)),
    "until a day": Sent("ana", "away", {"to": "Sunday"}, has=("{from: 2026-11-12, to: 2026-11-15}",)),
    "one day": Sent(
        "ana", "away", {"from": "2026-12-03", "to": "3 Dec"}, says="away on Thursday 3 December."
    ),
    "next year": Sent("ana", "away", {"from": "3 March"}, has=("from: 2027-03-03",), says="3 March 2027"),
    "one absence more": Sent(
        "cy", "away", {"from": "1 March", "to": "2 March"}, has=("2026-12-20", "2027-03-01")
    ),
    "an end for a pause": Sent(
        "cy", "away", {"from": "10/11/2026", "to": "1 Dec"}, has=("{from: 2026-11-10, to: 2026-12-01}",)
    ),
    "back": Sent("cy", "away", {"what": "back"}, has=("{from: 2026-11-10, to: 2026-11-11}", "2026-12-20")),
    "back later": Sent("cy", "away", {"what": "back", "from": "1 December"}, has=("to: 2026-11-30",)),
    # Offer or need
    "an offer": Sent(
        "ana", "offer", {"what": "an hour of maps"}, has=("offers:\n  - {what: an hour of maps}",)
    ),
    "a need": Sent(
        "ana", "offer", {"kind": "needs", "what": "a printer"}, has=("needs:\n  - {what: a printer}",)
    ),
    "until": Sent(
        "ana", "offer", {"what": "maps", "until": "31/1"}, has=("{what: maps, until: 2027-01-31}",)
    ),
    "a longer offer": Sent(
        "cy",
        "offer",
        {"what": "proofreading", "until": "31/3/2027"},
        has=("until: 2027-03-31",),
        lacks=("2027-01-31",),
    ),
    "taken back": Sent(
        "cy", "offer", {"kind": "back", "what": "COFFEE"}, has=("Proofreading",), lacks=("Coffee",)
    ),
    "a comma": Sent("ana", "offer", {"what": "maps, plans"}, has=('{what: "maps, plans"}',)),
    # Recommend
    "a recommendation": Sent(
        "ana", "recommend", {"member": "Bo", "for": "his maps"}, has=("{member: bo, for: his maps}",)
    ),
    "by account": Sent("ana", "recommend", {"member": "@bo-hub", "for": "maps"}, has=("member: bo",)),
    "one more": Sent("cy", "recommend", {"member": "di", "for": "jazz"}, has=("member: bo", "member: di")),
    "said before": Sent(
        "cy", "recommend", {"member": "Bo", "for": "his maps"}, says="nothing had to be written"
    ),
    # Leave
    "leaving": Sent("ana", "leave", {"meant": "yes"}, has=("left: 2026-11-12",), says="Thank you for all"),
    "leaving later": Sent("ana", "leave", {"meant": "yes", "day": "31 December"}, has=("left: 2026-12-31",)),
    "a keeper leaves": Sent("bo", "leave", {"meant": "yes"}, has=("left: 2026-11-12",)),
    # Meetings
    "topics": Sent(
        "eva", "topic", {"topics": "Rates\n- Holidays; when?"}, MEETING, has=("Rates", "Holidays, when?")
    ),
    "topics by numbers": Sent(
        "eva", "topic", {"topics": "1. Rates\n2. [ ] VAT"}, MEETING, has=("topics: [Rates, VAT]",)
    ),
    "a topic of another day": Sent(
        "eva", "topic", {"day": "10/12", "topics": "Rates"}, LATER, has=("topics: [Rates]",)
    ),
    "a topic of a circle": Sent(
        "cy",
        "topic",
        {"day": "16 November", "topics": "Blue Train"},
        "meetings/jazz.2026-11-16.yml",
        has=("Blue Train",),
    ),
    "a vote": Sent(
        "ana",
        "date",
        {"meeting": "10 December", "day": "8 December"},
        LATER,
        has=("candidates: [2026-12-08, 2026-12-10]",),
    ),
    "another hour": Sent(
        "ana", "date", {"how": "next", "at": "13h"}, MEETING, has=("at: 13:00",), lacks=("date:",)
    ),
    "another place": Sent(
        "ana", "date", {"how": "next", "place": "At: Bo’s"}, MEETING, has=('place: "At: Bo’s"',)
    ),
    "another day": Sent(
        "bo",
        "date",
        {"how": "next", "meeting": "10/12", "day": "11 December"},
        LATER,
        has=("date: 2026-12-11",),
    ),
    "a turn ahead": Sent(
        "eva", "turn", {"day": "10 December"}, LATER, has=("facilitator: eva",), says="You lead"
    ),
    "the next turn": Sent("eva", "turn", file=MEETING, has=("facilitator: eva",)),
    "two days are one meeting": Sent(
        "eva", "turn", {"day": "Thursday 10 Dec."}, LATER, has=("facilitator: eva",)
    ),
}
REFUSES = {
    "an empty profile": Sent("ana", "profile", says="The form is empty"),
    "too long": Sent(
        "ana", "profile", {"trade": "x" * 60_000}, says="**Trade**: this text has 60000 characters"
    ),
    "a telephone": Sent(
        "ana", "profile", {"about": "06 12 34 56 78"}, says="**About you**: a telephone number"
    ),
    "an address": Sent("ana", "profile", {"trade": "ana@example.org"}, says="**Trade**: a mail address"),
    "a mail as a link": Sent(
        "ana", "profile", {"links": "mailto:ana@example.org"}, says="is no address of the web"
    ),
    "no link": Sent("ana", "profile", {"links": "my site"}, says="“my site” is no address of the web"),
    "an upload": Sent(
        "ana",
        "profile",
        {"name": "![me](https://github.com/user-attachments/assets/1)"},
        says="a picture cannot stand there",
    ),
    "a lost heading": Sent(
        "ana", "profile", {"trade": "x"}, says="no heading “Job”", edit=("### Trade", "### Job")
    ),
    "another answer": Sent(
        "ana", "profile", {"facilitates": "sometimes"}, says="“sometimes” is none of the answers"
    ),
    "an invisible sign": Sent(
        "ana", "profile", {"trade": "Edi\u202etor"}, says="**Trade**: the text holds an invisible"
    ),
    "no name any more": Sent("ana", "profile", {"name": "-"}, says="`name`"),
    "no day": Sent("ana", "away", {"from": "soon"}, says="“soon” is no day that I understand"),
    "another weekday": Sent("ana", "away", {"from": "Thursday 11 December 2026"}, says="is no day"),
    "a month first": Sent("ana", "away", {"from": "12/25/2026"}, says="“12/25/2026” is no day"),
    "no such day": Sent("ana", "away", {"from": "30 February"}, says="“30 February” is no day"),
    "ends first": Sent(
        "ana", "away", {"from": "5 December", "to": "3 Dec 2026"}, says="lies before the first one"
    ),
    "back from nowhere": Sent("ana", "away", {"what": "back"}, says="You are not away"),
    "an empty offer": Sent("ana", "offer", says="**What?**: this is needed"),
    "a past offer": Sent("ana", "offer", {"what": "x", "until": "1/1/2026"}, says="is past"),
    "nothing to take back": Sent(
        "cy", "offer", {"kind": "back", "what": "tea"}, says="There are: Proofreading; Coffee"
    ),
    "nobody": Sent("ana", "recommend", {"member": "Zoe", "for": "x"}, says="Who is “Zoe”?"),
    "not public": Sent("ana", "recommend", {"member": "m-1q2w", "for": "x"}, says="Who is “m-1q2w”?"),
    "oneself": Sent("ana", "recommend", {"member": "Ana", "for": "x"}, says="Nobody recommends himself"),
    "for nothing": Sent("ana", "recommend", {"member": "Bo"}, says="**What for?**: this is needed"),
    "not sure": Sent("ana", "leave", says="**Are you sure?**: this is needed"),
    "before joining": Sent("ana", "leave", {"meant": "yes", "day": "1/12/2025"}, says="is before"),
    "no topic": Sent("eva", "topic", file=MEETING, says="**Which topics?**: this is needed"),
    "nothing as a topic": Sent(
        "eva", "topic", {"topics": "aucun"}, MEETING, says="**Which topics?**: this is needed"
    ),
    "two hours": Sent("ana", "date", {"how": "next", "at": "7 or 8pm"}, MEETING, says="is no hour"),
    "no meeting": Sent(
        "eva", "topic", {"day": "13 November", "topics": "x"}, MEETING, says="No meeting is planned"
    ),
    "a vote on a place": Sent(
        "ana", "date", {"place": "Bo’s"}, MEETING, says="Only a day can be put to the vote"
    ),
    "nothing to fix": Sent("ana", "date", {"how": "next"}, MEETING, says="Say what changes"),
    "no hour": Sent("ana", "date", {"how": "next", "at": "noonish"}, MEETING, says="“noonish” is no hour"),
    "a past day": Sent("ana", "date", {"how": "next", "day": "1/11/2026"}, MEETING, says="is past"),
    "a turn on no day": Sent("eva", "turn", {"day": "13 Nov"}, MEETING, says="No meeting is planned"),
}


def send(sent: Sent, *, now: str = ON) -> tuple[FakeTracker, int]:
    """Let somebody send a form, and the steward run once."""
    tracker = a_tracker(now, dict(FILES))
    body = fill_in(group_of(tracker).settings, sent.form, **sent.given)
    assert sent.edit[0] in body
    if sent.edit[0]:
        body = body.replace(*sent.edit)
    number = tracker.open_by_hand(sent.who, "A form", body, (FORM_LABEL,))
    assert run_steward(tracker).is_whole
    return tracker, number


def answers(tracker: FakeTracker, number: int) -> list[str]:
    """Return what the steward said to a form."""
    return [without_marker(one.body) for one in tracker.issues[number].comments if one.by_steward]


@pytest.mark.parametrize("name", TAKES)
def test_a_form_is_written_answered_and_closed(name: str) -> None:
    """A member's word about himself or herself needs nobody else's; the next run has nothing to do."""
    sent = TAKES[name]
    tracker, number = send(sent)
    text = tracker.files[sent.path].decode()
    assert [line for line in sent.has if line not in text] == []
    assert [line for line in sent.lacks if line in text] == []
    (said,) = answers(tracker, number)
    assert sent.says in said
    assert not tracker.issues[number].is_open
    before = dict(tracker.files)
    run_steward(tracker)
    assert (tracker.files, len(answers(tracker, number))) == (before, 1)


@pytest.mark.parametrize("name", REFUSES)
def test_a_form_is_refused_in_words_and_stays(name: str) -> None:
    """Nothing is written before all is right; the same text is answered once."""
    sent = REFUSES[name]
    tracker, number = send(sent)
    before = FILES.get(sent.path)
    if before is not None:
        assert tracker.files[sent.path] == before
    (said,) = answers(tracker, number)
    assert sent.says in said
    assert len(said) < 4_000
    run_steward(tracker)
    assert len(answers(tracker, number)) == 1
    assert tracker.issues[number].is_open


def test_editing_the_form_runs_it_again() -> None:
    """What was wrong is said, what is right is written; then it closes."""
    tracker, number = send(REFUSES["no day"])
    settings = group_of(tracker).settings
    tracker.edit_issue(number, fill_in(settings, "away", **{"from": "5 December"}))
    run_steward(tracker)
    assert b"from: 2026-12-05" in tracker.files["members/ana.yml"]
    assert not tracker.issues[number].is_open


def test_who_edits_and_edits_gets_so_many_answers() -> None:
    """The last one says that it is the last."""
    tracker, number = send(REFUSES["no day"])
    settings = group_of(tracker).settings
    for time in range(12):
        tracker.edit_issue(number, fill_in(settings, "away", **{"from": f"soon {'x' * time}"}))
        run_steward(tracker)
    said = answers(tracker, number)
    assert len(said) == 8
    assert "my last answer" in said[-1]
    tracker.edit_issue(number, fill_in(settings, "away"))
    run_steward(tracker)
    assert not tracker.issues[number].is_open


def test_two_forms_of_one_member_are_written_together() -> None:
    """In one commit, the second on top of the first."""
    tracker = a_tracker(ON, dict(FILES))
    settings = group_of(tracker).settings
    for form, given in (("profile", {"trade": "Editor"}), ("away", {}), ("offer", {"what": "maps"})):
        tracker.open_by_hand("ana", "A form", fill_in(settings, form, **given), (FORM_LABEL,))
    run_steward(tracker)
    text = tracker.files["members/ana.yml"].decode()
    assert all(key in text for key in ("trade: Editor", "away:", "offers:"))
    assert len(tracker.commits) == 1
    assert "ana" in tracker.commits[0][0]


def test_many_forms_at_once_are_no_mistake() -> None:
    """A plan that closes what is done with is not held back."""
    tracker = a_tracker(ON, dict(FILES))
    settings = group_of(tracker).settings
    numbers = [
        tracker.open_by_hand(who, "A form", fill_in(settings, "profile", trade="Editor"), (FORM_LABEL,))
        for who in ("ana", "bo", "cy", "di", "eva", "flo")
        for _time in range(2)
    ]
    run_steward(tracker)
    assert not any(tracker.issues[number].is_open for number in numbers)


def test_an_absence_gives_the_turn_back_in_the_same_run() -> None:
    """The answer says so, and somebody else is called."""
    tracker = a_tracker(
        ON, {**FILES, LATER: b"facilitator: ana\ncalled: [{member: ana, on: 2026-11-01, answer: accepted}]\n"}
    )
    body = fill_in(group_of(tracker).settings, "away", **{"from": "1 December", "to": "20 December"})
    number = tracker.open_by_hand("ana", "A form", body, (FORM_LABEL,))
    run_steward(tracker)
    assert "Your turn on Thursday 10 December goes to somebody else." in answers(tracker, number)[0]
    assert b"facilitator" not in tracker.files[LATER]


JOINS = {
    "a member": (join(), ("name: Nina Blanc", "trade: Baker", "github: stranger-nina", "joined: 2026-11-12")),
    "with all": (
        join(
            skills="bread, cake",
            city="Viroflay",
            links="nina.example",
            about="Hello\n\nI bake.",
            circles="jazz",
        ),
        (
            "skills: [bread, cake]",
            "city: Viroflay",
            "website: https://nina.example",
            "  I bake.",
            "circles: [jazz]",
        ),
    ),
    "a name that is taken": (join(name="Ana"), ("name: Ana",)),
    "a name in other letters": (join(name="Нина Белая"), ("name: Нина Белая",)),
    "quotes": (join(name='Nina "Nini" Blanc'), ('name: Nina "Nini" Blanc',)),
}


@pytest.mark.parametrize("name", JOINS)
def test_joining_waits_for_a_keeper(name: str) -> None:
    """The answer shows what would be written and calls the keepers; 👍 writes it, with login and number; it closes."""
    given, has = JOINS[name]
    tracker, number = send(Sent("stranger-nina", "join", given))
    (said,) = answers(tracker, number)
    assert "Once a keeper of the hub says yes" in said
    assert "@ana-hub and @bo-hub" in said
    assert tracker.issues[number].is_open
    before = set(tracker.files)
    tracker.tick_clock()
    react(tracker, number, "bo", ReactionContent.PLUS_ONE)
    (path,) = (path for path in set(tracker.files) - before if path.startswith("members/"))
    text = tracker.files[path].decode()
    assert [line for line in has if line not in text] == []
    assert "public: yes" in text
    assert f"github_id: {tracker.person_of('stranger-nina').id}" in text
    assert not tracker.issues[number].is_open
    assert "Welcome!" in answers(tracker, number)[-1]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "**May the site show you?**: this is needed"),
        ({"public": "yes"}, "**Name shown**: this is needed"),
        (join(consent=""), "**What is public stays public**: this is needed"),
        (join(name="-"), "**Name shown**: this is needed"),
        (join(about="call 06 12 34 56 78"), "**About you**: a telephone number"),
        (join(name="x" * 200), "**Name shown**: this text has 200 characters"),
        (join(links="nowhere"), "is no address of the web"),
    ],
)
def test_joining_is_refused_in_words(given: Mapping[str, Given], says: str) -> None:
    """A newcomer can mend it; a keeper's 👍 meanwhile writes nothing."""
    tracker, number = send(Sent("stranger-nina", "join", given))
    react(tracker, number, "bo", ReactionContent.PLUS_ONE)
    assert says in answers(tracker, number)[0]
    assert not [path for path in tracker.files if path not in FILES and path.startswith("members/")]


def test_who_says_no_to_the_site_is_never_named() -> None:
    """The file has a neutral name and nothing in it that tells; the answer does not say which one it is."""
    tracker, number = send(Sent("stranger-nina", "join", join(public="no", about="I bake")))
    tracker.tick_clock()
    say(tracker, number, "ana", "/yes")
    (path,) = (path for path in tracker.files if path not in FILES and path.startswith("members/"))
    assert tracker.files[path] == b"public: no\njoined: 2026-11-12\n"
    said = "\n".join(answers(tracker, number))
    assert path.removeprefix("members/").removesuffix(".yml") not in said
    assert "Nina" not in said
    assert "Delete issue" in said
    assert "Nina" not in "".join(message for message, _files, _subject in tracker.commits)


@pytest.mark.parametrize(
    ("who", "is_in"), [("ana", True), ("bo", True), ("cy", False), ("stranger-nina", False)]
)
def test_only_a_keeper_lets_somebody_in(who: str, *, is_in: bool) -> None:
    """By `/yes`; the word of other members, or the newcomer's own, is none."""
    tracker, number = send(Sent("stranger-nina", "join", join()))
    tracker.tick_clock()
    say(tracker, number, who, "Welcome!\n\n/yes")
    assert ("members/nina-blanc.yml" in tracker.files) is is_in


def test_a_yes_counts_for_the_text_that_was_shown() -> None:
    """A 👍 from before the answer, or for a text that was edited since, lets nobody in."""
    tracker = a_tracker(ON, dict(FILES))
    settings = group_of(tracker).settings
    number = tracker.open_by_hand(
        "stranger-nina", "A form", fill_in(settings, "join", **join()), (FORM_LABEL,)
    )
    tracker.react(number, "ana", ReactionContent.PLUS_ONE)
    tracker.tick_clock()
    run_steward(tracker)
    assert "members/nina-blanc.yml" not in tracker.files
    assert "from before this answer" in answers(tracker, number)[0]
    tracker.edit_issue(number, fill_in(settings, "join", **join(name="Somebody Else")))
    run_steward(tracker)
    assert not [path for path in tracker.files if path not in FILES and path.startswith("members/")]
    tracker.tick_clock()
    say(tracker, number, "ana", "/yes")
    assert "members/somebody-else.yml" in tracker.files


def test_a_no_ends_it() -> None:
    """A keeper's 👎 or `/no` closes the request with the contact."""
    tracker, number = send(Sent("stranger-nina", "join", join()))
    tracker.tick_clock()
    say(tracker, number, "bo", "/no")
    assert "has said no" in answers(tracker, number)[-1]
    assert not tracker.issues[number].is_open


def test_who_left_comes_back_to_the_own_file() -> None:
    """The time of belonging gets a second span; turns and presence of before stay theirs."""
    left = FILES["members/di.yml"] + b"left: 2026-06-30\n"
    tracker = a_tracker(ON, {**FILES, "members/di.yml": left})
    settings = group_of(tracker).settings
    for path in [path for path in tracker.files if path.startswith("meetings/")]:
        del tracker.files[path]
    number = tracker.open_by_hand("di", "A form", fill_in(settings, "join", **join(name="Di")), (FORM_LABEL,))
    run_steward(tracker)
    tracker.tick_clock()
    say(tracker, number, "ana", "/yes")
    text = tracker.files["members/di.yml"].decode()
    assert "left:" not in text
    assert "{from: 2026-01-01, to: 2026-06-30}" in text
    assert "{from: 2026-11-12}" in text


def test_a_member_need_not_join() -> None:
    """The answer names the form that changes the profile."""
    tracker, number = send(Sent("ana", "join", join()))
    assert "You are a member already. *My profile*" in answers(tracker, number)[0]
    assert not tracker.issues[number].is_open


@pytest.mark.parametrize(
    "form", ["profile", "away", "offer", "recommend", "topic", "date", "turn", "leave", "forget"]
)
def test_a_stranger_changes_nothing(form: str) -> None:
    """One answer that says how to join; it closes."""
    tracker, number = send(Sent("stranger-x", form))
    assert "open the form *Join the group*" in answers(tracker, number)[0]
    assert not tracker.issues[number].is_open
    own = [path for path in tracker.files if path.startswith("members/")]
    assert {path: tracker.files[path] for path in own} == {p: d for p, d in FILES.items() if p in own}


def test_a_flood_of_strangers_is_answered_slowly() -> None:
    """Three newcomers a run, one form of each; members' forms go first."""
    tracker = a_tracker(ON, dict(FILES))
    settings = group_of(tracker).settings
    body = fill_in(settings, "join", **join())
    numbers = [tracker.open_by_hand(f"stranger-{n % 20}", "A form", body, (FORM_LABEL,)) for n in range(200)]
    own = tracker.open_by_hand("ana", "A form", fill_in(settings, "away"), (FORM_LABEL,))
    run_steward(tracker)
    assert not tracker.issues[own].is_open
    assert sum(len(answers(tracker, number)) for number in numbers) == 3
    for _run in range(10):
        run_steward(tracker)
    assert sum(len(answers(tracker, number)) for number in numbers) == 20


def test_a_proposal_of_a_member_waits_for_a_keeper() -> None:
    """Who may not move the date alone asks; a keeper's yes opens the vote."""
    given = {"meeting": "10 December", "day": "8 December"}
    tracker, number = send(Sent("eva", "date", given))
    assert tracker.issues[number].is_open
    assert "Once a keeper of the hub says yes" in answers(tracker, number)[0]
    tracker.tick_clock()
    react(tracker, number, "ana", ReactionContent.PLUS_ONE)
    assert b"candidates: [2026-12-08, 2026-12-10]" in tracker.files[LATER]
    assert not tracker.issues[number].is_open


def test_another_text_with_the_label_is_told_so() -> None:
    """Its headings are gone, so that nobody knows what is meant."""
    tracker = a_tracker(ON, dict(FILES))
    number = tracker.open_by_hand("ana", "A form", "I changed my mind.", (FORM_LABEL,))
    run_steward(tracker)
    assert "I cannot read this form any more" in answers(tracker, number)[0]
    assert not tracker.issues[number].is_open


def test_while_a_members_file_is_broken_strangers_wait() -> None:
    """Whoever looks like a stranger may be that member; nothing is said that is wrong tomorrow."""
    tracker = a_tracker(ON, {**FILES, "members/di.yml": b"public yes\n"})
    settings = group_of(tracker).settings
    number = tracker.open_by_hand("stranger-di", "A form", fill_in(settings, "away"), (FORM_LABEL,))
    run_steward(tracker)
    assert answers(tracker, number) == []
    assert tracker.issues[number].is_open


def test_being_forgotten_waits_for_another_keeper() -> None:
    """A keeper does not decide it alone; then no file, no message and no answer names who it was."""
    tracker, number = send(Sent("eva", "forget", {"erase": "yes"}))
    assert "you are forgotten" in answers(tracker, number)[0]
    tracker.tick_clock()
    say(tracker, number, "eva", "/yes")
    assert len(answers(tracker, number)) == 1
    say(tracker, number, "bo", "/yes")
    assert "no file names you any more" in answers(tracker, number)[-1]
    assert not tracker.issues[number].is_open
    assert tracker.commits[-1][0] == "Forget a member"
    assert "members/eva.yml" not in tracker.files
    assert [path for path, data in tracker.files.items() if b"eva" in data.lower()] == []
    assert len(group_of(tracker).meetings["2026-10-01"].present or ()) == 7


CY = b"public: yes\nname: Cy\njoined: 2026-01-01\ncircles: [jazz]\n"
SWAPS: Mapping[str, tuple[Mapping[str, bytes], str]] = {
    "away": (
        {"members/cy.yml": b"public: yes\nname: Cy\njoined: 2026-01-01\naway: [{from: 2026-12-01}]\n"},
        "is away on",
    ),
    "no": ({"members/cy.yml": CY, LATER: b"facilitator: ana\nanswers: {cy: no}\n"}, "cannot come on"),
    "busy": (
        {
            "members/cy.yml": CY,
            "meetings/jazz.2026-12-10.yml": b"title: Jazz\nat: 12:00\nlasts: 1h\nfacilitator: cy\n",
        },
        "leads Jazz, blues",
    ),
}


@pytest.mark.parametrize("name", SWAPS)
def test_a_swap_is_refused_with_its_reason(name: str) -> None:
    """Nobody is asked who is away, said no, or leads another table at that time."""
    files, says = SWAPS[name]
    tracker = opened("2026-12-02", {**FILES, LATER: b"facilitator: ana\n", **files})
    issue = next(n for n, one in tracker.issues.items() if "facilitator:2026-12-10" in one.body)
    tracker.tick_clock()
    say(tracker, issue, "ana", "/swap Cy")
    said = [one.body for one in tracker.issues[issue].comments if one.by_steward]
    assert any(says in text for text in said), said


def test_who_comes_as_a_rule_is_expected_and_not_reminded() -> None:
    """The meeting's issue and the dashboard say so; no answer is written; a no to one meeting counts."""
    files = {
        **FILES,
        "members/eva.yml": FILES["members/eva.yml"] + b"usually: yes\n",
        MEETING: b"answers: {bo: yes}\n",
    }
    tracker = opened("2026-11-10", files)
    bodies = {one.title: one.body for one in tracker.issues.values()}
    assert "1 expected as usual: Eva" in bodies["Next date: Thursday 12 November"]
    assert "1 expected as usual (Eva)" in bodies["Dashboard"]
    assert b"eva" not in tracker.files[MEETING].replace(b"member: eva", b"")
    reminded = [
        login for login, _number, text in tracker.notified if "3 days" in text or "answered" in text.lower()
    ]
    assert "eva-hub" not in reminded
    number = next(n for n, one in tracker.issues.items() if one.title == "Next date: Thursday 12 November")
    say(tracker, number, "eva", "/no")
    assert "expected as usual" not in tracker.issues[number].body
