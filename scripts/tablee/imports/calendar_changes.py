"""A foreign calendar becomes changes of the group's files: its rhythm, its circles, its meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tablee.files.load import load_group
from tablee.files.nodes import to_plain_without
from tablee.files.paths import GROUP_FILE, file_of_meeting
from tablee.files.schema import GROUP, MEETING
from tablee.files.write_keys import load_root, write_keys
from tablee.imports.changes import Changes, Home, admit_changes, draft_changes
from tablee.imports.meeting_drafts import as_prose, draft_meetings
from tablee.imports.strands import Layout, Strand, find_strands, lay_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tablee.files.values_out import Value
    from tablee.imports.foreign import ForeignCalendar
    from tablee.model import Group


def plan_calendar(calendar: ForeignCalendar, home: Home, circle: str, *, alone: bool) -> Changes:
    """Return what a calendar changes in a group's files; raises Unsafe where group.yml cannot be written.

    It goes into a circle, empty for the group itself; `alone`: it proposes no other circles.
    """
    group, loaded, today = home.group, home.loaded, home.now.date()
    layout = lay_out(find_strands(calendar), group, circle, today, alone=alone)
    settings = _write_rhythms(loaded.files[GROUP_FILE], group, layout, calendar.zone)
    changed = {GROUP_FILE: settings} if settings != loaded.files[GROUP_FILE] else {}
    own, refused = admit_changes(changed, home)
    laid = load_group({**loaded.files, **own}).group or group
    drafts = draft_meetings(calendar, laid, layout, circle, today)
    wanted = {file_of_meeting(str(key)): values for key, values in sorted(drafts.files.items())}
    files, same, kept = draft_changes(wanted, MEETING.keys, loaded)
    admitted, wrong = admit_changes({**own, **files}, home)
    return Changes(
        admitted,
        tuple(same),
        tuple(kept),
        (*calendar.refused, *drafts.refused, *refused, *wrong),
        (*calendar.remarks, *layout.remarks, *drafts.remarks),
    )


def _write_rhythms(content: bytes, group: Group, layout: Layout, zone: str) -> bytes:
    """Return group.yml with the rhythms that are new in it, and the circles that they belong to; `zone` is theirs."""
    root = load_root(content)
    said: dict[str, Any] = to_plain_without(root, ()) if root else {}
    circles: dict[str, Value] = dict(said.get("circles") or {})
    values: dict[str, Value] = {}
    for key, rules in layout.rhythms.items():
        strand = layout.circles[key]
        rhythm: Value = rules[0] if len(rules) == 1 else list(rules)
        about = _about(strand)
        if not key:
            values["rhythm"] = rhythm
            if about and not group.settings.about:
                values["about"] = about
        elif key in circles:
            circles[key] = {**_as_map(circles[key]), "rhythm": rhythm}
        else:
            own = strand.zone if key in layout.abroad else zone
            circles[key] = {
                "name": strand.title or key,
                **({"timezone": own} if own != group.settings.timezone else {}),
                "rhythm": rhythm,
                **({"about": about} if about else {}),
            }
    if circles != (said.get("circles") or {}):
        values["circles"] = circles
    return write_keys(content, values, GROUP.keys)


def _about(strand: Strand) -> str:
    """Return what a series says of all its dates, and where it links to."""
    part = strand.parts[-1]
    links = [f"<{address}>" for address in part.links.values()]
    return as_prose("\n\n".join(filter(None, [part.notes, *links])))


def _as_map(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, dict) else {}
