"""The names that every template may use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from tablee.files.addresses import feed_of_circle, feed_of_meeting, feed_of_member
from tablee.i18n.day_names import day_names
from tablee.rules.mutual_help import standing
from tablee.rules.synonyms import other_words
from tablee.site.external_links import webcal
from tablee.site.faces import initials
from tablee.site.text import neutral, render_markdown, safe_address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from tablee.i18n.translations import Translations
    from tablee.site.context import SiteContext


def template_globals(context: SiteContext) -> Mapping[str, object]:
    """Return what templates may call, for one context."""
    return {
        "_": context.html.gettext,
        "ngettext": context.html.ngettext,
        "Markup": Markup,
        "settings": context.settings,
        "when": context.dates,
        "markdown": render_markdown,
        "safe_address": safe_address,
        "circle_name": context.group.name_of_circle,
        "breakable": breakable,
        "weekdays": day_names(context.words.language).weekdays,
        "month_name": context.words.month,
        "initials": initials,
        "others": context.words.others,
        "number": lambda number: render_count(number, context.words),
        "standing": lambda offers: standing(offers, context.today),
        "other_words": lambda member: ", ".join(other_words(member, context.settings.synonyms)),
        "feed_of_circle": feed_of_circle,
        "feed_of_meeting": feed_of_meeting,
        "feed_of_member": feed_of_member,
        "webcal": webcal,
    }


def render_count(number: Fraction, words: Translations) -> str:
    """Return a number of people with a half where a median has one, as the language writes it."""
    return str(number) if number.denominator == 1 else words.decimal(number, 1)


def breakable(address: str) -> Markup:
    """Return an address as HTML that a narrow screen may break after a slash."""
    return Markup("<wbr>").join(neutral(part) for part in re.split(r"(?<=[^/]/)(?=[^/])", address))
