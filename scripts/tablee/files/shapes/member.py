"""How a file in `members/` is written."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tablee import model
from tablee.files import codes
from tablee.files.composites import Contradiction, Key, Listing, Record, Table
from tablee.files.fields import Field, Schema, Text
from tablee.files.nodes import is_sequence
from tablee.files.reading import Bad, Reading
from tablee.files.scalars import ACCOUNT, DAY, FILE_NAME, HTTPS, IDENTITY, LOGIN, SHARE, YES_NO
from tablee.files.shapes.common import LINE, PROSE, SPAN
from tablee.i18n.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    import yaml

    from tablee.files.plain_yaml import Plain


class Joined(Field[tuple[model.Span, ...]]):
    """The day of joining; or, after rejoining, the list of the times of belonging."""

    wanted = _("a day, or a list of `{{from: …, to: …}}` after rejoining")
    example = "2025-01-09"
    _spans = Listing(SPAN, filled=True)

    def read(self, node: yaml.Node, reading: Reading, key: str) -> tuple[model.Span, ...] | Bad:
        """Read either form into spans, oldest first."""
        if is_sequence(node):
            spans = self._spans.read(node, reading, key)
            return spans if isinstance(spans, Bad) else tuple(sorted(spans, key=lambda span: span.from_on))
        day = DAY.read(node, reading, key)
        return day if isinstance(day, Bad) else (model.Span(day),)

    def take(self, plain: Plain) -> tuple[model.Span, ...]:
        """Take either form."""
        if not isinstance(plain, list):
            return (model.Span(DAY.take(plain)),)
        return tuple(sorted(self._spans.take(plain), key=lambda span: span.from_on))

    @property
    def parts(self) -> tuple[Field[Any], ...]:
        """The list of spans."""
        return (self._spans,)

    def schema(self) -> Schema:
        """Describe both forms."""
        return {"anyOf": [DAY.schema(), self._spans.schema()]}


class Facilitates(Field[tuple[model.Share, ...]]):
    """Yes or no; or a dated list of shares, so that the past stays as it was."""

    wanted = _("`yes`, `no`, or a list of `{{from: …, share: 1/2}}`")
    example = "yes"
    _shares = Listing(
        Record(
            model.Share,
            {
                "from": Key(DAY, _("the day from which the share holds"), "from_on", required=True),
                "share": Key(SHARE, _("how much of a full turn: `1`, `1/2`, `0`"), required=True),
            },
            example="{from: 2027-01-01, share: 1/2}",
        ),
        filled=True,
    )

    def read(self, node: yaml.Node, reading: Reading, key: str) -> tuple[model.Share, ...] | Bad:
        """Read either form into shares, oldest first."""
        if is_sequence(node):
            shares = self._shares.read(node, reading, key)
            return (
                shares if isinstance(shares, Bad) else tuple(sorted(shares, key=lambda share: share.from_on))
            )
        willing = YES_NO.read(node, reading, key)
        return willing if isinstance(willing, Bad) else (model.Share(date.min, Fraction(int(willing))),)

    def take(self, plain: Plain) -> tuple[model.Share, ...]:
        """Take either form."""
        if not isinstance(plain, list):
            return (model.Share(date.min, Fraction(int(YES_NO.take(plain)))),)
        return tuple(sorted(self._shares.take(plain), key=lambda share: share.from_on))

    @property
    def parts(self) -> tuple[Field[Any], ...]:
        """The list of shares."""
        return (self._shares,)

    def schema(self) -> Schema:
        """Describe both forms."""
        return {"anyOf": [YES_NO.schema(), self._shares.schema()]}


OFFER = Record(
    model.Offer,
    {
        "what": Key(LINE, _("what is offered or needed"), required=True),
        "until": Key(DAY, _("until when"), "until_on"),
    },
    example="{what: Relecture, until: 2027-01-31}",
)

RECOMMENDATION = Record(
    model.Recommendation,
    {
        "member": Key(IDENTITY, _("who is recommended"), required=True),
        "for": Key(LINE, _("what for"), "what_for", required=True),
    },
    example="{member: paul-meyer, for: ses textes}",
)


def _check_belonging(values: Mapping[str, Any]) -> Contradiction | None:
    """Hold the last day of belonging against the times of it."""
    left, spans = values.get("left_on"), values.get("spans")
    if left is None or spans is None:
        return None
    if len(spans) != 1 or spans[0].to_on:
        return Contradiction(codes.CONTRADICTION, "left", {"one": "joined", "other": "left"})
    said = {"start_key": "joined", "end_key": "left", "start": spans[0].from_on, "end": left}
    return Contradiction(codes.ENDS_BEFORE_START, "left", said) if left < spans[0].from_on else None


MEMBER: Record[dict[str, Any]] = Record(
    dict,
    {
        "public": Key(
            YES_NO, _("whether the site may name this member; a choice that each one makes"), required=True
        ),
        "name": Key(Text(most=80), _("the name that others say")),
        "trade": Key(Text(most=120), _("the trade in a few words")),
        "photo": Key(FILE_NAME, _("a picture in content/photos/")),
        "skills": Key(
            Listing(Text(most=60), most=30),
            _("what people can ask this member about"),
            example="[seo, newsletter]",
        ),
        "city": Key(Text(most=80), _("the town")),
        "about": Key(PROSE, _("a few lines about oneself (Markdown)")),
        "links": Key(
            Table(Text(most=30), HTTPS),
            _("addresses on the web, each with a label"),
            example="{website: https://example.org/}",
        ),
        "github": Key(LOGIN, _("the GitHub account, if any")),
        "github_id": Key(ACCOUNT, _("the number of that account: it says who may speak for this member")),
        "joined": Key(
            Joined(), _("the day of joining; after rejoining, a list of spans"), "spans", required=True
        ),
        "left": Key(DAY, _("the last day of belonging"), "left_on"),
        "away": Key(Listing(SPAN), _("when this member cannot come")),
        "facilitates": Key(Facilitates(), _("`yes` (default), `no`, or a dated list of shares")),
        "circles": Key(
            Listing(IDENTITY, unique=True),
            _("the circles to which this member belongs"),
            example="[propulseurs]",
        ),
        "offers": Key(Listing(OFFER), _("what this member offers the others")),
        "needs": Key(Listing(OFFER), _("what this member needs")),
        "recommends": Key(Listing(RECOMMENDATION), _("whom this member recommends, and for what")),
    },
    check=_check_belonging,
)


def build_member(member: str, values: Mapping[str, Any]) -> model.Member:
    """Make a member of the values of a file."""
    given = dict(values)
    left = given.pop("left_on", None)
    if left is not None:
        given["spans"] = (model.Span(given["spans"][0].from_on, left),)
    return model.Member(id=member, **given)
