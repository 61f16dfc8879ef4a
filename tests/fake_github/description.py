"""GitHub's published OpenAPI description, trimmed to the operations that are used, as plain JSON Schema.

The npm package `@octokit/openapi` brings 13 MB of OpenAPI 3.0. What is used of it is rewritten once and kept in
pytest's cache; nothing of it is committed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from fake_github.plain_schema import rewrite, rewrite_closed

TESTS = Path(__file__).parent.parent
PACKAGE = TESTS / "readers/node_modules/@octokit/openapi"
CACHE = TESTS.parent / ".pytest_cache/fake_github"
REPOSITORY = "/repos/{owner}/{repo}"
Json = dict[str, Any]

needs_description = pytest.mark.skipif(
    not (PACKAGE / "package.json").is_file(),
    reason="@octokit/openapi is missing: `make test` brings it from npm",
)

USED = (
    ("get", ""),
    ("get", "/pages"),
    ("get", "/branches/{branch}"),
    ("get", "/collaborators/{username}/permission"),
    ("get", "/deployments"),
    ("get", "/deployments/{deployment_id}/statuses"),
    ("get", "/actions/permissions"),
    ("get", "/actions/permissions/workflow"),
    ("get", "/actions/permissions/fork-pr-contributor-approval"),
    ("get", "/actions/workflows"),
    ("get", "/issues"),
    ("post", "/issues"),
    ("get", "/issues/{issue_number}"),
    ("patch", "/issues/{issue_number}"),
    ("get", "/issues/{issue_number}/comments"),
    ("post", "/issues/{issue_number}/comments"),
    ("get", "/issues/{issue_number}/reactions"),
    ("post", "/issues/comments/{comment_id}/reactions"),
    ("get", "/users/{username}"),
    ("get", "/labels"),
    ("post", "/labels"),
    ("get", "/git/ref/{ref}"),
    ("get", "/git/matching-refs/{ref}"),
    ("get", "/contents/{path}"),
    ("post", "/git/refs"),
    ("patch", "/git/refs/{ref}"),
    ("get", "/git/commits/{commit_sha}"),
    ("get", "/git/trees/{tree_sha}"),
    ("post", "/git/commits"),
    ("post", "/git/trees"),
    ("get", "/git/blobs/{file_sha}"),
    ("get", "/compare/{basehead}"),
    ("get", "/pulls"),
    ("post", "/pulls"),
    ("get", "/actions/workflows/{workflow_id}"),
    ("post", "/actions/workflows/{workflow_id}/dispatches"),
    ("put", "/actions/workflows/{workflow_id}/enable"),
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: how it is asked and what it may answer, as schemas; None where a body is not allowed."""

    id: str
    method: str
    path: str
    query: dict[str, Json]
    request: Json | None
    request_required: bool
    responses: dict[str, Json | None]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The operation's path; of its parts only a `ref` and a `path` may hold slashes."""
        spelt = re.sub(
            r"\{(\w+)\}",
            lambda part: f"(?P<{part[1]}>{'.+' if part[1] in {'ref', 'path'} else '[^/]+'})",
            self.path,
        )
        return re.compile(spelt)


@dataclass(frozen=True, slots=True)
class Description:
    """The operations by their ids, and the schemas that they share."""

    operations: dict[str, Operation]
    schemas: dict[str, Json]


@lru_cache(maxsize=1)
def load_description() -> Description:
    """Return the description, from the cache where it was made of the same package by the same code."""
    cached = CACHE / f"{_fingerprint()}.json"
    if not cached.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        part = cached.with_suffix(f".{os.getpid()}")
        whole = json.loads((PACKAGE / "generated/api.github.com.json").read_bytes())
        part.write_text(json.dumps(_trim(whole)), "utf-8")
        part.replace(cached)
    kept = json.loads(cached.read_text("utf-8"))
    operations = {raw["id"]: Operation(**raw) for raw in kept["operations"]}
    return Description(operations, kept["schemas"])


def _fingerprint() -> str:
    digest = hashlib.sha256((PACKAGE / "package.json").read_bytes())
    for source in ("description.py", "plain_schema.py"):
        digest.update(Path(__file__).with_name(source).read_bytes())
    return digest.hexdigest()[:16]


def _trim(whole: Json) -> Json:
    operations = [_operation(whole, method, _whole_path(path)) for method, path in USED]
    schemas: dict[str, Json] = {}
    wanted = _references(operations)
    while wanted:
        name = wanted.pop()
        schemas[name] = rewrite(whole["components"]["schemas"][name])
        wanted |= _references(schemas[name]) - set(schemas)
    return {"operations": operations, "schemas": schemas}


def _whole_path(path: str) -> str:
    """Return the path of an operation; only accounts do not lie below a repository."""
    return path if path.startswith("/users/") else REPOSITORY + path


def _operation(whole: Json, method: str, path: str) -> Json:
    raw = whole["paths"][path][method]
    parameters = [_resolve(whole, parameter) for parameter in raw["parameters"]]
    body = raw.get("requestBody")
    return {
        "id": raw["operationId"],
        "method": method.upper(),
        "path": path,
        "query": {p["name"]: rewrite(p["schema"]) for p in parameters if p["in"] == "query"},
        "request": rewrite_closed(whole, body["content"]["application/json"]["schema"]) if body else None,
        "request_required": bool(body and body.get("required")),
        "responses": {
            status: _response(_resolve(whole, reply)) for status, reply in raw["responses"].items()
        },
    }


def _response(reply: Json) -> Json | None:
    content = reply.get("content", {}).get("application/json")
    return rewrite(content["schema"]) if content else None


def _resolve(whole: Json, value: Json) -> Json:
    while "$ref" in value:
        found: Any = whole
        for step in value["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        value = found
    return value


def _references(value: object) -> set[str]:
    return set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(value)))
