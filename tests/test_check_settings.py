"""The group's settings: duties, rules, identity and holidays that hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from small_group import NOW, SMALL, find_problems, found, group_with, load_tree, read_tree
from tablee.checks.rules import Surroundings, check_group
from tablee.files.problem import render_problem
from tablee.i18n.translations import load_translations

RHYTHM = "rhythm: {every: week on thursday, from: 2026-01-01, at: 12:30, lasts: 1h45, place: bistrot}"
SAMPLE = "identity: tablee-vallee.example.org"

NEIGHBOURS: dict[str, dict[str, str | bytes]] = {
    "three keepers, one of whom left": group_with("hub: [", "hub: [m-7f3k, "),
    "rules that follow each other": group_with(
        RHYTHM,
        "rhythm:\n  - {every: week on thursday, from: 2026-01-01, at: 12:30}\n"
        "  - {every: week on tuesday, from: 2027-01-01, at: 12:30}",
    ),
    "a circle's rule that begins with the group's": group_with("from: 2026-01-06", "from: 2026-01-01"),
    "holidays known to the horizon": {"holidays.yml": "from: 2026-01-01\nto: 2027-06-01\n"},
    "a short horizon": {
        **group_with("holidays:", "horizon: 4 weeks\nholidays:"),
        "holidays.yml": "from: 2026-01-01\nto: 2026-12-29\n",
    },
    "no holidays wanted, none there": {
        **group_with("holidays: {country: FR}\n", ""),
        "absent.txt": "holidays.yml\n",
    },
    "no holidays wanted, old ones there": {
        **group_with("holidays: {country: FR}\n", ""),
        "holidays.yml": "from: 2026-01-01\nto: 2026-02-01\n",
    },
}


@pytest.mark.parametrize("changed", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_valid_neighbour_is_left_alone(changed: dict[str, str | bytes]) -> None:
    """Nothing is said of settings that hold."""
    assert found(changed) == []


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("every: week on tuesday", "Write both as one rule: `every: week on tuesday and thursday`."),
        ("every: week on tuesday, at: 19:00", "{every: week on tuesday, from: 2026-01-01, at: 19:00}"),
        ("every: last friday of the month", "{every: last friday of the month, from: 2026-01-01, at: 12:30}"),
    ],
)
def test_two_meetings_a_week_have_a_way(second: str, told: str) -> None:
    """At one hour they are one rule; at another hour one of them is a circle, shown as it would be written."""
    first = "every: week on thursday, from: 2026-01-01, at: 12:30"
    changed = group_with(RHYTHM, f"rhythm: [{{{first}}}, {{{second}, from: 2026-01-01}}]")
    (problem,) = (one for one in find_problems(changed=changed) if one.code.name == "overlapping-rules")
    assert told in render_problem(problem, load_translations("en"))


def test_one_day_short_of_the_horizon_is_told() -> None:
    """The last day that dates are shown for must be known."""
    changed: dict[str, str | bytes] = {"holidays.yml": "from: 2026-01-01\nto: 2027-05-31\n"}
    assert found(changed) == ["holidays.yml:2:5 holidays-end"]


def test_refused_holidays_are_not_missing() -> None:
    """A file that could not be read is told once."""
    assert found({"holidays.yml": "from: 2026-01-01\n"}) == ["holidays.yml:1:1 missing-key"]


@pytest.mark.parametrize(
    ("github", "url", "runs", "told"),
    [
        (Surroundings(is_template=None), "https://example.org/tablee/", "no", []),
        (Surroundings(is_template=True), "https://example.org/tablee", "no", []),
        (Surroundings(is_template=False), "https://example.org/tablee/", "no", ["sample-identity"]),
        (Surroundings(is_template=None), "https://voisins.test/", "no", ["sample-identity"]),
        (Surroundings(is_template=True), "https://example.org/tablee/", "yes", ["sample-identity"]),
    ],
)
def test_the_sample_alone_may_have_its_identity(
    github: Surroundings, url: str, runs: str, told: list[str]
) -> None:
    """A copy is known by what GitHub says, by its own address, or because its steward runs."""
    tree = read_tree(SMALL)
    text = (
        tree["group.yml"]
        .decode()
        .replace("identity: voisins.test", SAMPLE)
        .replace("https://voisins.test/", url)
    )
    loaded, around = load_tree({**tree, "group.yml": f"{text}steward: {{runs: {runs}}}\n".encode()})
    problems = check_group(loaded, NOW, replace(around, is_template=github.is_template))
    assert [problem.code.name for problem in problems] == told
