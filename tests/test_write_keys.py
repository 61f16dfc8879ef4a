"""Keys written anew: their lines change and no others, no comment is lost, and it reads back as it was meant."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.files.nodes import Ambiguous, Plain, to_plain
from tablee.files.values_out import Value, to_plain_value
from tablee.files.write_keys import Unsafe, write_keys
from tablee.files.yaml_text import Refused, load_nodes
from tablee.model import Answer

ORDER = ("date", "at", "title", "topics", "poll", "called", "facilitator", "answers", "present", "notes")
CALLED: list[Value] = [
    {"member": "a", "on": date(2026, 1, 1), "answer": "passed"},
    {"member": "b", "on": date(2026, 1, 2)},
]

CASES: list[tuple[str, Mapping[str, Value | None], str]] = [
    # New files and new keys: in the order that is given.
    ("", {"answers": {}}, "answers: {}\n"),
    ("# c\n", {"title": "a: b"}, '# c\ntitle: "a: b"\n'),
    ("{}\n", {"title": "x"}, "title: x\n"),
    ("at: 12:30\nanswers: {}\n", {"topics": ["a", "b"]}, "at: 12:30\ntopics: [a, b]\nanswers: {}\n"),
    ("# head\n\ntitle: x\n", {"date": date(2026, 1, 1)}, "# head\n\ndate: 2026-01-01\ntitle: x\n"),
    ("title: x\n\n# answers\nanswers: {}\n", {"topics": ["a"]}, "title: x\ntopics: [a]\n\n# answers\nanswers: {}\n"),
    ("title: x", {"notes": "a\nb"}, "title: x\nnotes: |-\n  a\n  b"),
    ("title: x\n", {"answers": {"a": Answer.NO, "b": True}}, "title: x\nanswers:\n  a: no\n  b: yes\n"),
    # Words and texts.
    ("title: x\n", {"title": "2026-12-10"}, 'title: "2026-12-10"\n'),
    ("title: x  # y\n", {"title": "z"}, "title: z  # y\n"),
    ("title: |\n  a\n  b\n\nat: 12:30\n", {"title": "c"}, "title: c\n\nat: 12:30\n"),
    ("title: | # y\n  a\n# z\n", {"title": "c"}, "title: c # y\n# z\n"),
    ("title: a\n  b\nat: 12:30\n", {"title": "c"}, "title: c\nat: 12:30\n"),
    ("title:\nat: 12:30\n", {"title": "c"}, "title: c\nat: 12:30\n"),
    # Taken out: comments stay, each on a line of its own.
    ("title: x # y\n# z\nat: 12:30\n", {"title": None}, "# y\n# z\nat: 12:30\n"),
    ("title: x\n", {"title": None}, "{}\n"),
    ("answers:\n  # a\n  a: yes\n", {"answers": None}, "# a\n{}\n"),
    # In braces: what is there stays as it is typed, a comment below where no place is left.
    (
        "answers: {a: yes, b: 'no'} # c\n",
        {"answers": {"a": "yes", "b": "no", "c": True}},
        "answers: {a: yes, b: 'no', c: yes} # c\n",
    ),
    ("topics: [l'été,\n  b] # c\n", {"topics": ["l'été", "c"]}, "topics: [l'été, c] # c\n"),
    ("topics: [a, # c\n  b]\n", {"topics": ["a"]}, "topics: [a] # c\n"),
    ("topics: [a,\n  b, # c\n  d]\n", {"topics": ["a"]}, "topics: [a]\n# c\n"),
    ("facilitator: a\n", {"facilitator": ["a", "b"]}, "facilitator: [a, b]\n"),
    ("{title: a, at: 12:30} # x", {"title": "b"}, "# x\ntitle: b\nat: 12:30"),
    # Below each other: every entry that stays keeps its lines.
    (
        "answers:\n  # first\n  a: yes  # A\n\n  'b' : no\n# end\n",
        {"answers": {"a": True, "b": True, "c": True}},
        "answers:\n  # first\n  a: yes  # A\n\n  'b': yes\n  c: yes\n# end\n",
    ),
    ("answers:\n  a: yes  # A\n  b: no\n", {"answers": {"b": False}}, "answers:\n  # A\n  b: no\n"),
    ("topics:\n- a\n# k\n- b # bb\n- c\n", {"topics": ["a", "c", "d"]}, "topics:\n- a\n# k\n# bb\n- c\n- d\n"),
    (
        "called:\n- member: a # x\n  on: 2026-01-01\n- {member: b, on: 2026-01-02}\n",
        {"called": CALLED},
        "called:\n- member: a # x\n  on: 2026-01-01\n  answer: passed\n- {member: b, on: 2026-01-02}\n",
    ),
    (
        "poll:\n  candidates: [2026-01-01]  # c\n  closes: 2026-01-01\n",
        {"poll": {"candidates": [date(2026, 1, 1)], "closes": date(2026, 1, 1), "votes": {"a": [date(2026, 1, 1)]}}},
        "poll:\n  candidates: [2026-01-01]  # c\n  closes: 2026-01-01\n  votes:\n    a: [2026-01-01]\n",
    ),
    ("? title\n: a\n? at\n: 12:30\n", {"title": "b"}, "title: b\n? at\n: 12:30\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "values", "after"), CASES)
def test_only_what_changes_is_written(before: str, values: Mapping[str, Value | None], after: str) -> None:
    """The lines of a key that changes are written, with the comments that stood there."""
    assert write_keys(before.encode(), values, ORDER).decode() == after


def test_a_line_that_grows_too_long_is_opened() -> None:
    """What stood in braces stands one entry a line beyond 120 columns."""
    answers: dict[str, Value] = {f"member-{n}": True for n in range(8)}
    before = f"answers: {{{', '.join(f'{name}: yes' for name in answers)}}}\n"
    after = write_keys(before.encode(), {"answers": {**answers, "zoe": False}}, ORDER).decode()
    assert after == "answers:\n" + "".join(f"  {name}: yes\n" for name in answers) + "  zoe: no\n"


@pytest.mark.parametrize("content", [b"a: [b\n", b"- a\n", b"a: *b\n", b"\xff"])
def test_what_cannot_be_read_is_not_written(content: bytes) -> None:
    """A file that is broken is left to people."""
    with pytest.raises(Unsafe):
        write_keys(content, {"title": "x"}, ORDER)


HERE = Path(__file__).parent
FILES = sorted(
    path.read_text("utf-8") for path in (HERE / "groups").rglob("*.yml") if path.parent.name != "content"
)
PIECES = [
    "a",
    "no",
    "l'été",
    "Tarifs : combien ?",
    "#12",
    "a, b",
    "{x}",
    "2026-12-10",
    "a\nb",
    " a",
    "é" * 70,
    "- x",
    "~",
    "a:",
]
texts = st.sampled_from(PIECES) | st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=9
)
words = (
    texts.filter(lambda text: bool(text.strip()))
    | st.dates()
    | st.booleans()
    | st.integers(0, 99)
    | st.sampled_from(Answer)
)
names = st.sampled_from(["a", "b", "ana", "on", "x-1", "what", "from"])
values: st.SearchStrategy[Value] = st.recursive(
    words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3), max_leaves=6
)


def plain_of(content: bytes) -> dict[str, Plain]:
    """Return what a file says."""
    found: dict[str, Plain] = to_plain(load_nodes("", content)[1])
    return found


def lines_of(content: bytes, key: str) -> list[str]:
    """Return the lines of a file outside a key, which has those from its own to that of the next key."""
    lines = content.decode("utf-8-sig").splitlines()
    starts = {name.value: name.start_mark.line for name, _value in load_nodes("", content)[1].value}
    begin = starts.get(key, len(lines))
    stop = min((line for line in starts.values() if line > begin), default=len(lines))
    return lines[:begin] + lines[stop:]


def left_over(outside: list[str], kept: list[str]) -> list[str] | None:
    """Return the lines that were added; None where one is missing or another stands in its place."""
    left = list(outside)
    added = []
    for line in kept:
        if left and left[0] == line:
            del left[0]
        else:
            added.append(line)
    return None if left else added


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Draw a file that is accepted, with comments of its own in all places where YAML lets them stand."""
    lines = draw(st.sampled_from(FILES)).splitlines()
    said = plain_of("\n".join(lines).encode())
    for mark in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        indent = len(lines[at]) - len(lines[at].lstrip())
        changed = [*lines]
        if draw(st.booleans()):
            changed[at] += f"  # mark-{mark}."
        else:
            changed.insert(at, f"{' ' * indent}# mark-{mark}.")
        with suppress(Ambiguous, Refused):  # where a comment cannot stand, none is put
            if plain_of("\n".join(changed).encode()) == said:
                lines = changed
    end = draw(st.sampled_from(["\n", "\r\n"]))
    text = end.join(lines) + draw(st.sampled_from([end, ""]))
    return draw(st.sampled_from([b"", codecs.BOM_UTF8])) + text.encode()


def change(draw: st.DrawFn, said: Plain) -> Value:
    """Draw another value than a key has: one that is near it, or any."""
    if isinstance(said, list) and draw(st.booleans()):
        return [*(entry for entry in said if draw(st.booleans())), *draw(st.lists(values, max_size=2))]
    if isinstance(said, dict) and draw(st.booleans()):
        kept = {
            name: change(draw, one) if draw(st.booleans()) else one
            for name, one in said.items()
            if draw(st.booleans())
        }
        return {**kept, **draw(st.dictionaries(names, values, max_size=2))}
    return draw(values)


@given(st.data(), files())
def test_any_edit_of_any_key_of_any_file(data: st.DataObject, content: bytes) -> None:
    """It changes that key's lines only, keeps every comment, CRLF and byte order mark, and reads back as meant."""
    before = plain_of(content)
    key = data.draw(st.sampled_from([*before, "extra"]))
    value = data.draw(st.none() | st.composite(change)(before.get(key, "")))
    after = write_keys(content, {key: value}, tuple(before))
    meant = {name: said for name, said in before.items() if name != key}
    if value is not None:
        meant[key] = to_plain_value(value)
    assert plain_of(after) == meant
    outside, kept = lines_of(content, key), lines_of(after, key)
    if key in before and value is not None:
        assert kept == outside
    else:
        added = left_over(outside, kept)
        assert added is not None
        assert all(not line.strip() or line.lstrip().startswith("#") for line in added) or not meant
    assert sorted(marks(after)) == sorted(marks(content))
    assert after.startswith(codecs.BOM_UTF8) == content.startswith(codecs.BOM_UTF8)
    if b"\r\n" in content:
        assert after.count(b"\n") == after.count(b"\r\n")


def marks(content: bytes) -> list[str]:
    """Return the comments that were drawn."""
    return [
        word
        for word in content.decode("utf-8-sig").split()
        if word.startswith("mark-") and word.endswith(".")
    ]
