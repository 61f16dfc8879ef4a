"""How `group.yml` is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tablee import model
from tablee.files import codes
from tablee.files.composites import Key, Listing, OneOrMany, Record, Table
from tablee.files.fields import Choice, Field, Schema, Text
from tablee.files.nodes import is_sequence
from tablee.files.plain_yaml import Doubt
from tablee.files.reading import BAD, Bad, Reading
from tablee.files.scalars import (
    CLOCK,
    COLOUR,
    CONTACT,
    DAY,
    DEGREES,
    EVERY,
    FILE_NAME,
    HOST,
    HTTPS,
    IDENTITY,
    LANGUAGE,
    LASTS,
    PERIOD,
    WHOLE,
    YES_NO,
    ZONE,
)
from tablee.files.shapes.common import LINE, PROSE, check_order
from tablee.i18n.words import Phrase, _

if TYPE_CHECKING:
    import yaml

    from tablee.files.plain_yaml import Plain

RHYTHM_RULE = Record(
    model.RhythmRule,
    {
        "every": Key(
            EVERY,
            _(
                "the rule: `week on thursday`, `2 weeks on tuesday, thursday`, `first tuesday of the month`, …"
            ),
            required=True,
        ),
        "from": Key(DAY, _("the day from which the rule holds, and its anchor"), "from_on", required=True),
        "at": Key(CLOCK, _("the hour on the clock there; none for all-day meetings")),
        "lasts": Key(LASTS, _("how long: `1h45`, or `2 days` for all-day meetings")),
        "place": Key(LINE, _("a key of `places`, or a text")),
    },
    example="{every: week on thursday, from: 2026-01-08, at: 12:30}",
)
RHYTHM = OneOrMany(RHYTHM_RULE, filled=True)

CLOSURE = Record(
    model.Closure,
    {
        "from": Key(DAY, _("the first day of the break"), "from_on", required=True),
        "to": Key(DAY, _("the last day of the break, included"), "to_on", required=True),
        "why": Key(LINE, _("what the break is for")),
        "returns": Key(DAY, _("the day of the first meeting after the break"), "returns_on"),
        "facilitator": Key(IDENTITY, _("who facilitates that first meeting")),
    },
    example="{from: 2026-07-20, to: 2026-08-31, returns: 2026-09-03}",
    check=lambda values: (
        check_order("from_on", "to_on")(values) or check_order("to_on", "returns_on", "to", "returns")(values)
    ),
)


class Geo(Field[tuple[float, float]]):
    """A point on the Earth: its latitude and longitude in degrees."""

    wanted = _("a list of latitude and longitude")
    example = "[48.80, 2.13]"
    _degrees = Listing(DEGREES)

    def read(self, node: yaml.Node, reading: Reading, key: str) -> tuple[float, float] | Bad:
        """Read exactly two numbers, the first within the poles."""
        found = self._degrees.read(node, reading, key) if is_sequence(node) else BAD
        if found is BAD:
            return self.refuse_type(node, reading, key)
        if isinstance(found, Bad) or len(found) < len(node.value):
            return BAD
        if _is_point(found):
            return found[0], found[1]
        value, wanted = ", ".join(entry.value for entry in node.value), Phrase(self.wanted)
        return reading.report(
            codes.BAD_VALUE, node, value=value, wanted=wanted, example=f"{key}: {self.example}"
        )

    def take(self, plain: Plain) -> tuple[float, float]:
        """Take a point."""
        degrees = self._degrees.take(plain)
        if not _is_point(degrees):
            raise Doubt
        return degrees[0], degrees[1]

    def schema(self) -> Schema:
        """Describe two numbers."""
        return {"type": "array", "items": DEGREES.schema(), "minItems": 2, "maxItems": 2}


def _is_point(degrees: tuple[float, ...]) -> bool:
    return len(degrees) == 2 and abs(degrees[0]) <= 90  # noqa: PLR2004 (two of them; the poles)


PLACE = Record(
    model.Place,
    {
        "name": Key(LINE, _("the name people say"), required=True),
        "address": Key(LINE, _("street and town")),
        "phone": Key(Text(most=30), _("the telephone of the place (never of a person)")),
        "access": Key(
            Text(most=2000, prose=True), _("how to get in and around: bus, parking, step-free access")
        ),
        "url": Key(HTTPS, _("the place's own page")),
        "geo": Key(Geo(), _("latitude and longitude in degrees")),
    },
)

HOLIDAY_RULES = Record(
    model.HolidayRules,
    {
        "country": Key(Text(most=2), _("the country's two letters"), example="FR", required=True),
        "region": Key(Text(most=10), _("a region with public holidays of its own"), example="Alsace-Moselle"),
        "school": Key(Text(most=10), _("the zone of the school holidays"), example="B"),
    },
)

TURN_RULES: Record[dict[str, Any]] = Record(
    dict,
    {
        "notice": Key(PERIOD, _("how long before a meeting its facilitator is called (default 10 days)")),
        "rest": Key(
            WHOLE,
            _(
                "how many meetings long who led, passed or let a call lapse comes after the others (default 4)"
            ),
            example="4",
        ),
    },
    obsolete={
        "visits_first": _("Whoever is active can be called: who came lately, or has just joined."),
    },
)

POLL_RULES: Record[dict[str, Any]] = Record(
    dict,
    {
        "opens": Key(PERIOD, _("how long before its day a meeting's issue opens (default 10 days)")),
        "closes": Key(
            PERIOD,
            _("how long before that day a vote on the date closes (default 4 days)"),
            example="4 days",
        ),
    },
    obsolete={
        "when": _("A vote on a date opens only when somebody writes `/propose`."),
        "quorum": _("Two voters are enough; a tie keeps the usual day."),
    },
)

CARD = Record(
    model.Card,
    {
        "title": Key(LINE, _("the mission in a few words"), required=True),
        "task": Key(Text(most=2000, prose=True), _("what whoever draws it does")),
    },
)

BRAND = Record(
    model.Brand,
    {
        "colour": Key(COLOUR, _("the circle's colour, as `#a0522d`")),
        "logo": Key(FILE_NAME, _("the circle's logo, a file in content/")),
    },
)

CIRCLE: Record[dict[str, Any]] = Record(
    dict,
    {
        "name": Key(LINE, _("the circle's name"), required=True),
        "rhythm": Key(RHYTHM, _("the circle's own rhythm; none where people fix each date with `/next`")),
        "about": Key(PROSE, _("what the circle is for (Markdown)")),
        "brand": Key(
            BRAND, _("the circle's colour and logo"), example='{colour: "#a0522d", logo: propulseurs.svg}'
        ),
        "charter": Key(PROSE, _("the circle's rules, those for the use of its name included (Markdown)")),
    },
)

STEWARD_RULES = Record(
    model.StewardRules,
    {
        "runs": Key(YES_NO, _("whether the steward opens issues and records answers")),
        "writes": Key(
            Choice({"commits": "commits", "pull-requests": "pull-requests"}, _("how the steward writes")),
            _("`commits`, or `pull-requests` where main is protected"),
        ),
    },
)

GROUP: Record[dict[str, Any]] = Record(
    dict,
    {
        "name": Key(LINE, _("the group's name"), required=True),
        "tagline": Key(LINE, _("the group in one line")),
        "about": Key(PROSE, _("the group in a few lines (Markdown), shown on the home page")),
        "url": Key(HTTPS, _("the address of the site"), required=True),
        "identity": Key(HOST, _("the second half of every calendar UID; it never changes"), required=True),
        "contact": Key(
            CONTACT,
            _("what a stranger presses: an https address, or a `mailto:` of the group"),
            required=True,
        ),
        "language": Key(LANGUAGE, _("`fr` or `en`: site, feed, issues and messages"), required=True),
        "timezone": Key(ZONE, _("the zone of the clock on the wall, as `Europe/Paris`"), required=True),
        "rhythm": Key(
            RHYTHM,
            _(
                "when the group meets: one rule, or a list of rules by their `from`; none where people fix each date "
                "with `/next`"
            ),
        ),
        "horizon": Key(
            PERIOD, _("how far ahead tentative dates are shown (default 26 weeks)"), example="26 weeks"
        ),
        "closures": Key(Listing(CLOSURE), _("breaks, each with a return date")),
        "holidays": Key(
            HOLIDAY_RULES,
            _("which holidays `tablee holidays` writes into holidays.yml"),
            example="{country: FR, school: B}",
        ),
        "places": Key(
            Table(IDENTITY, PLACE),
            _("the places, by a short name"),
            example="{bistrot: {name: Le Bistrot, address: 1 place du Marché}}",
        ),
        "turns": Key(
            TURN_RULES,
            _("how facilitators are called"),
            example="{notice: 10 days, rest: 4}",
        ),
        "poll": Key(
            POLL_RULES,
            _("when a meeting's issue opens, and when a vote on its date closes"),
            example="{opens: 10 days, closes: 4 days}",
        ),
        "deck": Key(
            Table(IDENTITY, CARD),
            _("the mission cards, in the order in which they are drawn"),
            example="{restaurant: {title: Réserver la table}}",
        ),
        "circles": Key(
            Table(IDENTITY, CIRCLE),
            _("sub-groups with their own rhythm"),
            example="{propulseurs: {name: Les Propulseurs, rhythm: {every: week on friday, from: 2026-01-09}}}",
        ),
        "duties": Key(
            Table(IDENTITY, Listing(IDENTITY, unique=True)),
            _("standing tasks, each with at least two keepers"),
            example="{hub: [ines-garnier, paul-meyer]}",
        ),
        "steward": Key(
            STEWARD_RULES, _("the program that keeps the rhythm"), example="{runs: yes, writes: commits}"
        ),
    },
)
