"""The table of all rules, and the one call that applies them to a loaded group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tablee.checks import (
    addresses,
    base,
    code_changes,
    codes,
    content,
    dates,
    facilitators,
    far_dates,
    members,
    mkdocs_yml,
    names,
    presence,
    privacy,
    settings,
)
from tablee.checks.case import open_case
from tablee.checks.surroundings import Surroundings
from tablee.files.problem import sort_problems
from tablee.rules.timeline import build_timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from tablee.checks.case import Rule
    from tablee.files.load import Loaded
    from tablee.files.problem import Code, Problem
    from tablee.model import Group
    from tablee.rules.timeline import Timeline

__all__ = ["RULES", "Surroundings", "check_group", "checking_around"]

RULES: Final[Mapping[Rule, tuple[Code, ...]]] = {
    names.check_members_known: (codes.UNKNOWN_MEMBER,),
    names.check_circles_known: (codes.UNKNOWN_CIRCLE,),
    names.check_cards_known: (codes.UNKNOWN_CARD,),
    names.check_missions_drawn: (codes.DONE_WITHOUT_MISSION,),
    facilitators.check_facilitators_belong: (codes.FACILITATOR_LEFT,),
    facilitators.check_facilitators_there: (codes.FACILITATOR_AWAY,),
    facilitators.check_facilitators_came: (codes.FACILITATOR_ABSENT,),
    facilitators.check_facilitators_of_circle: (codes.OUTSIDE_CIRCLE,),
    dates.check_days_free: (codes.TWO_MEETINGS_AT_ONE_TIME, codes.MOVED_ONTO_ANOTHER),
    dates.check_extras_named: (codes.EXTRA_WITHOUT_TITLE,),
    dates.check_meetings_kept: (codes.MEETING_DELETED,),
    dates.check_breaks_kept: (codes.ON_CLOSURE,),
    dates.check_holidays_free: (codes.ON_HOLIDAY,),
    far_dates.check_dates_near: (codes.FAR_DATE,),
    far_dates.check_presence_past: (codes.PRESENCE_TO_COME,),
    far_dates.check_returns_led: (codes.RETURN_NOT_LED,),
    far_dates.check_tables_apart: (codes.TWO_TABLES,),
    base.check_identity_kept: (codes.IDENTITY_CHANGED,),
    base.check_circles_kept: (codes.CIRCLE_GONE,),
    base.check_zone_kept: (codes.ZONE_CHANGED,),
    base.check_rhythm_kept: (codes.RHYTHM_CUT,),
    presence.check_presence_belongs: (codes.PRESENCE_BEFORE_JOINING,),
    presence.check_missions_of_present: (codes.MISSION_OF_ABSENT,),
    presence.check_votes: (codes.VOTE_NOT_A_CANDIDATE,),
    members.check_private_tell_nothing: (codes.TELLING_FIELD, codes.TELLING_NAME),
    members.check_public_have_names: (codes.NAME_MISSING,),
    members.check_accounts_differ: (codes.SAME_ACCOUNT,),
    members.check_accounts_have_numbers: (codes.ACCOUNT_NUMBER_MISSING,),
    members.check_recommendations: (codes.RECOMMENDS_ONESELF, codes.UNPROVEN_RECOMMENDATION),
    addresses.check_addresses_encrypted: (codes.INSECURE_ADDRESS,),
    privacy.check_no_personal_contact: (codes.PERSONAL_CONTACT,),
    content.check_pictures_there: (codes.PHOTO_MISSING,),
    content.check_content: (
        *(codes.ODD_FILE_NAME, codes.NOT_PUBLISHED, codes.ADDRESS_TAKEN),
        *(codes.PHOTO_NOT_AN_IMAGE, codes.PHOTO_UNSAFE, codes.PICTURE_METADATA, codes.PICTURE_HEAVY),
        *(codes.FRONT_MATTER, codes.RAW_HTML, codes.ACTIVE_ADDRESS, codes.FOREIGN_PICTURE),
        codes.PERSONAL_CONTACT,
    ),
    code_changes.check_code_unchanged: (codes.CODE_CHANGED,),
    mkdocs_yml.check_mkdocs: (codes.MKDOCS_KEY, codes.PHOTO_MISSING),
    content.check_files_plain: (codes.LINK, codes.NOT_A_FILE, codes.FILE_TOO_LARGE, codes.NOT_READ),
    settings.check_keepers: (codes.TOO_FEW_KEEPERS, codes.KEEPER_LEFT),
    settings.check_rules_follow: (codes.OVERLAPPING_RULES,),
    settings.check_dates_few: (codes.TOO_MANY_DATES,),
    settings.check_identity_own: (codes.SAMPLE_IDENTITY,),
    settings.check_forms_fresh: (codes.FORMS_STALE,),
    settings.check_holidays_known: (codes.HOLIDAYS_END, codes.HOLIDAYS_MISSING),
}
"""Every rule, with the codes that it may report; its docstring's first line is the rule in one sentence."""


_AROUND: Final = (content.check_content, mkdocs_yml.check_mkdocs, content.check_files_plain)


def check_group(
    loaded: Loaded, now: datetime, surroundings: Surroundings, timeline: Timeline | None = None
) -> list[Problem]:
    """Return every problem of a group at an instant, sorted: those of reading its files and those between them.

    Where `group.yml` could not be read nothing else is judged: everything hangs on it. `timeline` is the group's time
    at that instant, from whoever has it already.
    """
    if loaded.group is None:
        return sort_problems([*loaded.problems, *surroundings.refused])
    case = open_case(loaded, loaded.group, timeline or build_timeline(loaded.group, now), surroundings)
    return sort_problems([*loaded.problems, *(found for rule in RULES for found in rule(case))])


def checking_around(
    loaded: Loaded, group: Group, now: datetime
) -> Callable[[Surroundings], Iterator[Problem]]:
    """Return the check of what stands around a group's files, for one surroundings after another."""
    case = open_case(loaded, group, build_timeline(group, now), Surroundings())

    def check(around: Surroundings) -> Iterator[Problem]:
        return (found for rule in _AROUND for found in rule(replace(case, surroundings=around)))

    return check
