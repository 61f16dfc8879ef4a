"""What a form is made of: fields, and options to choose from. Texts are marked; each group says them its own way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

FORM_LABEL = "tablee: form"
"""Every issue opened with one of the forms bears it: GitHub adds it, once the steward has made it."""


class Widget(StrEnum):
    """How a field is asked, by GitHub's names (docs, "Syntax for GitHub's form schema")."""

    LINE = "input"
    TEXT = "textarea"
    CHOICE = "dropdown"
    BOXES = "checkboxes"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what it stands for, and its text; a `name` is the group's own and is not translated."""

    value: str
    text: str
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One question; `id` is the key of a file where it asks for one. `example` is shown in the empty box.

    `preset` is an answer that stands there at first.

    Of a CHOICE with `many` several can be taken; `chosen` is the position of the one that stands there at first.
    """

    id: str
    label: str
    about: str = ""
    widget: Widget = Widget.LINE
    options: tuple[Option, ...] = ()
    required: bool = False
    example: str = ""
    preset: str = ""
    many: bool = False
    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One form; `name` is that of its file, `title` also the title that the issue has at first."""

    name: str
    title: str
    about: str
    intro: str
    fields: tuple[Field, ...]

    def need(self, *ids: str) -> Form:
        """Return the form with some of its fields made mandatory."""
        fields = tuple(replace(field, required=field.required or field.id in ids) for field in self.fields)
        return replace(self, fields=fields)
