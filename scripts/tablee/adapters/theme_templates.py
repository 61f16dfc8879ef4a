"""The theme's templates for MkDocs: quickly found, none compiled twice, and what neighbours share made once."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

from tablee.adapters.our_page import OurPage
from tablee.site.shared_parts import sharing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.theme import Theme

    from tablee.site.compiled_templates import CompiledTemplates

_SHARED = frozenset(f"partials/{name}.html" for name in ("tabs", "nav", "search", "footer"))
_SHARED_BLOCKS = {"base.html": "config"}
"""What says the same on all pages of one folder and section: links to the root, the lit tab, the theme's texts."""


def reuse_templates(theme: Theme, compiled: CompiledTemplates) -> None:
    """Have every environment of a theme look for templates so, also the one in which search finds its words."""
    make = theme.get_env

    def get_env() -> Any:  # noqa: ANN401 (Jinja belongs to the site)
        environment: Any = make()
        environment.loader.list_templates = partial(list_templates, theme.dirs)
        environment.bytecode_cache = compiled
        # As the hooks will have it, so that search and pages share what is compiled; see also `site/renderer.py`.
        environment.trim_blocks = environment.lstrip_blocks = True
        environment.optimized = False
        environment.get_template = sharing(
            environment.get_template, _SHARED, _SHARED_BLOCKS, _folder_and_section
        )
        return environment

    theme.get_env = get_env  # type: ignore[method-assign]  # MkDocs lets a theme be chosen, not its class


def _folder_and_section(page: object) -> tuple[str, str] | None:
    """Return what pages of ours that no navigation names have in common where they link and light alike."""
    if not isinstance(page, OurPage) or not (section := page.meta.get("section")):
        return None
    return section, page.url.rstrip("/").rpartition("/")[0]


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
