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


_SMALL_TARGETS = """(finger) => [...document.querySelectorAll("a, button, input, select, summary")].filter((at) => {
  const box = at.getBoundingClientRect(), block = at.closest("p, li, dd, td, th, figcaption, div, h2, h3");
  const shown = at.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box.width > 2;
  const inSentence = getComputedStyle(at).display === "inline" && block.innerText.trim() !== at.innerText.trim();
  return shown && box.height < finger - 0.5 && !inSentence && !at.closest(".md-search, .md-footer, .md-skip");
}).map((at) => `${at.outerHTML.slice(0, 120)} is ${Math.round(at.getBoundingClientRect().height)} px high`)"""

_CUT_TEXTS = """() => {
  const cut = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = new Range();
  const shown = { visibilityProperty: true, opacityProperty: true };
  const elsewhere = ".t-hidden, .md-skip, .md-sidebar, .md-search, .md-dialog, .t-shared";
  const edgeOf = (box, at) => {
    if (box.left < -1 || box.right > innerWidth + 1) return "the window";
    for (; at && at !== document.body; at = at.parentElement) {
      const { overflowX, overflowY, display } = getComputedStyle(at), edge = at.getBoundingClientRect();
      if (display === "inline") continue;
      if (overflowX !== "visible" && (box.left < edge.left - 1 || box.right > edge.right + 1)) return at.outerHTML;
      if (overflowY !== "visible" && (box.top < edge.top - 4 || box.bottom > edge.bottom + 4)) return at.outerHTML;
    }
  };
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !holder.checkVisibility(shown) || holder.closest(elsewhere)) continue;
    range.selectNodeContents(texts.currentNode);
    const edges = [...range.getClientRects()].map((box) => edgeOf(box, holder)).filter(Boolean);
    if (edges.length) cut.push(`${texts.currentNode.data.trim().slice(0, 60)} by ${edges[0].slice(0, 90)}`);
  }
  return cut;
}"""


def find_small_targets(page: Page, finger: int) -> list[str]:
    """Return what can be pressed, stands in no sentence, and is lower than `finger` pixels."""
    small: list[str] = page.evaluate(_SMALL_TARGETS, finger)
    return small


def find_cut_texts(page: Page) -> list[str]:
    """Return the texts that the window or what they stand in cuts off, or that have to be scrolled to sideways.

    Left out are what is hidden until it is called, and the table of who sat with whom, which is as wide as it is high.
    """
    cut: list[str] = page.evaluate(_CUT_TEXTS)
    return cut


_TORN_WORDS = r"""(selector) => [...document.querySelectorAll(selector)].flatMap((at) => {
  const torn = [], range = new Range(), texts = document.createTreeWalker(at, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top / 8))).size > 1) torn.push(word[0]);
    }
  }
  return torn;
})"""


def find_torn_words(page: Page, selector: str) -> list[str]:
    """Return the words in some elements that begin on one line and end on the next."""
    torn: list[str] = page.evaluate(_TORN_WORDS, selector)
    return torn
