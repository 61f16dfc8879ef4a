"""A founder's answers from the command line, a file and a terminal, in that order; each is asked for once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tablee.adapters import holiday_library
from tablee.adapters.questions import Abandoned
from tablee.files.problem import render_problem
from tablee.files.read import read_file
from tablee.i18n.errors import UserError
from tablee.i18n.translations import Translations, _, load_translations
from tablee.model.words import YES_NO
from tablee.scaffolding.answers import (
    ANSWERS_FILE,
    MEMBER,
    OF_THE_FOUNDER,
    QUESTIONS,
    Answers,
    applies,
    choices,
    contradiction,
    default_answer,
    flag_of,
    is_whole_days,
    meant,
    read_answer,
    suggested_answer,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from tablee.adapters.questions import Questions
    from tablee.files.problem import Problem


NONE = "-"
"""What is typed for none where Enter would take a suggestion."""
BOTH_LANGUAGES = "Language of the group · Langue du groupe (en, fr)"
"""Whoever is asked which language may not read the other one."""
SHOWN_CHOICES = 20
YOURSELF = _("Your name, as the others say it (Enter: none)")
ANOTHER = _("Another member (Enter: nobody else)")


def read_given(
    flags: Mapping[str, str], members: Sequence[str], file: Path | None, words: Translations
) -> Answers:
    """Read what was said before any question: flags, over a file of answers; raises UserError for what is refused."""
    problems: list[Problem] = []
    said = {}
    for name, typed in flags.items():
        said[name], found = read_answer(name, typed)
        problems += found
    names = [read_answer(MEMBER, typed) for typed in members]
    problems += [problem for _name, found in names for problem in found]
    _refuse(problems, words)
    given = tuple(name for name, _found in names if name)
    known = _read_file(file, words) if file else Answers()
    before = {name: getattr(known, name) for name in QUESTIONS}
    return Answers(**{**before, **said}, members=given or known.members)


def _read_file(file: Path, words: Translations) -> Answers:
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise UserError(_("`{file}` cannot be read."), file=file) from fault
    problems: list[Problem] = []
    answers: Answers | None = read_file(ANSWERS_FILE, file.name, content, problems)
    _refuse(problems, words)
    return answers or Answers()


def _refuse(problems: list[Problem], words: Translations) -> None:
    if problems:
        raise UserError("{lines}", lines="\n".join(render_problem(problem, words) for problem in problems))


def gather(
    given: Answers,
    origin: str,
    words: Translations,
    today_in: Callable[[str], date],
    questions: Questions | None,
) -> Answers:
    """Complete what was given by asking, or by defaults where nobody can be asked; raises UserError.

    `today_in` tells the day of a time zone; `origin` is the repository from which the folder was cloned.
    """
    gathering = Gathering(words, today_in, questions)
    gathering.known |= {name: answer for name in QUESTIONS if (answer := getattr(given, name))}
    if origin:
        gathering.known.setdefault("repository", origin)
    for name in QUESTIONS:
        if name not in OF_THE_FOUNDER:
            gathering.complete(name)
    if gathering.missing:
        flags = ", ".join(f"`{flag_of(name)}`" for name in gathering.missing)
        raise UserError(_("There is no terminal to ask on, and this was not given: {flags}."), flags=flags)
    members = given.members
    if questions:
        questions.tell(say_permanence(gathering.words))
        members = members or gathering.ask_members(questions)
    answers = Answers(**gathering.known, members=members)
    _check_sense(answers)
    return answers


@dataclass(slots=True)
class Gathering:
    """The answers so far, by the fields of `Answers`; `questions` is None where nobody can be asked."""

    words: Translations
    today_in: Callable[[str], date]
    questions: Questions | None
    known: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day where the group is."""
        return self.today_in(self.known.get("timezone") or "UTC")

    def complete(self, name: str) -> None:
        """Find an answer that was not given, where its question makes sense."""
        if name not in self.known and applies(name, self.known, holiday_library):
            if self.questions:
                self.known[name] = self._ask(name, self.questions)
            else:
                self.known[name] = default_answer(name, self.known, self.today)
                self.missing += [name] if QUESTIONS[name].needed and not self.known[name] else []
        if name == "language" and self.known[name]:
            self.words = load_translations(self.known[name])

    def _ask(self, name: str, questions: Questions) -> str:
        """Ask until there is an answer that is well written and can be true; Enter takes the suggestion."""
        suggested = suggested_answer(name, self.known, self.today)
        if name == "language":
            suggested = self.words.language
        while True:
            typed = questions.ask(self._wording(name, suggested), suggested)
            if typed in {"", NONE} and not QUESTIONS[name].needed:
                return ""
            answer, problems = read_answer(name, typed) if typed else ("", [])
            against = contradiction(name, answer, self.known, holiday_library) if answer else None
            if answer and not against:
                return answer
            guess = meant(name, typed) if typed else ""
            questions.tell(self.words.resolve(against) if against else self._explain(problems, guess))
            suggested = guess or suggested

    def _wording(self, name: str, suggested: str) -> str:
        """Return a question as it stands before the cursor: its choices, the suggestion, and how to answer nothing."""
        text = self.words.gettext(QUESTIONS[name].text, github=self.known.get("github", ""))
        offered = choices(name, self.known, holiday_library)
        if name == "language":
            text = BOTH_LANGUAGES
        elif offered:
            more = ", …" if len(offered) > SHOWN_CHOICES else ""
            text = f"{text} ({', '.join(offered[:SHOWN_CHOICES])}{more})"
        if not QUESTIONS[name].needed:
            way = _("{question} (-: none)") if suggested else _("{question} (Enter: none)")
            text = self.words.gettext(way, question=text)
        return _prompt(text, suggested, self.words)

    def _explain(self, problems: list[Problem], guess: str) -> str:
        """Return what is wrong with an answer and what to do: as the files say it, or to take what was surely meant."""
        say = self.words.resolve
        if not problems:
            return self.words.gettext("This one needs an answer.")
        if guess:
            meant_so = self.words.gettext("Did you mean `{guess}`? Enter takes it.", guess=guess)
            return f"{say(problems[0].message)} {meant_so}"
        return "\n".join(f"{say(problem.message)} {say(problem.fix)}" for problem in problems)

    def ask_members(self, questions: Questions) -> tuple[str, ...]:
        """Ask for the first members: the founder, with what else there is to say of one, then the others."""
        names: list[str] = []
        while True:
            prompt = _prompt(self.words.gettext(ANOTHER if names else YOURSELF), "", self.words)
            name, problems = read_answer(MEMBER, questions.ask(prompt, ""))
            if problems:
                questions.tell(self._explain(problems, ""))
            elif not name:
                return tuple(names)
            else:
                names.append(name)
                for question in OF_THE_FOUNDER if len(names) == 1 else ():
                    self.complete(question)


def _prompt(text: str, suggested: str, words: Translations) -> str:
    """Return a question with the suggestion in brackets and a colon, as the language sets it."""
    return words.gettext("{question}: ", question=f"{text} [{suggested}]" if suggested else text)


def say_permanence(words: Translations) -> str:
    """Say what it means to add somebody."""
    return words.gettext(
        "A member's file is public, and Git's history keeps it for ever: it can be taken off the site, "
        "not out of that history. "
        "Add yourself. Others add themselves by a pull request, or are asked before you add them."
    )


def _check_sense(answers: Answers) -> None:
    """Refuse answers that hang on one that is missing; raises UserError."""
    pairs = [
        ("--from-day", answers.from_day, "--every", answers.every),
        ("--at", answers.at, "--every", answers.every),
        ("--lasts", answers.lasts, "--every", answers.every),
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
    members: tuple[str, ...], words: Translations, questions: Questions | None, *, agreed: bool
) -> None:
    """Ask whether members agree to be public; raises UserError where nobody can be asked and nobody said so."""
    if not members or agreed:
        return
    if questions is None:
        raise UserError(
            _("Members become public for ever: say with `--yes` that they agree, or leave `--member` out.")
        )
    names = words.listing(list(members))
    confirm(
        words.gettext("Do they agree to be public: {names}? (yes or no)", names=names), questions, "", words
    )


def confirm_writing(files: int, stale: int, words: Translations, questions: Questions | None) -> None:
    """Ask before anything is written or deleted."""
    if questions is None:
        return
    gone = words.ngettext("{n} file of the sample goes", "{n} files of the sample go", stale)
    come = words.ngettext("{n} file is written", "{n} files are written", files)
    asked = words.gettext("{come}, {gone}. Go on? (yes or no)", come=come, gone=gone)
    confirm(asked, questions, words.gettext("yes"), words)


def confirm(text: str, questions: Questions, suggested: str, words: Translations) -> None:
    """Ask until the answer is yes or no; raises Abandoned where it is no."""
    while True:
        answer = YES_NO.parse(questions.ask(_prompt(text, suggested, words), suggested))
        if answer is False:
            raise Abandoned
        if answer:
            return
