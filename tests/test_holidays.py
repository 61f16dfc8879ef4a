"""`tablee holidays` writes down what the library knows, for a human to review."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from builders import load_whole
from tablee.adapters.holiday_library import compress, library_version
from tablee.cli import main
from tablee.cli.holidays import keep_past
from tablee.i18n.translations import load_translations
from tablee.model import Holidays, NamedDay, NamedSpan
from tablee.scaffolding.holidays import render_holidays, years_later

GROUP = """\
name: La Table
url: https://example.org/
identity: la-table.example.org
contact: https://example.org/contact
language: {language}
timezone: Europe/Paris
rhythm: {{every: week on thursday, from: 2026-01-01, at: 12:30}}
"""
NOW = ("--now", "2026-11-23T10:00")


def lay_group(root: Path, holidays: str = "", language: str = "fr") -> Path:
    """A folder with a group."""
    text = GROUP.format(language=language) + (f"holidays: {holidays}\n" if holidays else "")
    (root / "group.yml").write_text(text, "utf-8")
    return root


def load_holidays(root: Path) -> Holidays:
    """What the file says to the program."""
    group = load_whole({name: (root / name).read_bytes() for name in ("group.yml", "holidays.yml")})
    assert group.holidays is not None
    return group.holidays


def test_public_and_school_holidays_of_a_zone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From 1 January of this year to two years from now, in the group's language; the school's days as spans."""
    root = lay_group(tmp_path, "{country: FR, school: C}")
    assert main(["-C", str(root), *NOW, "holidays"]) == 0
    found = load_holidays(root)
    assert (found.from_on, found.to_on) == (date(2026, 1, 1), date(2028, 11, 23))
    assert found.public[0] == NamedDay(date(2026, 1, 1), "Jour de l'an")
    assert NamedDay(date(2026, 5, 14), "Ascension") in found.public
    assert len(found.public) == 32
    assert NamedSpan(date(2026, 2, 21), date(2026, 3, 8), "Vacances d'hiver") in found.school
    assert found.school[-1].to_on <= found.to_on
    said = capsys.readouterr().out
    assert said.startswith(
        "holidays.yml\u00a0: 32 jours fériés et 18 périodes de vacances scolaires, du 1er janvier"
    )


def test_the_zone_matters(tmp_path: Path) -> None:
    """Zones A, B and C have their winter holidays on other days."""
    winters = []
    for zone in "ABC":
        root = lay_group(tmp_path, f"{{country: FR, school: {zone}}}")
        assert main(["-C", str(root), *NOW, "holidays"]) == 0
        winters.append(
            next(span.from_on for span in load_holidays(root).school if span.name == "Vacances d'hiver")
        )
    assert winters == [date(2026, 2, 7), date(2026, 2, 14), date(2026, 2, 21)]


def test_a_region_and_a_zone_go_together(tmp_path: Path) -> None:
    """The library takes one subdivision at a time; a group in Alsace has both."""
    root = lay_group(tmp_path, "{country: FR, region: Alsace, school: B}")
    assert main(["-C", str(root), *NOW, "holidays"]) == 0
    found = load_holidays(root)
    assert NamedDay(date(2026, 4, 3), "Vendredi saint") in found.public
    assert NamedSpan(date(2026, 2, 14), date(2026, 3, 1), "Vacances d'hiver") in found.school


def test_names_are_in_the_groups_language(tmp_path: Path) -> None:
    """English where the group speaks English; the country's own where the library lacks the group's."""
    root = lay_group(tmp_path, "{country: FR}", "en")
    assert main(["-C", str(root), *NOW, "holidays"]) == 0
    assert NamedDay(date(2026, 11, 11), "Armistice Day") in load_holidays(root).public
    root = lay_group(tmp_path, "{country: DE}")
    assert main(["-C", str(root), *NOW, "holidays"]) == 0
    assert load_holidays(root).public[0] == NamedDay(date(2026, 1, 1), "Neujahr")


def test_the_file_says_where_it_comes_from(tmp_path: Path) -> None:
    """By which command and which version of the library, and that a human reads it."""
    root = lay_group(tmp_path, "{country: FR}")
    (root / "holidays.yml").write_text("# by hand\nfrom: 2026-01-01\nto: 2026-12-31\n", "utf-8")
    assert main(["-C", str(root), *NOW, "holidays", "--years", "0"]) == 0
    text = (root / "holidays.yml").read_text("utf-8")
    assert text.startswith(
        f"# Écrit par `tablee holidays` d’après la bibliothèque `holidays` {library_version()}\u202f;"
    )
    assert "# À relire avant de l’enregistrer\u00a0:" in text
    assert "by hand" not in text
    assert "school" not in text


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("", "Add a line `holidays: {country: FR, school: B}`."),
        ("{country: ZZ}", "does not know the country `ZZ`. It wants the two letters of ISO 3166, as `FR`."),
        ("{country: FR, school: D}", "knows no school zone `D` of `FR`. It knows: A, B, C."),
        ("{country: FR, region: Paris}", "knows no region `Paris` of `FR`. It knows: 57, 6AE, 971,"),
        ("{country: GB, school: A}", "knows no school holidays of `GB`. Leave `school` out;"),
    ],
)
def test_what_the_library_cannot_know_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rules: str, said: str
) -> None:
    """In a clear message, and nothing is written."""
    root = lay_group(tmp_path, rules)
    assert main(["-C", str(root), "--language", "en", *NOW, "holidays"]) == 2
    assert said in capsys.readouterr().err
    assert not (root / "holidays.yml").exists()


def test_a_distant_year_is_not_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The library's calendars end; a file without any day would say that there are none."""
    root = lay_group(tmp_path, "{country: FR}")
    assert main(["-C", str(root), "--language", "en", "--now", "2150-01-01", "holidays"]) == 2
    assert "knows no public holiday of `FR` between 2150-01-01 and 2152-01-01." in capsys.readouterr().err


def test_years_are_limited(tmp_path: Path) -> None:
    """Nobody reviews more than ten years."""
    root = lay_group(tmp_path, "{country: FR}")
    assert main(["-C", str(root), *NOW, "holidays", "--years", "11"]) == 2
    assert main(["-C", str(root), *NOW, "holidays", "--years", "-1"]) == 2


def test_a_broken_group_stops_it(tmp_path: Path) -> None:
    """The country stands in group.yml, so that has to be read."""
    (tmp_path / "group.yml").write_text("name: [\n", "utf-8")
    assert main(["-C", str(tmp_path), *NOW, "holidays"]) == 1


def test_the_machines_language_and_hash_seed_change_nothing(tmp_path: Path) -> None:
    """Two machines write the same bytes."""
    root = lay_group(tmp_path, "{country: DE, school: BY}")
    texts = set()
    for seed, language in (("1", "C"), ("2", "de_DE.UTF-8"), ("3", "th_TH.UTF-8")):
        subprocess.run(
            [sys.executable, "-m", "tablee", "-C", root, *NOW, "holidays"],
            env={
                "PYTHONHASHSEED": seed,
                "LANG": language,
                "LANGUAGE": language,
                "LC_ALL": language,
                "TZ": "Asia/Tokyo",
            }
            | {"PYTHONPATH": ":".join(sys.path)},
            check=True,
            capture_output=True,
        )
        texts.add((root / "holidays.yml").read_bytes())
    assert len(texts) == 1


def test_days_become_spans() -> None:
    """A gap or another name begins a new span."""
    days = [(date(2026, 2, day), "Hiver") for day in (1, 2, 3, 5)] + [(date(2026, 2, 6), "Pont")]
    assert compress(days) == (
        NamedSpan(date(2026, 2, 1), date(2026, 2, 3), "Hiver"),
        NamedSpan(date(2026, 2, 5), date(2026, 2, 5), "Hiver"),
        NamedSpan(date(2026, 2, 6), date(2026, 2, 6), "Pont"),
    )


def test_a_leap_day_has_an_anniversary() -> None:
    """Two years after 29 February is 28 February."""
    assert years_later(date(2028, 2, 29), 2) == date(2030, 2, 28)
    assert years_later(date(2026, 11, 23), 2) == date(2028, 11, 23)


def test_a_name_is_data(tmp_path: Path) -> None:
    """A name with a comma or a brace stays within its braces."""
    name = "Noël, {fête}: #1"
    found = Holidays(date(2026, 1, 1), date(2026, 12, 31), (NamedDay(date(2026, 12, 25), name),))
    root = lay_group(tmp_path)
    (root / "holidays.yml").write_text(render_holidays(found, load_translations("fr"), "1"), "utf-8")
    assert load_holidays(root) == found


def test_years_that_are_over_are_kept() -> None:
    """What was known of earlier days stays, so that no past meeting moves; holidays over New Year's Eve stay whole."""
    christmas = NamedSpan(date(2025, 12, 20), date(2026, 1, 4), "Noël")
    known = Holidays(
        date(2025, 1, 1), date(2026, 12, 31), (NamedDay(date(2025, 5, 29), "Ascension"),), (christmas,)
    )
    second_half = NamedSpan(date(2026, 1, 1), date(2026, 1, 4), "Noël")
    winter = NamedSpan(date(2026, 2, 7), date(2026, 2, 23), "Hiver")
    found = Holidays(
        date(2026, 1, 1),
        date(2028, 1, 1),
        (NamedDay(date(2026, 1, 1), "Jour de l’An"),),
        (second_half, winter),
    )
    kept = keep_past(known, found)
    assert (kept.from_on, kept.to_on) == (date(2025, 1, 1), date(2028, 1, 1))
    assert [day.name for day in kept.public] == ["Ascension", "Jour de l’An"]
    assert kept.school == (christmas, winter)
    assert keep_past(None, found) == found
