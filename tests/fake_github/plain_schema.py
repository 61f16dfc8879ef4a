"""Schemas of OpenAPI 3.0 as plain JSON Schema: `nullable` is not a word of it, and says that null is a value, too."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
_WORDS = (
    "description",
    "example",
    "examples",
    "nullable",
    "deprecated",
    "externalDocs",
    "discriminator",
    "xml",
)


def rewrite(schema: Json) -> Json:
    """Return a schema as JSON Schema; references stay."""
    plain: Json = {key: _rewrite_value(key, value) for key, value in schema.items() if _is_kept(key)}
    return _with_null(plain) if schema.get("nullable") else plain


def rewrite_closed(whole: Json, schema: Json) -> Json:
    """Return the schema of a request: references put in, and keys that it does not name refused."""
    if "$ref" in schema:
        schema = whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    closed = rewrite(schema)
    for word in ("oneOf", "anyOf", "allOf"):
        if word in schema:
            closed[word] = [rewrite_closed(whole, part) for part in schema[word]]
    if "items" in schema:
        closed["items"] = rewrite_closed(whole, schema["items"])
    if "properties" in schema:
        closed["properties"] = {
            key: rewrite_closed(whole, part) for key, part in schema["properties"].items()
        }
        closed.setdefault("additionalProperties", False)
    return closed


def _is_kept(key: str) -> bool:
    return key not in _WORDS and not key.startswith("x-")


def _rewrite_value(key: str, value: Any) -> Any:  # noqa: ANN401 (a schema's words hold anything)
    if key == "properties":
        return {name: rewrite(schema) for name, schema in value.items()}
    if key in {"oneOf", "anyOf", "allOf"}:
        return [rewrite(schema) for schema in value]
    return rewrite(value) if key in {"items", "additionalProperties"} and isinstance(value, dict) else value


def _with_null(schema: Json) -> Json:
    if "enum" in schema:
        schema = {**schema, "enum": [*schema["enum"], None]}
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}
