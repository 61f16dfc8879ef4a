"""The form *Set up your group* of a fresh copy of the template: a file in each language, until a group is founded.

Its fields bear the names of the questions that `tablee init` asks, where it asks them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tablee.files.forms.fields import Field, Form, Option, Widget
from tablee.i18n.languages import KNOWN
from tablee.i18n.translations import _

FOUND = "found"
FOUNDING_FILES: Mapping[str, str] = {
    code: f".github/ISSUE_TEMPLATE/{language.form}.yml" for code, language in KNOWN.items()
}
"""The form's file in each language: who founds a group may read only one of them."""
LANGUAGE, FOUNDER, CONSENT, OTHERS = "language", "founder", "consent", "members"
AGREED = "yes"

_NAMES = tuple(Option(code, language.name, is_name=True) for code, language in KNOWN.items())
_CONSENT = _(
    "All names in this form become public, and Git’s history keeps them for ever; whoever bears them agrees."
)

FOUNDING_FORM = Form(
    FOUND,
    _("Set up your group"),
    _("In your own copy of the template: a group of yours takes the place of the example"),
    _(
        "Fill this in once, and a group of your own takes the place of the example. Only your name, the group’s and "
        "one tick are needed; all else can be changed later in the file `group.yml`. The form is public: please leave "
        "out **mail addresses and telephone numbers of people**."
    ),
    (
        Field("name", _("Name of the group"), example=_("The Valley Table"), required=True),
        Field(LANGUAGE, _("Language of the group"), widget=Widget.CHOICE, options=_NAMES, required=True),
        Field("timezone", _("Time zone"), _("Continent and town, in English."), required=True),
        Field(
            "every",
            _("On which days do you meet?"),
            _(
                "In words: every thursday, every other tuesday, third wednesday of the month. Empty: you fix each date."
            ),
            example=_("every thursday"),
        ),
        Field("at", _("Hour at which you meet"), preset="12:30"),
        Field("from_day", _("Day of the first meeting"), _("Empty: the next day of the rhythm.")),
        Field("place", _("Place where you meet"), _("Empty: it changes each time."), example=_("The Bistro")),
        Field("address", _("Its address, street and town")),
        Field(
            "contact",
            _("Contact for strangers"),
            _(
                "An address of the web, or a mail address of the group, never of a person. Empty: this repository’s "
                "issues."
            ),
        ),
        Field(
            "holidays",
            _("Public holidays of which country?"),
            _("Two letters; in Great Britain with the region. On these days nobody meets. Empty: you meet."),
            example="FR, GB-ENG",
        ),
        Field(FOUNDER, _("Your name"), _("As the others say it; you are the first member."), required=True),
        Field(
            CONSENT,
            _("Names are public"),
            widget=Widget.BOXES,
            options=(Option(AGREED, _CONSENT),),
            required=True,
        ),
        Field(
            OTHERS,
            _("Other first members"),
            _("One name a line, if they have agreed. Everybody else joins later by a form."),
            Widget.TEXT,
        ),
    ),
)


def founding_form(language: str) -> Form:
    """Return the form as it is shown to who reads a language: its answers are what is usual there."""
    return replace(FOUNDING_FORM, fields=tuple(_usual(one, language) for one in FOUNDING_FORM.fields))


def _usual(field: Field, language: str) -> Field:
    if field.id == LANGUAGE:
        return replace(field, chosen=[option.value for option in field.options].index(language))
    return replace(field, preset=KNOWN[language].zone) if field.id == "timezone" else field
