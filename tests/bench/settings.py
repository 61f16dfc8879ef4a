"""The settings of a made group, and its holidays."""

from __future__ import annotations

from datetime import date, timedelta

from bench.dates import DAYS_AFTER, DAYS_BEFORE, NEW_RULE_FROM, PUBLIC_HOLIDAYS, TODAY, Date, Size, own_days

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")

_HEAD = """\
name: La Tablée du Banc d’essai
tagline: Déjeuner chaque semaine, entre indépendants
about: Un groupe inventé, pour mesurer.
url: https://example.org/banc/
identity: banc.example.org
contact: https://example.org/contact
language: fr
timezone: Europe/Paris
holidays: {country: FR, school: C}
places:
  bistrot:
    name: Le Bistrot des Tilleuls
    address: 4 place des Tilleuls, 78350 Jouy-en-Josas
    geo: [48.7655, 2.1690]
  comptoir: {name: Le Comptoir de la Gare, address: "2 cour de l’Horloge, 78000 Versailles"}
deck:
  restaurant: {title: La table, task: Réserver au bistrot et donner le nombre de couverts la veille.}
  topic: {title: Le sujet, task: Proposer deux ou trois sujets pour la prochaine fois.}
  welcome: {title: L’accueil, task: Écrire à ceux qui viennent pour la première fois.}
  publicise: {title: Le porte-voix, task: Parler de la prochaine date à deux indépendants.}
"""


def render_settings(size: Size, dates: list[Date], keepers: list[str]) -> str:
    """Return group.yml: each rhythm begins with its first date."""
    first_on = min((meeting.on for meeting in dates if not meeting.circle), default=TODAY)
    rules = [_rule(DAYS_BEFORE, first_on, "12:30", "bistrot")] if first_on < NEW_RULE_FROM else []
    rules += [_rule(DAYS_AFTER, max(first_on, NEW_RULE_FROM), "12:30", "bistrot")]
    closures = (_render_closures(year) for year in range(dates[0].on.year, TODAY.year + 1))
    circles = (_render_circle(circle, days, dates) for circle, days in size.circles.items())
    return (
        f"{_HEAD}rhythm:\n{''.join(f'  - {rule}' for rule in rules)}closures:\n{''.join(closures)}"
        f"circles:\n{''.join(circles)}duties:\n  hub: [{', '.join(keepers)}]\n"
    )


def render_holidays(first_year: int) -> str:
    """Return holidays.yml for the years of the meetings and the next one."""
    years = range(first_year, TODAY.year + 2)
    days = sorted((date(year, *day), name) for year in years for day, name in PUBLIC_HOLIDAYS.items())
    public = "".join(f"  - {{on: {day}, name: {name}}}\n" for day, name in days)
    school = "".join(f"  - {{from: {y}-02-20, to: {y}-03-07, name: Vacances d’hiver}}\n" for y in years)
    return f"from: {first_year}-01-01\nto: {years[-1]}-12-31\npublic:\n{public}school:\n{school}"


def _rule(days: tuple[int, ...], from_on: date, at: str, place: str) -> str:
    every = ", ".join(_WEEKDAYS[day] for day in days)
    return f'{{every: "week on {every}", from: {from_on}, at: {at}, lasts: 1h45, place: {place}}}\n'


def _render_circle(circle: str, days: tuple[int, ...], dates: list[Date]) -> str:
    first_on = min((meeting.on for meeting in dates if meeting.circle == circle), default=TODAY)
    rhythm = _rule(days, first_on, "08:30", "comptoir")
    return (
        f"  {circle}:\n    name: Cercle {circle}\n    about: Un cercle, et son rythme.\n    rhythm: {rhythm}"
    )


def _render_closures(year: int) -> str:
    breaks = (
        (date(year, 8, 1), date(year, 8, 31), "Été"),
        (date(year, 12, 21), date(year + 1, 1, 1), "Fêtes"),
    )
    return "".join(
        f"  - {{from: {start}, to: {end}, why: {why}, returns: {_first_own_day(end)}}}\n"
        for start, end, why in breaks
    )


def _first_own_day(after: date) -> date:
    days = (after + timedelta(number) for number in range(1, 9))
    return next(day for day in days if day.weekday() in own_days(day))
