"""A machine edit changes the touched key's lines and nothing else."""

from __future__ import annotations

import difflib
import re
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tablee.files.edit import Append, Change, Remove, Set, Unsafe, Value, edit_yaml
from tablee.files.edit.changes import Plain
from tablee.files.edit.outcome import change_plain
from tablee.files.edit.spans import read_plain
from tablee.files.schema import MEMBER
from tablee.files.yaml_text import load_nodes
from tablee.model import Answer, CallAnswer

ROOT = Path(__file__).parent.parent
REAL = sorted((ROOT / "tests/groups").rglob("me*/*.yml"))
MEETING = """\
# Only here because Léa asked.
title: "Tarifs"   # to be said aloud
called:
  - {member: lea-roy, on: 2026-11-30, answer: passed} # on holiday

  # Inès said that she might
  - {member: ines-garnier, on: 2026-12-01}
facilitator: ines-garnier
answers:  # read on Monday
  # the first
  paul-meyer: yes # sure

  lea-roy: no
# those of the office next door
guests: 2
notes: |
  Un café.

  Deux cafés.

# the end
"""


def edit(text: str, *changes: Change) -> str:
    """Edit a text by the bytes that it is."""
    return edit_yaml(text.encode(), changes).decode()


def lines_changed(before: str, after: str) -> list[str]:
    """Return what a comparison of two texts shows: `-` and `+` lines."""
    shown = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return [line for line in shown if re.match(r"[-+](?![-+]{2} ?$)", line)]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (
            Set(("title",), "Tarifs : combien ?"),
            ['-title: "Tarifs"   # to be said aloud', '+title: "Tarifs : combien ?"   # to be said aloud'],
        ),
        (Set(("date",), date(2026, 12, 11)), ["+date: 2026-12-11"]),
        (Set(("at",), time(12, 15)), ["+at: 12:15"]),
        (Set(("place",), "no"), ['+place: "no"']),
        (Set(("guests",), 3), ["-guests: 2", "+guests: 3"]),
        (
            Set(("called", 1, "answer"), CallAnswer.ACCEPTED),
            [
                "-  - {member: ines-garnier, on: 2026-12-01}",
                "+  - {member: ines-garnier, on: 2026-12-01, answer: accepted}",
            ],
        ),
        (
            Set(("called", 0, "answer"), CallAnswer.ACCEPTED),
            [
                "-  - {member: lea-roy, on: 2026-11-30, answer: passed} # on holiday",
                "+  - {member: lea-roy, on: 2026-11-30, answer: accepted} # on holiday",
            ],
        ),
        (
            Append(("called",), {"member": "mai-pham", "on": date(2026, 12, 2)}),
            ["+  - {member: mai-pham, on: 2026-12-02}"],
        ),
        (
            Append(("facilitator",), "lea-roy"),
            ["-facilitator: ines-garnier", "+facilitator: [ines-garnier, lea-roy]"],
        ),
        (Set(("answers", "mai-pham"), Answer.MAYBE), ["+  mai-pham: maybe"]),
        (
            Set(("answers", "paul-meyer"), Answer.NO),
            ["-  paul-meyer: yes # sure", "+  paul-meyer: no # sure"],
        ),
        (Remove(("answers", "paul-meyer")), ["-  paul-meyer: yes # sure"]),
        (Set(("present",), ["lea-roy", "mai-pham"]), ["+present: [lea-roy, mai-pham]"]),
        (Append(("present",), "lea-roy"), ["+present: [lea-roy]"]),
        (Set(("missions", "restaurant"), "lea-roy"), ["+missions:", "+  restaurant: lea-roy"]),
        (Remove(("facilitator",)), ["-facilitator: ines-garnier"]),
        (Remove(("notes",)), ["-notes: |", "-  Un café.", "-", "-  Deux cafés."]),
        (
            Set(("notes",), "Un thé.\n\nDeux thés.\n"),
            ["-  Un café.", "+  Un thé.", "-  Deux cafés.", "+  Deux thés."],
        ),
        (
            Remove(("called", 0)),
            ["-  - {member: lea-roy, on: 2026-11-30, answer: passed} # on holiday"],
        ),
        (Set(("answers",), {}), ["-answers:  # read on Monday", "-  # the first", "-  paul-meyer: yes # sure",
                                 "-", "-  lea-roy: no", "+answers: {}  # read on Monday"]),
    ],
    ids=repr,
)  # fmt: skip
def test_only_the_lines_of_the_touched_key_change(change: Change, lines: list[str]) -> None:
    """Comments, blank lines, quotes and order stay; a new key stands where its shape declares it."""
    assert lines_changed(MEETING, edit(MEETING, change)) == lines


def test_new_keys_stand_in_the_order_of_the_shape() -> None:
    """A new key follows the last key that is declared before it, and the comment above the next key stays there."""
    after = edit(MEETING, Append(("present",), "lea-roy"), Set(("room_words",), ["olive", "parapluie"]))
    assert "  lea-roy: no\npresent: [lea-roy]\n# those of" in after
    assert "guests: 2\nroom_words: [olive, parapluie]\nnotes: |" in after
    assert edit("poll:\n  closes: 2026-12-04\n", Set(("poll", "candidates"), [date(2026, 12, 10)])) == (
        "poll:\n  candidates: [2026-12-10]\n  closes: 2026-12-04\n"
    )


def test_a_member_file_has_an_order_of_its_own() -> None:
    """The shape is an argument: `left` stands after `joined`."""
    before = b"public: yes\njoined: 2026-01-08\ncircles: [x]\n"
    after = edit_yaml(before, [Set(("left",), date(2026, 12, 1))], MEMBER.schema)
    assert after == b"public: yes\njoined: 2026-01-08\nleft: 2026-12-01\ncircles: [x]\n"


def test_a_new_file_begins_with_the_first_key() -> None:
    """No bytes, or comments alone, become a file."""
    assert edit("", Set(("answers", "lea-roy"), Answer.YES)) == "answers:\n  lea-roy: yes\n"
    assert edit("# later\r\n", Append(("present",), "lea-roy")) == "# later\r\npresent: [lea-roy]\r\n"
    assert (
        edit("", Append(("poll", "candidates"), date(2026, 12, 10))) == "poll:\n  candidates: [2026-12-10]\n"
    )
    assert edit("", Remove(("answers",))) == ""


def test_what_stands_in_braces_stays_there_while_it_fits() -> None:
    """Beyond 120 columns a value in braces or brackets opens, its comment beside its key."""
    text = "answers: {paul-meyer: yes} # Monday\n"
    text = edit(text, Set(("answers", "lea-roy"), Answer.NO))
    assert text == "answers: {paul-meyer: yes, lea-roy: no} # Monday\n"
    for number in range(3):
        text = edit(text, Set(("answers", f"membre-au-nom-plutot-long-{number}"), Answer.MAYBE))
    assert text == (
        "answers: # Monday\n  paul-meyer: yes\n  lea-roy: no\n"
        + "".join(f"  membre-au-nom-plutot-long-{number}: maybe\n" for number in range(3))
    )


def test_an_opened_entry_of_a_list_keeps_its_dash() -> None:
    """An entry in braces that grows too long has its keys below each other."""
    before = "offers:\n  - {what: Relire, until: 2027-01-31}\n  - {what: Rien}\n"
    after = edit(before, Set(("offers", 0, "what"), "x" * 120))
    assert after == f"offers:\n  - what: {'x' * 120}\n    until: 2027-01-31\n  - {{what: Rien}}\n"


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("left:\nat: 9h", Set(("left",), date(2026, 1, 2)), "left: 2026-01-02\nat: 9h"),
        ("left: ~ # not yet\n", Set(("left",), date(2026, 1, 2)), "left: 2026-01-02 # not yet\n"),
        ("answers: # none\n", Set(("answers", "a"), Answer.YES), "answers: # none\n  a: yes\n"),
        ("answers: {}\n", Set(("answers", "a"), Answer.YES), "answers: {a: yes}\n"),
        ("answers:\n  a: yes", Remove(("answers", "a")), "answers: {}"),
        ("present: [a, b]", Remove(("present", 0)), "present: [b]"),
        ("present: [a, b]", Remove(("present", 1)), "present: [a]"),
        ("present: [a]", Remove(("present", 0)), "present: []"),
        ("present: [a, b,]", Append(("present",), "c"), "present: [a, b, c,]"),
        ("present:\n- a\n- b\n", Append(("present",), "c"), "present:\n- a\n- b\n- c\n"),
        ("present:\n- a\n- b", Remove(("present", 1)), "present:\n- a"),
        ("present:\n-\n  a\n- b\n", Remove(("present", 0)), "present:\n- b\n"),
        ("{title: a}", Set(("guests",), 2), "{title: a, guests: 2}"),
        ("{title: a, guests: 2}", Remove(("title",)), "{guests: 2}"),
        ("answers: {a, b: no}\n", Set(("answers", "a"), Answer.YES), "answers: {a: yes, b: no}\n"),
        ("called:\n  - member: a\n    on: x\n", Remove(("called", 0, "member")), "called:\n  - on: x\n"),
        ("title: a\n", Remove(("title",)), "{}\n"),
        ("title:\n  un\n  deux\nat: 9h\n", Set(("title",), "trois"), "title:\n  trois\nat: 9h\n"),
        ("title: a # b\n", Set(("title",), "x\ny"), "title: |- # b\n  x\n  y\n"),
        ("---\ntitle: a\n...\n", Set(("guests",), 1), "---\ntitle: a\nguests: 1\n...\n"),
        ("notes: |+\n  a\n\n# c\n", Set(("x",), 1), "notes: |+\n  a\n\nx: 1\n# c\n"),
        ("notes: |\n  a\n\n# c\n", Set(("x",), 1), "notes: |\n  a\nx: 1\n\n# c\n"),
        (
            "title: a\n",
            Set(("topics",), ["t" * 60, "u" * 60]),
            f"title: a\ntopics:\n  - {'t' * 60}\n  - {'u' * 60}\n",
        ),
        ("notes: |+\n  a\n\ntitle: b\n", Set(("title",), "c"), "notes: |+\n  a\n\ntitle: c\n"),
    ],
)
def test_each_way_of_writing_is_edited_in_its_own_way(before: str, change: Change, after: str) -> None:
    """Empty values, braces, brackets, dashes, texts over lines, the file's end."""
    assert edit(before, change) == after


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("title: a\ntitle: b\n", Set(("guests",), 2)),
        ("title: &a b\n", Set(("guests",), 2)),
        ("title: 'a\n", Set(("guests",), 2)),
        ("- a\n", Set(("guests",), 2)),
        ("un texte\n", Set(("guests",), 2)),
        ("answers: yes\n", Set(("answers", "a"), Answer.YES)),
        ("answers: {a: yes}\n", Append(("answers",), "b")),
        ("present: [a]\n", Set(("present", 3), "b")),
        ("present: [\n  a, # first\n  b]\n", Remove(("present", 0))),
        ("called:\n  - member: a\n    # then\n    on: x\n", Remove(("called", 0, "member"))),
        ("x: [a: b]\n", Set(("x", 0, "c"), "d")),
        ("title: a\n", Remove(())),
        ("a: b\n" * 20000, Set(("title",), "x")),
    ],
)
def test_an_edit_that_would_touch_more_is_refused(text: str, change: Change) -> None:
    """A file written in a way that no machine can edit safely is left to people."""
    with pytest.raises(Unsafe) as refused:
        edit(text, change)
    assert refused.value.phrase.values


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    """Each line that stays keeps its own end; new lines take the file's first one."""
    before = b"\xef\xbb\xbftitle: a\r\nanswers: {x: yes}\nguests: 2\r\n# end"
    after = edit_yaml(
        before, [Set(("at",), time(9, 0)), Set(("answers", "y"), Answer.NO), Set(("notes",), "b")]
    )
    assert after == (
        b"\xef\xbb\xbfat: 09:00\r\ntitle: a\r\nanswers: {x: yes, y: no}\nguests: 2\r\nnotes: b\r\n# end"
    )


# --- properties: on files that nobody wrote ---------------------------------------------------------------------------

WORDS = st.sampled_from(["a", "lea-roy", "yes", "2026-12-10", "12:30", "Tarifs", "« Zoé »", "'quoté'", '"d: #"',
                         "[a, b]", "{k: v}", "{}", "[]", "[{a: b, c: [d]}, e]"])  # fmt: skip
NOISE = st.sampled_from(["", "", "\n", "# a comment: yes\n", "\n  # further right\n\n"])
TAIL = st.sampled_from(["", "", " # beside", "  "])
KEYS = ("date", "title", "topics", "poll", "called", "facilitator", "answers", "present", "notes", "x-y")


@st.composite
def block(draw: st.DrawFn, indent: int = 0) -> str:
    """Draw the lines of a block mapping, with comments and blank lines between its keys."""
    text = ""
    for key in draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=5, unique=True)):
        text += draw(NOISE) + " " * indent + key + ":" + draw(value_below(indent))
    return text


@st.composite
def value_below(draw: st.DrawFn, indent: int) -> str:
    """Draw what follows a key's colon, to the end of its last line."""
    kind = draw(st.sampled_from(["word", "word", "empty", "prose", "list", "block", "braces"]))
    tail, noise = draw(TAIL), draw(NOISE)
    if kind == "empty":
        return f"{tail}\n"
    if kind == "prose":
        return f" {draw(st.sampled_from(['|', '|-', '>']))}\n{' ' * (indent + 2)}un\n\n{' ' * (indent + 2)}deux\n"
    if kind == "list":
        dash = indent + draw(st.sampled_from([0, 2]))
        items = draw(st.lists(WORDS, min_size=1, max_size=3))
        return f"{tail}\n{noise}" + "".join(
            f"{' ' * dash}- {item}{draw(TAIL)}\n{draw(NOISE)}" for item in items
        )
    if kind == "block" and indent < 4:
        return f"{tail}\n{draw(block(indent + 2))}"
    if kind == "braces":
        return f" {{a: yes,\n{' ' * (indent + 4)}b: {draw(WORDS)}}}{tail}\n"
    return f" {draw(WORDS)}{tail}\n"


FILES = st.one_of(block(), block(), st.sampled_from(REAL).map(lambda path: path.read_text("utf-8")))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SCALARS: st.SearchStrategy[Value] = st.one_of(
    TEXTS, st.dates(date(2000, 1, 1)), st.booleans(), st.integers(0, 99), st.sampled_from(list(Answer))
)
VALUES: st.SearchStrategy[Value] = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=3),
    st.dictionaries(st.sampled_from(["member", "on", "a", "0", "Clé: à"]), SCALARS, max_size=3),
    st.lists(st.dictionaries(st.sampled_from(["member", "on"]), SCALARS, min_size=1), max_size=2),
)


def paths_of(values: Plain) -> list[tuple[str | int, ...]]:
    """Return the path of every value of a file."""
    if isinstance(values, dict):
        return [(key, *rest) for key, below in values.items() for rest in [(), *paths_of(below)]]
    if isinstance(values, list):
        return [(index, *rest) for index, below in enumerate(values) for rest in [(), *paths_of(below)]]
    return []


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, Plain, Change]:
    """Draw a file, what it says, and a change of it."""
    text = draw(FILES)
    values = read_plain(load_nodes("x.yml", text.encode())[1])
    there = draw(st.sampled_from(paths_of(values)))
    missing = (*there[:-1], draw(st.sampled_from(KEYS)))
    path = draw(st.sampled_from([there, there, missing, (*missing, "lea-roy")]))
    kind = draw(st.sampled_from([Set, Append, Remove]))
    return text, values, Remove(path) if kind is Remove else kind(path, draw(VALUES))


def span_of(text: str, path: tuple[str | int, ...]) -> tuple[int, int]:
    """Return the first and last line of the outermost key on a path, by libyaml's generous marks."""
    pairs = load_nodes("x.yml", text.encode())[1].value
    found = next(((key, value) for key, value in pairs if key.value == path[0]), None)
    return (found[0].start_mark.line, found[1].end_mark.line) if found else (0, 0)


@given(edits())
def test_an_edit_says_what_was_meant_and_leaves_the_other_lines_alone(
    drawn: tuple[str, Plain, Change],
) -> None:
    """Read again, the file holds its old values with that change; every line outside the touched key is there."""
    text, values, change = drawn
    try:
        wanted = change_plain(values, change)
        after = edit(text, change)
    except Unsafe:
        return
    assert read_plain(load_nodes("x.yml", after.encode())[1]) == wanted
    first, last = span_of(text, change.path)
    before_lines, after_lines = text.split("\n"), after.split("\n")
    if first == last == 0 and before_lines[0].split(":")[0] != change.path[0]:
        kept = list(before_lines)  # a new key: every line stays
        rest = iter(after_lines)
        assert all(line in rest for line in kept)
        return
    assert after_lines[:first] == before_lines[:first]
    if last + 1 < len(before_lines):
        below = before_lines[last + 1 :]
        assert after_lines[-len(below) :] == below


@given(edits())
def test_most_edits_of_ordinary_files_are_safe(drawn: tuple[str, Plain, Change]) -> None:
    """Where the path suits the values, only a comment inside the braces or beside the dash is a reason to refuse.

    Nothing is appended to a text that stands below a `|`, either.
    """
    text, values, change = drawn
    try:
        change_plain(values, change)
    except Unsafe:
        assume(False)  # noqa: FBT003 (hypothesis)
    try:
        edit(text, change)
    except Unsafe:
        assert "#" in text or (isinstance(change, Append) and re.search("[|>]", text))


@given(edits())
def test_the_same_value_again_changes_nothing(drawn: tuple[str, Plain, Change]) -> None:
    """A change that has been made is not made again, byte for byte."""
    text, _values, change = drawn
    assume(not isinstance(change, Append))
    try:
        once = edit(text, change)
    except Unsafe:
        return
    if isinstance(change, Remove) and isinstance(change.path[-1], int):
        return
    assert edit(once, change) == once


@given(edits(), st.booleans())
def test_line_ends_make_no_difference(drawn: tuple[str, Plain, Change], mark: bool) -> None:  # noqa: FBT001 (drawn)
    """A file from another system is edited to the same text with that system's line ends."""
    text, _values, change = drawn
    bom = b"\xef\xbb\xbf" if mark else b""
    foreign = bom + text.replace("\n", "\r\n").encode()
    try:
        after = edit(text, change)
    except Unsafe:
        return
    assert edit_yaml(foreign, [change]) == bom + after.replace("\n", "\r\n").encode()
