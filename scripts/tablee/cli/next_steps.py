"""What remains to be done by hand once the files are written: on GitHub, and with Git."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tablee.i18n.translations import _
from tablee.scaffolding.group import UNKNOWN_SITE

if TYPE_CHECKING:
    from datetime import date

    from tablee.i18n.translations import Translations
    from tablee.model import Settings

UNKNOWN_REPOSITORY = "OWNER/REPOSITORY"
USUAL_NOTICE = timedelta(days=14)


def render_next_steps(settings: Settings, repository: str, words: Translations, today: date) -> str:
    """Return the steps that are left, each with its address, numbered; `repository` is `owner/name` or empty."""
    lines = [words.gettext("What is left to do:")]
    for number, (what, where) in enumerate(_steps(settings, repository, words, today), 1):
        lines += [f"{number}. {what}", f"   {where}"]
    if not _is_known(settings.url):
        return "\n".join(lines)
    calendar = f"{settings.url.rstrip('/')}/calendar.ics"
    told = _("Then your site is at {url} and your calendar at {url_of_calendar}")
    return "\n".join([*lines, "", words.gettext(told, url=settings.url, url_of_calendar=calendar)])


def _is_known(address: str) -> bool:
    return not (urlsplit(address).hostname or "").endswith(UNKNOWN_SITE)


def _steps(settings: Settings, repository: str, words: Translations, today: date) -> list[tuple[str, str]]:
    """Return what to do and where; what Pages and Actions must know comes before the first push starts them."""
    github = f"https://github.com/{repository or UNKNOWN_REPOSITORY}"
    message = words.gettext("A group of our own")
    unknown = [key for key in ("url", "contact") if not _is_known(getattr(settings, key))]
    write = words.gettext("Write into group.yml what was not known yet:")
    return [
        *([(write, ", ".join(unknown))] if unknown else []),
        (words.gettext("Look at your site:"), "make serve · tablee serve"),
        (_say_pages(settings, words), f"{github}/settings/pages"),
        (
            words.gettext("General: under “Features”, let Issues be ticked; the steward writes there."),
            f"{github}/settings",
        ),
        (
            words.gettext(
                "Actions: under “Actions permissions”, allow all actions, or at least GitHub’s own."
            ),
            f"{github}/settings/actions",
        ),
        (
            words.gettext(
                "Each commit shows the mail address that Git knows of you; GitHub can give you another one:"
            ),
            "https://github.com/settings/emails",
        ),
        (words.gettext("Send the files to GitHub:"), f'git add -A && git commit -m "{message}" && git push'),
        (
            words.gettext(
                "The push starts the steward; “Run workflow” starts it again, or only shows its plan:"
            ),
            f"{github}/actions/workflows/steward.yml",
        ),
        (words.gettext("Let at least two of you watch the issues: Watch, Custom, Issues."), github),
        (words.gettext("When the steward has opened the dashboard, pin that issue."), f"{github}/issues"),
        *([] if settings.rhythm else [_say_first_date(settings, words, today)]),
        (
            words.gettext(
                "To protect main, write `writes: pull-requests` under `steward` in group.yml first, and under "
                "“Workflow permissions” of Actions allow GitHub Actions to create pull requests."
            ),
            f"{github}/settings/branches",
        ),
    ]


def _say_first_date(settings: Settings, words: Translations, today: date) -> tuple[str, str]:
    """Say how a group without rhythm fixes its first date, with an example."""
    said = _(
        "Your group has no rhythm: a comment on that issue with a day, an hour and a place fixes each date:"
    )
    place = next((place.name for place in settings.places.values()), words.gettext("The Inn"))
    example = words.gettext("/next {day} 12:30 {place}", day=today + USUAL_NOTICE, place=place)
    return words.gettext(said), example


def _say_pages(settings: Settings, words: Translations) -> str:
    pages = words.gettext("Pages: choose “GitHub Actions” as the source.")
    host = urlsplit(settings.url).hostname or ""
    if host.endswith(".github.io") or not _is_known(settings.url):
        return pages
    own_host = words.gettext(
        "If GitHub Pages is to serve {host}, give it there as “Custom domain”.", host=host
    )
    return f"{pages} {own_host}"
