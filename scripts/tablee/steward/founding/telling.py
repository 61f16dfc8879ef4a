"""What is answered to the form *Set up your group*, in the language that it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from tablee.files.addresses import CALENDAR, absolute
from tablee.files.forms.founding import FOUNDING_FORM, OTHERS
from tablee.files.paths import is_of_member
from tablee.files.problem import Problem
from tablee.i18n.translations import LazyText, Translations, _, load_translations
from tablee.model import Group
from tablee.rules.timeline import build_timeline
from tablee.scaffolding.answers import Answers
from tablee.steward.desired.bodies.page import link_to_issue
from tablee.steward.forms.answers import LEADS, MOST_ANSWERS, FormAnswer, Outcome
from tablee.steward.forms.faults import MOST_TOLD, key_at, tell_fault
from tablee.steward.state import FOUNDING
from tablee.steward.texts import UserText

FOUNDED = _("Your group is founded. This is written:")
LEFT = _("What is left stands in {link}, with the address of each button.")
NAMED = _("The group is called **{name}**. It speaks {language}; its time zone is {zone}.")
MEETS = _("“{every}”: the first dates are {days}.")
MEETS_AT = _("“{every}” at {hour}: the first dates are {days}.")
NO_DATES = _("It has no rhythm: a comment `/next` with a day, an hour and a place will fix each date.")
PLACE = _("You meet at {place}.")
HOLIDAYS = _("On public holidays ({country}) nobody meets; `holidays.yml` has them for two years.")
PEOPLE = _("First members: {names}. From this account you say yes to those who want to join.")
CONTACT = _("Strangers write to {contact}.")
SITE = _("The page will be at {url}, the calendar at {calendar}.")
_LANGUAGES = {"en": _("English"), "fr": _("French")}
SHOWN_DATES = 3
_FIELDS = {
    "name": "name",
    "timezone": "timezone",
    "rhythm": "every",
    "places": "place",
    "contact": "contact",
    "holidays": "holidays",
}
"""By which field of the form a key of group.yml is asked for."""


@dataclass(frozen=True, slots=True)
class FoundingAnswer(FormAnswer):
    """The answer to a form by which a group is founded, in the founder's language."""

    language: str = ""

    @property
    def closes(self) -> bool:
        """Whether nothing more is to come."""
        return self.outcome is Outcome.DONE

    @property
    def most(self) -> int:
        """How many answers are due to who edits and edits."""
        return MOST_ANSWERS

    def render(self, group: Group, _words: Translations) -> str:
        """Return the comment, with its marker."""
        return FormAnswer.render(self, group, load_translations(self.language))

    def _lead(self, _group: Group) -> LazyText:
        return LazyText(FOUNDED if self.closes else LEADS[self.outcome], {"link": self.link})

    def _more(self, _group: Group, words: Translations) -> Iterator[str]:
        if self.closes:
            yield words.gettext(LEFT, link=link_to_issue(FOUNDING))


def tell_group(answers: Answers, group: Group, now: datetime) -> tuple[LazyText, ...]:
    """Say what was written, with the founder's own values."""
    settings = group.settings
    site = {"url": settings.url, "calendar": absolute(settings.url, CALENDAR)}
    place = ", ".join(part for part in (answers.place, answers.address) if part)
    contact = settings.contact.removeprefix("mailto:")
    told = [
        LazyText(
            NAMED,
            {
                "name": UserText(settings.name),
                "language": LazyText(_LANGUAGES[settings.language]),
                "zone": settings.timezone,
            },
        ),
        _tell_dates(answers, group, now),
        LazyText(PLACE, {"place": UserText(place)}) if place else None,
        LazyText(HOLIDAYS, {"country": answers.holidays}) if answers.holidays else None,
        LazyText(PEOPLE, {"names": UserText(", ".join(answers.members))}),
        LazyText(CONTACT, {"contact": UserText(contact)}),
        LazyText(SITE, site),
    ]
    return tuple(line for line in told if line)


def _tell_dates(answers: Answers, group: Group, now: datetime) -> LazyText:
    words = load_translations(answers.language)
    coming = build_timeline(group, now).coming("")[:SHOWN_DATES]
    if not coming:
        return LazyText(NO_DATES)
    days = words.listing([words.day(event.on, year=event.on.year != now.year) for event in coming])
    told = {"every": UserText(answers.every), "days": days}
    if coming[0].all_day:
        return LazyText(MEETS, told)
    return LazyText(MEETS_AT, {**told, "hour": words.time(coming[0].starts_at.time())})


def tell_problems(problems: Iterable[Problem], files: Mapping[str, bytes]) -> tuple[LazyText, ...]:
    """Say what the group's own rules find in the new files, beside the field that asks for it."""
    labels = {field.id: LazyText(field.label) for field in FOUNDING_FORM.fields}
    told = []
    for problem in islice(problems, MOST_TOLD):
        lines = files.get(problem.file, b"").decode("utf-8", "replace").splitlines()
        key = key_at(lines, problem.line)
        asked = OTHERS if is_of_member(problem.file) else _FIELDS.get(key, "")
        told.append(tell_fault(problem, labels.get(asked, LazyText(FOUNDING_FORM.title)), key))
    return tuple(told)
