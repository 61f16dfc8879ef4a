"""Reading a group: whatever people type becomes values or problems, and nothing is raised."""

from __future__ import annotations

import random
import re
import sys
from datetime import date, time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tablee.files import codes
from tablee.files.load import Loaded, load_changed, load_group
from tablee.files.problem import Code, render_problem
from tablee.i18n.translations import load_translations
from tablee.model import Answer

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "scripts"))

from shown_problems import read_mend  # noqa: E402 (a tool beside the package)

FAULTS = HERE / "faults"
MEETING = "meetings/2026-12-10.yml"
FRIDAY = "{every: week on friday, from: 2026-01-02}"
SKILLS = [f"{n:02} {'a' * 77}" for n in range(60)]
ANA = "public: yes\njoined: 2026-01-08\n"
WITHOUT_RHYTHM = re.sub(
    r"(?m)^(rhythm|circles):.*\n", "", (HERE / "groups/tiny/group.yml").read_text("utf-8")
)
CODES = {value.name: value for value in vars(codes).values() if isinstance(value, Code)}


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the YAML files of a folder by their paths in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yml"))}


TINY = read_folder(HERE / "groups" / "tiny")


def load_fault(name: str) -> Loaded:
    """Read the tiny group with one fault laid over it."""
    files = {**TINY, **read_folder(FAULTS / name)}
    if name == "too-large":
        files[MEETING] = b"notes: |\n" + b"  Bla bla.\n" * 6600
    if name == "no-group":
        del files["group.yml"]
    return load_group(files)


def load_with(path: str, text: str | bytes) -> Loaded:
    """Read the tiny group with one file added or replaced."""
    return load_group({**TINY, path: text if isinstance(text, bytes) else text.encode()})


def render(loaded: Loaded, language: str = "en") -> str:
    """Return every problem, a line each."""
    words = load_translations(language)
    return "".join(f"{render_problem(found, words)}\n" for found in loaded.problems)


def test_the_tiny_group_has_no_problem() -> None:
    """A valid group gives no problem, and every file is in it."""
    loaded = load_group(TINY)
    assert render(loaded) == ""
    assert loaded.group is not None
    assert list(loaded.group.members) == ["ines-garnier", "lea-roy", "paul-meyer"]
    assert list(loaded.group.meetings) == ["2026-11-26", "2026-12-03", "propulseurs.2026-12-01"]


def test_every_code_has_a_fault_of_its_own() -> None:
    """No code is without the broken file that shows it."""
    assert {path.name for path in FAULTS.iterdir()} == set(CODES)


@pytest.mark.parametrize("name", sorted(CODES))
def test_a_fault_is_told_in_exactly_these_words(name: str) -> None:
    """A broken file gives its problem, with its place and its way out, and no other."""
    loaded = load_fault(name)
    assert render(loaded) == (FAULTS / name / "expected.txt").read_text("utf-8")
    named = [found.code.name for found in loaded.problems if name != "and-more" or found.code.name == name]
    assert named == [name]


@pytest.mark.parametrize("name", sorted(path.parent.name for path in FAULTS.glob("*/mend.txt")))
def test_a_fault_is_mended_as_the_page_shows(name: str) -> None:
    """What docs/problems.md shows as the file afterwards has no problem left."""
    mend = read_mend(FAULTS / name)
    assert mend
    assert render(load_with(mend.mended, mend.after)) == ""


@pytest.mark.parametrize("name", sorted(CODES))
def test_a_fault_is_told_in_french_without_english(name: str) -> None:
    """In French both the message and the way out are translated."""
    (found,) = [found for found in load_fault(name).problems if found.code.name == name]
    french, english = load_translations("fr"), load_translations("en")
    assert french.resolve(found.message) != english.resolve(found.message)
    assert french.resolve(found.fix) != english.resolve(found.fix)


def test_three_faults_in_two_files_are_sorted_lines() -> None:
    """All problems come at once, by file, line and column, in either language."""
    files = {
        **TINY,
        "members/ana.yml": b"public: peut-\xc3\xaatre\njoined: 2026-01-08\nnick: Ana\n",
        MEETING: b"guests: deux\n",
    }
    loaded = load_group(files)
    assert render(loaded) == (
        "meetings/2026-12-10.yml:1:9: error bad-value: `deux` is not a whole number. Write it as in `guests: 2`.\n"
        "members/ana.yml:1:9: error bad-value: `peut-être` is not one of `yes`, `no`. Write one of these words.\n"
        "members/ana.yml:3:1: error unknown-key: `nick` is not known here. Known keys: `public`, `name`, `trade`, "
        "`tagline`, `photo`, `skills`, `city`, `about`, `links`, `github`, `github_id`, `mail`, `joined`, `left`, "
        "`away`, `usually`, `facilitates`, `circles`, `offers`, `needs`, `recommends`.\n"
    )
    assert render(loaded, "fr").splitlines()[0] == (
        "meetings/2026-12-10.yml:1:9: erreur bad-value\N{NO-BREAK SPACE}: `deux` n’est pas un nombre entier. "
        "Écrivez par exemple `guests: 2`."
    )


def test_unquoted_values_do_what_was_meant() -> None:
    """`12:30`, `no`, a city `NO` and a member called `on` need no quotes."""
    text = "at: 12:30\nanswers: {ines-garnier: no, on: yes}\nguests: 007\ntitle: 2026-12-10\ntopics: [no, 12:30]\n"
    files = {
        **TINY,
        MEETING: text.encode(),
        "members/on.yml": b"public: on\njoined: 2026-01-08\ncity: NO\nname: Yes\n",
    }
    loaded = load_group(files)
    assert render(loaded) == ""
    assert loaded.group is not None
    meeting, member = loaded.group.meetings["2026-12-10"], loaded.group.members["on"]
    assert meeting.at == time(12, 30)
    assert meeting.answers == {"ines-garnier": Answer.NO, "on": Answer.YES}
    assert (meeting.guests, meeting.title, meeting.topics) == (7, "2026-12-10", ("no", "12:30"))
    assert (member.public, member.city, member.name) == (True, "NO", "Yes")


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("at: 12:30, lasts: 1h45, place: bistrot", "", "at: 12:30, lasts: 1h45, place: bistrot"),
        ("at: 12:30, lasts: 1h45, place: bistrot", "at: 19:00", "at: 19:00, lasts: 1h45, place: bistrot"),
        ("at: 12:30, lasts: 1h45", "place: salon", "at: 12:30, lasts: 1h45, place: salon"),
        ("at: 12:30, lasts: 1h45", "lasts: 2 days", "lasts: 2 days"),
        ("lasts: 2 days, place: salon", "at: 19:00", "at: 19:00, place: salon"),
        ("lasts: 2 days", "lasts: 3 days", "lasts: 3 days"),
    ],
)
def test_a_rule_keeps_what_it_does_not_say(before: str, after: str, kept: str) -> None:
    """The hour, length and place are those of the rule before; whole days have no hour, an hour no whole days."""
    head = "every: week on friday, from: 2026-0"
    rhythms = (f"[{{{head}1-01, {before}}}, {{{head}3-01, {after}}}]", f"{{{head}3-01, {kept}}}")
    inherited, spelt = (load_with("group.yml", f"{WITHOUT_RHYTHM}rhythm: {rules}\n") for rules in rhythms)
    assert render(inherited) == render(spelt) == ""
    assert inherited.group
    assert spelt.group
    assert inherited.group.settings.rhythm[1:] == spelt.group.settings.rhythm


def test_of_three_rules_the_last_keeps_what_the_first_said() -> None:
    """And the order in which they are written does not matter."""
    rules = [
        "{every: week on friday, from: 2026-01-02, at: 12:30}",
        "{every: week on monday, from: 2026-03-02}",
    ]
    last = "{every: week on tuesday, from: 2026-05-05, lasts: 1h}"
    loaded = load_with("group.yml", f"{WITHOUT_RHYTHM}rhythm: [{', '.join([last, *rules])}]\n")
    assert loaded.group
    assert loaded.group.settings.rhythm[-1].at == time(12, 30)


def test_a_key_without_value_is_no_line() -> None:
    """`left:` and `name: ""` mean the same as nothing."""
    loaded = load_with("members/ana.yml", 'public: yes\njoined: 2026-01-08\nleft:\nname: ""\nabout: |\n')
    assert render(loaded) == ""
    assert loaded.group is not None
    assert loaded.group.members["ana"].belongs(date(2030, 1, 1))


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_marks_change_nothing(end: str, mark: bytes) -> None:
    """Files saved by any editor read the same, and their problems have the same places."""
    text = "title: Prix\ntopics:\n  - Devis\nguests: deux\n"
    (found,) = load_with(MEETING, mark + text.replace("\n", end).encode()).problems
    assert (found.line, found.column, found.code) == (4, 9, codes.BAD_VALUE)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (MEETING, "facilitator: [lea-roy, paul-meyer]\n", ""),
        ("members/ana.yml", "public: yes\njoined: []\nleft: 2026-02-01\n", "2:9 empty-list"),
        ("members/ana.yml", "public: yes\njoined: [{from: x}]\nleft: 2026-02-01\n", "2:17 bad-value"),
        ("members/ana.yml", "public: yes\njoined: 2026-01-08\ngithub_id: 99999999999999999999\n", "3:12 bad-value"),
        ("members/ana.yml", f"{ANA}links: {{a: https://x.org/, a: https://y.org/}}\n", "3:28 duplicate-key"),
        ("members/ana.yml", "public: yes\njoined: 2026-01-08\nlinks: {fedi: https://social.example/@ana}\n", ""),
        ("members/ana.yml", "public: yes\njoined: 2026-01-08\nlinks: {a: https://ana@x.org/}\n", "3:12 not-https"),
        ("members/ana.yml", f"{ANA}links: {{{'site' * 15}: http://x.org/}}\nskills: [{', '.join(SKILLS)}]\n", ""),
        ("members/ana.yml", f"{ANA}skills: [{', '.join([*SKILLS, 'a'])}]\n", "3:9 too-many"),
        ("members/ana.yml", f"{ANA}tagline: {'a' * 161}\n", "3:10 too-long"),
        ("members/ana.yml", f"{ANA}links: {{a: HTTP://x.org/}}\n", "3:12 not-https"),
        (MEETING, "lasts: 120h\n", ""),
        ("members/ana.yaml", "public: yes\njoined: 2026-01-08\n", "1:1 bad-file-name"),
        (MEETING, "[a, b]: c\n", "1:1 syntax"),
        (MEETING, "answers: {[a]}\n", "1:11 wrong-type"),
        (MEETING, "answers: {? [a] : yes}\n", "1:13 wrong-type"),
        (MEETING, "préparation: oui\n", "1:1 unknown-key"),
        (MEETING, "answers:\n  paul-meyer:yes\n", "2:3 missing-space"),
        (MEETING, "answers: [paul-meyer, lea-roy]\n", "1:10 wrong-type"),
        (MEETING, "answers: {paul-meyer: , lea-roy: no}\n", "1:23 empty-entry"),
        (MEETING, "title: a\u2028b\n", "1:9 control-character"),
        (MEETING, 'title: "a\\0b"\n', "1:8 control-character"),
        (MEETING, "title: #12\n", "1:7 hash-in-text"),
        (MEETING, "title: & Co\n", "1:8 sign-at-start"),
        (MEETING, "title: *nous\n", "1:8 alias"),
        (MEETING, "title: ! Prix\n", "1:8 sign-at-start"),
        (MEETING, "a: &a [x]\nb: &b [*a, *a]\n", "1:4 alias"),
        (MEETING, "x", "1:1 syntax"),
        (MEETING, "title: @paul\n", "1:8 sign-at-start"),
        (MEETING, "poll: {candidates: [], closes: 2026-12-01}\n", "1:20 empty-list"),
        ("group.yml", "places: {a: {name: A, geo: [48.8]}}\n", "1:28 bad-value"),
        ("group.yml", "places: {a: {name: A, geo: [nan, 2]}}\n", "1:29 bad-value"),
        ("group.yml", "places: {a: {name: A, geo: [91, 2]}}\n", "1:28 bad-value"),
        ("group.yml", "places: {a: {name: A, geo: here}}\n", "1:28 wrong-type"),
        ("group.yml", "rhythm: []\n", "1:9 empty-list"),
        ("group.yml", "rhythm: {every: week on tuesday, thursday, from: 2026-01-08}\n", "1:34 comma-in-braces"),
        ("group.yml", f"circles: {{a: {{name: A, rhythm: {FRIDAY}, nmae: B}}}}\n", "1:75 unknown-key"),
        ("group.yml", f"circles: {{a: {{name: A, brand: {{colour: red}}, rhythm: {FRIDAY}}}}}\n", "1:40 bad-value"),
        ("group.yml", "timezone: europe/paris\n", "1:11 bad-value"),
    ],
)  # fmt: skip
def test_odd_files_are_refused_where_they_are_odd(path: str, text: str, expected: str) -> None:
    """Each oddity gives one problem at its place; keys that the file lacks are not looked at here."""
    found = [p for p in load_with(path, text).problems if p.code is not codes.MISSING_KEY]
    assert " ".join(f"{p.line}:{p.column} {p.code.name}" for p in found) == expected


def test_a_rhythm_in_braces_gets_a_line_to_paste() -> None:
    """The comma of two weekdays inside braces is named, and the whole line is proposed."""
    text = TINY["group.yml"].decode().replace("week on thursday", "week on tuesday, thursday")
    (found, *_rest) = load_with("group.yml", text).problems
    line = 'rhythm: {every: "week on tuesday, thursday", from: 2026-01-08, at: 12:30, lasts: 1h45, place: bistrot}'
    assert found.fix.values["line"] == line


@pytest.mark.parametrize("file", sorted(TINY))
def test_every_value_is_found_again(file: str) -> None:
    """`place` finds each value of every file where libyaml saw it."""
    loaded = load_group(TINY)
    root = yaml.compose(TINY[file], Loader=yaml.CBaseLoader)
    assert root is not None
    stack: list[tuple[tuple[str | int, ...], yaml.Node]] = [((), root)]
    while stack:
        path, node = stack.pop()
        assert loaded.place(file, *path) == (node.start_mark.line + 1, node.start_mark.column + 1)
        if isinstance(node, yaml.MappingNode):
            stack += [((*path, key.value), value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            stack += [((*path, index), entry) for index, entry in enumerate(node.value)]


def test_a_place_that_is_not_there_is_the_nearest_one() -> None:
    """A missing key is looked for as deep as the file goes; a missing file begins at its beginning."""
    loaded = load_group(TINY)
    assert loaded.place("meetings/2026-12-03.yml", "answers", "nobody") == (4, 10)
    assert loaded.place("meetings/2026-12-03.yml", "answers", "ines-garnier:") == (4, 11)
    assert loaded.place("meetings/2026-12-03.yml", "facilitator", 0) == (3, 14)
    assert loaded.place("meetings/none.yml", "title") == (1, 1)


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_nothing(shuffle: random.Random) -> None:
    """Reading the same files in another order gives the same group and problems."""
    items = [*TINY.items(), (MEETING, b"guests: deux\n"), ("members/ana.yml", b"nom: Ana\n")]
    expected = load_group(dict(items))
    shuffle.shuffle(items)
    loaded = load_group(dict(items))
    assert (loaded.group, loaded.problems) == (expected.group, expected.problems)
    assert loaded.group is not None
    assert list(loaded.group.members) == sorted(loaded.group.members)


def test_identities_are_sorted_as_such() -> None:
    """`ana` comes before `ana-b`, though `ana-b.yml` comes before `ana.yml`."""
    member = b"public: yes\njoined: 2026-01-08\n"
    group = load_group({**TINY, "members/ana.yml": member, "members/ana-b.yml": member}).group
    assert group is not None
    assert list(group.members)[:2] == ["ana", "ana-b"]


@given(st.binary(max_size=200), st.sampled_from(["group.yml", "holidays.yml", "members/ana.yml", MEETING]))
def test_no_bytes_raise(content: bytes, file: str) -> None:
    """Whatever a file holds is read or refused."""
    assert isinstance(load_with(file, content), Loaded)


PIECES = st.sampled_from(
    [*"{}[]:,#&*!|>-?%@`\"'\t\n\r~ ", ": ", " #", "- ", "? ", "---\n", "\n  ", "\u2028", "no", "é"]
)


@given(st.data())
def test_no_mutation_of_a_valid_file_raises(data: st.DataObject) -> None:
    """A valid file with pieces put in or cut out is read or refused, each problem with a place in the file."""
    file = data.draw(st.sampled_from(sorted(TINY)))
    text = TINY[file].decode()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 3))
        text = text[:start] + data.draw(PIECES) + text[start + cut :]
    loaded = load_with(file, text)
    assert "\n" not in render(loaded).replace("\n", "", len(loaded.problems))
    assert all(found.line >= 1 and found.column >= 1 for found in loaded.problems)


LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S"])
DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))
LINES = st.text(LETTERS, min_size=1, max_size=30)


@given(
    title=LINES, topics=st.lists(LINES, max_size=4), notes=LINES, at=st.times(), guests=st.integers(0, 9999)
)
def test_a_dumped_meeting_is_read_back(
    title: str, topics: list[str], notes: str, at: time, guests: int
) -> None:
    """What PyYAML writes is read back to the same values."""
    written = {"title": title, "topics": topics, "notes": notes, "at": f"{at:%H:%M}", "guests": guests}
    loaded = load_with(MEETING, yaml.safe_dump(written, allow_unicode=True))
    assert render(loaded) == ""
    assert loaded.group is not None
    meeting = loaded.group.meetings["2026-12-10"]
    assert (meeting.title, meeting.topics, meeting.notes) == (title, tuple(topics), notes)
    assert (meeting.at, meeting.guests) == (at.replace(second=0, microsecond=0), guests)


@given(name=LINES, skills=st.lists(LINES, max_size=4), joined=DAYS, public=st.booleans())
def test_a_dumped_member_is_read_back(name: str, skills: list[str], joined: date, *, public: bool) -> None:
    """What PyYAML writes of a member is read back to the same values."""
    written = {"public": public, "name": name, "skills": skills, "joined": joined}
    loaded = load_with("members/ana.yml", yaml.safe_dump(written, allow_unicode=True))
    assert render(loaded) == ""
    assert loaded.group is not None
    member = loaded.group.members["ana"]
    assert (member.public, member.name, member.skills) == (public, name, tuple(skills))
    assert member.spans[0].from_on == joined


@given(
    st.dictionaries(
        st.sampled_from(
            [MEETING, "meetings/2026-12-17.yml", "meetings/x.yml", "members/ana-silva.yml", "group.yml"]
        ),
        st.sampled_from([b"title: a\n", b"title: [\n", b"titel: a\n", ANA.encode(), b""]),
    ),
    st.sampled_from([b"title: b\n", b"title: [\n"]),
)
def test_reading_the_changed_files_alone_gives_the_same_group(
    changed: dict[str, bytes], before: bytes
) -> None:
    """Group, problems and files are those of reading everything again, whatever was wrong before or is now."""
    files = {**TINY, MEETING: before}
    assert load_changed(load_group(files), changed) == load_group({**files, **changed})
