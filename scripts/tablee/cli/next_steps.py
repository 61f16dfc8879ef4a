"""What remains to be done by hand once the files are written: on GitHub, and with Git."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tablee.cli.answers import Answers
    from tablee.i18n.words import Words

UNKNOWN = "OWNER/REPOSITORY"


def render_next_steps(answers: Answers, words: Words) -> str:
    """Return the steps that are left, each with its address, numbered."""
    lines = [words.say("What is left to do:")]
    for number, (what, where) in enumerate(_steps(answers, words), 1):
        lines += [f"{number}. {what}", f"   {where}"]
    return "\n".join([*lines, "", _say_site(answers, words)])


def _steps(answers: Answers, words: Words) -> list[tuple[str, str]]:
    """Return what to do and where; what Pages and Actions must know comes before the first push starts them."""
    github = f"https://github.com/{answers.repository or UNKNOWN}"
    message = words.say("A group of our own")
    host = urlsplit(answers.url).hostname or ""
    own_host = words.say("If GitHub Pages is to serve {host}, give it there as “Custom domain”.", host=host)
    pages = words.say("Pages: choose “GitHub Actions” as the source.")
    return [
        (words.say("Look at your site:"), "make serve"),
        (pages if host.endswith(".github.io") else f"{pages} {own_host}", f"{github}/settings/pages"),
        (
            words.say("General: under “Features”, let Issues be ticked; the steward writes there."),
            f"{github}/settings",
        ),
        (
            words.say("Actions: under “Actions permissions”, allow all actions, or at least GitHub’s own."),
            f"{github}/settings/actions",
        ),
        (
            words.say(
                "Each commit shows the mail address that Git knows of you; GitHub can give you another one:"
            ),
            "https://github.com/settings/emails",
        ),
        (words.say("Send the files to GitHub:"), f'git add -A && git commit -m "{message}" && git push'),
        (
            words.say("The push starts the steward; “Run workflow” starts it again, or only shows its plan:"),
            f"{github}/actions/workflows/steward.yml",
        ),
        (words.say("Let at least two of you watch the issues: Watch, Custom, Issues."), github),
        (words.say("When the steward has opened the dashboard, pin that issue."), f"{github}/issues"),
        (
            words.say(
                "To protect main, write `writes: pull-requests` under `steward` in group.yml first, and under "
                "“Workflow permissions” of Actions allow GitHub Actions to create pull requests."
            ),
            f"{github}/settings/branches",
        ),
    ]


def _say_site(answers: Answers, words: Words) -> str:
    return words.say(
        "Then your site is at {url} and your calendar at {url_of_calendar}",
        url=answers.url,
        url_of_calendar=f"{answers.url.rstrip('/')}/calendar.ics",
    )
