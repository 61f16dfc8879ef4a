"""A browser that notes what goes wrong while a page is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Dialog, Page, sync_playwright

AXE = Path(__file__).parent.parent / "readers/node_modules/axe-core/axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose outcome the colours decide: all that can change when night falls."""

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
EVERY_WIDTH = (320, 390, 768, 1280)
EVERY_LOOK = (("light", "none"), ("dark", "none"), ("light", "active"), ("dark", "active"))
"""By day, by night, and in the colours that the reader's device forces on pages."""

_RUN_AXE = """async (tags) => {
  const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"], elementRef: false});
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 120)} `
    + [...node.any, ...node.all, ...node.none].map((check) => check.message).join(" ").slice(0, 200)));
}"""


@contextmanager
def started_browser(chromium: Path) -> Iterator[Browser]:
    """Start the system's Chromium, without asking anything of the network."""
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=flags)
        yield browser
        browser.close()


class Watched:
    """A page, with what went wrong on it: console, scripts, answers, foreign requests, dialogs."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", lambda said: self._note(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("response", lambda answer: self._note(answer.url) if answer.status >= 400 else None)
        page.on("request", lambda asked: None if asked.url.startswith(address) else self._note(asked.url))
        page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Dialog) -> None:
        self._note(dialog.message)
        dialog.dismiss()

    def _note(self, fault: str) -> None:
        self.faults.append(fault)

    def take_faults(self) -> list[str]:
        """Return what went wrong since the last call."""
        faults, self.faults = self.faults, []
        return faults


TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""A page that was just made narrow, dark or of forced colours has them from the next frame on."""


def find_barriers(page: Page, rules: list[str]) -> list[str]:
    """Return what axe-core finds wrong with a page as it is: `rules` are sets of rules (WCAG) or rules (COLOURS)."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(_RUN_AXE, rules)
    return found


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide
