"""Addresses on the web that members own: one without encryption is told, and stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.checks import codes
from tablee.files.paths import GROUP_FILE, file_of_member

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.checks.case import Case, Path
    from tablee.files.problem import Problem

_PLAIN = "http://"


def check_addresses_encrypted(case: Case) -> Iterator[Problem]:
    """Links lead to https addresses, as far as their sites have one."""
    for file, path, address in _addresses(case):
        if address.startswith(_PLAIN):
            values = {"address": address, "https": f"https://{address.removeprefix(_PLAIN)}"}
            yield case.problem(codes.INSECURE_ADDRESS, file, path, values)


def _addresses(case: Case) -> Iterator[tuple[str, Path, str]]:
    """Yield every address that people may write, with its place."""
    for member in case.group.members.values():
        for label, address in member.links.items():
            yield file_of_member(member.id), ("links", label), address
    for file, meeting, _event in case.filed:
        for label, address in meeting.links.items():
            yield file, ("links", label), address
    for name, place in case.group.settings.places.items():
        yield GROUP_FILE, ("places", name, "url"), place.url
