"""The forms that every group has. Those about a member are made of the keys that a member's file may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tablee.files.forms.fields import Field, Form, Option, Widget
from tablee.files.schema import MEMBER
from tablee.i18n.translations import _
from tablee.model import Settings

JOIN, PROFILE, AWAY, OFFER, RECOMMEND = "join", "profile", "away", "offer", "recommend"
TOPIC, DATE, TURN, LEAVE, FORGET = "topic", "date", "turn", "leave", "forget"
YES, NO, HALF = "yes", "no", "half"
NONE = "none"

ELSEWHERE: Mapping[str, str] = {
    "photo": "a picture has to be put into content/photos without its metadata",
    "github": "it is the account that sends the form",
    "github_id": "it is the account that sends the form",
    "mail": "`tablee post` writes it, once an address is in the mailbox",
    "joined": "it is the day on which a keeper says yes",
    "public": "joining asks for it",
    "left": "leaving asks for it",
    "away": "the form about absences asks for it",
    "offers": "the form about offers and needs asks for it",
    "needs": "the form about offers and needs asks for it",
    "recommends": "the form about recommendations asks for it",
}
"""The keys of a member's file that "my profile" does not ask for, and why; every other key is a field of it."""
NOT_AT_FIRST = frozenset({"usually", "facilitates"})
"""What a newcomer cannot know yet."""

_LABELS: Mapping[str, str] = {
    "name": _("Name shown"),
    "trade": _("Trade"),
    "tagline": _("In one line"),
    "skills": _("Skills"),
    "city": _("Town"),
    "links": _("Links"),
    "usually": _("Do you come as a rule?"),
    "facilitates": _("Do you facilitate?"),
    "circles": _("Circles"),
    "about": _("About you"),
}
_ABOUT: Mapping[str, str] = {
    "name": _("As you want to read it on the site."),
    "trade": _("In a few words."),
    "tagline": _("What you do, in one sentence."),
    "city": _("Where you live or work."),
    "circles": _("Those to which you belong."),
    "skills": _("A few words, with commas between them."),
    "links": _("One a line, with what it is in front."),
    "about": _("A few lines, in Markdown if you like."),
    "usually": _("So that you need not say it each time; a no to a single meeting still counts."),
    "facilitates": _("Leading a meeting is a turn that comes round; a half turn comes half as often."),
}
_EXAMPLES: Mapping[str, str] = {
    "trade": _("Proofreader"),
    "skills": _("proofreading, typography"),
    "links": "website: https://example.org/\nlinkedin: https://www.linkedin.com/in/…",
}
_LAST = ("links", "about")
"""Long texts come last, so that what is typed in them is not taken for another field."""

DAY_TYPED = _("As you write it: 10 December, 10/12/2026, 2026-12-10.")
MEANT = _("I have read that, and mean it")


def forms_of(settings: Settings) -> tuple[Form, ...]:
    """Return the forms of a group; only its circles make a difference."""
    return (
        _join(settings),
        _profile(settings),
        _AWAY,
        _OFFER,
        _RECOMMEND,
        _TOPIC,
        _DATE,
        _TURN,
        _LEAVE,
        _FORGET,
    )


def _profile_fields(settings: Settings) -> tuple[Field, ...]:
    """Return a field for each key of a member's file that nothing else asks for, long texts last."""
    asked = [key for key in MEMBER.keys if key not in ELSEWHERE and (key != "circles" or settings.circles)]
    ordered = [*(key for key in asked if key not in _LAST), *(key for key in _LAST if key in asked)]
    return tuple(_field_of(key, settings) for key in ordered)


def _field_of(key: str, settings: Settings) -> Field:
    """Return the field that asks for a key; one that nobody has named here yet is asked for in the model's words."""
    about = _ABOUT.get(key) or str(MEMBER.schema["properties"][key]["description"])
    field = Field(key, _LABELS.get(key, key), about, example=_EXAMPLES.get(key, ""))
    if key == "circles":
        circles = [Option(name, one.name, is_name=True) for name, one in settings.circles.items()]
        options = (*circles, Option(NONE, _("none of them")))
        return replace(field, widget=Widget.CHOICE, options=options, many=True)
    if key in _CHOICES:
        return replace(field, widget=Widget.CHOICE, options=_CHOICES[key])
    return replace(field, widget=Widget.TEXT) if key in _LAST else field


_CHOICES: Mapping[str, tuple[Option, ...]] = {
    "usually": (
        Option(YES, _("I come unless I say no")),
        Option(NO, _("Ask me each time")),
    ),
    "facilitates": (
        Option(YES, _("Yes, in my turn")),
        Option(HALF, _("Yes, half as often")),
        Option(NO, _("No, not now")),
    ),
}


def _join(settings: Settings) -> Form:
    fields = [field for field in _profile_fields(settings) if field.id not in NOT_AT_FIRST]
    public = Field(
        "public",
        _("May the site show you?"),
        _("Yes: your name and what you write below. No: you are counted, and never named anywhere."),
        Widget.CHOICE,
        (Option(YES, _("Yes, the site may show me")), Option(NO, _("No, do not name me"))),
        required=True,
    )
    short = [field for field in fields if field.widget is not Widget.TEXT]
    lasts = Field(
        "consent",
        _("What is public stays public"),
        widget=Widget.BOXES,
        options=(
            Option(
                YES,
                _(
                    "I understand that Git’s history is public and permanent: my file can be taken off the site, "
                    "not out of that history."
                ),
            ),
        ),
        required=True,
    )
    return Form(
        JOIN,
        _("Join the group"),
        _("Ask to become a member"),
        _(
            "**Welcome!** Your answers become your member file, once a keeper of the group has said yes to this "
            "request. The request itself is public: please leave out **mail addresses and telephone numbers**. To be "
            "a member without being named, better tell us in person, or through the site’s contact: this page shows "
            "your account."
        ),
        (public, *short, lasts, *(field for field in fields if field not in short)),
    ).need("name", "trade")


def _profile(settings: Settings) -> Form:
    return Form(
        PROFILE,
        _("My profile"),
        _("Change what the site says of you"),
        _(
            "Fill in what changes, and leave the rest empty: it stays as it is. A single hyphen (`-`) empties a field. "
            "For a photo, ask a keeper."
        ),
        _profile_fields(settings),
    )


_AWAY = Form(
    AWAY,
    _("I am away"),
    _("For some days, or until you say that you are back"),
    _("Sent as it is, it says that you are away from today on, until you say that you are back."),
    (
        Field(
            "what",
            _("Away or back?"),
            widget=Widget.CHOICE,
            options=(
                Option("away", _("I am away")),
                Option("back", _("I am back")),
            ),
            chosen=0,
        ),
        Field("from", _("First day away"), DAY_TYPED),
        Field("to", _("Last day away"), _("Empty: until you say that you are back.")),
    ),
)
_OFFER = Form(
    OFFER,
    _("Offer or need"),
    _("What you offer the others, or look for"),
    _(
        "It stands on your page and among the group’s offers and needs until its day, or until you take it back."
    ),
    (
        Field(
            "kind",
            _("Offer or need?"),
            widget=Widget.CHOICE,
            options=(
                Option("offers", _("I offer")),
                Option("needs", _("I need")),
                Option("back", _("I take it back")),
            ),
            chosen=0,
        ),
        Field("what", _("What?"), _("In a few words."), example=_("an hour of proofreading"), required=True),
        Field("until", _("Until when?"), _("Empty: until you take it back.")),
    ),
)
_RECOMMEND = Form(
    RECOMMEND,
    _("Recommend a member"),
    _("Whom you have met at the table, and what for"),
    _("It stands on both your pages; it shows as proven where you have sat at one table."),
    (
        Field("member", _("Whom do you recommend?"), _("The name as the site shows it."), required=True),
        Field("for", _("What for?"), _("In a few words."), required=True),
    ),
)
_TOPIC = Form(
    TOPIC,
    _("Topic"),
    _("Something to talk about at a meeting"),
    _("It is added to the topics of a meeting to come."),
    (
        Field("day", _("Of which meeting?"), _("Its day; empty: the next one.")),
        Field("topics", _("Which topics?"), _("One a line."), Widget.TEXT, required=True),
    ),
)
_DATE = Form(
    DATE,
    _("Propose a date or place"),
    _("For a meeting to come"),
    _(
        "Put to the vote, the others choose between the usual day and yours. Fixed, it changes at once: the meeting’s "
        "facilitator and the keepers of the hub may do that."
    ),
    (
        Field(
            "how",
            _("Vote or fix?"),
            widget=Widget.CHOICE,
            options=(
                Option("propose", _("Put the day to the vote")),
                Option("next", _("Fix it")),
            ),
            chosen=0,
        ),
        Field("meeting", _("Which meeting?"), _("Its usual day; empty: the next one.")),
        Field("day", _("Which day?"), _("Empty: the day stays.")),
        Field("at", _("At what hour?"), _("Only where it is another one than usual."), example="12:30"),
        Field("place", _("Where?"), _("Only where it is another place than usual.")),
    ),
)
_TURN = Form(
    TURN,
    _("Take a turn"),
    _("Facilitate a meeting that nobody leads yet"),
    _("You take it ahead, and it counts like any other turn."),
    (Field("day", _("Which meeting do you lead?"), _("Its day; empty: the next one without anybody.")),),
)
_LEAVE = Form(
    LEAVE,
    _("Leave the group"),
    _("With thanks, and without a reason"),
    _(
        "From that day on you are no longer called, and your page goes. Your file stays for the count of turns; who "
        "wants to be taken out of the files altogether opens the form *Forget me*."
    ),
    (
        Field("day", _("Last day as a member"), _("Empty: today.")),
        Field("meant", _("Are you sure?"), widget=Widget.BOXES, options=(Option(YES, MEANT),), required=True),
    ),
)
_FORGET = Form(
    FORGET,
    _("Forget me"),
    _("Take your name and words out of the group’s files"),
    _(
        "A keeper confirms it. Then your name, profile, photo and words go out of every file; a sign that tells "
        "nothing stays for the count of turns. Git’s history keeps what was public before; the answer says how a "
        "keeper purges it."
    ),
    (
        Field(
            "erase",
            _("Forget everything?"),
            widget=Widget.BOXES,
            options=(Option(YES, MEANT),),
            required=True,
        ),
    ),
)
