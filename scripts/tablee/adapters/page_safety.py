"""MkDocs hooks that keep every page inert: no HTML in Markdown, no address that acts, and a policy for the browser.

`tablee check` refuses such pages with their line; this is the second wall. MkDocs loads this file by its path.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_SCHEME = re.compile(r"[^/?#]*?:|[\s\\]*[/\\]{2}")
_LINKED = ("http:", "https:", "mailto:")
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_BY_MARKDOWN = "\x02amp\x03"
"""How Python-Markdown begins the letters of a mail address that it has disguised; it takes this sign from no text."""

_NO_PICTURE = "data:,"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_FILLED_IN = re.compile(r"\{\{.*?\}\}")
_TEMPLATES = ("main.html", "partials/javascripts/base.html", "partials/javascripts/content.html")
"""The templates with scripts that stand in the page itself: they must run before the first paint."""

_SCRIPTS = "tablee_scripts"
_HEAD = '<meta charset="utf-8">'
_PREVIEW = "http://127.0.0.1:"
_POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)


class Inert(Extension):  # type: ignore[misc]  # Markdown has no types
    """Markdown without raw HTML, whose links and pictures lead nowhere that acts or tells on the reader."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Take the two readers of HTML out, and look at each address last."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Addresses(md), "tablee_addresses", 1)


class _Addresses(Treeprocessor):  # type: ignore[misc]  # as above
    def run(self, root: Element) -> None:
        for element in root.iter():
            if not _is_harmless(element.get("href", ""), _LINKED):
                element.set("href", "#")
            if not _is_harmless(element.get("src", ""), ()):
                element.set("src", _NO_PICTURE)


def _is_harmless(address: str, schemes: tuple[str, ...]) -> bool:
    plain = _BLANK.sub("", html.unescape(address))  # what Markdown leaves as an entity, the browser reads
    found = _SCHEME.match(plain)
    return found is None or plain.startswith(_BY_MARKDOWN) or plain.lower().startswith(schemes or ("\0",))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read every page without HTML."""
    config.markdown_extensions.append(Inert())  # Markdown takes them as well as their names
    return config


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:  # noqa: ANN401 (Jinja belongs to site)
    """Remember which scripts of the templates may stand in a page; what they fill in is an address."""
    del files
    sources = (env.loader.get_source(env, name)[0] for name in _TEMPLATES)
    config.extra[_SCRIPTS] = [pattern_of(found) for source in sources for found in _INLINE.findall(source)]
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Write the policy into a page."""
    del page
    return _with_policy(output, config)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Write the policy into a page that is no page of ours: the one that is shown for what is not there."""
    return _with_policy(output_content, config) if template_name.endswith(".html") else output_content


def pattern_of(script: str) -> re.Pattern[str]:
    """Return what a script of a template may look like in a page."""
    return re.compile(r'[^"\\<>]*'.join(re.escape(part) for part in _FILLED_IN.split(script)))


def add_policy(page: str, known: Iterable[re.Pattern[str]], *, preview: bool = False) -> str:
    """Return a page with a Content-Security-Policy that lets it run its own files and the known scripts in it.

    A preview also runs the server's own script, which differs each time.
    """
    known = tuple(known)
    inline = [text for text in _INLINE.findall(page) if any(pattern.fullmatch(text) for pattern in known)]
    hashes = dict.fromkeys(
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline
    )
    scripts = " 'unsafe-inline'" if preview else "".join(f" 'sha256-{one}'" for one in hashes)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(scripts=scripts)}">'
    return page.replace(_HEAD, _HEAD + policy, 1)


def _with_policy(page: str, config: MkDocsConfig) -> str:
    preview = (config.site_url or "").startswith(_PREVIEW)
    return add_policy(page, config.extra[_SCRIPTS], preview=preview)
