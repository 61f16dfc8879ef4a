"""Issues as GitHub makes them of a form: what a person fills in becomes the text of headings and answers."""

from __future__ import annotations

from collections.abc import Iterable

from tablee.files.forms.fields import Field, Form, Widget
from tablee.files.forms.kinds import forms_of
from tablee.files.forms.render import say_option
from tablee.i18n.translations import Translations, load_translations
from tablee.model import Settings

Given = str | Iterable[str]


def form_of(settings: Settings, name: str) -> Form:
    """Return the form of a name."""
    return next(form for form in forms_of(settings) if form.name == name)


def fill_in(settings: Settings, form_name: str, language: str = "", /, **given: Given) -> str:
    """Return the body of an issue; of choices the values are given, and all that is not given is left empty."""
    form = form_of(settings, form_name)
    assert set(given) <= {field.id for field in form.fields}
    words = load_translations(language or settings.language)
    return render_filled(form, words, given)


def render_filled(form: Form, words: Translations, given: dict[str, Given]) -> str:
    """Return the body of an issue as GitHub writes it."""
    sections = (
        f"### {words.gettext(field.label)}\n\n{_answer(field, words, given.get(field.id, ''))}"
        for field in form.fields
    )
    return "\n\n".join(sections)


def _answer(field: Field, words: Translations, given: Given) -> str:
    values = [given] if isinstance(given, str) else list(given)
    if field.widget is Widget.BOXES:
        boxes = ((option.value in values, say_option(option, words)) for option in field.options)
        return "\n".join(f"- [{'X' if ticked else ' '}] {text}" for ticked, text in boxes)
    if field.options:
        known = {option.value: say_option(option, words) for option in field.options}
        if values == [""] and field.chosen is not None:
            values = [field.options[field.chosen].value]
        values = [known.get(value, value) for value in values]
    return ", ".join(values).strip() or "_No response_"
