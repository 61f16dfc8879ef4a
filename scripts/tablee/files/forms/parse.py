"""The text of an issue that was opened with a form becomes fields again, whatever people typed into it.

GitHub writes `### label`, a blank line and the answer for each field, in the form's order, and no marks around what was
typed. So a heading counts as a field's own only where all of them fit together: one line for a one-line field, boxes
for boxes. Where somebody edited the text so that they do not, each known heading counts where it stands first.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tablee.files.forms.fields import Field, Form, Option, Widget
from tablee.files.forms.render import say_option
from tablee.i18n.invisible import INVISIBLE
from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import LazyText, load_translations
from tablee.model.folding import fold

NO_ANSWER = "_No response_"
"""What GitHub writes for an empty field, in English whatever the language."""
MOST_LETTERS = 65_536
"""Of an issue's text; GitHub takes no more."""
MOST_PLACES = 50
"""Where one heading is looked for: the first and the last ones; what lies between is somebody's text."""
LONGEST_HEADING = 200

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BOX = re.compile(r"[-*+] \[(?P<mark>[ xX])\] (?P<text>.*)")
_INVISIBLE_ONLY = re.compile(rf"(?:{INVISIBLE.pattern}|[\u200b-\u200d\u2060\ufe0f])+")


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as somebody filled it in, by the ids of its fields: texts, and the values of what was chosen.

    `unclear` are answers that are none of the options; `headings` those that no field of this form has.
    """

    form: Form
    texts: Mapping[str, str] = dataclasses.field(default_factory=dict)
    chosen: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    unclear: Mapping[str, str] = dataclasses.field(default_factory=dict)
    headings: tuple[str, ...] = ()

    def field(self, name: str) -> Field:
        """Return a field of the form."""
        return next(one for one in self.form.fields if one.id == name)

    def label(self, name: str) -> LazyText:
        """Return the label of a field."""
        return LazyText(self.field(name).label)

    def text(self, name: str) -> str:
        """Return what was typed into a field; empty for nothing."""
        return self.texts.get(name, "")

    def line(self, name: str) -> str:
        """Return what was typed into a field as one line."""
        return " ".join(self.text(name).split())

    def choice(self, name: str) -> str:
        """Return the one option that was chosen; empty for none."""
        return next(iter(self.chosen.get(name, ())), "")

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed and nothing chosen."""
        return not (any(self.texts.values()) or any(self.chosen.values()) or self.unclear)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a text, and how many of those up to each one are not blank, and are boxes."""

    lines: Sequence[str]
    told: Sequence[int]
    boxes: Sequence[int]

    def fits(self, widget: Widget, start: int, stop: int) -> bool:
        """Say whether lines could be what GitHub wrote for a field of a kind."""
        told = self.told[stop] - self.told[start]
        if widget is Widget.TEXT:
            return True
        if widget is Widget.BOXES:
            return told == self.boxes[stop] - self.boxes[start] or told == 1
        return told <= 1


def parse_form(body: str, forms: Iterable[Form]) -> Filled | None:
    """Return what somebody filled in, in the one of some forms that fits best; None where none does.

    Forms are known by their headings, in any language: the group's may have changed since.
    """
    text = body[:MOST_LETTERS].encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    headings = {at: heading for at, line in enumerate(lines) if (heading := _heading(line))}
    ranked = sorted(forms, key=lambda form: _likeness(form, set(headings.values())), reverse=True)
    if not ranked or _likeness(ranked[0], set(headings.values())) <= 0:
        return None
    form = ranked[0]
    places = {one.id: _places(one, headings) for one in form.fields}
    found = _fitting(form, places, _count(lines)) or _first_ones(places)
    return _fill(form, dict(_sections(lines, found)))


def _heading(line: str) -> str:
    """Return a heading's text without accents, capitals and signs; empty for a line that is none."""
    found = _HEADING.match(line[:LONGEST_HEADING])
    return _bare(found[2]) if found else ""


def _bare(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _labels(one: Field) -> frozenset[str]:
    return frozenset(_bare(load_translations(language).gettext(one.label)) for language in LANGUAGES)


def _likeness(form: Form, headings: set[str]) -> float:
    """Return how well a form fits some headings: those that it has, less those that it lacks."""
    there = sum(bool(_labels(one) & headings) for one in form.fields)
    return (2 * there - len(form.fields)) / len(form.fields) + there / 100


def _places(one: Field, headings: Mapping[int, str]) -> list[int]:
    labels = _labels(one)
    found = [at for at, heading in headings.items() if heading in labels]
    half = MOST_PLACES // 2
    return found if len(found) <= MOST_PLACES else [*found[:half], *found[-half:]]


def _count(lines: Sequence[str]) -> _Lines:
    told, boxes = [0], [0]
    for line in lines:
        told.append(told[-1] + bool(line.strip()))
        boxes.append(boxes[-1] + bool(_BOX.match(line.strip())))
    return _Lines(lines, told, boxes)


def _fitting(form: Form, places: Mapping[str, Sequence[int]], counted: _Lines) -> dict[str, int]:
    """Return the line of each heading so that what stands between them fits the fields; empty where that cannot be.

    From the last field back it is noted where each could begin; then each begins as early as it can.
    """
    possible: list[dict[int, int]] = []
    after = {len(counted.lines): 0}
    for one in reversed(form.fields):
        here: dict[int, int] = {}
        for at in places[one.id]:
            stops = (stop for stop in sorted(after) if stop > at)
            stop = next((stop for stop in stops if counted.fits(one.widget, at + 1, stop)), None)
            if stop is not None:
                here[at] = stop
        possible.insert(0, here)
        after = dict.fromkeys(here, 0)
    found: dict[str, int] = {}
    if not possible[0]:
        return {}
    at = min(possible[0])
    if counted.told[at]:  # before the first heading GitHub writes nothing
        return {}
    for one, here in zip(form.fields, possible, strict=True):
        found[one.id] = at
        at = here[at]
    return found


def _first_ones(places: Mapping[str, Sequence[int]]) -> dict[str, int]:
    return {name: found[0] for name, found in places.items() if found}


def _sections(lines: Sequence[str], found: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    ends = sorted([*found.values(), len(lines)])
    for name, at in found.items():
        stop = next(end for end in ends if end > at)
        yield name, "\n".join(lines[at + 1 : stop])


def _fill(form: Form, sections: Mapping[str, str]) -> Filled:
    texts: dict[str, str] = {}
    chosen: dict[str, tuple[str, ...]] = {}
    unclear: dict[str, str] = {}
    strange: list[str] = []
    for one in form.fields:
        said = _said(sections.get(one.id, ""))
        if one.widget is Widget.BOXES:
            chosen[one.id] = tuple(_ticked(one, said))
        elif one.options:
            chosen[one.id], rest = _choose(one, said)
            unclear |= {one.id: rest} if rest else {}
        else:
            texts[one.id] = said
            if one.widget is Widget.LINE:
                found = (_HEADING.match(line[:LONGEST_HEADING]) for line in said.split("\n")[1:])
                strange += [heading[2].strip() for heading in found if heading]
    return Filled(form, texts, chosen, unclear, tuple(strange))


def _said(section: str) -> str:
    """Return what GitHub shows of a section: no comments, and nothing for an empty field."""
    text = _COMMENT.sub("", section).strip()
    return "" if text == NO_ANSWER or not _INVISIBLE_ONLY.sub("", text).strip() else text


def _option_texts(one: Field) -> list[tuple[str, Option]]:
    """Return every way to say an option, the longest first, so that none is taken for the beginning of another."""
    words = [load_translations(language) for language in LANGUAGES]
    found = {(say_option(option, said), option.value): option for option in one.options for said in words}
    return sorted(((text, option) for (text, _v), option in found.items()), key=lambda e: -len(e[0]))


def _choose(one: Field, said: str) -> tuple[tuple[str, ...], str]:
    """Return the options that an answer names, between commas where there are several, and what is none."""
    left, found = " ".join(said.split()), list[str]()
    while left:
        match = next((e for e in _option_texts(one) if left.casefold().startswith(e[0].casefold())), None)
        if match is None:
            return tuple(found), left
        found.append(match[1].value)
        left = left[len(match[0]) :].lstrip(" ,")
    return tuple(dict.fromkeys(found)), ""


def _ticked(one: Field, said: str) -> Iterator[str]:
    known = {_bare(text): option for text, option in _option_texts(one)}
    for line in said.split("\n"):
        box = _BOX.match(line.strip())
        if box and box["mark"] != " " and (option := known.get(_bare(box["text"]))):
            yield option.value
