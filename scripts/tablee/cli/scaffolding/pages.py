"""The pages of a new group that are its own from the first day: README.md and a charter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.steward.inert import inert

if TYPE_CHECKING:
    from tablee.cli.answers import Answers
    from tablee.i18n.words import Words


def render_charter(words: Words) -> str:
    """Return a first charter, for the group to make its own."""
    title = words.say("Our charter")
    habits = [
        (words.say("There is always a next date"), words.say(
            "Nobody leaves the table before the next date is known. A break is decided beforehand, with "
            "the day of return."
        )),
        (words.say("We facilitate in turn"), words.say(
            "No boss and no board. The turn says who is next and why, and anybody may pass without "
            "giving a reason."
        )),
        (words.say("Come who wants, and say so"), words.say(
            "A yes or a no in time lets somebody book the table. Not coming needs no excuse."
        )),
        (words.say("We share the small things"), words.say(
            "Mission cards are drawn among those who came. Cards may be swapped."
        )),
        (words.say("We recommend whom we know"), words.say(
            "A recommendation counts because you have sat at one table."
        )),
        (words.say("What is said at the table stays there"), words.say(
            "Prices, clients and worries are not told outside without the person's consent."
        )),
    ]  # fmt: skip
    body = "\n".join(f"## {habit}\n\n{meaning}\n" for habit, meaning in habits)
    return f"---\ntitle: {title}\n---\n\n# {title}\n\n{body}"


def charter_path(words: Words) -> str:
    """Return where the charter stands; its name is its address on the site."""
    return {"fr": "content/charte.md"}.get(words.language, "content/charter.md")


def render_readme(answers: Answers, words: Words) -> str:
    """Return the group's README.md: what GitHub shows first of the repository."""
    about = inert(answers.tagline or words.say("A group that keeps meeting."))
    lines = [f"# {inert(answers.name)}", "", about]
    if answers.url:
        calendar = f"{answers.url.rstrip('/')}/calendar.ics"
        told = "Our page: <{url}> · our calendar, to subscribe to: <{calendar}>"
        lines += ["", words.say(told, url=answers.url, calendar=calendar)]
    tells = [
        words.say("Next date, turns and missions stand in the issues of this repository; answer there."),
        words.say(
            "Your own file is `members/<your name>.yml`: change it with the pencil, and propose the change."
        ),
        words.say("A meeting is moved by `date:` in its file under `meetings/`; a file is never deleted."),
    ]
    commands = {
        "make setup": words.say("installs the program into this folder, once"),
        ".venv/bin/tablee check": words.say("says what is wrong in the files, and what to write instead"),
        ".venv/bin/tablee next": words.say("says when the next date is, and whose turn it is"),
        ".venv/bin/tablee serve": words.say("shows the site while you write"),
        ".venv/bin/tablee new meeting": words.say("writes the file of the next meeting"),
        ".venv/bin/tablee rehearse": words.say("plays the coming weeks on a copy"),
    }
    width = max(map(len, commands))
    lines += ["", f"## {words.say('Every day')}", "", *(f"- {told}" for told in tells)]
    lines += ["", f"## {words.say('On your own machine')}", "", "```sh"]
    lines += [f"{command:{width}}  # {told}" for command, told in commands.items()]
    docs = words.say(
        "[The files and their keys](docs/files.md) · [the commands](docs/commands.md) · "
        "[the steward](docs/steward.md) · [the calendars](docs/calendars.md)"
    )
    return "\n".join([*lines, "```", "", docs]) + "\n"
