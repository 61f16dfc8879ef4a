"""What is asked and what is answered, held against GitHub's description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker

from fake_github.description import Json, Operation, load_description

_FORMATS = FormatChecker(formats=())
_WORDS = {
    "state": {"open", "closed"},
    "type": {"User", "Bot", "Organization", "blob", "tree", "commit", "file"},
}
"""Words that GitHub's schemas leave open, as its documentation has them."""
_SPELT_OUT = {
    *("actions/get-workflow", "actions/list-repo-workflows"),
    "repos/list-deployment-statuses",
}
"""The operations whose schema itself says which words there are."""


@_FORMATS.checks("date-time", raises=ValueError)
def _is_instant(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@_FORMATS.checks("uri", raises=ValueError)
def _is_address(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme and urlsplit(value).netloc)


def check_request(operation: Operation, query: Mapping[str, str], body: object) -> list[str]:
    """Return what is wrong with a request: unknown parameters and keys, too."""
    wrong = [f"unknown parameter {name}" for name in query if name not in operation.query]
    for name, value in query.items():
        schema = operation.query.get(name, {})
        number = schema.get("type") == "integer" and value.isdigit()
        wrong += _faults(schema, int(value) if number else value)
    if operation.request is None:
        return [*wrong, "a body where none belongs"] if body is not None else wrong
    if body is None:
        return [*wrong, "no body"] if operation.request_required else wrong
    return [*wrong, *_faults(operation.request, body)]


def check_reply(operation: Operation, status: int, body: object) -> list[str]:
    """Return what is wrong with an answer; GitHub's faults need not be declared."""
    if str(status) not in operation.responses:
        return [] if status >= 400 else [f"{operation.id} never answers {status}"]
    schema = operation.responses[str(status)]
    if schema is None:
        return [] if body is None else ["a body where none belongs"]
    return [*_faults(schema, body), *([] if operation.id in _SPELT_OUT else _wrong_words(body))]


def _faults(schema: Json, value: object) -> list[str]:
    found = _validator(_Frozen(schema)).iter_errors(value)
    return [f"{fault.json_path}: {fault.message[:200]}" for fault in found]


def _wrong_words(value: Any) -> Iterator[str]:  # noqa: ANN401 (JSON)
    if isinstance(value, list):
        for entry in value:
            yield from _wrong_words(entry)
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key in _WORDS and isinstance(entry, str) and entry not in _WORDS[key]:
                yield f"{key}: {entry} is no word of GitHub's"
            yield from _wrong_words(entry)


class _Frozen:
    """A schema, compared as the object that it is: so its validator is made once."""

    def __init__(self, schema: Json) -> None:
        self.schema = schema

    def __hash__(self) -> int:
        return id(self.schema)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Frozen) and other.schema is self.schema


@cache
def _validator(frozen: _Frozen) -> Draft202012Validator:
    whole = {"allOf": [frozen.schema], "components": {"schemas": load_description().schemas}}
    return Draft202012Validator(whole, format_checker=_FORMATS)
