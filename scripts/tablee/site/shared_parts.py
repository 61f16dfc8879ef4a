"""Parts of a theme that many pages show alike, rendered once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping

    from jinja2 import Template
    from jinja2.runtime import Context

    Render = Callable[[Context], Iterator[str]]
    KeyOf = Callable[[object], object]


def sharing(
    load: Callable[..., Template],
    templates: Container[str],
    blocks: Mapping[str, str],
    key_of: KeyOf,
) -> Callable[..., Template]:
    """Return what loads each template once, with `load`; some of them, and a block of others, are shared by pages.

    `key_of` gets a page and returns what tells those apart that show these parts otherwise; None shares nothing.
    """
    found: dict[str, Template] = {}

    def get_template(name: str, *rest: object) -> Template:
        if name not in found:
            found[name] = template = load(name, *rest)
            if name in templates:
                template.root_render_func = _once(template.root_render_func, key_of)
            if block := blocks.get(name):
                template.blocks[block] = _once(template.blocks[block], key_of)
        return found[name]

    return get_template


def _once(render: Render, key_of: KeyOf) -> Render:
    made: dict[object, str] = {}

    def rendered(context: Context) -> Iterator[str]:
        key = key_of(context.get("page"))
        if key is None:
            yield from render(context)
            return
        if key not in made:
            made[key] = "".join(render(context))
        yield made[key]

    return rendered
