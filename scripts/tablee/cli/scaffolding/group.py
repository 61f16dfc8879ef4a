"""All files of a new group, and its `group.yml`: what was answered, and in comments what may be added."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tablee.adapters.founding import README
from tablee.cli.scaffolding import Line, comment, join_lines
from tablee.cli.scaffolding.member import free_identity, render_member
from tablee.cli.scaffolding.pages import charter_path, render_charter, render_readme
from tablee.files.folding import slug_of
from tablee.files.load import GROUP_FILE
from tablee.files.yaml_out import render_in_flow, render_map, render_scalar
from tablee.i18n.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tablee.cli.answers import Answers
    from tablee.i18n.words import Words

LONGEST_IDENTITY = 100
UNKNOWN_SITE = ".example"
OTHER_RHYTHMS = _("or: 2 weeks on tuesday, thursday; first tuesday of the month")
OF_THE_FOUNDER = ("github", "github_id", "about")
CARDS = ("restaurant", "topic", "welcome", "publicise")
KEEPERS = ("meetings/.gitkeep", "content/photos/.gitkeep")
"""Git knows no empty folders."""


def render_files(answers: Answers, words: Words, today: date) -> dict[str, bytes]:
    """Return every file of the group but holidays.yml; `words` are those of the group's language."""
    texts = {
        GROUP_FILE: render_group(answers, words),
        charter_path(words): render_charter(words),
        README: render_readme(answers, words),
    }
    taken: set[str] = set()
    for number, name in enumerate(answers.members):
        member = free_identity(name, taken)
        taken.add(member)
        told = (
            {} if number else {key: getattr(answers, key) for key in OF_THE_FOUNDER if getattr(answers, key)}
        )
        texts[f"members/{member}.yml"] = render_member(name, today, words, told)
    texts |= dict.fromkeys(KEEPERS if taken else (*KEEPERS, "members/.gitkeep"), "")
    return {path: text.encode() for path, text in texts.items()}


def render_group(answers: Answers, words: Words) -> str:
    """Return the text of group.yml, with comments in the group's language."""
    parts: list[Sequence[Line | str]] = [
        comment(
            words.say(
                "The group's settings. `tablee check` says what is wrong with a value, and what to write "
                "instead."
            )
        ),
        _say_who(answers, words),
        ["", *_say_when(answers, words)],
        ["", *_say_where(answers, words)],
        ["", *_say_days_off(answers, words)],
        ["", *_say_rules(words)],
        ["", *_say_deck(words)],
        ["", *_say_steward(words)],
    ]
    return join_lines(line for part in parts for line in part)


def make_identity(answers: Answers) -> str:
    """Make the second half of every calendar UID: the group's name, and its site's host or its zone and first day."""
    end = urlsplit(answers.url).hostname or f"{answers.timezone.replace('/', '.')}.{answers.from_day}"
    labels = [slug_of(label) for label in end.split(".")]
    end = ".".join(label for label in labels if label)[-LONGEST_IDENTITY // 2 :].lstrip("-.")
    start = (slug_of(answers.name) or "group")[: LONGEST_IDENTITY - len(end) - 1].rstrip("-")
    return f"{start}.{end}"


def unknown_site(name: str) -> str:
    """Return an address that can be nobody's (RFC 2606), for a group that does not know its site's yet."""
    return f"https://{slug_of(name) or 'group'}{UNKNOWN_SITE}/"


def place_key(place: str) -> str:
    """Return the short name of a place."""
    key = slug_of(place)
    return key if key and key != "index" else "place"


def _say_who(answers: Answers, words: Words) -> list[Line]:
    usual = render_scalar(words.say("Lunch every Thursday, among independents"))
    stays = words.say("the second half of every calendar UID; it never changes")
    url = answers.url or unknown_site(answers.name)
    lives = (
        _("where the site lives; it may change") if answers.url else _("not known yet: the site's address")
    )
    presses = _("what a stranger presses") if answers.contact else _("not known yet: what a stranger presses")
    return [
        Line(f"name: {render_scalar(answers.name)}"),
        Line(f"tagline: {render_scalar(answers.tagline)}" if answers.tagline else f"# tagline: {usual}"),
        Line(f"url: {render_scalar(url)}", words.say(lives)),
        Line(f"identity: {make_identity(answers)}", stays),
        Line(f"contact: {render_scalar(answers.contact or url)}", words.say(presses)),
        Line(f"language: {answers.language}", words.say("fr or en: site, calendars, issues")),
        Line(f"timezone: {answers.timezone}"),
    ]


def _say_when(answers: Answers, words: Words) -> list[Line]:
    lines = [
        Line("rhythm:"),
        Line(f"  every: {render_scalar(answers.every)}", words.say(OTHER_RHYTHMS)),
        Line(f"  from: {answers.from_day}", words.say("the first meeting; the weeks are counted from it")),
    ]
    if answers.at:
        lines.append(Line(f"  at: {answers.at}"))
    if answers.lasts:
        lines.append(Line(f"  lasts: {answers.lasts}"))
    if answers.place:
        lines.append(Line(f"  place: {place_key(answers.place)}", words.say("a key of `places`, or a text")))
    return lines


def _say_where(answers: Answers, words: Words) -> list[Line]:
    if not answers.place:
        name = render_scalar(words.say("The Bistro"))
        return [Line("# places:"), Line("#   bistro:"), Line(f"#     name: {name}"), Line("#     address: …")]
    lines = [
        Line("places:"),
        Line(f"  {place_key(answers.place)}:"),
        Line(f"    name: {render_scalar(answers.place)}"),
        Line(f"    address: {render_scalar(answers.address)}" if answers.address else "    # address: …"),
    ]
    access = words.say("how to get in: bus, parking, steps")
    return [*lines, Line(f"    # access: {render_scalar(access)}")]


def _say_days_off(answers: Answers, words: Words) -> list[Line]:
    why = words.say("Summer")
    break_ = f"#   - {{from: 2027-07-19, to: 2027-08-31, why: {render_in_flow(why)}, returns: 2027-09-02}}"
    if not answers.holidays:
        usual = "{country: FR, school: B}" if words.language == "fr" else "{country: GB, region: ENG}"
        holidays = Line(f"# holidays: {usual}", words.say("then run `tablee holidays`"))
        return [holidays, Line("# closures:", words.say("breaks, each with its return date")), Line(break_)]
    given = {"country": answers.holidays.upper(), "region": answers.region, "school": answers.school}
    text = render_map({key: value for key, value in given.items() if value})
    return [
        Line(f"holidays: {text}", words.say("`tablee holidays` writes them into holidays.yml")),
        Line("# closures:", words.say("breaks, each with its return date")),
        Line(break_),
    ]


def _say_rules(words: Words) -> list[Line | str]:
    return [
        *comment(words.say("What holds unless you write otherwise:")),
        Line("# turns: {notice: 10 days, visits_first: 3, rest: 4}", words.say("who facilitates")),
        Line(
            "# poll: {when: contested, opens: 10 days, closes: 4 days, quorum: 3}",
            words.say("votes on dates"),
        ),
    ]


def _say_deck(words: Words) -> list[Line | str]:
    """Return the four standard cards."""
    texts = {
        "restaurant": (
            words.say("The table"),
            words.say("Book the table for the next meeting and say for how many."),
        ),
        "topic": (
            words.say("The topic"),
            words.say("Find the topic of the next meeting and ask somebody to open it."),
        ),
        "welcome": (
            words.say("The welcome"),
            words.say("Write to who came for the first time, and invite them again."),
        ),
        "publicise": (words.say("The word"), words.say("Tell somebody outside the group of the next date.")),
    }
    lines: list[Line | str] = [
        *comment(words.say("The mission cards, drawn after each meeting among those who came.")),
        "deck:",
    ]
    for card in CARDS:
        title, task = texts[card]
        lines += [f"  {card}:", f"    title: {render_scalar(title)}", f"    task: {render_scalar(task)}"]
    return lines


def _say_steward(words: Words) -> list[Line | str]:
    return [
        *comment(words.say("Standing tasks, each with at least two keepers, who are members' file names:")),
        "# duties: {hub: [ana-silva, paul-meyer]}",
        "",
        *comment(
            words.say(
                "The steward opens the issues and records the answers. `writes: pull-requests` where "
                "main is protected."
            )
        ),
        "steward: {runs: yes, writes: commits}",
    ]
