"""The editors' schemas: never stale, and never stricter than reading."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tablee.files.load import load_group
from tablee.files.schema import KINDS, render_editor_settings, render_schemas
from tablee.i18n.translations import load_translations

ROOT = Path(__file__).parent.parent
TINY = ROOT / "tests" / "groups" / "tiny"
SCHEMAS: dict[str, dict[str, Any]] = {
    kind.name: json.loads(text)
    for kind, text in zip(KINDS, render_schemas(load_translations("en")).values(), strict=True)
}
VALIDATORS = {kind: Draft7Validator(schema) for kind, schema in SCHEMAS.items()}


def kind_of(path: str) -> str:
    """Return the kind of a file by its path."""
    return {"members": "member", "meetings": "meeting"}.get(
        path.split("/", maxsplit=1)[0], path.removesuffix(".yml")
    )


def as_text(text: str) -> object:
    """Read YAML with every scalar a text, or nothing: as an editor may."""
    return read_node(yaml.compose(text, Loader=yaml.SafeLoader), guess=False)


def as_guessed(text: str) -> object:
    """Read YAML with YAML 1.1's guesses, dates as texts: the other way in which an editor may read it."""
    return read_node(yaml.compose(text, Loader=yaml.SafeLoader), guess=True)


def read_node(node: yaml.Node | None, *, guess: bool) -> object:
    """Read a node as JSON; keys are texts, as editors have them."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: read_node(value, guess=guess) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [read_node(entry, guess=guess) for entry in node.value]
    assert isinstance(node, yaml.ScalarNode)
    if not guess:
        return node.value if node.value or node.style else None
    value = yaml.SafeLoader("").construct_object(node)
    return str(value) if isinstance(value, date) else value


def faults(kind: str, document: object) -> list[str]:
    """Say what a schema refuses of a document."""
    return [fault.message for fault in VALIDATORS[kind].iter_errors(document)]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_a_schema(kind: str) -> None:
    """Each is valid draft 7, and describes every key."""
    Draft7Validator.check_schema(SCHEMAS[kind])
    assert all(key["description"] for key in SCHEMAS[kind]["properties"].values())


@pytest.mark.parametrize(("path", "text"), render_schemas(load_translations("en")).items())
def test_the_schemas_are_not_stale(path: str, text: str) -> None:
    """The committed schemas are those that `make schemas` writes."""
    assert (ROOT / path).read_text("utf-8") == text


def test_the_editor_finds_the_schemas() -> None:
    """VS Code's settings name every schema and the files that it is for."""
    assert (ROOT / ".vscode" / "settings.json").read_text("utf-8") == render_editor_settings()
    wired = json.loads(render_editor_settings())["yaml.schemas"]
    assert all((ROOT / schema).is_file() for schema in wired)
    assert list(wired.values()) == ["group.yml", "members/*.yml", "meetings/*.yml", "holidays.yml"]


@pytest.mark.parametrize("path", sorted(p.relative_to(TINY).as_posix() for p in TINY.rglob("*.yml")))
def test_the_tiny_group_is_valid(path: str) -> None:
    """Every valid file is valid for its schema, however an editor reads it."""
    text = (TINY / path).read_text("utf-8")
    assert faults(kind_of(path), as_text(text)) == []
    assert faults(kind_of(path), as_guessed(text)) == []


MEMBER = "public: yes\njoined: 2026-01-08\n"
ODD = [
    ("members/ana.yml", text)
    for text in (
        "public: Oui\njoined: 2026-01-08\n",
        "public: FALSE\njoined: [{from: 2026-01-08, to: 2026-02-01}, {from: 2026-03-01}]\n",
        MEMBER + "name: no\ncity: 007\ntrade: null\nabout: 12:30\n",
        MEMBER + "left:\naway:\nfacilitates:\nlinks:\n",
        MEMBER
        + "facilitates: NO\ncircles: [on, 007]\ngithub: 12345\ngithub_id: '007'\n".replace("'007'", "'70'"),
        MEMBER + "facilitates: [{from: 2026-01-08, share: 1}, {from: 2026-02-08, share: 1/2}]\n",
    )
] + [
    ("meetings/2026-12-10.yml", text)
    for text in (
        "date: 2026-12-11\nat: 12:30\nlasts: 1h45\nguests: 007\n",
        "at: 9h\nlasts: 2 days\nfacilitator: on\nstatus: Cancelled\nguests: '3'\n",
        "answers: {ana: yes, bob: no, on: Maybe, cleo: peut-être, dan: true}\npresent: []\n",
        "title: 2026\ntopics: [no, 1.5, 12:30]\nroom_words: [on, off]\nplace: no\n",
        "poll: {candidates: [2026-12-10], closes: 2026-12-04, votes: {ana: [2026-12-10]}, decided: }\n",
        "called: [{member: ana, on: 2026-12-01, answer: }, {member: no, on: 2026-12-02, answer: PASSED}]\n",
    )
]


@pytest.mark.parametrize(("path", "text"), ODD)
def test_what_is_read_is_valid(path: str, text: str) -> None:
    """Values that people type unquoted are read without a problem, and valid for the schema in either reading."""
    loaded = load_group({path: text.encode()})
    assert [found for found in loaded.problems if found.file == path] == []
    assert faults(kind_of(path), as_text(text)) == []
    assert faults(kind_of(path), as_guessed(text)) == []


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        ("member", {"joined": "2026-01-08"}),
        ("member", {"public": "perhaps", "joined": "2026-01-08"}),
        ("member", {"public": True, "joined": "2026-01-08", "nick": "Ana"}),
        ("member", {"public": True, "joined": "before 2020"}),
        ("member", {"public": True, "joined": "2026-01-08", "skills": "seo"}),
        ("meeting", {"at": "lunch"}),
        ("meeting", {"answers": {"ana": "perhaps"}}),
        ("meeting", {"guests": -1}),
        ("meeting", {"poll": {"candidates": [], "closes": "2026-12-01"}}),
        ("group", {"places": {"bistrot": {"name": "B", "geo": [48.8]}}}),
        ("holidays", {"from": "2026-01-01"}),
    ],
)
def test_slips_are_shown_as_one_types(kind: str, document: dict[str, object]) -> None:
    """The commonest slips are refused by the schema, too."""
    required = set(SCHEMAS[kind]["required"]) - set(document) if kind == "group" else set()
    assert len(faults(kind, document)) > len(required)


def test_generated_files_are_listed_by_the_tool() -> None:
    """`make schemas` writes all of them at once."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from write_reference import render_generated  # noqa: PLC0415 (a tool beside the package)

    assert set(render_schemas(load_translations("en"))) < set(render_generated())
