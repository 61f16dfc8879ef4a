"""argparse's own words, in the reader's language."""

from __future__ import annotations

import argparse

import pytest

from tablee.cli.parser import Parser, number_between, translate_fault
from tablee.i18n.translations import load_translations

FAULTS = [
    ([], "these are missing: what", "il manque\u00a0: what"),
    (["x", "y"], "nobody knows what this means: y", "on ne sait pas ce que cela veut dire\u00a0: y"),
    (["x", "--form"], "--form: a value must follow", "--form\u00a0: une valeur doit suivre"),
    (["x", "--form", "c"], "--form: 'c' is not one of ", "--form\u00a0: 'c' n’est pas l’un de "),
    (
        ["x", "--few", "200"],
        "--few: '200' is no number from 1 to 9",
        "--few\u00a0: '200' n’est pas un nombre de 1 à 9",
    ),
    (
        ["x", "--n", "many"],
        "-n/--n: 'many' does not belong here",
        "-n/--n\u00a0: 'many' n’a pas sa place ici",
    ),
    (
        ["x", "--yes=1"],
        "--yes: no value may follow, as '1'",
        "--yes\u00a0: aucune valeur ne peut suivre, comme '1'",
    ),
]


def parser_of(language: str) -> Parser:
    """Make a parser that can be used wrongly in every way that is translated."""
    parser = Parser(words=load_translations(language), prog="table")
    parser.add_argument("what")
    parser.add_argument("--form", choices=("a", "b"))
    parser.add_argument("-n", "--n", type=int)
    parser.add_argument("--few", type=number_between(1, 9, parser.words))
    parser.add_argument("--yes", action="store_true")
    return parser


@pytest.mark.parametrize(("line", "english", "french"), FAULTS)
def test_what_argparse_refuses_is_said_in_both_languages(
    line: list[str], english: str, french: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """This Python's argparse is understood: each of its sentences meets one of ours, after the usage."""
    for language, usage, said in (("en", "usage: ", english), ("fr", "usage\u00a0: ", french)):
        with pytest.raises(SystemExit) as stop:
            parser_of(language).parse_args(line)
        assert stop.value.code == 2
        printed = capsys.readouterr().err
        assert printed.startswith(f"{usage}table [-h]")
        assert f"\ntable: {said}" in printed


def test_what_nobody_has_translated_is_said_as_it_is() -> None:
    """A sentence of a later argparse is shown in English, with braces and all."""
    words = load_translations("fr")
    assert translate_fault("argument --form: {odd} news", words) == "--form\u00a0: {odd} news"
    later = "invalid choice: 'chek', maybe you meant 'check'? (choose from check, draw)"
    assert translate_fault(later, words) == "'chek' n’est pas l’un de check, draw"
    assert translate_fault("odd {news}", words) == "odd {news}"
    assert translate_fault("unrecognized arguments: {a} %s", words).endswith("\u00a0: {a} %s")


def test_the_help_has_no_english_word_of_argparse() -> None:
    """Titles, usage and the help of --help are ours."""
    shown = parser_of("fr").format_help()
    assert shown.startswith("usage\u00a0: table [-h]")
    assert "\narguments\u00a0:\n  what\n" in shown
    assert "afficher cette aide" in shown
    english = ("positional", "show this", "exit", "usage: ")
    assert [word for word in english if word in shown] == []


def test_the_usage_of_a_nested_parser_is_translated_too() -> None:
    """Commands are parsers of the same kind."""
    parser = Parser(words=load_translations("fr"), prog="table")
    commands: argparse._SubParsersAction[Parser] = parser.add_subparsers(parser_class=Parser)
    assert commands.add_parser("lay", words=parser.words).format_usage() == "usage\u00a0: table lay [-h]\n"
