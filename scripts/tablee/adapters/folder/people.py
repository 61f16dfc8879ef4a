"""The folder's issues under people's hands: what they would write into the files, written for them."""

from __future__ import annotations

from dataclasses import replace

from tablee.adapters.folder.page import Remark
from tablee.adapters.folder.tracker import FolderTracker
from tablee.steward.interpret.checkboxes import tick_box
from tablee.steward.rehearse.people import Deed, Reacts, Ticks, Writes


class PeopledFolder(FolderTracker):
    """A folder of issues in which invented people do what a rehearsal has them do."""

    def act(self, number: int, deed: Deed) -> None:
        """Do one deed in the issue of a number."""
        path, page = self._find(number)
        match deed:
            case Reacts(member, _, reply):
                given = tuple(dict.fromkeys([*page.reactions.get(member, ()), reply.value]))
                page = replace(page, reactions={**page.reactions, member: given})
            case Writes(member, _, body):
                page = replace(page, remarks=(*page.remarks, Remark(member, body)))
            case Ticks(_, _, box):
                page = replace(page, body=tick_box(page.body, box))
        self._write(path, page)
