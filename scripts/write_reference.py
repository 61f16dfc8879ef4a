"""Write what is generated out of the declarations of the files: JSON Schemas, editor settings, pages of docs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from shown_problems import find_shown
from tablee.cli.reference import render_commands_reference
from tablee.files.problem import Code
from tablee.files.reference import render_files_reference, render_problems_reference
from tablee.files.schema import render_editor_settings, render_schemas
from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import load_translations

ROOT = Path(__file__).parent.parent
MODULES = ("tablee.files.codes", "tablee.checks.codes")


def find_codes() -> Iterator[Code]:
    """Find every code that a module of `MODULES` declares."""
    for name in MODULES:
        package = name.rpartition(".")[0]
        if find_spec(package) and find_spec(name):
            yield from (value for value in vars(import_module(name)).values() if isinstance(value, Code))


def render_generated() -> dict[str, str]:
    """Return every generated file by its path in the repository."""
    pages = {path: text for language in LANGUAGES for path, text in render_pages(language).items()}
    return {
        **render_schemas(load_translations("en")),
        ".vscode/settings.json": render_editor_settings(),
        **pages,
    }


def render_pages(language: str) -> dict[str, str]:
    """Return the generated pages of a language: English ones stand in docs/, the others in a folder of it."""
    words, folder = load_translations(language), "docs" if language == "en" else f"docs/{language}"
    codes = {code.name: code for code in find_codes()}.values()
    return {
        f"{folder}/commands.md": render_commands_reference(words),
        f"{folder}/files.md": render_files_reference(words),
        f"{folder}/problems.md": render_problems_reference(codes, find_shown(ROOT / "tests", words), words),
    }


def main(root: Path = ROOT) -> int:
    """Write what is not as it should be; say what was written."""
    for path, text in render_generated().items():
        file = root / path
        if not file.is_file() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
            print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
