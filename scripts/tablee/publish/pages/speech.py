"""What templates say: translated texts whose values stay inert, and whose links stay links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from tablee.publish.text import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tablee.data.words import Words


class Speech:
    """The texts of one language as HTML: a value that is HTML already is put in as it is, any other as inert text."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._said: dict[str, Markup] = {}

    def say(self, message: str, /, **values: object) -> Markup:
        """Say a text, with its values put in; one without values is looked up once."""
        if values:
            return _fill(self.words.say(message, **_fields(values)), values)
        if message not in self._said:
            self._said[message] = escape(self.words.say(message))
        return self._said[message]

    def count(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """Say a counted text; `{n}` in it is the number."""
        values = {"n": number, **values}
        return _fill(self.words.count(one, many, number, **_fields(values)), values)

    def listing(self, items: list[Markup]) -> Markup:
        """Join items as people do: `a, b and c`."""
        if len(items) < 2:  # noqa: PLR2004 (a list of one needs no joining word)
            return Markup().join(items)
        return self.say("{most} and {last}", most=Markup(", ").join(items[:-1]), last=items[-1])


def _fields(values: Iterable[str]) -> dict[str, object]:
    """Return values that leave each `{field}` of a text as it is, to be filled with HTML afterwards."""
    return {name: f"{{{name}}}" for name in values}


def _fill(text: str, values: dict[str, object]) -> Markup:
    said = {
        name: value if isinstance(value, Markup) else neutral(str(value)) for name, value in values.items()
    }
    return Markup(escape(text)).format(**said)  # noqa: S704 (the text is escaped, and each value is HTML)
