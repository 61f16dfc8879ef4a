"""The `holidays` library, asked once by a command that a human reviews: which days are public or school holidays.

Nothing else may import the library: its data change from release to release, and what it says of years that are not yet
published is its own guess.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tablee.i18n.errors import UserError
from tablee.i18n.translations import LazyText, _
from tablee.model import HolidayRules, Holidays, NamedDay, NamedSpan
from tablee.scaffolding.holidays import DAY, Asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from holidays import HolidayBase

PUBLIC, SCHOOL = "public", "school"
COMPARED = 2026
"""The year in which regions are compared."""


class NotKnown(UserError):
    """The library does not know what the group asks for; the message says what it knows instead."""


def library_version() -> str:
    """Return the version of the library whose data are used."""
    from holidays.version import __version__  # noqa: PLC0415 (a heavy import, for one command)

    return __version__


def resolve_holidays(asked: Asked) -> Holidays:
    """Look the holidays up.

    A calendar of the library takes one subdivision at a time, so the region and the school zone make two of them.

    Raises:
        NotKnown: no such country, region or zone, or no school holidays there.
    """
    country = _find_country(asked.rules.country)
    region = _find_region(country, asked.rules.region)
    public = _look_up(country, asked, region, PUBLIC)
    if not public:
        raise NotKnown(
            LazyText(
                _("The library `holidays` knows no public holiday of `{country}` between {start} and {end}."),
                {"country": asked.rules.country, "start": asked.from_on, "end": asked.to_on},
            )
        )
    days = tuple(NamedDay(day, name) for day, name in sorted(public.items()))
    return Holidays(asked.from_on, asked.to_on, days, _school_spans(country, asked))


def list_regions(code: str) -> tuple[str, ...]:
    """Return the regions of a country where each has public holidays that the whole has not; none elsewhere.

    There the days of the whole country are nobody's: Great Britain without a region lacks Easter Monday.

    Raises:
        NotKnown: no such country.
    """
    country = _find_country(code)
    everywhere = set(country(years=COMPARED))
    regions: tuple[str, ...] = country.subdivisions
    return regions if all(set(country(years=COMPARED, subdiv=one)) - everywhere for one in regions) else ()


def list_school_zones(code: str) -> tuple[str, ...]:
    """Return the school zones of a country, as a group writes them; none where the library knows no school holidays.

    Raises:
        NotKnown: no such country.
    """
    country = _find_country(code)
    return tuple(_zones(country)) if SCHOOL in country.supported_categories else ()


def compress(days: Iterable[tuple[date, str]]) -> tuple[NamedSpan, ...]:
    """Join days that follow each other and have one name into spans; days must be sorted."""
    spans: list[NamedSpan] = []
    for day, name in days:
        last = spans[-1] if spans else None
        if last and last.name == name and last.to_on + DAY == day:
            spans[-1] = NamedSpan(last.from_on, day, name)
        else:
            spans.append(NamedSpan(day, day, name))
    return tuple(spans)


def _school_spans(country: type[HolidayBase], asked: Asked) -> tuple[NamedSpan, ...]:
    if not asked.rules.school:
        return ()
    zone = _find_zone(country, asked.rules)
    days = _look_up(country, asked, zone, SCHOOL)
    if not days:
        raise _no_school(asked.rules)
    return compress(sorted(days.items()))


def _look_up(country: type[HolidayBase], asked: Asked, subdivision: str, category: str) -> Mapping[date, str]:
    calendar = country(
        years=range(asked.from_on.year, asked.to_on.year + 1),
        subdiv=subdivision or None,
        language=_find_language(country, asked.language),
        categories=(category,),
    )
    return {day: name for day, name in calendar.items() if asked.from_on <= day <= asked.to_on}


def _find_country(code: str) -> type[HolidayBase]:
    import holidays  # noqa: PLC0415 (as above)

    known = holidays.list_supported_countries(include_aliases=False)
    if code.upper() not in known:
        raise NotKnown(
            LazyText(
                _(
                    "The library `holidays` does not know the country `{country}`. It wants the two "
                    "letters of ISO 3166, as `FR`."
                ),
                {"country": code},
            )
        )
    country: type[HolidayBase] = getattr(holidays, code.upper())
    return country


def _find_language(country: type[HolidayBase], language: str) -> str | None:
    """Return the country's name of a language, `en_GB` or `en_US` for `en`; the country's own where it lacks that one.

    Without a name the library would take the machine's language.
    """
    known = (name for name in sorted(country.supported_languages) if name.split("_")[0] == language)
    return next(known, country.default_language)


def _find_region(country: type[HolidayBase], region: str) -> str:
    """Return the library's own name of a region, given by it or by an alias."""
    known = {name: name for name in country.subdivisions} | dict(country.subdivisions_aliases)
    found = _match(region, known)
    if region and not found:
        raise _unknown(
            _("The library `holidays` knows no region `{name}` of `{country}`. It knows: {known}."),
            region,
            country.country,
            (name for name in known if not name.startswith(_ZONE)),
        )
    return found


_ZONE = "Zone "
"""How the library names the school zones of France among its regions."""


def _find_zone(country: type[HolidayBase], rules: HolidayRules) -> str:
    """Return the library's own name of a school zone: `B` is `Zone B` in France, a region elsewhere."""
    if SCHOOL not in country.supported_categories:
        raise _no_school(rules)
    known = _zones(country)
    found = _match(rules.school.removeprefix(_ZONE), known)
    if not found:
        raise _unknown(
            _("The library `holidays` knows no school zone `{name}` of `{country}`. It knows: {known}."),
            rules.school,
            country.country,
            known,
        )
    return found


def _zones(country: type[HolidayBase]) -> dict[str, str]:
    """Return the school zones by the names that a group writes; where there are none, the regions."""
    names = country.subdivisions
    zones = [name for name in names if name.startswith(_ZONE)]
    return {name.removeprefix(_ZONE): name for name in zones or names}


def _match(name: str, known: Mapping[str, str]) -> str:
    return (
        next((value for key, value in known.items() if key.casefold() == name.casefold()), "") if name else ""
    )


def _unknown(message: str, name: str, country: str, known: Iterable[str]) -> NotKnown:
    return NotKnown(LazyText(message, {"name": name, "country": country, "known": ", ".join(known) or "–"}))


def _no_school(rules: HolidayRules) -> NotKnown:
    return NotKnown(
        LazyText(
            _(
                "The library `holidays` knows no school holidays of `{country}`. "
                "Leave `school` out; write them into `closures` where the group takes a break."
            ),
            {"country": rules.country},
        )
    )
