"""The first file of a member: what was said, and in comments what may be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.files.yaml_out import render_list, render_scalar
from tablee.scaffolding import fill, load_template

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


def render_member(name: str, joined: date, language: str, given: Mapping[str, str | list[str]]) -> str:
    """Return the file of a public member; `given` holds what else was said, by its key."""
    said = {key: _render(key, value) for key, value in given.items()}
    values = {"name": render_scalar(name), "joined": str(joined), **said}
    return fill(load_template("member.yml", language), values)


def render_neutral(joined: date, language: str) -> str:
    """Return the file of a member whom the site never names: only what such a file may hold."""
    return fill(load_template("neutral-member.yml", language), {"joined": str(joined)})


def _render(key: str, value: str | list[str]) -> str:
    if isinstance(value, list):
        return render_list(value)
    return value if key == "github_id" else render_scalar(value)
