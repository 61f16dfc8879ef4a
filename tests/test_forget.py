"""A member is forgotten or renamed: nothing tells who it was, and every balance of the others stays, exactly."""

from __future__ import annotations

import subprocess
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from group_folder import FILES, ROOT, of_the_template, run_tablee, write_group
from tablee.checks.rules import Surroundings, check_group
from tablee.cli import main
from tablee.files.forget import forget
from tablee.files.load import Loaded, load_group
from tablee.files.mentions import replace_identity, replace_name
from tablee.files.problem import has_errors
from tablee.files.rename import rename
from tablee.i18n.translations import load_translations
from tablee.model.folding import fold
from tablee.rules.timeline import build_timeline
from tablee.rules.turns import Turns

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Paris"))
FRENCH = load_translations("fr")
OWN = ("group.yml", "holidays.yml", "members", "meetings", "content", "mkdocs.yml")
SAMPLE = {
    path.relative_to(ROOT).as_posix(): path.read_bytes()
    for top in OWN
    for path in ([ROOT / top] if (ROOT / top).is_file() else sorted((ROOT / top).rglob("*")))
    if path.is_file()
}
TELLING = sorted(
    path.stem for path in (ROOT / "members").glob("*.yml") if "public: yes" in path.read_text("utf-8")
)
Balances = dict[str, dict[str, tuple[Fraction, int]]]


def load(files: dict[str, bytes]) -> Loaded:
    """Load a group from texts of which some are no YAML."""
    return load_group({path: data for path, data in files.items() if path.endswith(".yml")})


def small(**changes: str) -> dict[str, bytes]:
    """The small group's files, some of them changed."""
    return {path: text.encode() for path, text in {**FILES, **changes}.items()}


def apply(files: dict[str, bytes], changes: object) -> dict[str, bytes]:
    """Return files with changes made."""
    merged = {**files, **dict(changes)}  # type: ignore[call-overload]
    return {path: data for path, data in merged.items() if data is not None}


def balances(files: dict[str, bytes]) -> Balances:
    """Return each circle's balances and visits."""
    group = load(files).group
    assert group is not None
    line = build_timeline(group, NOW)
    ledgers = {circle: Turns(group, line).ledger(circle) for circle in group.circle_ids}
    return {
        circle: {who: (book.balances[who], book.visits[who]) for who in book.balances}
        for circle, book in ledgers.items()
    }


@pytest.fixture(scope="module")
def sample() -> tuple[Loaded, Balances]:
    """The sample, loaded once, with its balances."""
    return load(SAMPLE), balances(SAMPLE)


@of_the_template
@pytest.mark.parametrize("member", TELLING)
def test_nothing_tells_of_anybody_forgotten(member: str, sample: tuple[Loaded, Balances]) -> None:
    """Neither identity, name, account nor photo stand in a file; whatever others did and owe is as it was."""
    loaded, was = sample
    assert loaded.group is not None
    person = loaded.group.members[member]
    forgotten = forget(loaded, member, NOW.date(), SAMPLE, FRENCH)
    after = apply(SAMPLE, forgotten.files)
    again = load(after)
    around = Surroundings(names=frozenset(path.removeprefix("content/") for path in after))
    assert not has_errors(check_group(again, NOW, around))
    every = fold("\n".join([*after, *(data.decode("utf-8", "ignore") for data in after.values())]))
    telling = [member, person.name, person.github, person.photo, person.about.strip()[:60]]
    assert [one for one in telling if one and fold(one) in every] == []
    now = balances(after)
    assert {c: {w: b for w, b in book.items() if w != member} for c, book in was.items()} == {
        c: {w: b for w, b in book.items() if w != forgotten.token} for c, book in now.items()
    }
    assert {c: book[member] for c, book in was.items() if member in book and book[member][1]} == {
        c: book[forgotten.token] for c, book in now.items() if forgotten.token in book
    }


@of_the_template
def test_no_built_byte_tells_of_somebody_forgotten(tmp_path: Path) -> None:
    """The command on the sample, then the site with its feeds: no trace of name, identity, account or photo."""
    for path, data in SAMPLE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/CODEOWNERS").write_text(
        "/scripts/ @exemple-paul-meyer\n/tests/ @exemple-paul-meyer @lea\n"
    )
    done = run_tablee("-C", tmp_path, "--language", "en", "forget", "paul-meyer", "--also", "Paul", "--yes")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / ".github/CODEOWNERS").read_text() == "/tests/ @lea\n"
    built = run_tablee("-C", tmp_path, "build", "--out", tmp_path / "site")
    assert built.returncode == 0, built.stderr
    texts = [path.read_bytes().decode("utf-8", "ignore") for path in tmp_path.rglob("*") if path.is_file()]
    names = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")]
    every = "\n".join([*names, *texts])
    assert [one for one in ("Paul", "paul-meyer", "Meyer") if one in every] == []


def test_coming_meetings_do_without() -> None:
    """The turn is passed on, answers and votes go; who never came leaves no identity behind."""
    files = small(
        **{
            "meetings/2026-11-26.yml": "facilitator: [ines-garnier, paul-meyer]\n"
            "called: [{member: paul-meyer, on: 2026-11-20}] # so far\n"
            "answers: {ines-garnier: yes, paul-meyer: maybe}\n"
            "poll: {candidates: [2026-11-26, 2026-11-24], closes: 2026-11-23, votes: {paul-meyer: [2026-11-24]}}\n",
            "members/zoe-lin.yml": "public: yes\nname: Zoé Lin\njoined: 2026-11-20\n"
            "recommends: [{member: paul-meyer, for: ses plans}, {member: ines-garnier, for: ses mots}]\n",
        }
    )
    forgotten = forget(load(files), "paul-meyer", NOW.date(), {}, FRENCH)
    after = apply(files, forgotten.files)
    assert after["meetings/2026-11-26.yml"].decode() == (
        "facilitator: ines-garnier\n"
        f"called: [{{member: {forgotten.token}, on: 2026-11-20, answer: passed}}] # so far\n"
        "answers: {ines-garnier: yes}\n"
        "poll: {candidates: [2026-11-26, 2026-11-24], closes: 2026-11-23}\n"
    )
    assert "paul" not in after["members/zoe-lin.yml"].decode()
    assert after[f"members/{forgotten.token}.yml"].decode() == (
        "public: no\njoined: 2026-01-08\nleft: 2026-11-23\nfacilitates: yes\n"
    )
    alone = forget(load(files), "zoe-lin", NOW.date(), {}, FRENCH)
    assert (alone.token, dict(alone.files)) == ("", {"members/zoe-lin.yml": None})


def test_who_came_back_leaves_again() -> None:
    """Of several times of belonging the last one ends; shares that were agreed stay as they are."""
    text = (
        "public: yes\nname: Paul Meyer\njoined: [{from: 2026-01-08, to: 2026-03-01}, {from: 2026-06-01}]\n"
        "facilitates: [{from: 2026-01-08, share: 1/2}]\naway: [{from: 2026-07-01, to: 2026-07-05}]\n"
    )
    files = small(**{"members/paul-meyer.yml": text})
    forgotten = forget(load(files), "paul-meyer", NOW.date(), {}, FRENCH)
    assert (forgotten.files[f"members/{forgotten.token}.yml"] or b"").decode() == (
        "public: no\njoined:\n  - {from: 2026-01-08, to: 2026-03-01}\n  - {from: 2026-06-01, to: 2026-11-23}\n"
        "facilitates:\n  - {from: 2026-01-08, share: 1/2}\n"
    )


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Merci à Inès Garnier !", "Merci à X !"),
        ("INES GARNIER", "X"),
        ("Garnier, Inès", "Garnier, Inès"),
        ("Garnier Inès et Inès\n  Garnier", "X et X"),
        ("Ine\u0300s Garnier", "X"),
        ("Inès Garnier-Roy vient", "Inès Garnier-Roy vient"),
        ("Agnès Garnier, Inès", "Agnès Garnier, Inès"),
        ("https://example.org/inesgarnier?a=1", "https://example.org/m-2222?a=1"),
        ("Inès", "Inès"),
    ],
)
def test_a_whole_name_gives_way(text: str, clean: str) -> None:
    """As people write it; never where it belongs to somebody else's, and never a first name alone."""
    assert replace_name(text, "Inès Garnier", ["Inès Garnier-Roy", "Paul"], "X", "m-2222") == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("paul-meyer", "m-2222"),
        (
            "(members/paul-meyer.md) jean-paul-meyer paul-meyer-2",
            "(members/m-2222.md) jean-paul-meyer paul-meyer-2",
        ),
    ],
)
def test_an_identity_gives_way(text: str, clean: str) -> None:
    """Where it stands alone, not within a longer one."""
    assert replace_identity(text, "paul-meyer", "m-2222") == clean
    assert replace_identity("paul, members/paul/", "paul", "m-2222") == "paul, members/m-2222/"


def test_the_groups_own_addresses_stay() -> None:
    """An identity is for ever: it, the site and the contact are named, and left to people."""
    text = FILES["group.yml"].replace("petite.test", "paul-meyer.test") + "# merci à Paul Meyer\n"
    forgotten = forget(load(small(**{"group.yml": text})), "paul-meyer", NOW.date(), {}, FRENCH)
    assert (forgotten.files["group.yml"] or b"").decode() == text.replace(
        "Paul Meyer", "quelqu’un qui est parti"
    )
    assert [one.line for one in forgotten.left if one.file == "group.yml"] == [2, 3, 4]


def test_namesakes_are_named_for_people_to_say() -> None:
    """Two members of one name: the name stays, and its lines are listed."""
    files = small(**{"members/paul-meyer-2.yml": "public: yes\nname: Paul Meyer\njoined: 2026-01-08\n"})
    files["content/x.md"] = b"Paul Meyer a dit oui.\n"
    forgotten = forget(load(files), "paul-meyer", NOW.date(), files, FRENCH)
    assert "content/x.md" not in forgotten.files
    assert forgotten.token
    files["content/x.md"] = b"Paul a dit oui.\nMeyer aussi.\n"
    left = forget(load(files), "paul-meyer", NOW.date(), files, FRENCH).left
    assert [(one.file, one.line) for one in left] == [("content/x.md", 1), ("content/x.md", 2)]


@of_the_template
def test_renaming_reaches_every_place_and_changes_nothing_else() -> None:
    """Each file is what it was with one identity for the other, comments and order included."""
    files = {**SAMPLE, "content/page.md": b"[Paul](members/paul-meyer.md) paul-meyer"}
    renamed = rename(load(files), "paul-meyer", "no", files)
    after = apply(files, renamed.files)
    assert renamed.moved == {"content/photos/paul-meyer.svg": "content/photos/no.svg"}
    assert after["content/page.md"] == b"[Paul](members/no.md) paul-meyer"
    assert [(one.file, one.line) for one in renamed.left if one.file.startswith("content/")] == [
        ("content/page.md", 1)
    ]
    own = SAMPLE["members/paul-meyer.yml"].replace(b"photo: paul-meyer.svg", b"photo: no.svg")
    assert after["members/no.yml"] == own
    assert {p for p in after if p.startswith("members/")} ^ {
        p for p in files if p.startswith("members/")
    } == {
        "members/no.yml",
        "members/paul-meyer.yml",
    }
    meetings = [path for path in SAMPLE if path.startswith("meetings/")]
    assert all(after[path] == SAMPLE[path].replace(b"paul-meyer", b'"no"') for path in meetings)
    was, now = balances(files), balances(after)
    assert {
        c: {("no" if w == "paul-meyer" else w): b for w, b in book.items()} for c, book in was.items()
    } == now


def test_the_commands_write_nothing_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown member, a taken or impossible name, a group that cannot be read, and no terminal to ask on."""
    root = write_group(tmp_path)
    given = ["-C", str(root), "--language", "en", "--now", "2026-11-23T09:00"]
    assert main([*given, "rename", "ines", "ines-roy"]) == 2
    assert "Did you mean `ines-garnier`?" in capsys.readouterr().err
    assert main([*given, "rename", "ines-garnier", "paul-meyer"]) == 2
    assert main([*given, "rename", "ines-garnier", "Inès Roy"]) == 2
    assert "ines-roy" in capsys.readouterr().err
    assert main([*given, "rename", "m-7f3k", "zoe-lin"]) == 2
    assert "telling-name" in capsys.readouterr().err
    assert main([*given, "forget", "ines-garnier"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert sorted(p.relative_to(root).as_posix() for p in root.rglob("*.yml")) == sorted(FILES)
    assert main([*given, "rename", "members/ines-garnier.yml", "ines-roy"]) == 0
    assert "members/ines-roy.yml" in capsys.readouterr().out
    assert main([*given, "check"]) == 0


def test_the_history_is_named_with_what_purges_it(tmp_path: Path) -> None:
    """How many commits still hold the person, the commands that purge them, and the address of the issues."""
    root = write_group(tmp_path / "group")
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=root, check=True)
    done = run_tablee("-C", root, "--language", "en", "forget", "ines-garnier", "--yes")
    assert "(1 commit)" in done.stdout
    assert "--path members/ines-garnier.yml" in done.stdout
    assert "OWNER/REPOSITORY/issues?q=ines-garnier" in done.stdout


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("", "left: 2026-11-23\nfacilitates: yes\n"),
        ("joined: 2025\n", "joined: 2025\nleft: 2026-11-23\nfacilitates: yes\n"),
        (
            "joined: 2025-05-06\nleft: 2026-11-20\n",
            "joined: 2025-05-06\nleft: 2026-11-20\nfacilitates: yes\n",
        ),
    ],
)
def test_the_times_of_belonging_stay(said: str, kept: str) -> None:
    """As exact as they were said; who had left before left then."""
    files = small(**{"members/paul-meyer.yml": f"public: yes\nname: Paul Meyer\n{said}"})
    forgotten = forget(load(files), "paul-meyer", NOW.date(), {}, FRENCH)
    assert (forgotten.files[f"members/{forgotten.token}.yml"] or b"").decode() == f"public: no\n{kept}"


def test_a_day_without_word_is_counted_as_before() -> None:
    """Whoever is not public already keeps the identity, and only leaves."""
    forgotten = forget(load(small()), "m-7f3k", date(2026, 11, 23), {}, FRENCH)
    assert dict(forgotten.files) == {
        "members/m-7f3k.yml": b"public: no\njoined: 2026-01-08\nleft: 2026-11-23\nfacilitates: no\n"
    }
