"""The measurements: what runs beside what, and what comes out."""

from __future__ import annotations

import gzip
import os
import re
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from bench.dates import HUB, NOW, Size, size_of
from bench.stopwatch import DidNotRunError, Pair, Program, run, run_by_turns
from bench.table import Aim, Row

MOST_APPLIES = 9
CHECKED_MEMORY = 1000
"""Up to so many meetings the memory of a check has an aim."""
TESTS = Path(__file__).resolve().parent.parent
_CHECK_AIM = Aim(2.0)
_CHECK_MEMORY_AIM = Aim(50.0)
_PLAN_AIM = Aim(2.0)
_FEEDS_AIM = Aim(0.333)
_HUB_FEEDS_AIM = Aim(0.25)
_MEMORY_AIM = Aim(250.0)
_BUILD_AIM = Aim(1.0)
_HELPED_AIM = Aim(1.25)
_SAMPLE_AIM = Aim(1.6)
_STANDING_AIM = Aim(1.25)
_TREE_AIM = Aim(12.0)
_SITE_AIM = Aim(120.0)
_EDIT_AIM = Aim(0.25)
_SAMPLE_EDIT_AIM = Aim(0.35)
_DIRECTORY_AIM = Aim(700.0)
_PACKED_AIM = Aim(60.0)
_PAGE_COST_AIM = Aim(1.15)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a contest is held: a folder with a group in it, and how often each program runs."""

    folder: Path
    size: Size
    quick_runs: int
    build_runs: int

    @property
    def group(self) -> Path:
        """The group's folder."""
        return self.folder / "group"

    @property
    def site(self) -> Path:
        """The finished site's folder."""
        return self.folder / "site"

    @property
    def label(self) -> str:
        """The group's size in words."""
        return f"{self.size.members:,} members, {self.size.meetings:,} meetings"


@dataclass(frozen=True, slots=True)
class Weight:
    """What a folder weighs: its HTML pages, their bytes, and those of all its files."""

    pages: int
    html: int
    whole: int


def lay_group(ground: Ground) -> None:
    """Write the group's files and commit them, in a process of its own so that ours stays small."""
    size = (str(ground.size.members), str(ground.size.meetings))
    run(_python("-m", "bench.groups", ground.group, *size))


def lay_sample(folder: Path, runs: int) -> Ground:
    """Write and commit what the group beside the engine is."""
    ground = Ground(folder, size_of(0, 0), runs, runs)
    run(_python("-m", "bench.groups", ground.group))
    return ground


def hold_check(ground: Ground) -> list[Row]:
    """Measure `tablee check` beside a bare parse of the same files."""
    bare = _python(TESTS / "bench" / "bare_read.py", ground.group)
    pair = run_by_turns(_tablee(ground, "check"), bare, ground.quick_runs)
    rows = _rows("check", "bare CSafeLoader", pair, _CHECK_AIM)
    if ground.size.meetings <= CHECKED_MEMORY:
        rows[-1] = replace(rows[-1], verdict=_CHECK_MEMORY_AIM.judge(pair.ours.memory))
    return rows


def hold_plan(ground: Ground) -> list[Row]:
    """Measure `tablee plan` beside `tablee check`: first with all to do, then, applied, with nothing."""
    issues = ground.folder / "issues"
    planning = _tablee(ground, "plan", "--tracker", "folder", "--issues", issues)
    rows = []
    for what in ("plan, all to do", "plan, nothing to do"):
        pair = run_by_turns(planning, _tablee(ground, "check"), ground.quick_runs)
        rows += _rows(what, "tablee check", pair, _PLAN_AIM)
        _apply_all(ground, issues)
    run(Program(["git", "-C", ground.group, "checkout", "--quiet", "."], os.environ))
    run(Program(["git", "-C", ground.group, "clean", "--quiet", "-fd"], os.environ))
    return rows


def _apply_all(ground: Ground, issues: Path) -> None:
    """Apply until nothing is left: one run makes so many changes at most, and says so by its status."""
    for _attempt in range(MOST_APPLIES):
        try:
            run(_tablee(ground, "apply", "--tracker", "folder", "--issues", issues))
        except DidNotRunError as truncated:
            if "ended with 3" not in str(truncated):
                raise
        else:
            return


def hold_feeds(ground: Ground, peer: Path) -> list[Row]:
    """Measure all our calendars beside one calendar of the same meetings by yaml2ics."""
    out, source = ground.folder / "feeds", ground.folder / "source.yml"
    ours = replace(_tablee(ground, "feeds", "--out", out), prepare=lambda: _set_aside(ground, out))
    run(ours)
    run(_python("-m", "bench.peer_source", out / "calendar.ics", source))
    feeds = sum(1 for _feed in out.rglob("*.ics"))
    pair = run_by_turns(ours, Program([peer, source], os.environ), ground.quick_runs)
    aim = _HUB_FEEDS_AIM if ground.size.meetings >= HUB else _FEEDS_AIM
    memory = pair.ours.memory
    return [
        *_rows(f"feeds ({feeds:,} calendars)", "yaml2ics (1 calendar)", pair, aim),
        Row("  peak memory (MB)", f"{memory:.0f} MB", verdict=_MEMORY_AIM.judge(memory)),
    ]


def hold_build(ground: Ground) -> tuple[list[Row], float]:
    """Measure `tablee build` beside mkdocs on the same tree, and after an edit; return also what a page costs us.

    That cost is in milliseconds of user and system time: the two groups are not measured by turns.
    """
    alone, hooked, build = ground.folder / "alone", ground.folder / "hooked", ground.group / "build"
    ours = _cold(ground)
    run(ours)
    without = replace(_mkdocs(build / "alone.yml", alone), prepare=lambda: _write_alone(ground, alone))
    pair = run_by_turns(ours, without, ground.build_runs)
    helped = run_by_turns(ours, _helped(ground, hooked), ground.build_runs)
    edited = run_by_turns(_edited(ground), ours, ground.build_runs)
    site, tree = weigh(ground.site), weigh(build / "docs")
    kilobytes, cost = tree.whole / site.pages / 1000, pair.ours.cpu / site.pages * 1000
    rows = [
        *_rows("build", "mkdocs on the same tree", pair, _BUILD_AIM),
        *_rows("  beside mkdocs with our hooks", "", helped, _HELPED_AIM)[:1],
        *_rows("build after an edit", "a build from nothing", edited, _EDIT_AIM)[:2],
        Row("  user + system a page", f"{cost:.2f} ms", beside=f"of {site.pages:,} pages"),
        Row("  tree that mkdocs reads, a page", f"{kilobytes:.1f} kB", verdict=_TREE_AIM.judge(kilobytes)),
        Row("  HTML a page", f"{site.html / site.pages / 1000:.1f} kB"),
        Row("  whole site", f"{site.whole / 1e6:.1f} MB", verdict=_SITE_AIM.judge(site.whole / 1e6)),
        *_directory_rows((ground.site / "members" / "index.html").read_bytes()),
    ]
    return rows, cost


def hold_sample(ground: Ground) -> list[Row]:
    """Measure the build of the group beside the engine: with all its cards, with nothing to do, and after an edit."""
    ours, helped = _cold(ground), _helped(ground, ground.folder / "hooked")
    run(ours)
    cold = run_by_turns(ours, helped, ground.build_runs)
    run(ours)
    standing = run_by_turns(_tablee_build(ground), helped, ground.build_runs)
    edited = run_by_turns(_edited(ground), ours, ground.build_runs)
    return [
        *_rows("all pages and cards", "mkdocs with our hooks", cold, _SAMPLE_AIM)[:2],
        *_rows("nothing changed", "mkdocs with our hooks", standing, _STANDING_AIM)[:2],
        *_rows("after an edit", "a build from nothing", edited, _SAMPLE_EDIT_AIM)[:2],
    ]


def _tablee_build(ground: Ground) -> Program:
    return _tablee(ground, "build", "--out", ground.site)


def _cold(ground: Ground) -> Program:
    """Build from nothing: neither site nor cache is there, and every card is drawn."""
    return replace(
        _tablee_build(ground), prepare=lambda: _set_aside(ground, ground.site, ground.group / "build")
    )


def _edited(ground: Ground) -> Program:
    """Build where an earlier build stands, and somebody with a page has another trade since."""
    return replace(_tablee_build(ground), prepare=lambda: _edit_a_member(ground))


def _helped(ground: Ground, out: Path) -> Program:
    """Run mkdocs with our hooks on what our last build laid: pages, cards and calendars are made already."""
    return replace(_mkdocs(ground.group / "build/mkdocs.yml", out), prepare=lambda: _set_aside(ground, out))


def _edit_a_member(ground: Ground) -> None:
    """Write one more sign into what somebody with a page does."""
    files = sorted((ground.group / "members").glob("*.yml"))
    file = next(one for one in files if _has_page(one.read_text("utf-8")))
    file.write_text(re.sub(r"(?m)^(trade: .*)$", r"\1.", file.read_text("utf-8"), count=1), "utf-8")


def _has_page(member: str) -> bool:
    return "public: yes" in member and "left:" not in member and "trade:" in member


def _mkdocs(config: Path, out: Path) -> Program:
    return _python("-m", "mkdocs", "build", "-q", "-f", config, "-d", out)


def _write_alone(ground: Ground, out: Path) -> None:
    """Write a configuration beside ours that differs in having no hooks: what they cost, and save, is ours."""
    build = ground.group / "build"
    settings = yaml.safe_load((build / "mkdocs.yml").read_text("utf-8"))
    del settings["hooks"]
    (build / "alone.yml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), "utf-8")
    _set_aside(ground, out)


def _directory_rows(page: bytes) -> list[Row]:
    """Weigh the page of all members, as it is and as a server packs it."""
    raw, packed = len(page) / 1000, len(gzip.compress(page, mtime=0)) / 1000
    return [
        Row("  page of all members", f"{raw:.0f} kB", verdict=_DIRECTORY_AIM.judge(raw)),
        Row("  the same, packed", f"{packed:.1f} kB", verdict=_PACKED_AIM.judge(packed)),
    ]


def compare_page_costs(small: float, large: float) -> Row:
    """Set what a page costs in a large group beside what it costs in a small one: milliseconds."""
    ratio = large / small
    return Row(
        "time a page, large : small",
        f"{large:.2f} ms",
        f"{small:.2f} ms",
        "",
        ratio,
        _PAGE_COST_AIM.judge(ratio),
    )


def weigh(folder: Path) -> Weight:
    """Return what the files of a folder weigh."""
    sizes = [(path.suffix, path.stat().st_size) for path in folder.rglob("*") if path.is_file()]
    html = [size for suffix, size in sizes if suffix == ".html"]
    return Weight(len(html), sum(html), sum(size for _suffix, size in sizes))


def _rows(what: str, beside: str, pair: Pair, aim: Aim) -> list[Row]:
    ours, theirs = pair.ours, pair.theirs
    return [
        Row(
            what,
            f"{ours.seconds:.3f} s",
            f"{theirs.seconds:.3f} s",
            beside,
            pair.ratio,
            aim.judge(pair.ratio),
        ),
        Row("  user + system", f"{ours.cpu:.3f} s", f"{theirs.cpu:.3f} s", ratio=ours.cpu / theirs.cpu),
        Row(
            "  peak memory",
            f"{ours.memory:.0f} MB",
            f"{theirs.memory:.0f} MB",
            ratio=ours.memory / theirs.memory,
        ),
    ]


def _tablee(ground: Ground, *arguments: str | Path) -> Program:
    return _python("-m", "tablee", *arguments, "-C", ground.group)


def _python(*arguments: str | Path) -> Program:
    """Run this environment's Python on the package as it stands here, always at one moment."""
    paths = os.pathsep.join((str(TESTS.parent / "scripts"), str(TESTS)))
    environment = {
        **os.environ,
        "PYTHONPATH": paths,
        "TABLEE_NOW": NOW,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "",  # modules are compiled once, as wherever nobody forbids it
    }
    return Program([sys.executable, *arguments], environment)


def _set_aside(ground: Ground, *folders: Path) -> None:
    """Move folders away, so that the next run begins without them; all go with the ground.

    They are not deleted: to make a new file ext4 passes over every inode that was freed within the last minutes, one
    by one, and ten thousand of them would cost more than what is measured.
    """
    for folder in folders:
        if folder.exists():
            folder.rename(Path(tempfile.mkdtemp(prefix="aside-", dir=ground.folder)) / folder.name)
