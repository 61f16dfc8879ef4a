"""The plain values of the files as texts: each is parsed, and what nearly is one is spelt as it should be."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, lru_cache

from tablee.i18n.package_files import TZDATA
from tablee.model.day_text import parse_written_day, suggest_day
from tablee.model.folding import slug_of
from tablee.model.identity import SLUG_PATTERN, is_identity
from tablee.model.nothing import says_nothing
from tablee.model.number_words import NUMBERS, in_digits

MOST_AHEAD = timedelta(weeks=104)
_PERIOD = re.compile(r"([0-9]{1,3})\s(day|week|jour|semaine)s?", re.IGNORECASE)
_GITHUB = re.compile(r"(?:(?:https?://)?(?:www\.)?github\.com/|@)", re.IGNORECASE)
_SHARE = re.compile(r"([0-9]{1,4})(?:/([0-9]{1,4}))?")
MOST_OF_AN_ADDRESS = 500
"""Letters of the longest address on the web or of mail."""
_NONE = frozenset(("no", "non", "none", "nobody", "no one", "aucun", "aucune", "personne", "rien"))
_SHARES = {
    **dict.fromkeys(("half", "moitié", "demi", "sur deux", "in two", "every other"), "1/2"),
    **dict.fromkeys(("third", "tiers", "sur trois", "in three"), "1/3"),
    **dict.fromkeys(("quarter", "quart", "sur quatre", "in four"), "1/4"),
    **dict.fromkeys(("no", "non", "none", "jamais", "never"), "0"),
    **dict.fromkeys(("yes", "oui", "always", "toujours"), "1"),
}
_AROUND = r"(?<=[0-9]) (?=[0-9]{3}\b)|^(?:max\.?|environ|env\.|about|around|~) *| max\.?$|\?$"
"""What stands in and around a number that is said roughly."""
_HTTPS = re.compile(r"https://[^\s\"<>\\^`{|}@/?#]+\.[^\s\"<>\\^`{|}@/?#]+(?:[/?#][^\s\"<>\\^`{|}]*)?")
_MAILTO = re.compile(r"mailto:[^\s\"<>\\^`{|}@,?&]+@[^\s\"<>\\^`{|}@,?&]+\.[a-zA-Z]+")
_HOST = re.compile(rf"{SLUG_PATTERN}(?:\.{SLUG_PATTERN})+")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+")


_COUNTRIES = {
    name: code
    for code, names in (
        *(
            ("GB", "uk royaume-uni angleterre england"),
            ("US", "usa etats-unis"),
            ("BE", "belgique"),
            ("CH", "suisse"),
        ),
        *(
            ("DE", "allemagne deutschland"),
            ("ES", "espagne"),
            ("IT", "italie"),
            ("NL", "pays-bas"),
            ("AT", "autriche"),
        ),
        *(("IE", "irlande"), ("MA", "maroc"), ("TN", "tunisie"), ("DZ", "algerie"), ("SN", "senegal")),
    )
    for name in names.split()
}
"""Names of countries that the table of zones lacks."""


def parse_joined(text: str) -> date | None:
    """Read a day, or a year by its first day."""
    return parse_written_day(f"{text}-01-01" if re.fullmatch(r"(?:19|20)[0-9]{2}", text) else text)


def suggest_joined(text: str) -> str | None:
    """Spell a day, or the one year that a text says: `depuis 2019`, `janvier 2025`."""
    years = re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", text)
    return suggest_day(text) or (years[0] if len(years) == 1 else None)


def parse_period(text: str) -> timedelta | None:
    """Read `10 days` or `2 semaines`, of at most two years: what is further is of no use, and costs every build."""
    found = _PERIOD.fullmatch(text)
    if not found:
        return None
    period = timedelta(days=int(found[1]) * (7 if found[2][0] in "wWsS" else 1))
    return period if period <= MOST_AHEAD else None


def parse_share(text: str) -> Fraction | None:
    """Read `1/2`, `0` or `1`: exact, never a rounded decimal."""
    found = _SHARE.fullmatch(text)
    if not found or (found[2] and not int(found[2])):
        return None
    share = Fraction(int(found[1]), int(found[2] or 1))
    return share if share <= 1 else None


def parse_whole(text: str) -> int | None:
    """Read a number of people, meetings or visits."""
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None


def parse_account(text: str) -> int | None:
    """Read GitHub's number of an account."""
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,14}", text) else None


def suggest_account(text: str) -> str | None:
    """Spell the number of an account without what stands in and around it: `1 234 567`, `id: 1234567`."""
    digits = re.fullmatch(r"(?:id|n°|no)?[\s:=#]*([1-9][0-9 ,.\u202f\xa0]*)", text.casefold())
    number = re.sub(r"[^0-9]", "", digits[1]) if digits else ""
    return number if parse_account(number) and not re.search(r"[0-9][.,][0-9]{1,2}$", text) else None


def parse_https(text: str) -> str | None:
    """Read an https address without a user name in it."""
    return text if len(text) <= MOST_OF_AN_ADDRESS and _HTTPS.fullmatch(text) else None


def parse_web(text: str) -> str | None:
    """Read an https or http address, such as that of an old site."""
    secure = re.sub("^http://", "https://", text)
    return text if parse_https(secure) else None


def parse_contact(text: str) -> str | None:
    """Read an https address or a `mailto:`."""
    return parse_https(text) or (text if _MAILTO.fullmatch(text) else None)


def parse_degrees(text: str) -> float | None:
    """Read a latitude or a longitude in degrees."""
    found = re.fullmatch(r"[-+]?[0-9]{1,3}(?:\.[0-9]{1,16})?", text)
    return float(text) if found and abs(float(text)) <= 180 else None  # noqa: PLR2004 (half a turn)


def parse_zone(text: str) -> str | None:
    """Read the name of a time zone, as the pinned tz database has it."""
    return text if text in _zones().values() else None


def suggest_zone(text: str) -> str | None:
    """Spell a time zone whose capitals or spaces are off, or of which only a town in it or the country is said.

    What is said by its hours, as `GMT+1`, is none: it knows no summer, and `Etc/GMT+1` lies the other way.
    """
    from tablee.model.towns import zone_of_town  # noqa: PLC0415 (few files need it)

    said = text.casefold().replace(" ", "_")
    towns = [name for folded, name in _zones().items() if folded.rpartition("/")[2] == said]
    zones = [name for name in towns if not name.startswith("Etc/")] or _zones_of(suggest_country(text))
    known = _zones().get(said) or (zones[0] if len(zones) == 1 else None) or zone_of_town(text)
    if known := known or _near_zone(said):
        return known
    parts = [one.strip() for one in re.split(r"[/(),]|\s-\s|heure d[e'’] ?| time$", text)]
    found = {zone for part in parts[:4] if part and part != text and (zone := suggest_zone(part))}
    return found.pop() if len(found) == 1 else None


def _near_zone(said: str) -> str | None:
    """Return the one zone that differs from what was said by a letter or two: `Europe/Pari`."""
    import difflib  # noqa: PLC0415 (few files need it)

    near = difflib.get_close_matches(said, list(_zones()), 1, 0.9)
    return _zones()[near[0]] if near and "/" in near[0] else None


def _zones_of(country: str | None) -> list[str]:
    """Return the zones of a country: those that lie in it first, as tzdata's newer table has them, else all."""
    main, every = (
        [row for row in map(_columns, _table(name)) if country and country in row[0].split(",")[:1]]
        for name in ("zone1970.tab", "zone.tab")
    )
    return [row[2] for row in main or every]


def _columns(line: str) -> list[str]:
    return line.split("\t")


def _table(name: str) -> list[str]:
    """Return the lines of one of tzdata's tables, without its remarks."""
    lines = (TZDATA / "zoneinfo" / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@lru_cache(maxsize=64)
def country_of_zone(zone: str) -> str:
    """Return the two letters of the country of a time zone; empty where there is no telling."""
    rows = (_columns(line) for line in _table("zone.tab") if zone in line)
    return next((row[0] for row in rows if row[2] == zone), "")


@cache
def _zones() -> dict[str, str]:
    names = (TZDATA / "zones").read_text("utf-8").split()
    return {name.casefold(): name for name in names}


def suggest_contact(text: str) -> str | None:
    """Spell a mail address, alone or as mail programs show it, or a web address that lacks its `https://`."""
    if len(text) > MOST_OF_AN_ADDRESS:
        return None
    plain = re.sub(r" *[(\[](?:at|à)[)\]] *", "@", text)
    found = {
        one.removeprefix("mailto:") for one in re.findall(r"[^\s<>()\[\],;:]+@[^\s<>()\[\],;:?]+", plain)
    }
    return parse_contact(f"mailto:{found.pop()}") if len(found) == 1 else suggest_https(text)


def suggest_https(text: str) -> str | None:
    """Spell a web address that lacks its `https://`, or stands in brackets, as one that was copied does.

    An account of Mastodon's kind is an address as well: `@ana@piaille.example`.
    """
    if len(text) > MOST_OF_AN_ADDRESS:
        return None
    if account := re.fullmatch(r"@([\w.-]+)@([\w.-]+)", text):
        return parse_https(f"https://{account[2]}/@{account[1]}")
    if link := re.fullmatch(r"!?\[[^\]]*\]\(([^()\s]+)\)", text):
        text = link[1]
    bare = re.sub(r"^https?[:;/]+\s*", "", text.strip("<>() "), flags=re.IGNORECASE)
    host, slash, path = bare.partition("/")
    return parse_https(f"https://{host.lower()}{slash}{path}")


def suggest_identity(text: str) -> str | None:
    """Spell a person's name as an identity, without what stands in brackets; also as an account or a file."""
    name = re.sub(r"\(.*?\)|<.*?>|\.ya?ml$|^members/", "", text) or text
    return slug_of(name) or None


def suggest_period(text: str) -> str | None:
    """Spell a number of days or weeks, also out of words; a month is four weeks, a year 52."""
    found = re.fullmatch(
        r"([0-9]{1,3}) ?(jours?|j|days?|d|semaines?|sem\.?|weeks?|w|mois|months?|ans?|années?|years?)?"
        r"(?: (?:avant|before|ahead))?",
        re.sub(r"^an? ", "1 ", in_digits(text)),
    )
    if not found or not int(found[1]):
        return None
    unit = (found[2] or "d")[0]
    number = int(found[1]) * {"m": 4, "a": 52, "y": 52}.get(unit, 1)
    name = "day" if unit in "jd" else "week"
    spelt = f"{number} {name}" if number == 1 else f"{number} {name}s"
    return spelt if parse_period(spelt) else None


def suggest_whole(text: str) -> str | None:
    """Spell a number with a sign, a blank, a noun or a word for it: `+2`, `1 000`, `2 people`, `two`, `aucun`."""
    if text.casefold() in _NONE:
        return "0"
    found = re.fullmatch(
        r"\+?([0-9]{1,4}|[a-z]+)(?: (?!dizaine|douzaine|dozen|couple)[^\W\d]+| ?\([^()]*\))?",
        re.sub(
            r"(?<=[0-9]) (?=[0-9]{3}\b)|^(?:max\.?|environ|env\.|about|around|~) *| max\.?$|\?$",
            "",
            text.casefold(),
        ),
    )
    if not found:
        return None
    number = int(found[1]) if found[1].isdigit() else NUMBERS.get(found[1])
    return None if number is None else str(number)


def suggest_share(text: str) -> str | None:
    """Spell a decimal, a percentage or a share in words as the fraction that it is."""
    said = re.sub(r"^(?:(?:an?|une?|la|one|fois|turn|time) )*", "", text.casefold())
    said = re.sub(r" ?(?:[/⁄]|sur|in|out of)(?: |(?=[0-9]))", "/", said) if said[:1].isdigit() else said
    said = re.sub(r" ?[/⁄] ?", "/", unicodedata.normalize("NFKC", said))
    if said in _SHARES:
        return _SHARES[said]
    found = re.fullmatch(r"([0-9]{1,3}) ?%|([01])[.,]([0-9]{1,3})", said)
    if not found:
        return said if said != text and parse_share(said) is not None else None
    share = Fraction(int(found[1]), 100) if found[1] else Fraction(f"{found[2]}.{found[3]}")
    return str(share) if share <= 1 else None


@lru_cache(maxsize=4096)  # a group names the same members over and over: each name is kept once
def parse_identity(text: str) -> str | None:
    """Read the name of a member, a circle, a duty or a card."""
    return text if is_identity(text) else None


def suggest_host(text: str) -> str | None:
    """Spell a site's name without what stands around it in an address."""
    return parse_host(re.sub(r"^https?://|[/?#].*$", "", text.casefold()))


def parse_country(text: str) -> str | None:
    """Read the two letters of a country; `UK` is no country's."""
    found = re.fullmatch(r"[A-Za-z]{2}", text)
    return text.upper() if found and text.upper() != "UK" else None


def suggest_country(text: str) -> str | None:
    """Return the two letters of a country of which the English name is said, or another one that is often said."""
    return _countries().get(text.casefold()) or _COUNTRIES.get(slug_of(text))


@cache
def _countries() -> dict[str, str]:
    return {name.casefold(): code for code, name in map(_columns, _table("iso3166.tab"))}


def parse_host(text: str) -> str | None:
    """Read a name such as a site's."""
    return text if _HOST.fullmatch(text) and len(text) <= 100 else None  # noqa: PLR2004 (it stands in every UID)


def parse_file_name(text: str) -> str | None:
    """Read the name of a file, without a folder."""
    return text if _FILE_NAME.fullmatch(text) else None


def suggest_file_name(text: str) -> str | None:
    """Return the name of a file without its folders."""
    if link := re.fullmatch(r"!?\[[^\]]*\]\(([^()\s]+)\)", text):
        text = link[1]
    name = re.split(r"[/\\]", text)[-1].partition("?")[0]
    name = re.sub(r"[ ,;]+(jpe?g|png|webp|gif|avif|svg)$", r".\1", name, flags=re.IGNORECASE)
    return None if "://" in text else parse_file_name(name)


def parse_colour(text: str) -> str | None:
    """Read a colour, as `#a0522d`."""
    return text.lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", text) else None


def suggest_colour(text: str) -> str | None:
    """Spell a colour that lacks its sign, or has one digit for two; in the quotes without which YAML drops it."""
    digits = text.removeprefix("#")
    if re.fullmatch(r"[0-9a-fA-F]{3}", digits):
        digits = "".join(2 * digit for digit in digits)
    return f'"#{digits.lower()}"' if re.fullmatch(r"[0-9a-fA-F]{6}", digits) else None


def parse_login(text: str) -> str | None:
    """Read the name of a GitHub account, also as `@ines-g` or as its address; `none` and `aucun` are none."""
    name = _GITHUB.sub("", text, count=1).removesuffix("/") if _GITHUB.match(text) else text
    is_name = re.fullmatch(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}", name) and not says_nothing(text)
    return name if is_name else None


def suggest_login(text: str) -> str | None:
    """Return the name of a GitHub account out of a longer address, a link, or what stands in brackets behind it."""
    if found := re.search(r"github\.com/([A-Za-z0-9-]+)", text, re.IGNORECASE):
        return parse_login(found[1])
    return parse_login(re.sub(r"\s*\([^()]*\)$|^@", "", text.strip()))
