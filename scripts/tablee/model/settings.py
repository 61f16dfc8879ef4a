"""The group's settings: what `group.yml` says."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, model_validator

from tablee.i18n.translations import _
from tablee.model.identity import SAMPLE_IDENTITY
from tablee.model.types import (
    FROM_PATH,
    ONE_OR_MANY,
    Clock,
    Colour,
    Contact,
    Country,
    Day,
    Declared,
    EveryText,
    FileName,
    Filled,
    FromPath,
    Host,
    Https,
    Identity,
    Language,
    Length,
    Line,
    Many,
    MemberId,
    Period,
    Prose,
    Unique,
    Web,
    Whole,
    YesNo,
    Zone,
    doc,
    in_order,
)
from tablee.model.word import Text, choice
from tablee.model.words import POINT

DAYS, WEEKS = timedelta(days=1), timedelta(weeks=1)
ENOUGH_KEEPERS = 2
"""So many keepers a duty needs, so that it outlives the absence of one."""


@dataclass(frozen=True, slots=True)
class Place(Declared):
    """Somewhere to meet; `geo` is latitude and longitude in degrees; with an address and `online` it is both."""

    name: Annotated[Line, doc(_("the name people say"))]
    address: Annotated[Line, doc(_("street and town"))] = ""
    phone: Annotated[str, Text(30), doc(_("the telephone of the place (never of a person)"))] = ""
    access: Annotated[
        str, Text(2000, prose=True), doc(_("how to get in and around: bus, parking, step-free access"))
    ] = ""
    url: Annotated[Web, doc(_("the place's own page"))] = ""
    geo: Annotated[tuple[float, float] | None, POINT, doc(_("latitude and longitude in degrees"))] = None
    online: Annotated[Https, doc(_("the address of the room where people meet online"))] = ""
    seats: Annotated[
        Whole | None,
        doc(
            _(
                "how many people there is room for: a yes, who facilitates and a guest take a seat; "
                "`usually: yes` takes none, since it is no answer"
            ),
            example="12",
        ),
    ] = None

    @property
    def where(self) -> str:
        """Its name and its address in one line."""
        return ", ".join(part for part in (self.name, self.address) if part)

    @property
    def where_in_full(self) -> str:
        """Its name, its address and the room online in one line."""
        return ", ".join(part for part in (self.where, self.online) if part)

    @property
    def is_online(self) -> bool:
        """Whether people meet there online alone."""
        return bool(self.online) and not (self.address or self.geo)


@dataclass(frozen=True, slots=True)
class RhythmRule(Declared):
    """One rule of a rhythm, in force from `from_on` (its anchor) to `until_on`, or until the next rule's.

    What a rule does not say of the hour, the length and the place, the one before it said (see `Rhythm`).
    """

    example = "{every: week on thursday, from: 2026-01-08, at: 12:30}"

    every: Annotated[
        EveryText,
        doc(
            _(
                "the rule, in English or French words: `week on thursday`, `every other tuesday`, "
                "`3e mercredi du mois`, …"
            )
        ),
    ]
    from_on: Annotated[Day, doc(_("the day from which the rule holds, and its anchor"), "from")]
    at: Annotated[Clock | None, doc(_("the hour on the clock there; none for all-day meetings"))] = None
    lasts: Annotated[Length | None, doc(_("how long: `1h45`, or `2 days` for all-day meetings"))] = None
    place: Annotated[Line, doc(_("a key of `places`, a text, or the https address of an online room"))] = ""
    until_on: Annotated[
        Day | None,
        doc(_("the last day on which the rule holds; without it, until the next rule's `from`"), "until"),
    ] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        in_order("from", "until", self.from_on, self.until_on)
        return self


def _inherit(rules: tuple[RhythmRule, ...]) -> tuple[RhythmRule, ...]:
    """Sort rules by their days, and let each have what it does not say from the one before it."""
    first, *others = sorted(rules, key=lambda rule: rule.from_on)
    said = [first]
    for rule in others:
        said.append(_after(said[-1], rule))
    return tuple(said)


def _after(before: RhythmRule, rule: RhythmRule) -> RhythmRule:
    """Complete a rule by the one before it; one of whole days has no hour, and one with an hour no whole days."""
    at = rule.at or (None if rule.lasts and rule.lasts.days else before.at)
    known = None if at and before.lasts and before.lasts.days else before.lasts
    return replace(rule, at=at, lasts=rule.lasts or known, place=rule.place or before.place)


Rhythm = Annotated[Filled[RhythmRule], AfterValidator(_inherit), ONE_OR_MANY]
"""The rules of a circle, by their days: a rule that says only what changes keeps the hour, length and place."""


@dataclass(frozen=True, slots=True)
class Closure(Declared):
    """A declared break, with the date of the first meeting after it and who facilitates that one."""

    example = "{from: 2026-07-20, to: 2026-08-31, returns: 2026-09-03}"

    from_on: Annotated[Day, doc(_("the first day of the break"), "from")]
    to_on: Annotated[Day, doc(_("the last day of the break, included"), "to")]
    why: Annotated[Line, doc(_("what the break is for"))] = ""
    returns_on: Annotated[Day | None, doc(_("the day of the first meeting after the break"), "returns")] = (
        None
    )
    facilitator: Annotated[MemberId, doc(_("who facilitates that first meeting"))] = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        in_order("from", "to", self.from_on, self.to_on)
        in_order("to", "returns", self.to_on, self.returns_on)
        return self


@dataclass(frozen=True, slots=True)
class HolidayRules(Declared):
    """Which public and school holidays matter to the group; codes of the `holidays` library."""

    country: Annotated[Country, doc(_("the country's two letters"))]
    region: Annotated[
        str, Text(10), doc(_("a region with public holidays of its own"), example="Alsace-Moselle")
    ] = ""
    school: Annotated[str, Text(10), doc(_("the zone of the school holidays"), example="B")] = ""


@dataclass(frozen=True, slots=True)
class TurnRules(Declared):
    """How facilitators are called: `notice` before the meeting; for how many meetings a turn or a pass gives rest."""

    obsolete: ClassVar[Mapping[str, str]] = {
        "visits_first": _("Whoever is active can be called: who came lately, or has just joined.")
    }

    notice: Annotated[
        Period, doc(_("how long before a meeting its facilitator is called (default 10 days)"))
    ] = 10 * DAYS
    rest: Annotated[
        Whole,
        doc(
            _(
                "how many meetings long who led, passed or let a call lapse comes after the others (default 4)"
            ),
            example="4",
        ),
    ] = 4


@dataclass(frozen=True, slots=True)
class PollRules(Declared):
    """How long before its day a meeting's issue opens, and a vote on its date closes."""

    obsolete: ClassVar[Mapping[str, str]] = {
        "when": _("A vote on a date opens only when somebody writes `/propose`."),
        "quorum": _("Two voters are enough; a tie keeps the usual day."),
    }

    opens: Annotated[Period, doc(_("how long before its day a meeting's issue opens (default 10 days)"))] = (
        10 * DAYS
    )
    closes: Annotated[
        Period,
        doc(_("how long before that day a vote on the date closes (default 4 days)"), example="4 days"),
    ] = 4 * DAYS


@dataclass(frozen=True, slots=True)
class Card(Declared):
    """One mission of the deck."""

    title: Annotated[Line, doc(_("the mission in a few words"))]
    task: Annotated[str, Text(2000, prose=True), doc(_("what whoever draws it does"))] = ""


@dataclass(frozen=True, slots=True)
class Brand(Declared):
    """The look of a circle: a CSS hex colour and a logo in content/."""

    colour: Annotated[Colour, doc(_("the circle's colour, as `#a0522d`"))] = ""
    logo: Annotated[FileName, doc(_("the circle's logo, a file in content/"))] = ""


@dataclass(frozen=True, slots=True)
class Circle(Declared):
    """A sub-group with its own rhythm, ledger, page and feed; without rhythm, people fix each of its dates."""

    id: Annotated[str, FROM_PATH]
    name: Annotated[Line, doc(_("the circle's name"))]
    rhythm: Annotated[
        Rhythm, doc(_("the circle's own rhythm; none where people fix each date with `/next`"))
    ] = ()
    timezone: Annotated[
        Zone, doc(_("the zone of the circle's clocks, only when it differs from the group's"))
    ] = ""
    about: Annotated[Prose, doc(_("what the circle is for (Markdown)"))] = ""
    brand: Annotated[
        Brand, doc(_("the circle's colour and logo"), example='{colour: "#a0522d", logo: propulseurs.svg}')
    ] = field(default_factory=Brand)
    charter: Annotated[
        Prose, doc(_("the circle's rules, those for the use of its name included (Markdown)"))
    ] = ""


def _with_names(given: object) -> object:
    """Tell each circle the key under which it stands."""
    if not isinstance(given, dict):
        return given
    return {
        name: {"id": FromPath(name), **circle} if isinstance(circle, dict) else circle
        for name, circle in given.items()
    }


@dataclass(frozen=True, slots=True)
class StewardRules(Declared):
    """Whether the steward acts, how it writes, and whether it enables schedules that the host has stopped."""

    runs: Annotated[YesNo, doc(_("whether the steward opens issues and records answers"))] = False
    writes: Annotated[
        str,
        choice(
            {"commits": "commits", "pull-requests": "pull-requests"},
            _("how the steward writes"),
            dict.fromkeys(("pr", "prs", "pull-request"), "pull-requests"),
        ),
        doc(_("`commits`, or `pull-requests` where main is protected")),
    ] = "commits"
    keeps_schedules: Annotated[
        YesNo,
        doc(_("whether the steward enables schedules again that GitHub stopped for want of activity")),
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Declared):
    """The group's settings: `group.yml`; without rhythm, people fix each next date."""

    name: Annotated[Line, doc(_("the group's name"))]
    tagline: Annotated[Line, doc(_("the group in one line"))] = ""
    about: Annotated[Prose, doc(_("the group in a few lines (Markdown), shown on the home page"))] = ""
    url: Annotated[Https, doc(_("the address of the site"))]
    identity: Annotated[Host, doc(_("the second half of every calendar UID; it never changes"))]
    contact: Annotated[
        Contact, doc(_("what a stranger presses: an https address, or a `mailto:` of the group"))
    ]
    language: Annotated[Language, doc(_("`fr` or `en`: site, feed, issues and messages"))]
    timezone: Annotated[Zone, doc(_("the zone of the clock on the wall, as `Europe/Paris`"))]
    rhythm: Annotated[
        Rhythm,
        doc(
            _(
                "when the group meets: one rule, or a list of rules by their `from`, each with what it does not say "
                "from the one before; none where people fix each date with `/next`"
            )
        ),
    ] = ()
    horizon: Annotated[
        Period, doc(_("how far ahead tentative dates are shown (default 26 weeks)"), example="26 weeks")
    ] = 26 * WEEKS
    closures: Annotated[Many[Closure], doc(_("breaks, each with a return date"))] = ()
    holidays: Annotated[
        HolidayRules | None,
        doc(
            _("which holidays `tablee holidays` writes into holidays.yml"), example="{country: FR, school: B}"
        ),
    ] = None
    places: Annotated[
        Mapping[Identity, Place],
        doc(
            _("the places, by a short name"),
            example="{bistrot: {name: Le Bistrot, address: 1 place du Marché}}",
        ),
    ] = field(default_factory=dict)
    turns: Annotated[
        TurnRules, doc(_("how facilitators are called"), example="{notice: 10 days, rest: 4}")
    ] = field(default_factory=TurnRules)
    poll: Annotated[
        PollRules,
        doc(
            _("when a meeting's issue opens, and when a vote on its date closes"),
            example="{opens: 10 days, closes: 4 days}",
        ),
    ] = field(default_factory=PollRules)
    deck: Annotated[
        Mapping[Identity, Card],
        doc(
            _("the mission cards, in the order in which they are drawn"),
            example="{restaurant: {title: Réserver la table}}",
        ),
    ] = field(default_factory=dict)
    circles: Annotated[
        Mapping[Identity, Circle],
        BeforeValidator(_with_names),
        doc(
            _("sub-groups with their own rhythm"),
            example="{propulseurs: {name: Les Propulseurs, rhythm: {every: week on friday, from: 2026-01-09}}}",
        ),
    ] = field(default_factory=dict)
    duties: Annotated[
        Mapping[Identity, Unique[MemberId]],
        doc(_("standing tasks, each with at least two keepers"), example="{hub: [ines-garnier, paul-meyer]}"),
    ] = field(default_factory=dict)
    synonyms: Annotated[
        Mapping[Line, Many[Line]],
        doc(
            _("words that mean the same where somebody looks for a member"),
            example="{newsletter: [lettre d’information]}",
        ),
    ] = field(default_factory=dict)
    steward: Annotated[
        StewardRules, doc(_("the program that keeps the rhythm"), example="{runs: yes, writes: commits}")
    ] = field(default_factory=StewardRules)

    @property
    def is_sample(self) -> bool:
        """Whether this is the template's own group, which a founding replaces."""
        return self.identity == SAMPLE_IDENTITY

    @property
    def keepers(self) -> tuple[str, ...]:
        """The keepers of the hub, who say yes to newcomers, and speak for who has no account."""
        return self.duties.get("hub", ())

    def day_of(self, at: datetime) -> date:
        """Return the day that the group's clocks show at an instant."""
        return at.astimezone(ZoneInfo(self.timezone)).date()

    def is_in_break(self, day: date) -> bool:
        """Return whether a day lies in one of the declared breaks."""
        return any(one.from_on <= day <= one.to_on for one in self.closures)

    def zone_of(self, circle: str) -> str:
        """Return the time zone of a circle: the group's unless it has its own."""
        known = self.circles.get(circle)
        return (known.timezone if known else "") or self.timezone
