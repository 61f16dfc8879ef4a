"""What is public for ever: no file holds a mail address or telephone number of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.checks import codes
from tablee.checks.contact_data import contacts_of, is_suspect, number_of, signs_in
from tablee.checks.national_numbers import country_of
from tablee.files.paths import GROUP_FILE, HOLIDAYS_FILE
from tablee.files.problem import problem
from tablee.model.identity import parse_slot_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.checks.case import Case
    from tablee.files.problem import Problem
    from tablee.model import Settings

MOST_TOLD = 5
"""In one file: whoever copied the dial-in numbers of a video room knows by then what is meant."""
READ = (GROUP_FILE, HOLIDAYS_FILE, "members/", "meetings/")


def check_no_personal_contact(case: Case) -> Iterator[Problem]:
    """No file holds a mail address or telephone number, comments included; the group's contact and places' phones may.

    The whole text is looked at, as it stands and as it is shown, since everybody can read it; what is found
    is not repeated.
    """
    exempt = Exempt(case.group.settings)
    read = {file: content for file, content in case.loaded.files.items() if file.startswith(READ)}
    signs = signs_in(b"\n".join(read.values()))
    for file, content in read.items():
        if is_suspect(content, exempt.country, signs):
            yield from find_personal_contact(file, content, exempt)


def find_personal_contact(file: str, content: bytes, exempt: Exempt) -> Iterator[Problem]:
    """Yield a problem for each address and number of a text that is not the group's own."""
    if not is_suspect(content, exempt.country):
        return
    told = 0
    for number, text, (start, _end, what) in contacts_of(content, exempt.country):
        if text not in exempt and told < MOST_TOLD:
            told += 1
            yield problem(codes.PERSONAL_CONTACT, file, (number, start + 1), {"what": what})


class Exempt:
    """The addresses and numbers that the group publishes, and the UIDs of its calendar."""

    def __init__(self, settings: Settings) -> None:
        self._mail = settings.contact.removeprefix("mailto:").casefold()
        self._identity = settings.identity
        self.country = country_of(settings.timezone)
        self._numbers = {number_of(place.phone) for place in settings.places.values()} - {""}

    def __contains__(self, text: str) -> bool:
        name, _at, host = text.partition("@")
        is_uid = host == self._identity and parse_slot_key(name) is not None
        return is_uid or text.casefold() == self._mail or number_of(text) in self._numbers
