"""Take pictures of every kind of page and issue, phone and desk, day and night, in both languages: `make screenshots`.

They lie in build/shots, for somebody to look at one by one: no test can see that a page is ugly.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from issue_shots import take_issue_shots
from quality.server import served
from quality.sites import NOW, build_rich, every_kind
from quality.viewer import SCHEMES, TWO_FRAMES, started_browser
from system_programs import find_chromium

SHOTS = Path(__file__).parent.parent / "build" / "shots"
SCREENS = {"phone": 390, "desk": 1280}

_ALL_PICTURES = (
    """Promise.all([...document.images].map((one) => { one.loading = "eager"; return one.decode(); }))"""
)
"""Nobody scrolls to those that wait to be scrolled to."""


def take_shots(browser: Browser, site: Path, language: str) -> int:
    """Picture every kind of page of a site; return how many pictures there are."""
    taken = 0
    with served(site) as home:
        page = browser.new_page(reduced_motion="reduce")
        page.clock.set_fixed_time(NOW)
        for kind in every_kind(site):
            page.goto(home + kind)
            page.evaluate(_ALL_PICTURES)
            name = kind.strip("/").replace("/", "_").removesuffix(".html") or "home"
            for screen, width in SCREENS.items():
                page.set_viewport_size({"width": width, "height": 800})
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                    page.evaluate(TWO_FRAMES)
                    page.screenshot(path=SHOTS / f"{name}-{language}-{screen}-{scheme}.png", full_page=True)
                    taken += 1
        page.close()
    return taken


def main() -> int:
    """Write the pictures into build/shots."""
    chromium = find_chromium()
    if chromium is None:
        print("Chromium is missing: `python tests/system_programs.py` says how to get it.", file=sys.stderr)
        return 1
    SHOTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, started_browser(Path(chromium)) as browser:
        for language in ("fr", "en"):
            site = build_rich(language, Path(folder) / language)
            taken = take_shots(browser, site, language)
            taken += take_issue_shots(browser, language, Path(folder) / f"issues-{language}", SHOTS)
            print(f"{taken} pictures in {language}", flush=True)
    print(SHOTS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
