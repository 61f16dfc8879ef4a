"""The fake GitHub refuses what GitHub's own description does not allow, and notices its own mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from fake_github.description import load_description, needs_description
from fake_github.faults import Fault
from fake_github.plain_schema import rewrite, rewrite_closed
from fake_github.routes import ROUTES
from fake_github.server import TOKEN, FakeGitHub

pytestmark = needs_description


@pytest.fixture
def fake() -> Iterator[FakeGitHub]:
    """Return a running fake with one issue and one commit."""
    with FakeGitHub() as running:
        running.world.push({"group.yml": b"name: La Table\n"})
        running.world.open_issue("paul", "Bonjour")
        yield running


def ask(fake: FakeGitHub, method: str, path: str, body: object = None, token: str = TOKEN) -> httpx2.Response:
    """Ask the fake something about its repository."""
    address = f"{fake.url}/repos/{fake.repository}{path}"
    return httpx2.request(
        method, address, json=body, headers={"Authorization": f"Bearer {token}"}, trust_env=False
    )


def test_every_operation_of_the_description_has_a_route() -> None:
    """The trimmed description and the routes name the same operations."""
    assert set(load_description().operations) == set(ROUTES)


@pytest.mark.parametrize(
    ("method", "path", "body", "said"),
    [
        ("POST", "/issues", {"body": "x"}, "'title' is a required property"),
        ("POST", "/issues", {"title": "x", "lables": ["a"]}, "'lables' was unexpected"),
        ("POST", "/issues", {"title": "x", "labels": "bug"}, "is not of type 'array'"),
        ("POST", "/issues", None, "no body"),
        ("PATCH", "/issues/1", {"state": "opened"}, "is not one of"),
        ("GET", "/issues?status=all", None, "unknown parameter status"),
        ("GET", "/issues?state=every", None, "is not one of"),
        ("POST", "/issues/1/comments", {"text": "x"}, "'body' is a required property"),
        ("POST", "/git/refs", {"ref": "refs/heads/x"}, "'sha' is a required property"),
        ("POST", "/git/trees", {"tree": [{"path": "x", "mode": "777"}]}, "is not one of"),
        ("PUT", "/actions/workflows/x.yml/enable", {"a": 1}, "a body where none belongs"),
    ],
)
def test_a_wrong_request_is_refused(
    fake: FakeGitHub, method: str, path: str, body: object, said: str
) -> None:
    """Missing, unknown and ill-typed keys and parameters get 422, and are remembered."""
    reply = ask(fake, method, path, body)
    assert reply.status_code == 422
    assert said in reply.json()["message"]
    assert any(said in wrong for wrong in fake.wrong)
    assert list(fake.world.issues) == [1]


def test_what_the_fake_does_not_know_is_no_silent_success(fake: FakeGitHub) -> None:
    """An operation or a repository that is not there gets 404, and is remembered."""
    assert ask(fake, "GET", "/milestones").status_code == 404
    assert ask(fake, "PUT", "/issues/1").status_code == 404
    assert len(fake.wrong) == 2


def test_a_wrong_token_gets_nothing(fake: FakeGitHub) -> None:
    """Each request has to carry the token."""
    assert ask(fake, "GET", "/issues", token="another").status_code == 401  # noqa: S106 (of the fake)


def _without_title(issue: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in issue.items() if key != "title"}


@pytest.mark.parametrize(
    "spoil",
    [
        _without_title,
        lambda issue: {**issue, "number": "1"},
        lambda issue: {**issue, "user": {"login": "paul"}},
        lambda issue: {**issue, "created_at": "yesterday"},
        lambda issue: {**issue, "created_at": "2026-12-10T12:00:00"},
        lambda issue: {**issue, "html_url": "issues/1"},
        lambda issue: {**issue, "state": "opened"},
        lambda issue: {**issue, "labels": [{"name": 3}]},
        lambda issue: [issue],
    ],
)
def test_a_corrupted_answer_is_noticed(fake: FakeGitHub, spoil: Any) -> None:  # noqa: ANN401 (nine lambdas)
    """An answer that GitHub would not give becomes a 500, whatever is wrong with it."""
    fake.faults.append(Fault("issues/get", spoil=spoil))
    assert ask(fake, "GET", "/issues/1").status_code == 500
    assert fake.wrong
    assert ask(fake, "GET", "/issues/1").status_code == 200


def test_true_answers_pass(fake: FakeGitHub) -> None:
    """What the fake answers by itself fits GitHub's description, for every operation that reads."""
    head = fake.world.git.branches["main"]
    fake.world.add_comment("paul", 1, "Oui")
    fake.world.react("paul", 1, "+1")
    fake.world.account("paul")
    fake.world.open_pull("lea", "Titre", "", "main")
    blob = next(iter(fake.world.git.blobs))
    later = fake.world.push({"group.yml": None, "members/a.yml": b"public: no\n"})
    paths = [
        "/issues?state=all", "/issues/1", "/issues/1/comments", "/issues/1/reactions", "/labels",
        "/git/ref/heads/main", f"/git/commits/{head}", f"/git/blobs/{blob}", f"/compare/{head}...{later}", "/pulls",
    ]  # fmt: skip
    assert [ask(fake, "GET", path).status_code for path in paths] == [200] * 10
    assert fake.wrong == []


def test_lists_come_in_pages(fake: FakeGitHub) -> None:
    """A page holds what was asked for, and says where the next one is."""
    for number in range(4):
        fake.world.open_issue("paul", f"Titre {number}")
    first = ask(fake, "GET", "/issues?per_page=2&direction=asc")
    assert [issue["number"] for issue in first.json()] == [1, 2]
    second = httpx2.get(
        first.links["next"]["url"], headers={"Authorization": f"Bearer {TOKEN}"}, trust_env=False
    )
    assert [issue["number"] for issue in second.json()] == [3, 4]
    assert first.links["last"]["url"].endswith("page=3")


def test_nullable_becomes_a_type_of_its_own() -> None:
    """OpenAPI 3.0 says `nullable` where JSON Schema has the type null."""
    assert rewrite({"type": "string", "nullable": True, "example": "x"}) == {"type": ["string", "null"]}
    assert rewrite({"type": "string", "enum": ["a"], "nullable": True}) == {
        "type": ["string", "null"],
        "enum": ["a", None],
    }
    assert rewrite({"nullable": True, "anyOf": [{"type": "string"}]}) == {
        "anyOf": [{"anyOf": [{"type": "string"}]}, {"type": "null"}]
    }
    assert rewrite({"properties": {"example": {"type": "string", "nullable": True}}}) == {
        "properties": {"example": {"type": ["string", "null"]}}
    }


def test_a_request_is_closed_all_the_way_down() -> None:
    """Unknown keys are refused at every depth, except where GitHub says that any are welcome."""
    entry = {"type": "object", "properties": {"x": {"type": "string"}}}
    schema = {
        "type": "object",
        "properties": {
            "list": {
                "type": "array",
                "items": {"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/entry"}]},
            },
            "inputs": {"type": "object", "additionalProperties": True},
        },
    }
    closed = rewrite_closed({"components": {"schemas": {"entry": entry}}}, schema)
    assert closed["additionalProperties"] is False
    assert closed["properties"]["list"]["items"]["oneOf"][1]["additionalProperties"] is False
    assert closed["properties"]["inputs"]["additionalProperties"] is True
