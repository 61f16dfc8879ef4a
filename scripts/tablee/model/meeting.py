"""A meeting: what one file in `meetings/` says."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field

from tablee.i18n.translations import _
from tablee.model.identity import SlotKey
from tablee.model.types import (
    FROM_PATH,
    ONE_OR_MANY,
    UNIQUE,
    Clock,
    Day,
    Declared,
    Identity,
    Label,
    Length,
    Line,
    Many,
    MemberId,
    Prose,
    Unique,
    Web,
    Whole,
    doc,
)
from tablee.model.word import Text, choice


class Answer(StrEnum):
    """What a member says of coming to a meeting."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class CallAnswer(StrEnum):
    """What became of a call to facilitate; it lapsed where nothing was said in time."""

    ACCEPTED = "accepted"
    PASSED = "passed"
    LAPSED = "lapsed"


YES_MAYBE_NO = choice(
    {
        "yes": Answer.YES,
        "maybe": Answer.MAYBE,
        "no": Answer.NO,
        "oui": Answer.YES,
        "peut-être": Answer.MAYBE,
        "non": Answer.NO,
        "true": Answer.YES,
        "false": Answer.NO,
    },
    _("`yes`, `maybe` or `no`"),
    {
        **dict.fromkeys(
            (
                "coming",
                "ok",
                "y",
                "vient",
                "viens",
                "présent",
                "présente",
                "dispo",
                "+1",
                "1",
                "👍",
                "✅",
                "✓",
                "x",
            ),
            "yes",
        ),
        **dict.fromkeys(
            (
                "perhaps",
                "à confirmer",
                "tbc",
                "🤔",
                "🤷",
                "not sure",
                "pas sûr",
                "pas sûre",
                "je ne sais pas",
            ),
            "maybe",
        ),
        **dict.fromkeys(
            ("n", "0", "absent", "absente", "👎", "❌", "can't", "can't come", "not coming"), "no"
        ),
        **dict.fromkeys(
            ("ne vient pas", "ne viens pas", "je ne viens pas", "je ne peux pas", "pas là", "pas dispo"), "no"
        ),
    },
)
CALL_ANSWER = choice(
    {answer.value: answer for answer in CallAnswer},
    _("the answer to a call"),
    {
        **dict.fromkeys(("yes", "oui", "ok", "accepté", "acceptée", "accepte", "accept"), "accepted"),
        **dict.fromkeys(
            ("no", "non", "refusé", "refusée", "refuse", "pass", "passe", "passé", "declined"), "passed"
        ),
        **dict.fromkeys(("expired", "expiré", "expirée"), "lapsed"),
    },
)
CANCELLED = choice(
    dict.fromkeys(("cancelled", "canceled", "annulée", "annulé", "annule"), True),
    _("`cancelled`, or no line at all"),
    dict.fromkeys(
        (
            *("off", "cancel", "annulation", "supprimé", "supprimée", "❌"),
            *("no meeting", "pas de rencontre", "pas de réunion"),
        ),
        "cancelled",
    ),
    _(
        "Write `cancelled`, or remove this line: a meeting with a file takes place. A new day goes into `date`."
    ),
)


@dataclass(frozen=True, slots=True)
class Poll(Declared):
    """A vote on the date: the frozen candidates, who approves which, and what was decided when."""

    candidates: Annotated[
        tuple[Day, ...], Field(min_length=1, max_length=8), UNIQUE, doc(_("the days to choose from"))
    ]
    closes_on: Annotated[Day, doc(_("the last day to vote"), "closes")]
    votes: Annotated[Mapping[MemberId, Unique[Day]], doc(_("which days suit each voter"))] = field(
        default_factory=dict
    )
    decided_on: Annotated[Day | None, doc(_("the day on which the date was fixed"), "decided")] = None


@dataclass(frozen=True, slots=True)
class Call(Declared):
    """A member was called to facilitate on a day; no answer yet when `answer` is None."""

    example = "{member: lea-roy, on: 2026-11-30, answer: accepted}"

    member: Annotated[MemberId, doc(_("who was called"))]
    on: Annotated[Day, doc(_("the day of the call"))]
    answer: Annotated[
        Annotated[CallAnswer, CALL_ANSWER] | None,
        doc(_("`accepted`, `passed` or `lapsed`; nothing while it is awaited")),
    ] = None

    @property
    def is_declined(self) -> bool:
        """Whether the turn went on to somebody else."""
        return self.answer in {CallAnswer.PASSED, CallAnswer.LAPSED}


@dataclass(frozen=True, slots=True)
class Meeting(Declared):
    """One file in `meetings/`: what is said there, and nothing that the rhythm already says.

    `moved_to`, `at`, `lasts` and `place` are set only where they differ from the rhythm. `present` is None until
    presence is recorded; it may hold nobody.
    """

    key: Annotated[SlotKey, FROM_PATH]
    moved_to: Annotated[Day | None, doc(_("the new day, only when the meeting was moved"), "date")] = None
    at: Annotated[Clock | None, doc(_("the hour, only when it differs from the rhythm's"))] = None
    lasts: Annotated[Length | None, doc(_("how long, only when it differs from the rhythm's"))] = None
    place: Annotated[
        Line,
        doc(
            _(
                "a key of `places`, a text or the https address of an online room, only when it differs from the "
                "rhythm's"
            )
        ),
    ] = ""
    seats: Annotated[
        Whole | None,
        doc(_("how many people there is room for, only when it differs from the place's"), example="12"),
    ] = None
    title: Annotated[Line, doc(_("what it is about, in a few words"))] = ""
    links: Annotated[
        Mapping[Label, Web],
        doc(
            _("addresses on the web, each with a label: registration, slides, a recording"),
            example="{inscription: https://example.org/}",
        ),
    ] = field(default_factory=dict)
    topics: Annotated[Many[Line], doc(_("what will be talked about"), example="[Le prix de la journée]")] = ()
    cancelled: Annotated[bool, CANCELLED, doc(_("`cancelled`"), "status")] = False
    why: Annotated[Line, doc(_("why it was moved or cancelled"))] = ""
    poll: Annotated[
        Poll | None,
        doc(_("the vote on the date"), example="{candidates: [2026-12-10, 2026-12-08], closes: 2026-12-04}"),
    ] = None
    called: Annotated[Many[Call], doc(_("who was called to facilitate, in order"))] = ()
    facilitators: Annotated[
        Unique[MemberId],
        ONE_OR_MANY,
        doc(_("who accepted; once held, who did it: one, or a list"), "facilitator"),
    ] = ()
    answers: Annotated[
        Mapping[MemberId, Annotated[Answer, YES_MAYBE_NO]], doc(_("who comes: `yes`, `maybe` or `no`"))
    ] = field(default_factory=dict)
    present: Annotated[Unique[MemberId] | None, doc(_("who really came"))] = None
    guests: Annotated[Whole, doc(_("how many came who are no members"))] = 0
    room_words: Annotated[
        tuple[Annotated[str, Text(40)], ...],
        Field(max_length=10),
        doc(_("the words said aloud before leaving: the seed of the draw"), example="[olive, parapluie]"),
    ] = ()
    missions: Annotated[
        Mapping[Identity, MemberId],
        doc(_("each card of the deck, and who drew it"), example="{restaurant: ines-garnier}"),
    ] = field(default_factory=dict)
    done: Annotated[Unique[Identity], doc(_("the cards whose mission is done"), example="[restaurant]")] = ()
    notes: Annotated[Prose, doc(_("what should be remembered (Markdown)"))] = ""

    @property
    def circle(self) -> str:
        """The circle that meets: only the file's name tells it."""
        return self.key.circle

    @property
    def day(self) -> date:
        """The day of the meeting: its slot's, unless it was moved."""
        return self.moved_to or self.key.on

    @property
    def open_poll(self) -> Poll | None:
        """The vote that is not counted yet."""
        return self.poll if self.poll and not self.poll.decided_on else None

    def turned_down(self, members: Collection[str], how: CallAnswer = CallAnswer.PASSED) -> Self:
        """Return the meeting as it is once some members have given its turn on."""
        called = (
            replace(call, answer=how) if call.member in members and not call.is_declined else call
            for call in self.called
        )
        left = tuple(who for who in self.facilitators if who not in members)
        return replace(self, called=tuple(called), facilitators=left)
