"""Measure the pages with Lighthouse, as a phone on a slow line would load them: `make quality`.

Each page three times, the median of each score; the group is the French one of the tests, and for the last rows one of
1,000 members and 4,000 meetings, whose long pages may not be too high for a phone either. It prints a table, and its
exit status is 1 where a bar is missed. It is no test of the suite: what it measures depends on the machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

# The folder above is where the tests' modules are found, whoever runs this file.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.dates import NOW
from install_readers import find_node, install
from quality.server import served
from quality.sites import build_rich
from quality.viewer import started_browser
from system_programs import find_chromium

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent
LARGE = ("1000", "4000")
LIGHTHOUSE = HERE / "node_modules/lighthouse/cli/index.js"
PAGES = {
    "home": "",
    "directory": "members/",
    "member": "members/ines-garnier/",
    "meeting": "meetings/2026-12-10/",
}
BARS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_KIB = 90
LONG = ("members/", "help/", "turns/")
"""What a thousand members make long."""
MOST_HIGH = 20_000
TIMES = 3


def measure(address: str) -> dict[str, float]:
    """Return the scores of a page, from 0 to 100, and the KiB of its first load, from one run."""
    flags = "--headless=new --no-sandbox --disable-background-networking --disable-component-update"
    command = [str(find_node()), str(LIGHTHOUSE), address, "--output=json", "--quiet"]
    options = [f"--chrome-flags={flags}", f"--only-categories={','.join(BARS)}"]
    environment = {**os.environ, "CHROME_PATH": find_chromium() or ""}
    done = subprocess.run([*command, *options], env=environment, capture_output=True, text=True, check=True)
    report = json.loads(done.stdout)
    for audit in _missed(report):
        print(f"    {audit}", file=sys.stderr)
    scores = {name: 100 * report["categories"][name]["score"] for name in BARS}
    return {**scores, "KiB": report["audits"]["total-byte-weight"]["numericValue"] / 1024}


def _missed(report: dict[str, object]) -> list[str]:
    """Name the audits that cost a score other than speed."""
    categories, audits = report["categories"], report["audits"]
    assert isinstance(categories, dict)
    assert isinstance(audits, dict)
    names = [ref["id"] for name in BARS if name != "performance" for ref in categories[name]["auditRefs"]]
    return [f"{name}: {audits[name]['title']}" for name in names if audits[name]["score"] not in {None, 1}]


def main() -> int:
    """Print a row for each page, with the medians; return 1 where a bar is missed."""
    if code := install(HERE, {"PUPPETEER_SKIP_DOWNLOAD": "1"}):
        return code
    print(f"{'page':12}", *(f"{name:>15}" for name in [*BARS, "first load"]))
    with tempfile.TemporaryDirectory() as folder:
        with served(build_rich("fr", Path(folder) / "rich")) as home:
            met = [judge(name, home + page) for name, page in PAGES.items()]
        with served(build_large(Path(folder) / "large")) as home:
            met.append(judge("1,000 cards", f"{home}members/"))
            met += [is_low(home + page) for page in LONG]
    said = f"A bar is missed: {BARS}, first load at most {MOST_KIB} KiB, at most {MOST_HIGH} px high."
    print("Every bar is met." if all(met) else said)
    return 0 if all(met) else 1


def judge(name: str, address: str) -> bool:
    """Print the medians of a page; say whether they meet the bars."""
    runs = [measure(address) for _ in range(TIMES)]
    scores = {key: median(run[key] for run in runs) for key in runs[0]}
    shown = (f"{scores[key]:15.0f}" for key in BARS)
    print(f"{name:12}", *shown, f"{scores['KiB']:11.1f} KiB", flush=True)
    return scores["KiB"] <= MOST_KIB and all(scores[key] >= bar for key, bar in BARS.items())


def is_low(address: str) -> bool:
    """Print how high a page is on a phone before anything is opened; say whether that is low enough."""
    with started_browser(Path(find_chromium() or "")) as browser:
        page = browser.new_page(viewport={"width": 390, "height": 664})
        page.goto(address)
        high: int = page.evaluate("document.documentElement.scrollHeight")
    print(f"{address.rstrip('/').rpartition('/')[2]:12} {high:15,} px high on a phone", flush=True)
    return high <= MOST_HIGH


def build_large(group: Path) -> Path:
    """Build the site of the benchmark's large group in a folder; return the site's folder."""
    paths = os.pathsep.join((str(TESTS.parent / "scripts"), str(TESTS)))
    environment = {**os.environ, "PYTHONPATH": paths, "TABLEE_NOW": NOW}
    for command in (["bench.groups", str(group), *LARGE], ["tablee", "build", "-C", str(group)]):
        subprocess.run(
            [sys.executable, "-m", *command], env=environment, check=True, stdout=subprocess.DEVNULL
        )
    return group / "site"


if __name__ == "__main__":
    sys.exit(main())
