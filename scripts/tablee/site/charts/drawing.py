"""What all charts share: an SVG element with its text alternative, and numbers in few digits."""

from __future__ import annotations

from markupsafe import Markup

_DRAWING = Markup(
    '<svg class="t-drawing t-drawing--{}" viewBox="{}" role="img" aria-label="{}" focusable="false"{}>{}</svg>'
)
_STRETCHED = Markup(' preserveAspectRatio="none"')


def drawing(kind: str, box: str, label: Markup, inside: Markup, *, stretched: bool = False) -> Markup:
    """Return an SVG element; its colours come from the style sheet by `kind`.

    `box` is the view box; `label` says in words what the drawing shows, since it holds no text of its own: letters
    in a picture shrink with it on a telephone. A `stretched` one fills its place, whatever its shape.
    """
    return _DRAWING.format(kind, box, label, _STRETCHED if stretched else "", inside)


def shape(kind: str, path: str) -> Markup:
    """Return a path of a drawing; nothing for an empty one."""
    return Markup('<path class="t-drawing__{}" d="{}"/>').format(kind, path) if path else Markup()


def short(number: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{round(number, 1):g}"
