"""The repository keeps its own rules: layers, purity, sizes, locks, a reason for every tool."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from group_folder import of_the_template

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "scripts"
REQUIREMENTS = ROOT / "requirements"
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUFF: dict[str, Any] = PYPROJECT["tool"]["ruff"]["lint"]
CONTRACTS: dict[str, dict[str, Any]] = {
    contract["id"]: contract for contract in PYPROJECT["tool"]["importlinter"]["contracts"]
}
SOURCES = sorted(SCRIPTS.rglob("*.py"))
LOCKS = sorted(REQUIREMENTS.glob("*.txt"))
WISHES = sorted(REQUIREMENTS.glob("*.in"))


def run(
    *command: str | Path, cwd: Path = ROOT, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a program of this environment and return what it said."""
    program = Path(sys.executable).with_name(str(command[0]))
    return subprocess.run(
        [program, *command[1:]],
        cwd=cwd,
        env={**os.environ, **environment},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def load_wishes(path: Path) -> list[str]:
    """Return the packages that a requirements/*.in names."""
    lines = (line.split("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("-")]


def package_of(requirement: str) -> str:
    """Return the normalised name of the package in a requirement."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


# Dependencies


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_carries_hashes(lock: Path) -> None:
    """Each requirement of a lock is pinned to one version and to the hashes of its files."""
    text = lock.read_text("utf-8").replace("\\\n", " ")
    requirements = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert requirements
    assert [
        line for line in requirements if not re.match(r"\S+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)
    ] == []


@pytest.mark.parametrize("path", [*LOCKS, *WISHES], ids=lambda path: path.name)
def test_requirements_hold_no_address_and_no_machine_path(path: Path) -> None:
    """The registry is a choice of the machine: no requirements file names one, nor a folder of a machine."""
    assert re.findall(r"\S*://\S*|--\S*index\S*|--find-links\S*|(?<!\S)/\S+", path.read_text("utf-8")) == []


@pytest.mark.parametrize("wishes", WISHES, ids=lambda path: path.name)
def test_every_wish_is_locked(wishes: Path) -> None:
    """What a requirements/*.in names stands in the lock beside it: `make lock` was run."""
    lock = wishes.with_suffix(".txt").read_text("utf-8")
    locked = {package_of(line) for line in lock.splitlines() if line[:1].isalnum()}
    assert {package_of(name) for name in load_wishes(wishes)} - locked == set()


def test_the_site_installs_all_that_the_package_depends_on() -> None:
    """The dependencies in pyproject.toml are those of requirements/site.in, so `--no-deps` is safe."""
    wished = {package_of(name) for name in load_wishes(REQUIREMENTS / "site.in")}
    assert {package_of(name) for name in PYPROJECT["project"]["dependencies"]} - wished == set()


def test_contributing_says_why_each_dependency_is_here() -> None:
    """docs/dependencies.md has a line "- `name`: why" for every package that we ask for."""
    text = (ROOT / "docs/dependencies.md").read_text("utf-8")
    reasoned = {name.lower() for name in re.findall(r"^- `([^`]+)`: \S", text, flags=re.MULTILINE)}
    wished = {package_of(name) for path in WISHES for name in load_wishes(path)}
    assert sorted(wished - reasoned) == []


def test_security_names_real_files() -> None:
    """Each rule's module and each test that holds it is there."""
    named = set(re.findall(r"`([a-z_/]+\.py)`", (ROOT / "SECURITY.md").read_text("utf-8")))
    assert {name for name in named if name.startswith("tests/")}
    missing = {
        name for name in named if not any((ROOT / at / name).is_file() for at in ("", "scripts/tablee"))
    }
    assert missing == set()


@pytest.mark.parametrize("folder", ["readers", "quality"])
def test_the_npm_lock_holds_hashes_and_no_address(folder: str) -> None:
    """Every package from npm is locked by its integrity hash, and by no download address."""
    lock = json.loads((ROOT / "tests" / folder / "package-lock.json").read_text("utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert [
        name for name, package in packages.items() if "integrity" not in package or "resolved" in package
    ] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    done = run("hatchling", "build", "-t", "wheel", "-d", folder)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_ships_every_file_of_the_package(wheel: Path) -> None:
    """Templates, catalogues and theme are in the wheel, beside the code."""
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if name.startswith("tablee/")}
    files = {path for path in (SCRIPTS / "tablee").rglob("*") if path.is_file()}
    assert {
        path.relative_to(SCRIPTS).as_posix() for path in files if "__pycache__" not in path.parts
    } - shipped == set()


def test_the_wheel_builds_a_site_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """An installed Tablée finds its templates, catalogues and theme without this repository."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    group = shutil.copytree(ROOT / "tests/groups/small", tmp_path / "group")
    environment = {"PYTHONPATH": str(tmp_path / "installed"), "TABLEE_NOW": "2026-11-20T10:00"}
    where = run("python", "-c", "import tablee; print(tablee.__file__)", cwd=tmp_path, **environment)
    assert Path(where.stdout.strip()).is_relative_to(tmp_path)
    done = run("python", "-m", "tablee", "-C", group, "build", cwd=tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    assert (group / "site/index.html").is_file()
    assert (group / "site/calendar.ics").is_file()


# Sizes


def test_no_file_is_longer_than_400_lines() -> None:
    """A file tells one story."""
    sizes = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert {path: size for path, size in sizes.items() if size > 400} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    """A function can be read without scrolling."""
    functions = [
        (
            f"{path.relative_to(ROOT)}:{node.lineno} {node.name}",
            (node.end_lineno or node.lineno) - node.lineno + 1,
        )
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert functions
    assert [(name, size) for name, size in functions if size > 60] == []


# Floors


def test_the_layers_hold() -> None:
    """No layer imports one above it, and only adapters and commands know the world."""
    done = run("lint-imports", "--no-cache", PYTHONPATH=str(SCRIPTS))
    assert done.returncode == 0, done.stdout


def test_every_package_stands_in_the_contracts() -> None:
    """A package under the adapters that is missing from a contract would escape it."""
    folders = {path.name for path in (SCRIPTS / "tablee").iterdir() if (path / "__init__.py").is_file()}
    packages = {f"tablee.{name}" for name in folders}
    assert packages - {"tablee.cli", "tablee.adapters"} - set(CONTRACTS["world"]["source_modules"]) == set()
    apart = {"tablee.site", "tablee.feeds", "tablee.imports", "tablee.mail"}
    assert packages - apart - set(CONTRACTS["outputs"]["source_modules"]) == set()


@pytest.mark.parametrize(
    ("package", "wrong_import", "contract"),
    [
        ("files", "import tablee.adapters", "layers"),
        ("rules", "import tablee.site", "layers"),
        ("checks", "from tablee import adapters", "layers"),
        ("site", "def later() -> None:\n    import tablee.cli", "layers"),
        ("steward", "import tablee.site", "layers"),
        ("site", "import mkdocs.config", "world"),
        ("rules", "import socket", "world"),
        ("checks", "import holidays", "world"),
        ("checks", "import icalendar", "outputs"),
        ("adapters", "import jinja2", "outputs"),
        ("unlisted", "import tablee.files", "layers"),
    ],
)
def test_a_wrong_import_breaks_its_contract(
    tmp_path: Path, package: str, wrong_import: str, contract: str
) -> None:
    """The contracts are no decoration: each wrong import, planted in a copy, is found."""
    shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "scripts/tablee" / package / "planted.py"
    planted.parent.mkdir(exist_ok=True)
    (planted.parent / "__init__.py").touch()
    planted.write_text(f"{wrong_import}\n", "utf-8")
    done = run("lint-imports", "--no-cache", cwd=tmp_path, PYTHONPATH=str(tmp_path / "scripts"))
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{CONTRACTS[contract]['name']} BROKEN" in " ".join(done.stdout.split())


# Purity


def lint_as(path: str, code: str) -> list[str]:
    """Return the codes that ruff's ban finds in a piece of code, as if it stood at that path."""
    options = ("--select", "TID251", "--no-cache", "--output-format", "json", "--stdin-filename", path)
    done = run("ruff", "check", *options, "-", stdin=code)
    return [found["code"] for found in json.loads(done.stdout)]


PLANTED = {
    "the clock": "from datetime import datetime\ndatetime.now()\n",
    "the day": "from datetime import date\ndate.today()\n",
    "the time": "import time\ntime.time()\n",
    "the environment": "import os\nos.environ['HOME']\n",
    "a variable": "from os import getenv\ngetenv('HOME')\n",
    "chance": "import random\nrandom.random()\n",
    "secrets": "from secrets import token_hex\ntoken_hex()\n",
    "the network": "import socket\nsocket.socket()\n",
    "a page": "from urllib.request import urlopen\nurlopen('x')\n",
    "the folder": "from pathlib import Path\nPath.cwd()\n",
    "a program": "import subprocess\nsubprocess.run([])\n",
    "identities": "import uuid\nuuid.uuid4()\n",
}


@pytest.mark.parametrize("code", PLANTED.values(), ids=PLANTED.keys())
@pytest.mark.parametrize("package", ["checks", "feeds", "files", "i18n", "model", "rules", "site", "steward"])
def test_no_layer_under_the_adapters_reads_the_world(package: str, code: str) -> None:
    """A clock, an environment, chance or a network, planted under the adapters, is refused."""
    assert set(lint_as(f"scripts/tablee/{package}/planted.py", code)) == {"TID251"}


@pytest.mark.parametrize(
    "path",
    [
        "scripts/tablee/cli.py",
        "scripts/tablee/cli/clock.py",
        "scripts/tablee/adapters/disk.py",
        "scripts/write_schemas.py",
        "tests/test_planted.py",
    ],
)
def test_the_world_may_be_read_where_it_belongs(path: str) -> None:
    """The commands, the adapters, the tools and the tests are free to do so."""
    assert lint_as(path, "".join(PLANTED.values())) == []


def test_every_ban_says_where_the_thing_belongs() -> None:
    """Each banned name carries a sentence that says what to do instead."""
    banned: dict[str, dict[str, str]] = RUFF["flake8-tidy-imports"]["banned-api"]
    assert [name for name, ban in banned.items() if not re.fullmatch(r"[A-Z`].{15,}\.", ban["msg"])] == []


def test_every_ignored_rule_has_a_reason_beside_it() -> None:
    """A rule of ruff that is not followed says why, on its own line."""
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    ignored = [line for line in lines if re.match(r'\s*(".*" = \[)?"[A-Z]{1,4}\d{3,4}"', line)]
    assert len(ignored) > len(RUFF["ignore"])
    assert [line for line in ignored if not re.search(r"#\s+\S", line)] == []


# Make, CI and pytest itself


def test_every_target_has_a_help_line() -> None:
    """`make` lists every target that one may ask for."""
    text = (ROOT / "Makefile").read_text("utf-8")
    phony = re.findall(r"^\.PHONY:(.*)$", text, flags=re.MULTILINE)[0].split()
    helped = re.findall(r"^([a-z-]+):.*  ## \S", text, flags=re.MULTILINE)
    assert sorted(helped) == sorted(phony)


def test_ci_needs_no_hidden_step() -> None:
    """.ci/run can be executed, and calls the same targets as a contributor."""
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert [line for line in script.read_text("utf-8").splitlines() if line.startswith("make ")] == [
        "make lint",
        "make test",
    ]


GOLDEN = """
def test_golden(golden) -> None:
    golden("page.txt", "déjeuner\\r\\n")
"""


def plant(folder: Path, test: str) -> None:
    """Write a test into a folder of its own, beside our conftest.py."""
    for name in ("conftest.py", "install_readers.py", "system_programs.py"):
        shutil.copy(ROOT / "tests" / name, folder)
    (folder / "test_planted.py").write_text(test, "utf-8")


def run_planted(folder: Path, *options: str, ci: str = "") -> subprocess.CompletedProcess[str]:
    """Run the planted test, inside CI or outside."""
    options = ("-ra", "-p", "no:cacheprovider", "--rootdir", str(folder), *options)
    return run("pytest", *options, cwd=folder, CI=ci, PYTHONPATH=str(ROOT / "tests"))


def test_golden_compares_every_byte_and_an_update_writes(tmp_path: Path) -> None:
    """A missing or different expected output fails, down to the line ends, until `--update-golden` writes it."""
    plant(tmp_path, GOLDEN)
    assert run_planted(tmp_path).returncode == 1
    assert run_planted(tmp_path, "--update-golden").returncode == 0
    assert (tmp_path / "golden/page.txt").read_bytes() == "déjeuner\r\n".encode()
    assert run_planted(tmp_path).returncode == 0
    (tmp_path / "golden/page.txt").write_bytes("déjeuner\n".encode())
    assert run_planted(tmp_path).returncode == 1


SKIPPED = """
import pytest

def test_skipped() -> None:
    pytest.skip("the moon is down")

@pytest.mark.xfail(reason="known", strict=True)
def test_expected_to_fail() -> None:
    raise ValueError

def test_passed() -> None:
    assert True is not False
"""


@of_the_template
@pytest.mark.parametrize(
    ("ci", "status", "counts"),
    [("true", 1, "1 failed, 1 passed, 1 xfailed"), ("", 0, "1 passed, 1 skipped, 1 xfailed")],
    ids=["in CI", "elsewhere"],
)
def test_a_skip_fails_in_ci_only(tmp_path: Path, ci: str, status: int, counts: str) -> None:
    """In CI a skipped test is a failure that tells its reason; elsewhere it is a skip that tells its reason."""
    plant(tmp_path, SKIPPED)
    done = run_planted(tmp_path, ci=ci)
    assert done.returncode == status, done.stdout
    assert counts in done.stdout
    assert "the moon is down" in done.stdout


@of_the_template
def test_a_skipped_file_fails_in_ci(tmp_path: Path) -> None:
    """A file that skips itself whole is refused in CI, too."""
    for name in ("conftest.py", "install_readers.py", "system_programs.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path)
    (tmp_path / "test_planted.py").write_text(
        "import pytest\npytest.importorskip('no_such_package')\n", "utf-8"
    )
    done = run_planted(tmp_path, ci="true")
    assert done.returncode != 0
    assert "no test may be skipped in CI" in done.stdout


def test_tests_cannot_leave_this_machine() -> None:
    """A connection or a look-up beyond loopback is refused before anything is sent; loopback works."""
    with pytest.raises(PermissionError, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 9), timeout=1)
    with pytest.raises(PermissionError, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()
