"""How a file in `meetings/` is written."""

from __future__ import annotations

from typing import Any

from tablee import model
from tablee.files.composites import Key, Listing, OneOrMany, Record, Table
from tablee.files.fields import Choice, Text
from tablee.files.scalars import CLOCK, DAY, IDENTITY, LASTS, WHOLE
from tablee.files.shapes.common import LINE, PROSE
from tablee.i18n.words import _

YES_MAYBE_NO = Choice(
    {
        "yes": model.Answer.YES,
        "maybe": model.Answer.MAYBE,
        "no": model.Answer.NO,
        "oui": model.Answer.YES,
        "peut-être": model.Answer.MAYBE,
        "non": model.Answer.NO,
        "true": model.Answer.YES,
        "false": model.Answer.NO,
    },
    _("`yes`, `maybe` or `no`"),
)

CALL = Record(
    model.Call,
    {
        "member": Key(IDENTITY, _("who was called"), required=True),
        "on": Key(DAY, _("the day of the call"), required=True),
        "answer": Key(
            Choice({answer.value: answer for answer in model.CallAnswer}, _("the answer to a call")),
            _("`accepted`, `passed` or `lapsed`; nothing while it is awaited"),
        ),
    },
    example="{member: lea-roy, on: 2026-11-30, answer: accepted}",
)

POLL = Record(
    model.Poll,
    {
        "candidates": Key(
            Listing(DAY, unique=True, most=8, filled=True), _("the days to choose from"), required=True
        ),
        "closes": Key(DAY, _("the last day to vote"), "closes_on", required=True),
        "votes": Key(Table(IDENTITY, Listing(DAY, unique=True)), _("which days suit each voter")),
        "decided": Key(DAY, _("the day on which the date was fixed"), "decided_on"),
    },
)

MEETING: Record[dict[str, Any]] = Record(
    dict,
    {
        "date": Key(DAY, _("the new day, only when the meeting was moved"), "moved_to"),
        "at": Key(CLOCK, _("the hour, only when it differs from the rhythm's")),
        "lasts": Key(LASTS, _("how long, only when it differs from the rhythm's")),
        "place": Key(LINE, _("a key of `places` or a text, only when it differs from the rhythm's")),
        "title": Key(LINE, _("what it is about, in a few words")),
        "topics": Key(Listing(LINE), _("what will be talked about"), example="[Le prix de la journée]"),
        "status": Key(
            Choice({"cancelled": True}, _("`cancelled`, or no line at all")), _("`cancelled`"), "cancelled"
        ),
        "why": Key(LINE, _("why it was moved or cancelled")),
        "poll": Key(
            POLL,
            _("the vote on the date"),
            example="{candidates: [2026-12-10, 2026-12-08], closes: 2026-12-04}",
        ),
        "called": Key(Listing(CALL), _("who was called to facilitate, in order")),
        "facilitator": Key(
            OneOrMany(IDENTITY, unique=True),
            _("who accepted; once held, who did it: one, or a list"),
            "facilitators",
        ),
        "answers": Key(Table(IDENTITY, YES_MAYBE_NO), _("who comes: `yes`, `maybe` or `no`")),
        "present": Key(Listing(IDENTITY, unique=True), _("who really came")),
        "guests": Key(WHOLE, _("how many came who are no members")),
        "room_words": Key(
            Listing(Text(most=40), most=10),
            _("the words said aloud before leaving: the seed of the draw"),
            example="[olive, parapluie]",
        ),
        "missions": Key(
            Table(IDENTITY, IDENTITY),
            _("each card of the deck, and who drew it"),
            example="{restaurant: ines-garnier}",
        ),
        "done": Key(
            Listing(IDENTITY, unique=True), _("the cards whose mission is done"), example="[restaurant]"
        ),
        "notes": Key(PROSE, _("what should be remembered (Markdown)")),
    },
)
