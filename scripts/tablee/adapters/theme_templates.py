"""The theme's templates for MkDocs: quickly found, and none compiled twice."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.theme import Theme

    from tablee.site.compiled_templates import CompiledTemplates


def reuse_templates(theme: Theme, compiled: CompiledTemplates) -> None:
    """Have every environment of a theme look for templates so, also the one in which search finds its words."""
    make = theme.get_env

    def get_env() -> Any:  # noqa: ANN401 (Jinja belongs to the site)
        environment: Any = make()
        environment.loader.list_templates = partial(list_templates, theme.dirs)
        environment.bytecode_cache = compiled
        # The hooks set the same later; set here, the plugin of search compiles no template a second time.
        environment.trim_blocks = environment.lstrip_blocks = True
        return environment

    theme.get_env = get_env  # type: ignore[method-assign]  # MkDocs lets a theme be chosen, not its class


def list_templates(folders: Iterable[str]) -> list[str]:
    """Return the names of the files in a theme's folders, sorted, but of those in hidden ones.

    MkDocs copies none of these; it would look at the theme's seven thousand icons one by one.
    """
    found: set[str] = set()
    for start in folders:
        for folder, below, names in os.walk(start):
            below[:] = [name for name in below if not name.startswith(".")]
            inside = os.path.relpath(folder, start).replace(os.sep, "/")
            found.update(name if inside == "." else f"{inside}/{name}" for name in names)
    return sorted(found)
