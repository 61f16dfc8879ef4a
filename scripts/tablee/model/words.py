"""The single values that files hold: a day, an hour, an address, a share, a yes or no, and what else has a form."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import _
from tablee.model import clock_text, day_text, length_text, parsing, rhythm_text
from tablee.model.advice import (
    advise_on_account,
    advise_on_address,
    advise_on_day,
    advise_on_file_name,
    advise_on_hour,
    tell,
)
from tablee.model.identity import SLUG_PATTERN
from tablee.model.word import (
    ANY_SCALAR,
    BAD_VALUE,
    NOT_HTTPS,
    WRONG_TYPE,
    Text,
    Word,
    any_case,
    choice,
    matching,
    refuse,
)

DAY = Word(
    day_text.parse_written_day,
    _("a day"),
    "2026-12-10",
    matching(day_text.PATTERN),
    day_text.suggest_day,
    advise=advise_on_day,
    other=day_text.other_day,
)
JOINED = Word(
    parsing.parse_joined,
    _("a day or a year"),
    "2025-01-09",
    matching(f"[0-9]{{4}}|{day_text.PATTERN}", "integer"),
    parsing.suggest_joined,
    other=day_text.other_day,
    advise=tell(_("Write year-month-day in digits (YYYY-MM-DD), or the year alone.")),
)
CLOCK = Word(
    clock_text.parse_clock,
    _("an hour"),
    "12:30",
    matching(clock_text.PATTERN, "number"),
    clock_text.suggest_clock,
    advise=advise_on_hour,
)
LASTS = Word(
    length_text.parse_lasts,
    _("a length of time"),
    "1h45",
    suggest=length_text.suggest_lasts,
    advise=tell(_("Write it as `1h45` or `90 min`, or as `2 days` for whole days.")),
)
PERIOD = Word(
    parsing.parse_period,
    _("a number of days or weeks, two years at most"),
    "10 days",
    matching(any_case(r"[0-9]{1,3}\s(day|week|jour|semaine)s?")),
    parsing.suggest_period,
    advise=tell(_("Write it as `10 days` or `2 weeks`.")),
)
SHARE = Word(
    parsing.parse_share,
    _("a share between 0 and 1"),
    "1/2",
    matching("[0-9]{1,4}(/[0-9]{1,4})?", "integer"),
    parsing.suggest_share,
)
WHOLE = Word(
    parsing.parse_whole,
    _("a whole number"),
    "3",
    {**matching("[0-9]{1,4}", "integer"), "minimum": 0, "maximum": 9999},
    parsing.suggest_whole,
    advise=tell(_("Write a number alone, such as `3`.")),
)
ACCOUNT = Word(
    parsing.parse_account,
    _("the number of a GitHub account"),
    "1234567",
    {**matching("[1-9][0-9]*", "integer"), "minimum": 1},
    parsing.suggest_account,
    advise=advise_on_account,
)
HTTPS = Word(
    parsing.parse_https,
    _("an https address"),
    "https://example.org/",
    matching("https://.+"),
    parsing.suggest_https,
    NOT_HTTPS,
    advise_on_address,
)
WEB = Word(
    parsing.parse_web,
    HTTPS.wanted,
    HTTPS.example,
    matching("https?://.+"),
    parsing.suggest_https,
    NOT_HTTPS,
    advise_on_address,
)
"""Somebody's own site: one without encryption is a warning (`checks/addresses.py`)."""
CONTACT = Word(
    parsing.parse_contact,
    _("an https address or a `mailto:`"),
    "https://example.org/contact",
    matching("(https://|mailto:).+"),
    parsing.suggest_contact,
    advise=tell(_("Write an address with `https://`, or `mailto:` and the group's mail address.")),
)
DEGREES = Word(
    parsing.parse_degrees,
    _("a number of degrees"),
    "48.80",
    matching(r"[-+]?[0-9]{1,3}(\.[0-9]+)?", "number"),
)
ZONE = Word(
    parsing.parse_zone,
    _("a time zone"),
    "Europe/Paris",
    suggest=parsing.suggest_zone,
    advise=tell(
        _(
            "Write continent and town, as in `Europe/Paris` or `America/New_York`: few towns name a zone, most often a "
            "country's capital or largest."
        )
    ),
)
IDENTITY = Word(
    parsing.parse_identity,
    _("an identity (small letters, digits, hyphens)"),
    "ines-garnier",
    matching(SLUG_PATTERN, "boolean", "number", "null"),
    parsing.suggest_identity,
    advise=tell(_("Write small letters without accents, digits and single hyphens.")),
)
MEMBER = replace(IDENTITY, json={**IDENTITY.json, "x-member": True})
"""An identity that stands for a member: where one is renamed or forgotten, so is this."""
HOST = Word(
    parsing.parse_host,
    _("a name such as a site's"),
    "tablee.example.org",
    suggest=parsing.suggest_host,
    advise=tell(_("Write it as the middle of an address: small letters without accents, with a dot.")),
)
FILE_NAME = Word(
    parsing.parse_file_name,
    _("the name of a file"),
    "ines.jpg",
    suggest=parsing.suggest_file_name,
    advise=advise_on_file_name,
)
COLOUR = Word(
    parsing.parse_colour,
    _("a colour"),
    '"#a0522d"',
    {**matching("#[0-9a-fA-F]{6}"), "x-text": True},
    parsing.suggest_colour,
    advise=tell(_('Write a `#` and six digits or letters from a to f, in quotes, as `"#a0522d"`.')),
)
LOGIN = Word(
    parsing.parse_login,
    _("a GitHub account"),
    "ines-g",
    {"type": ANY_SCALAR},
    parsing.suggest_login,
    advise=tell(_("Write the name alone that stands behind `github.com/` on that person's page.")),
)
COUNTRY = Word(
    parsing.parse_country,
    _("the two letters of a country"),
    "FR",
    matching("[a-zA-Z]{2}", "boolean"),
    parsing.suggest_country,
    advise=tell(_("Write its two letters, such as `FR`, `BE`, `CH`, `CA` or `GB`.")),
)
EVERY = Word(
    rhythm_text.parse_every,
    rhythm_text.WANTED,
    "week on thursday",
    suggest=rhythm_text.suggest_every,
    advise=tell(
        _("Say the weekday and how often: `week on tuesday`, `un mardi sur deux`, `3e mercredi du mois`.")
    ),
    refused=rhythm_text.refused_every,
)
YES_NO = choice(
    {
        "yes": True,
        "no": False,
        "true": True,
        "false": False,
        "on": True,
        "off": False,
        "oui": True,
        "non": False,
    },
    _("`yes` or `no`"),
    {
        **dict.fromkeys(
            ("y", "vrai", "1", "ok", "always", "toujours", "j'accepte", "👍", "✅", "✓", "x"), "yes"
        ),
        **dict.fromkeys(("n", "faux", "jamais", "never", "0", "none", "aucun", "👎", "❌"), "no"),
    },
)
LANGUAGE = choice(
    {language: language for language in sorted(LANGUAGES, reverse=True)},
    _("a language"),
    {
        "français": "fr",
        "french": "fr",
        "anglais": "en",
        "english": "en",
        "francaise": "fr",
        "fr-fr": "fr",
        "en-gb": "en",
        "en-us": "en",
    },
)
LINE = Text()


@dataclass(frozen=True, eq=False)
class _Point(Word[tuple[float, float]]):
    """A point on the Earth: a list of its latitude and longitude in degrees."""

    def read(self, given: object) -> tuple[float, float]:
        """Return exactly two numbers, the first within the poles."""
        if not isinstance(given, list):
            raise refuse(WRONG_TYPE, word=self)
        wrong = [
            index
            for index, text in enumerate(given)
            if not isinstance(text, str) or DEGREES.parse(text) is None
        ]
        if wrong:
            raise refuse(BAD_VALUE, word=DEGREES, indexes=wrong)
        degrees = [DEGREES.read(text) for text in given]
        if len(degrees) != 2 or abs(degrees[0]) > 90:  # noqa: PLR2004 (two of them; the poles)
            raise refuse(BAD_VALUE, word=self)
        return degrees[0], degrees[1]


POINT = _Point(
    lambda _text: None,
    _("a list of latitude and longitude"),
    "[48.80, 2.13]",
    {"type": "array", "items": DEGREES.json, "minItems": 2, "maxItems": 2},
)
