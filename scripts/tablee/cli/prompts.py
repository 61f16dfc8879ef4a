"""A founder's answers from the command line, a file and a terminal, in that order; each is asked for once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tablee.adapters.questions import Abandoned
from tablee.cli.answers import (
    ANSWERS_FILE,
    MEMBER,
    MEMBER_NAME,
    OF_THE_FOUNDER,
    OF_THE_GROUP,
    QUESTIONS,
    Answers,
    Question,
    applies,
    choices,
    contradiction,
    default_answer,
    is_whole_days,
    meant,
    read_answer,
    suggested_answer,
)
from tablee.files.problem import render_problem
from tablee.files.read import read_file
from tablee.i18n.errors import UserError
from tablee.i18n.words import Words, _, load_words
from tablee.model.types import YES_NO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from tablee.adapters.questions import Questions
    from tablee.files.problem import Problem


NONE = "-"
"""What is typed for none where Enter would take a suggestion."""
BOTH_LANGUAGES = "Language of the group · Langue du groupe (en, fr)"
"""Whoever is asked which language may not read the other one."""
SHOWN_CHOICES = 20
YOURSELF = _("Your name, as the others say it (Enter: none)")
ANOTHER = _("Another member (Enter: nobody else)")


@dataclass(frozen=True, slots=True)
class Given:
    """What was said before any question: answers by their flag's name, and members."""

    answers: Mapping[str, str]
    members: tuple[str, ...] = ()


@dataclass(slots=True)
class Gathering:
    """The answers so far.

    `today_in` tells the day of a time zone. `questions` is None where nobody can be asked; `words` follow the language
    once it is known.
    """

    words: Words
    today_in: Callable[[str], date]
    questions: Questions | None
    known: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day where the group is."""
        return self.today_in(self.known.get("timezone") or "UTC")


def check_given(answers: Mapping[str, str], members: tuple[str, ...], words: Words) -> Given:
    """Judge the flags; raises UserError with every refused one."""
    problems: list[Problem] = []
    kept: dict[str, str] = {}
    for question in QUESTIONS:
        if question.key in answers:
            kept[question.key], found = read_answer(question.word, question.key, answers[question.key])
            problems += found
    names = [read_answer(MEMBER_NAME, MEMBER, name) for name in members]
    problems += [problem for _name, found in names for problem in found]
    _refuse(problems, words)
    return Given(kept, tuple(name for name, _found in names if name))


def read_answers_file(name: str, content: bytes, words: Words) -> Given:
    """Read a file of answers; raises UserError with every problem in it."""
    problems: list[Problem] = []
    said = read_file(ANSWERS_FILE, name, content, problems)
    _refuse(problems, words)
    answers = {question.key: getattr(said, question.fills) for question in QUESTIONS}
    return Given({key: answer for key, answer in answers.items() if answer}, said.members)


def _refuse(problems: list[Problem], words: Words) -> None:
    if problems:
        raise UserError("{lines}", lines="\n".join(render_problem(problem, words) for problem in problems))


def gather(
    given: Given, origin: str, words: Words, today_in: Callable[[str], date], questions: Questions | None
) -> Answers:
    """Complete what was given by asking, or by defaults where nobody can be asked; raises UserError."""
    gathering = Gathering(words, today_in, questions, dict(given.answers))
    if origin:
        gathering.known.setdefault("repository", origin)
    for question in OF_THE_GROUP:
        _complete(question, gathering)
        if question.key == "language" and gathering.known["language"]:
            gathering.words = load_words(gathering.known["language"])
    if gathering.missing:
        flags = ", ".join(f"`{flag}`" for flag in gathering.missing)
        raise UserError(_("There is no terminal to ask on, and this was not given: {flags}."), flags=flags)
    members = given.members
    if questions:
        questions.tell(say_permanence(gathering.words))
        members = members or _ask_members(gathering, questions)
    known = {question.fills: gathering.known.get(question.key, "") for question in QUESTIONS}
    answers = Answers(**known, members=members)
    _check_sense(answers)
    return answers


def _complete(question: Question, gathering: Gathering) -> None:
    """Find an answer that was not given, where its question makes sense."""
    known = gathering.known
    if question.key in known or not applies(question.key, known):
        return
    if gathering.questions:
        known[question.key] = _ask(question, gathering, gathering.questions)
        return
    known[question.key] = default_answer(question.key, known, gathering.today)
    if question.needed and not known[question.key]:
        gathering.missing.append(question.flag)


def _ask(question: Question, gathering: Gathering, questions: Questions) -> str:
    """Ask until there is an answer that is well written and can be true; Enter takes the suggestion."""
    words, known = gathering.words, gathering.known
    suggested = suggested_answer(question.key, known, gathering.today)
    if question.key == "language":
        suggested = words.language
    while True:
        typed = questions.ask(_wording(question, suggested, gathering), suggested)
        if typed in {"", NONE} and not question.needed:
            return ""
        answer, problems = read_answer(question.word, question.key, typed) if typed else ("", [])
        against = contradiction(question.key, answer, known) if answer else None
        if answer and not against:
            return answer
        guess = meant(question, typed) if typed else ""
        questions.tell(words.phrase(against) if against else _explain(problems, guess, words))
        suggested = guess or suggested


def _wording(question: Question, suggested: str, gathering: Gathering) -> str:
    """Return a question as it stands before the cursor: its choices, the suggestion, and how to answer nothing."""
    words = gathering.words
    text = words.say(question.text, github=gathering.known.get("github", ""))
    offered = choices(question.key, gathering.known)
    if question.key == "language":
        text = BOTH_LANGUAGES
    elif offered:
        text = f"{text} ({', '.join(offered[:SHOWN_CHOICES])}{', …' if len(offered) > SHOWN_CHOICES else ''})"
    if not question.needed:
        way = _("{question} (-: none)") if suggested else _("{question} (Enter: none)")
        text = words.say(way, question=text)
    return _prompt(text, suggested, words)


def _prompt(text: str, suggested: str, words: Words) -> str:
    """Return a question with the suggestion in brackets and a colon, as the language sets it."""
    return words.say("{question}: ", question=f"{text} [{suggested}]" if suggested else text)


def _explain(problems: list[Problem], guess: str, words: Words) -> str:
    """Return what is wrong with an answer and what to do: as the files have it, or to take what was surely meant."""
    if not problems:
        return words.say("This one needs an answer.")
    if guess:
        meant_so = words.say("Did you mean `{guess}`? Enter takes it.", guess=guess)
        return f"{words.phrase(problems[0].message)} {meant_so}"
    return "\n".join(f"{words.phrase(problem.message)} {words.phrase(problem.fix)}" for problem in problems)


def _ask_members(gathering: Gathering, questions: Questions) -> tuple[str, ...]:
    """Ask for the first members: the founder, with what else there is to say of one, then the others."""
    words = gathering.words
    names: list[str] = []
    while True:
        asked = ANOTHER if names else YOURSELF
        prompt = _prompt(words.say(asked), "", words)
        name, problems = read_answer(MEMBER_NAME, MEMBER, questions.ask(prompt, ""))
        if problems:
            questions.tell(_explain(problems, "", words))
        elif not name:
            return tuple(names)
        else:
            names.append(name)
            for question in OF_THE_FOUNDER if len(names) == 1 else ():
                _complete(question, gathering)


def say_permanence(words: Words) -> str:
    """Say what it means to add somebody."""
    return words.say(
        "A member's file is public, and Git's history keeps it for ever: it can be taken off the site, "
        "not out of that history. "
        "Add yourself. Others add themselves by a pull request, or are asked before you add them."
    )


def _check_sense(answers: Answers) -> None:
    """Refuse answers that hang on one that is missing; raises UserError."""
    pairs = [
        ("--address", answers.address, "--place", answers.place),
        ("--region", answers.region, "--holidays", answers.holidays),
        ("--school", answers.school, "--holidays", answers.holidays),
        ("--github", answers.github, "--member", answers.members),
        ("--github-id", answers.github_id, "--github", answers.github),
        ("--about", answers.about, "--member", answers.members),
    ]
    for flag, value, needed, other in pairs:
        if value and not other:
            raise UserError(_("`{flag}` means nothing without `{needed}`."), flag=flag, needed=needed)
    if answers.at and is_whole_days(answers.lasts):
        raise UserError(_("`{flag}` means nothing for meetings of whole days."), flag="--at")


def confirm_members(
    members: tuple[str, ...], words: Words, questions: Questions | None, *, agreed: bool
) -> None:
    """Ask whether members agree to be public; raises UserError where nobody can be asked and nobody said so."""
    if not members or agreed:
        return
    if questions is None:
        raise UserError(
            _("Members become public for ever: say with `--yes` that they agree, or leave `--member` out.")
        )
    names = words.listing(list(members))
    _need_yes(
        words.say("Do they agree to be public: {names}? (yes or no)", names=names), questions, "", words
    )


def confirm_writing(files: int, stale: int, words: Words, questions: Questions | None) -> None:
    """Ask before anything is written or deleted."""
    if questions is None:
        return
    gone = words.count("{n} file of the sample goes", "{n} files of the sample go", stale)
    come = words.count("{n} file is written", "{n} files are written", files)
    asked = words.say("{come}, {gone}. Go on? (yes or no)", come=come, gone=gone)
    _need_yes(asked, questions, words.say("yes"), words)


def _need_yes(text: str, questions: Questions, suggested: str, words: Words) -> None:
    """Ask until the answer is yes or no; no ends the founding."""
    while True:
        answer = YES_NO.parse(questions.ask(_prompt(text, suggested, words), suggested))
        if answer is False:
            raise Abandoned
        if answer:
            return
