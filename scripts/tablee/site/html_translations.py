"""Translated texts as HTML: their values are escaped, and their links stay links."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from tablee.site.text import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tablee.i18n.translations import Translations


_CODE = re.compile("`([^`]*)`")

Parts = tuple[tuple[str, str], ...]
"""A text cut at its fields: what stands before each field, and the field's name; none after the last text."""


class HtmlTranslations:
    """The texts of one language as HTML: a value that is HTML already is put in as it is, any other as inert text.

    Pages say the same texts thousands of times, so each one is looked up and cut at its fields once.
    """

    def __init__(self, words: Translations) -> None:
        self.words = words
        self._said: dict[str, Markup] = {}
        self._parts: dict[tuple[str, int], Parts] = {}

    def gettext(self, message: str, /, **values: object) -> Markup:
        """Translate a text and put its values in."""
        if not values:
            if message not in self._said:
                self._said[message] = _html(self.words.gettext(message))
            return self._said[message]
        key = message, -1
        if key not in self._parts:
            self._parts[key] = _cut(self.words.gettext(message, **_fields(values)))
        return _fill(self._parts[key], values)

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """Translate a counted text; `{n}` in it is the number."""
        values = {"n": number, **values}
        key = one, number
        if key not in self._parts:
            self._parts[key] = _cut(self.words.ngettext(one, many, number, **_fields(values)))
        return _fill(self._parts[key], values)

    def listing(self, items: list[Markup]) -> Markup:
        """Join items as people do: `a, b and c`."""
        if len(items) < 2:  # noqa: PLR2004 (a list of one needs no joining word)
            return Markup().join(items)
        return self.gettext("{most} and {last}", most=Markup(", ").join(items[:-1]), last=items[-1])


def _fields(values: Iterable[str]) -> dict[str, object]:
    """Return values that leave each `{field}` of a text as it is, to be filled with HTML afterwards."""
    return {name: f"{{{name}}}" for name in values}


def _cut(text: str) -> Parts:
    return tuple((before, field or "") for before, field, _spec, _how in Formatter().parse(_html(text)))


def _html(text: str) -> Markup:
    """Return a text of ours as HTML: what stands between backticks is code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 (it was escaped)


def _fill(parts: Parts, values: Mapping[str, object]) -> Markup:
    said = []
    for before, field in parts:
        said.append(before)
        if field:
            value = values[field]
            said.append(value if isinstance(value, Markup) else neutral(str(value)))
    return Markup("".join(said))  # noqa: S704 (the text is escaped, and each value is HTML)
