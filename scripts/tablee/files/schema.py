"""What each kind of file may say, out of the model: JSON Schemas for editors, and what problems and pages tell."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from tablee.i18n.translations import LazyText, Translations, _
from tablee.model import Holidays, Meeting, Member, Settings
from tablee.model.types import keys_of

DRAFT = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, Any]


class _Generator(GenerateJsonSchema):
    """JSON Schemas without what says nothing to an editor: titles, defaults, null beside a value."""

    def field_title_should_be_set(self, _schema: Any) -> bool:  # noqa: ANN401 (pydantic's own)
        """Leave titles out."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Leave defaults out."""
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Describe the value alone: nothing may be written after any key that is not mandatory."""
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Describe the values of a table; an editor does not judge its keys."""
        names, values = map(self.generate_inner, (schema["keys_schema"], schema["values_schema"]))
        return {"type": "object", "additionalProperties": values, "x-name": names}


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of file: its name, the paths that hold it, what it is called, and its model."""

    name: str
    where: str
    title: str
    model: type[Any]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of such a file, in the order in which they are declared."""
        return keys_of(self.model)

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """What reads and writes such values, and describes them."""
        return TypeAdapter(self.model)

    @cached_property
    def schema(self) -> Schema:
        """The schema of such a file, references resolved.

        Keys that begin with `x-` are ours: `x-example` is YAML to show, `x-text` marks people's words, `x-name` tells
        of a table's keys.
        """
        schema = self.adapter.json_schema(schema_generator=_Generator)
        found: Schema = _resolve(schema, schema.get("$defs", {}))
        return found


def _resolve(part: Any, shared: Schema) -> Any:  # noqa: ANN401 (any JSON)
    """Put what a reference names in its place, and leave out what only the path of a file tells."""
    if isinstance(part, list):
        return [_resolve(entry, shared) for entry in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        part = {**shared[part["$ref"].rpartition("/")[2]], **part}
    kept = {name: value for name, value in part.items() if name not in {"$ref", "$defs", "title"}}
    if isinstance(kept.get("properties"), dict):
        hidden = [name for name, value in kept["properties"].items() if "x-hidden" in value]
        known = {name: value for name, value in kept["properties"].items() if name not in hidden}
        kept["properties"] = {name: _resolve(value, shared) for name, value in known.items()}
        kept["required"] = [name for name in kept.get("required", ()) if name not in hidden]
        return kept
    return {name: _resolve(value, shared) for name, value in kept.items()}


GROUP = Kind("group", "group.yml", _("The group's settings"), Settings)
MEMBER = Kind("member", "members/*.yml", _("A member"), Member)
MEETING = Kind("meeting", "meetings/*.yml", _("A meeting"), Meeting)
HOLIDAYS = Kind("holidays", "holidays.yml", _("The holidays"), Holidays)
KINDS = (GROUP, MEMBER, MEETING, HOLIDAYS)


def kind_of(file: str) -> Kind | None:
    """Return the kind of a file by its path; None where it is none of the group's."""
    return next((kind for kind in KINDS if fnmatchcase(file, kind.where)), None)


def example_of(schema: Schema) -> str:
    """Return a value in YAML that a schema allows."""
    if "x-example" in schema:
        return str(schema["x-example"])
    if schema.get("type") == "array":
        return f"[{example_of(schema['items'])}]"
    if "x-name" in schema:
        return f"{{{example_of(schema['x-name'])}: {example_of(schema['additionalProperties'])}}}"
    return example_of(schema["anyOf"][0]) if "anyOf" in schema else ""


def render_schemas(words: Translations) -> dict[str, str]:
    """Return every schema as JSON, by its path in the repository; descriptions in the language of the words."""
    return {f"schemas/{kind.name}.schema.json": render_schema(kind, words) for kind in KINDS}


def render_schema(kind: Kind, words: Translations) -> str:
    """Return the schema of one kind of file as JSON."""
    schema = {"$schema": DRAFT, "title": words.gettext(kind.title), **_render(kind.schema, words)}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def render_editor_settings() -> str:
    """Return the settings by which VS Code finds each file's schema."""
    paths = {f"./schemas/{kind.name}.schema.json": kind.where for kind in KINDS}
    settings = {"yaml.schemas": paths, "files.eol": "\n"}
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def _render(schema: Schema, words: Translations) -> Schema:
    """Return a schema with its descriptions said, without our own marks, keys that are not mandatory nullable."""
    said: Schema = {}
    for name, value in schema.items():
        if name == "properties":
            said[name] = {
                key: _render(one, words) if key in schema["required"] else _nullable(_render(one, words))
                for key, one in value.items()
            }
        elif name == "description":
            said[name] = words.resolve(LazyText(value))
        elif name in {"items", "additionalProperties"} and isinstance(value, dict):
            said[name] = _render(value, words)
        elif name == "anyOf":
            said[name] = [_render(one, words) for one in value]
        elif not name.startswith("x-"):
            said[name] = value
    return said


def _nullable(schema: Schema) -> Schema:
    """Allow nothing at all, too: `left:` means the same as no line."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*kinds, *(["null"] if "null" not in kinds else [])]}
