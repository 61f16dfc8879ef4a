"""The files of .github/ISSUE_TEMPLATE, out of the declared forms, in the group's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from tablee.files.forms.fields import FORM_LABEL, Field, Form, Option, Widget
from tablee.files.forms.founding import FOUNDING_FILES, founding_form
from tablee.files.forms.kinds import forms_of
from tablee.files.paths import FORMS
from tablee.files.values_out import AsWritten, Value, render_key
from tablee.i18n.translations import Translations, _, load_translations
from tablee.model import Settings

HEAD = "# Written by `tablee forms` out of the program and group.yml: what is changed here is lost.\n"
Part: TypeAlias = "dict[str, Value]"
_TRUE = AsWritten("true", "true")


def render_forms(settings: Settings) -> dict[str, str]:
    """Return every file of a group's forms by its path."""
    words = load_translations(settings.language)
    forms = {f"{FORMS}{form.name}.yml": _render(_form(form, words)) for form in forms_of(settings)}
    return {**forms, **_founding(settings), f"{FORMS}config.yml": _render(_config(settings, words))}


def _founding(settings: Settings) -> dict[str, str]:
    """Return the files of the form by which a copy of the template becomes a group; none in a group that is one."""
    files = FOUNDING_FILES if settings.is_sample else {}
    return {
        path: _render(_form(founding_form(language), load_translations(language)))
        for language, path in files.items()
    }


def stale_forms(settings: Settings, found: Mapping[str, bytes]) -> list[str]:
    """Return the paths of a group's forms that are not as the program would write them, sorted."""
    wanted = render_forms(settings)
    return sorted(
        path for path, text in wanted.items() if found.get(path, b"").replace(b"\r\n", b"\n") != text.encode()
    )


def _render(part: Part) -> str:
    lines = [line for key, value in part.items() for line in render_key(0, key, value)]
    return HEAD + "\n".join(lines) + "\n"


def _form(form: Form, words: Translations) -> Part:
    intro: Part = {"type": "markdown", "attributes": {"value": words.gettext(form.intro)}}
    return {
        "name": words.gettext(form.title),
        "description": words.gettext(form.about),
        "title": words.gettext(form.title),
        "labels": [FORM_LABEL],
        "body": [intro, *(_field(field, words) for field in form.fields)],
    }


def _field(field: Field, words: Translations) -> Part:
    told: Part = {"label": words.gettext(field.label)}
    told |= {"description": words.gettext(field.about)} if field.about else {}
    told |= {"placeholder": words.gettext(field.example)} if field.example else {}
    told |= {"value": field.preset} if field.preset else {}
    told |= {"multiple": _TRUE} if field.many else {}
    if field.widget is Widget.BOXES:
        must: Part = {"required": _TRUE} if field.required else {}
        told["options"] = [{"label": say_option(option, words), **must} for option in field.options]
    elif field.options:
        told["options"] = [say_option(option, words) for option in field.options]
    told |= {"default": field.chosen} if field.chosen is not None else {}
    shown: Part = {"type": field.widget.value, "id": field.id, "attributes": told}
    needed = field.required and field.widget is not Widget.BOXES
    return {**shown, "validations": {"required": _TRUE}} if needed else shown


def say_option(option: Option, words: Translations) -> str:
    """Return an option as it is shown."""
    return option.text if option.is_name else words.gettext(option.text)


def _config(settings: Settings, words: Translations) -> Part:
    config: Part = {"blank_issues_enabled": _TRUE}
    if settings.contact.startswith("https://"):
        about = words.gettext(_("Ask something, or join without an account"))
        link: Part = {"name": words.gettext(_("Write to us")), "url": settings.contact, "about": about}
        config["contact_links"] = [link]
    return config
