"""A member: what one file in `members/` says."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Annotated, Self, TypeVar

from pydantic import AfterValidator, Field, model_validator

from tablee.i18n.translations import _
from tablee.model import parsing
from tablee.model.advice import tell
from tablee.model.spans import Span
from tablee.model.types import (
    FROM_PATH,
    Account,
    Day,
    Declared,
    FileName,
    Filled,
    Identity,
    Label,
    Line,
    Login,
    Many,
    MemberId,
    OrWord,
    Prose,
    ShareOfTurn,
    Unique,
    Web,
    YesNo,
    doc,
    in_order,
)
from tablee.model.word import Text, Word, refuse
from tablee.model.words import JOINED, SHARE, YES_NO

FULL, NONE = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class Share(Declared):
    """From a day on, how much of a full turn a member owes: 0 for none, 1 for a full share."""

    example = "{from: 2027-01-01, share: 1/2}"

    from_on: Annotated[Day, doc(_("the day from which the share holds"), "from")]
    share: Annotated[ShareOfTurn, doc(_("how much of a full turn: `1`, `1/2`, `0`"))]


@dataclass(frozen=True, slots=True)
class Offer(Declared):
    """Something a member offers or needs, perhaps until a day."""

    example = "{what: Relecture, until: 2027-01-31}"

    what: Annotated[Line, doc(_("what is offered or needed"))]
    until_on: Annotated[Day | None, doc(_("until when"), "until")] = None


@dataclass(frozen=True, slots=True)
class Recommendation(Declared):
    """A member recommends another one for something."""

    example = "{member: paul-meyer, for: ses textes}"

    member: Annotated[MemberId, doc(_("who is recommended"))]
    what_for: Annotated[Line, doc(_("what for"), "for")]


_Dated = TypeVar("_Dated", Span, Share)


def _oldest_first(dated: tuple[_Dated, ...]) -> tuple[_Dated, ...]:
    return tuple(sorted(dated, key=lambda one: one.from_on))


def _suggest_willing(text: str, share: str | None) -> str | None:
    """Spell a part as a share, all or nothing as `yes` or `no`."""
    word = (
        YES_NO.suggest(text)
        if YES_NO.suggest and share in {None, "0", "1"} and not any(map(str.isdigit, text))
        else None
    )
    return word or share


WILLING = Word(
    lambda text: Fraction(int(YES_NO.read(text))) if YES_NO.parse(text) is not None else SHARE.parse(text),
    _("`yes`, `no` or a share such as `1/2`"),
    "yes",
    {"anyOf": [YES_NO.json, SHARE.json]},
    lambda text: _suggest_willing(text, parsing.suggest_share(text)),
    advise=tell(_("Write `yes`, `no`, or a share such as `1/2`.")),
)
"""Whether one facilitates, from the beginning on: wholly, not at all, or a part."""
Joined = Annotated[Filled[Span], AfterValidator(_oldest_first), OrWord(JOINED, lambda day: (Span(day),))]
"""The day or year of joining; or, after rejoining, the list of the times of belonging."""
SINCE_EVER = (Span(date.min),)
"""The time of belonging of a member of whom nobody knows when it began."""
Facilitates = Annotated[
    Filled[Share],
    AfterValidator(_oldest_first),
    OrWord(WILLING, lambda share: (Share(date.min, share),)),
]
"""Yes or no; or a dated list of shares, so that the past stays as it was."""


@dataclass(frozen=True, slots=True)
class Member(Declared):
    """One file in `members/`: its name is the member's identity.

    `spans` are the times of belonging (rejoining makes several), the last day in the file's `left` included; they begin
    with the first day of the year where only that is known, and with the first of all days where nothing is. `links`
    map a label to an address on the web. A member who is not public has no telling field, is counted and never named.
    """

    id: Annotated[str, FROM_PATH]
    named: KW_ONLY
    public: Annotated[YesNo, doc(_("whether the site may name this member; a choice that each one makes"))]
    name: Annotated[str, Text(80), doc(_("the name that others say"))] = ""
    trade: Annotated[str, Text(120), doc(_("the trade in a few words"))] = ""
    tagline: Annotated[str, Text(160), doc(_("what this member would like to be known for, in one line"))] = (
        ""
    )
    photo: Annotated[FileName, doc(_("a picture in content/photos/"))] = ""
    skills: Annotated[
        tuple[Annotated[str, Text(80)], ...],
        Field(max_length=60),
        doc(_("what people can ask this member about"), example="[seo, newsletter]"),
    ] = ()
    city: Annotated[str, Text(80), doc(_("the town"))] = ""
    about: Annotated[Prose, doc(_("a few lines about oneself (Markdown)"))] = ""
    links: Annotated[
        Mapping[Label, Web],
        doc(_("addresses on the web, each with a label"), example="{website: https://example.org/}"),
    ] = field(default_factory=dict)
    github: Annotated[Login, doc(_("the GitHub account, if any"))] = ""
    github_id: Annotated[
        Account | None, doc(_("the number of that account: it says who may speak for this member"))
    ] = None
    mail: Annotated[
        YesNo | None,
        doc(
            _(
                "`yes` where this member is told by mail, `no` where mails came back; `tablee post` writes it, and the "
                "mailbox keeps the address"
            )
        ),
    ] = None
    spans: Annotated[
        Joined,
        doc(
            _("the day or year of joining, none where nobody knows; after rejoining, a list of spans"),
            "joined",
            "2025-01-09",
        ),
    ] = SINCE_EVER
    left_on: Annotated[Day | None, doc(_("the last day of belonging"), "left")] = None
    away: Annotated[Many[Span], doc(_("when this member cannot come"))] = ()
    usually: Annotated[
        YesNo,
        doc(_("whether this member comes unless he or she says no; counted as expected, never as an answer")),
    ] = False
    facilitates: Annotated[Facilitates, doc(_("`yes` (default), `no`, or a dated list of shares"))] = ()
    circles: Annotated[
        Unique[Identity], doc(_("the circles to which this member belongs"), example="[propulseurs]")
    ] = ()
    offers: Annotated[Many[Offer], doc(_("what this member offers the others"))] = ()
    needs: Annotated[Many[Offer], doc(_("what this member needs"))] = ()
    recommends: Annotated[Many[Recommendation], doc(_("whom this member recommends, and for what"))] = ()

    @model_validator(mode="after")
    def _end_on_leaving(self) -> Self:
        """Let the only time of belonging end with the day of leaving."""
        if self.left_on is None:
            return self
        (first, *others) = self.spans
        if others or first.to_on:
            raise refuse("contradiction", at="left", one="joined", other="left")
        in_order("joined", "left", first.from_on, self.left_on)
        return replace(self, spans=(Span(first.from_on, self.left_on),))

    def belongs(self, day: date) -> bool:
        """Return whether the member belongs to the group on a day."""
        return any(span.covers(day) for span in self.spans)

    def is_away(self, day: date) -> bool:
        """Return whether the member said to be away on a day."""
        return bool(self.away) and any(span.covers(day) for span in self.away)

    def share(self, day: date) -> Fraction:
        """Return how much of a full turn the member owes on a day: a full one unless the file says otherwise."""
        if not self.facilitates:
            return FULL
        shares = [entry.share for entry in self.facilitates if entry.from_on <= day]
        return shares[-1] if shares else NONE
