"""What a founder is asked to confirm: that members agree to be public, and that all may be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.adapters.questions import Abandoned
from tablee.cli.exits import wrong_use
from tablee.files.scalars import YES_NO
from tablee.i18n.words import _

if TYPE_CHECKING:
    from tablee.adapters.questions import Questions
    from tablee.i18n.words import Words


def confirm_members(
    members: tuple[str, ...], words: Words, questions: Questions | None, *, agreed: bool
) -> None:
    """Ask whether members agree to be public; raises Stop where nobody can be asked and nobody said so."""
    if not members or agreed:
        return
    if questions is None:
        raise wrong_use(
            _("Members become public for ever: say with `--yes` that they agree, or leave `--member` out.")
        )
    names = words.listing(list(members))
    _need_yes(words.say("Do they agree to be public: {names}? (yes or no)", names=names), questions, "")


def confirm_writing(files: int, stale: int, words: Words, questions: Questions | None) -> None:
    """Ask before anything is written or deleted."""
    if questions is None:
        return
    gone = words.count("{n} file of the sample goes", "{n} files of the sample go", stale)
    come = words.count("{n} file is written", "{n} files are written", files)
    _need_yes(
        words.say("{come}, {gone}. Go on? (yes or no)", come=come, gone=gone), questions, words.say("yes")
    )


def _need_yes(text: str, questions: Questions, suggested: str) -> None:
    """Ask until the answer is yes or no; no ends the founding."""
    while True:
        answer = YES_NO.options.get(questions.ask(text, suggested).casefold())
        if answer is False:
            raise Abandoned
        if answer:
            return
