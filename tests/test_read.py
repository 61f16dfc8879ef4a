"""One file is read: every part that can be is, each refused one is told once, where it is."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tablee.files.problem import Problem, render_problem
from tablee.files.read import read_file
from tablee.files.schema import GROUP, MEETING, MEMBER, Kind
from tablee.i18n.translations import load_translations
from tablee.model import Answer, Offer, Share, Span
from tablee.model.identity import SlotKey

KEY = SlotKey("", date(2026, 12, 10))
ANA = "public: yes\njoined: 2026-01-08\n"
GROUP_TEXT = """\
name: A
url: https://a.example/
identity: a.example
contact: https://a.example/
language: en
timezone: Europe/Paris
rhythm: {every: week on thursday, from: 2026-01-08}
"""
HEADS: dict[Kind, str] = {MEETING: "", MEMBER: ANA, GROUP: GROUP_TEXT}


def read(kind: Kind, text: str) -> tuple[Any, list[Problem]]:
    """Read a text as a kind of file; return the model and the problems."""
    told: dict[Kind, dict[str, object]] = {MEETING: {"key": KEY}, MEMBER: {"id": "ana"}, GROUP: {}}
    problems: list[Problem] = []
    return read_file(kind, "f.yml", text.encode(), problems, **told[kind]), problems


def say(problems: list[Problem]) -> list[str]:
    """Return each problem as `code: message fix`."""
    return [render_problem(found, load_translations("en")).partition("error ")[2] for found in problems]


LISTS: list[tuple[str, str, object, list[tuple[str, int]]]] = [
    ("present: [a, b]", "present", ("a", "b"), []),
    ("present: []", "present", (), []),
    ("present: [a, B, C, d]", "present", ("a", "d"), [("bad-value", 14)]),
    ("present: ana", "present", None, [("wrong-type", 10)]),
    ("present: {a: b}", "present", None, [("wrong-type", 10)]),
    ("present: [a, b, a]", "present", ("a", "b"), [("repeated", 17)]),
    ("present: [a, B, a]", "present", ("a",), [("bad-value", 14), ("repeated", 17)]),
    ("topics: [a, ~, '']", "topics", ("a",), [("empty-entry", 13), ("empty-entry", 16)]),
    ("topics:\n  - a\n  - [b]\n  - c: d", "topics", ("a",), [("wrong-type", 5), ("colon-in-text", 5)]),
    ("room_words: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]", "room_words", (), [("too-many", 13)]),
    ("poll: {candidates: [], closes: 2026-12-01}", "poll", None, [("empty-list", 20)]),
    ("poll: {candidates: [x], closes: 2026-12-01}", "poll", None, [("bad-value", 21)]),
    ("facilitator: a", "facilitators", ("a",), []),
    ("facilitator: [a, b]", "facilitators", ("a", "b"), []),
    ("facilitator: A", "facilitators", (), [("bad-value", 14)]),
]
TABLES: list[tuple[str, str, object, list[tuple[str, int]]]] = [
    ("answers: {a: yes, b: no}", "answers", {"a": Answer.YES, "b": Answer.NO}, []),
    ("answers: {a: yes, a: no}", "answers", {"a": Answer.YES}, [("duplicate-key", 19)]),
    ("answers: {A: yes, b: x}", "answers", {}, [("bad-value", 11), ("bad-value", 22)]),
    ("answers: {A: }", "answers", {}, [("bad-value", 11)]),
    ("answers: {a: }", "answers", {}, [("empty-entry", 14)]),
    ("answers: [a]", "answers", {}, [("wrong-type", 10)]),
    ("answers:\n  a:yes", "answers", {}, [("missing-space", 3)]),
    ("answers: {[a]: yes, b: yes}", "answers", {"b": Answer.YES}, [("wrong-type", 11)]),
]
RECORDS = [
    ("offers: [{what: a, until: 2026-12-10}]", (Offer("a", date(2026, 12, 10)),), []),
    ("offers: [{what: a, until: x}]", (Offer("a"),), [("bad-value", 27)]),
    ("offers: [{what: a, until: }]", (Offer("a"),), []),
    ("offers: [{what: , until: }, {what: b}]", (Offer("b"),), [("missing-key", 17)]),
    ("offers: [{until: }]", (), [("missing-key", 10)]),
    ("offers: [{what: a, what: b}]", (Offer("a"),), [("duplicate-key", 20)]),
    ("offers: [{what: a, untill: b}]", (Offer("a"),), [("unknown-key", 20)]),
    ("offers: [{what: a, untill: }]", (Offer("a"),), [("unknown-key", 20)]),
    ("offers: [{what: a, [b]: c}]", (Offer("a"),), [("syntax", 20)]),
    ("offers: [{what: a, b, c}]", (Offer("a"),), [("comma-in-braces", 20)]),
    ("offers: ['what:a']", (), [("wrong-type", 10)]),
    ("offers:\n  - what:a", (), [("missing-space", 5)]),
    ("offers: [a, {what: b}]", (Offer("b"),), [("wrong-type", 10)]),
]


@pytest.mark.parametrize(("text", "field", "value", "problems"), LISTS + TABLES)
def test_lists_and_tables(text: str, field: str, value: object, problems: list[tuple[str, int]]) -> None:
    """The entries that can be read are; the meeting stands without the others."""
    meeting, found = read(MEETING, text)
    assert sorted((one.code.name, one.column) for one in found) == sorted(problems)
    assert getattr(meeting, field) == value


@pytest.mark.parametrize(("text", "value", "problems"), RECORDS)
def test_sets_of_keys(text: str, value: object, problems: list[tuple[str, int]]) -> None:
    """A set of keys stands without what is wrong in it, unless that is mandatory."""
    member, found = read(MEMBER, ANA + text)
    assert [(one.code.name, one.column) for one in found] == problems
    assert member.offers == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no", "no"),
        ("12:30", "12:30"),
        ("' a '", "a"),
        ('"a\\n b"', "a b"),
        ("~x", "~x"),
        ("'~'", "~"),
        ("2026", "2026"),
        ("a\n\n  b", "a b"),
    ],
)
def test_a_text_is_what_was_typed(text: str, expected: str) -> None:
    """A text of one line is read without its outer spaces, whatever YAML would make of it."""
    meeting, problems = read(MEETING, f"title: {text}")
    assert (meeting.title, problems) == (expected, [])


def test_prose_keeps_its_lines() -> None:
    """Markdown on several lines stays so."""
    assert read(MEETING, "notes: |\n  a\n\n  b\n")[0].notes == "a\n\nb"


@pytest.mark.parametrize(
    "hidden", ["\\0", "\\e", "\\u200f", "\\u202E", "\\u2066", "\\u2028", "\\x7f", "\\uFEFF"]
)
def test_a_text_that_cannot_be_seen_is_refused(hidden: str) -> None:
    """Control characters and those that turn the direction of reading are named, also where they hide in an escape."""
    meeting, problems = read(MEETING, f'title: "a{hidden}b"')
    assert meeting.title == ""
    assert [found.code.name for found in problems] == ["control-character"]


@pytest.mark.parametrize("text", ["yes", "YES", "oui", "true", "on", "Oui"])
def test_yes_in_all_its_spellings(text: str) -> None:
    """Yes is yes in English, in French, in YAML and in capitals."""
    assert read(MEMBER, f"public: {text}\njoined: 2026-01-08\n")[0].public is True


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (
            MEMBER,
            "facilitates: perhaps",
            (
                "bad-value: `perhaps` is not `yes`, `no` or a share such as `1/2`. "
                "Write `yes`, `no`, or a share such as `1/2`."
            ),
        ),
        (
            MEMBER,
            "left: [2026-12-10]",
            "wrong-type: `left` is a list where a day belongs. Write it as in `left: 2026-12-10`.",
        ),
        (
            MEMBER,
            "github: {a: b}",
            "wrong-type: `github` is a set of keys where a GitHub account belongs. Write it as in `github: b`.",
        ),
        (
            MEETING,
            'at: "a\\nb\\e[31m"',
            "bad-value: `a b [31m` is not an hour. Write it as `12:30`, `12h30` or `8am`.",
        ),
        (
            MEMBER,
            f"city: {'a' * 81}",
            "too-long: this text has 81 characters; at most 80 belong here. Shorten it.",
        ),
        (
            GROUP,
            "places: {a: {name: A, geo: [91, 2]}}",
            "bad-value: `91, 2` is not a list of latitude and longitude. Write it as in `geo: [48.80, 2.13]`.",
        ),
        (
            GROUP,
            "places: {a: {name: A, geo: [x, 2]}}",
            "bad-value: `x` is not a number of degrees. Write it as in `geo: 48.80`.",
        ),
        (
            GROUP,
            "places: {a: {name: A, geo: 48}}",
            (
                "wrong-type: `geo` is a text where a list of latitude and longitude belongs. "
                "Write `geo: […, …]`, and fill in the dots."
            ),
        ),
        (
            MEMBER,
            "skills: seo, newsletter",
            "wrong-type: `skills` is a text where a list belongs. Write it as in `skills: [seo, newsletter]`.",
        ),
        (
            MEMBER,
            'skills: "l\'été, a:b"',
            'wrong-type: `skills` is a text where a list belongs. Write it as in `skills: [l\'été, "a:b"]`.',
        ),
        (MEETING, "titel: a", "unknown-key: `titel` is not known here. Did you mean `title`?"),
    ],
)
def test_what_is_refused_is_told_with_its_value_and_its_mend(kind: Kind, text: str, said: str) -> None:
    """Each problem names what was typed, what belongs there, and how it is written."""
    assert say(read(kind, HEADS[kind] + text)[1]) == [said]


@pytest.mark.parametrize(("kind", "text"), [(MEMBER, "id: bob"), (MEETING, "key: 2026-12-11")])
def test_the_path_alone_tells_what_a_file_is_called(kind: Kind, text: str) -> None:
    """Nothing in a file gives it another identity."""
    found, problems = read(kind, HEADS[kind] + text)
    assert [one.code.name for one in problems] == ["unknown-key"]
    assert (found.id if kind is MEMBER else found.key) in {"ana", KEY}


def test_a_member_joins_leaves_and_comes_back() -> None:
    """`joined` is a day or a list of spans, oldest first; `left` ends the only one."""
    assert read(MEMBER, ANA + "left: 2026-06-30")[0].spans == (Span(date(2026, 1, 8), date(2026, 6, 30)),)
    spans = "public: yes\njoined: [{from: 2026-03-01}, {from: 2025-01-01, to: 2025-06-01}]\n"
    assert [span.from_on.year for span in read(MEMBER, spans)[0].spans] == [2025, 2026]
    assert say(read(MEMBER, spans + "left: 2026-06-30")[1]) == [
        "contradiction: `joined` and `left` contradict each other. Keep one of the two."
    ]


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("joined: 2025", date(2025, 1, 1), None),
        ("joined: 2025\nleft: 2026-06-30", date(2025, 1, 1), date(2026, 6, 30)),
        ("", date.min, None),
        ("joined:", date.min, None),
        ("left: 2026-06-30", date.min, date(2026, 6, 30)),
    ],
)
def test_when_somebody_joined_may_be_a_year_or_unknown(said: str, first: date, last: date | None) -> None:
    """A year begins with its first day; where nobody knows, it was always so."""
    member, problems = read(MEMBER, f"public: yes\n{said}\n")
    assert problems == []
    assert member.spans == (Span(first, last),)


@pytest.mark.parametrize("year", ["0025", "225", "20255", "2025-13", "1825"])
def test_not_every_number_is_a_year(year: str) -> None:
    """What is neither a day nor a year of somebody's life is refused."""
    assert [one.code.name for one in read(MEMBER, f"public: yes\njoined: {year}\n")[1]] == ["bad-value"]


def test_shares_are_dated_or_for_good() -> None:
    """`facilitates` is yes, no, or a dated list of shares."""
    assert read(MEMBER, ANA + "facilitates: no")[0].facilitates == (Share(date.min, Fraction(0)),)
    dated = "facilitates: [{from: 2027-01-01, share: 1/2}, {from: 2026-01-08, share: 1}]"
    assert [entry.share for entry in read(MEMBER, ANA + dated)[0].facilitates] == [1, Fraction(1, 2)]


def test_what_is_wrong_takes_nothing_else_with_it() -> None:
    """The group stands without a rule's wrong hour, a circle without its name goes alone."""
    text = GROUP_TEXT.replace("2026-01-08}", "2026-01-08, at: x}")
    group, problems = read(GROUP, text + "circles: {a: {rhythm: {every: x}}, b: {name: B, rhythm: []}}\n")
    assert [
        (one.line, one.column, one.code.name) for one in sorted(problems, key=lambda one: one.column)
    ] == [
        (8, 14, "missing-key"),
        (8, 23, "missing-key"),
        (8, 31, "bad-value"),
        (7, 57, "bad-value"),
        (8, 57, "empty-list"),
    ]
    assert (group.rhythm[0].at, list(group.circles)) == (None, ["b"])


def test_a_file_of_many_faults_takes_no_time() -> None:
    """Of thousands of wrong entries twenty are told, and that there are more."""
    _meeting, problems = read(MEETING, f"titel: a\ntopics: [{'[a], ' * 1900}]\ndone: [{'A, ' * 1900}]")
    assert (len(problems) < 50, problems[-1].code.name) == (True, "and-more")
