"""Take the pictures of the guides from the tests' own groups, as a phone shows them: `make guide-pictures`."""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from issue_gallery import exhibits
from issue_shots import render_issue
from quality.server import served
from quality.sites import NOW, build_rich
from quality.viewer import started_browser
from system_programs import find_chromium

PICTURES = Path(__file__).parent.parent / "scripts" / "tablee" / "site" / "pictures"
SCREEN = {"width": 390, "height": 520}
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
    print(PICTURES)
    return 0


if __name__ == "__main__":
    sys.exit(main())
