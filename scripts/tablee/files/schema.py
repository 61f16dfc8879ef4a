"""The JSON Schemas by which editors complete and check the files, out of the declarations in `shapes`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tablee.files.shapes.group import GROUP
from tablee.files.shapes.holidays import HOLIDAYS
from tablee.files.shapes.meeting import MEETING
from tablee.files.shapes.member import MEMBER
from tablee.i18n.words import Phrase, Words, _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from tablee.files.composites import Record

DRAFT = "http://json-schema.org/draft-07/schema#"

SHAPES: Mapping[str, tuple[str, Record[Any]]] = {
    "group": ("group.yml", GROUP),
    "member": ("members/*.yml", MEMBER),
    "meeting": ("meetings/*.yml", MEETING),
    "holidays": ("holidays.yml", HOLIDAYS),
}
"""Each kind of file: the paths that hold it, and how it is written."""

TITLES = {
    "group": _("The group's settings"),
    "member": _("A member"),
    "meeting": _("A meeting"),
    "holidays": _("The holidays"),
}


def render_schemas(words: Words) -> dict[str, str]:
    """Return every schema as JSON, by its path in the repository; descriptions in the language of the words."""
    return {f"schemas/{kind}.schema.json": render_schema(kind, words) for kind in SHAPES}


def render_schema(kind: str, words: Words) -> str:
    """Return the schema of one kind of file as JSON."""
    schema = {"$schema": DRAFT, "title": words.say(TITLES[kind]), **SHAPES[kind][1].schema()}
    return json.dumps(_say(schema, words), ensure_ascii=False, indent=2) + "\n"


def render_editor_settings() -> str:
    """Return the settings by which VS Code finds each file's schema."""
    paths = {f"schemas/{kind}.schema.json": where for kind, (where, _shape) in SHAPES.items()}
    settings = {"yaml.schemas": {f"./{schema}": where for schema, where in paths.items()}, "files.eol": "\n"}
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def _say(part: object, words: Words) -> object:
    """Return a schema with its descriptions said."""
    if isinstance(part, list):
        return [_say(entry, words) for entry in part]
    if not isinstance(part, dict):
        return part
    return {
        key: words.phrase(Phrase(value))
        if key == "description" and isinstance(value, str)
        else _say(value, words)
        for key, value in part.items()
    }
