"""Take the pictures of the guides, as a phone shows pages, and the one of README.md: `make guide-pictures`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from group_folder import NOW as SAMPLE_NOW
from group_folder import ROOT, run_tablee
from issue_gallery import exhibits
from issue_shots import render_issue
from quality.server import served
from quality.sites import NOW, build_rich
from quality.viewer import started_browser
from system_programs import find_chromium

PICTURES = ROOT / "scripts" / "tablee" / "site" / "pictures"
README_PICTURE = ROOT / "docs" / "home.webp"
SCREEN = {"width": 390, "height": 520}
DESK = {"width": 1280, "height": 760}
QUALITY = 60

PAGES = {
    "come": "meetings/2026-12-10/",
    "subscribe": "subscribe/",
    "join": "members/",
    "profile": "members/ines-garnier/",
    "facilitate": "turns/",
}
"""The pages of the site that guides show."""
ISSUES = {"house": "dashboard"}
"""The issues that guides show, by the name of their exhibit: without emoji, for which a machine may have no font."""


def take_pictures(browser: Browser, language: str, work: Path) -> None:
    """Write the picture of each guide in one language."""
    page = browser.new_page(viewport=SCREEN, reduced_motion="reduce", color_scheme="light")  # type: ignore[arg-type]
    page.clock.set_fixed_time(NOW)
    with served(build_rich(language, work / "site")) as home:
        for guide, address in PAGES.items():
            page.goto(home + address)
            write_picture(page, PICTURES / language / f"{guide}.webp")
    shown = {exhibit.name: exhibit for exhibit in exhibits(language, work / "issues")}
    for guide, name in ISSUES.items():
        page.set_content(render_issue(shown[name], language))
        write_picture(page, PICTURES / language / f"{guide}.webp")
    page.close()


def take_readme_picture(browser: Browser, work: Path) -> None:
    """Write the picture of the sample's home, as a desk shows it."""
    for name in ("group.yml", "holidays.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, work)
    for name in ("content", "meetings", "members"):
        shutil.copytree(ROOT / name, work / name)
    run_tablee("-C", work, "build").check_returncode()
    page = browser.new_page(viewport=DESK, reduced_motion="reduce", color_scheme="light")  # type: ignore[arg-type]
    page.clock.set_fixed_time(f"{SAMPLE_NOW}+01:00")
    with served(work / "site") as home:
        page.goto(home)
        write_picture(page, README_PICTURE)
    page.close()


def write_picture(page: Page, path: Path) -> None:
    """Write what a page shows at first, light enough for a phone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").save(path, "WEBP", quality=QUALITY, method=6)


def main() -> int:
    """Write the pictures of both languages."""
    chromium = find_chromium()
    if chromium is None:
        print("Chromium is missing: `python tests/system_programs.py` says how to get it.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, started_browser(Path(chromium)) as browser:
        for language in ("fr", "en"):
            take_pictures(browser, language, Path(folder) / language)
        sample = Path(folder) / "sample"
        sample.mkdir()
        take_readme_picture(browser, sample)
    print(PICTURES, README_PICTURE, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
