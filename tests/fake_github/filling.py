"""What an answer must hold beyond what matters here: the thirty addresses of an account, filled in by the schema."""

from __future__ import annotations

from typing import Any

from fake_github.description import Json, load_description

ADDRESS = "https://api.github.test/made-up"
MISSING: Any = object()
_PLAIN = {"integer": 0, "number": 0, "boolean": False, "array": [], "null": None}

_WORDS = {"type": "User", "state": "open"}
"""Words of GitHub's that its schemas leave open."""


def fill(schema: Json, known: Any = MISSING) -> Any:  # noqa: ANN401 (JSON)
    """Return what is known, with every key that the schema requires."""
    while "$ref" in schema:
        schema = load_description().schemas[schema["$ref"].rpartition("/")[2]]
    if "allOf" in schema and "properties" not in schema:
        for part in schema["allOf"]:
            known = fill(part, known)
        return known
    for word in ("oneOf", "anyOf"):
        if word in schema and "properties" not in schema:
            return fill(_option(schema[word], known), known)
    if isinstance(known, list):
        return [fill(schema.get("items", {}), entry) for entry in known]
    if known is not MISSING and not isinstance(known, dict):
        return known
    return _fill_object(schema, known) if _kind(schema) == "object" else _invent(schema, known)


def _fill_object(schema: Json, known: Any) -> Any:  # noqa: ANN401 (JSON)
    if known is MISSING and "null" in _kinds(schema):
        return None
    given: Json = {} if known is MISSING else known
    properties = schema.get("properties", {})
    lacking = [name for name in schema.get("required", ()) if name not in given]
    invented = {name: _fill_key(properties.get(name, {}), name) for name in lacking}
    return {**invented, **{name: fill(properties.get(name, {}), value) for name, value in given.items()}}


def _fill_key(schema: Json, name: str) -> Any:  # noqa: ANN401 (JSON)
    return _WORDS[name] if name in _WORDS and _kind(schema) == "string" else fill(schema)


def _invent(schema: Json, known: Any) -> Any:  # noqa: ANN401 (JSON)
    if known is not MISSING:
        return known
    if "null" in _kinds(schema):
        return None
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("format") == "date-time":
        return "2026-01-01T00:00:00Z"
    return _PLAIN.get(_kind(schema), ADDRESS)


def _kinds(schema: Json) -> list[str]:
    kind = schema.get("type", [])
    return kind if isinstance(kind, list) else [kind]


def _kind(schema: Json) -> str:
    return "object" if "properties" in schema else next(iter(_kinds(schema)), "")


def _option(options: list[Json], known: Any) -> Json:  # noqa: ANN401 (JSON)
    """Return the option that suits what is known: the one for objects where it is one."""
    wants_object = isinstance(known, dict)
    suiting = (one for one in options if (_kind(one) == "object" or "$ref" in one) == wants_object)
    return next(suiting, options[0])
