"""The style sheet of the site: one file for readers, several for whoever works on it, joined in a fixed order."""

from __future__ import annotations

from importlib.resources import files

STYLES = "assets/tablee.css"
"""Where it lies on the site."""

_SHEETS = ("tokens", "frame", "text", "meetings", "people", "more", "figures", "print")
"""The files of publish/styles; a later one wins."""


def render_styles() -> str:
    """Return the sheets, one after the other."""
    folder = files("tablee.site") / "styles"
    return "\n".join((folder / f"{name}.css").read_text("utf-8") for name in _SHEETS)
