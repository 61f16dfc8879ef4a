"""What has to be said to press something: its name, as speech control has it, beside what can be seen of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from playwright.sync_api import Page

_CONTROLS = r"""() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  const shown = { visibilityProperty: true, opacityProperty: true };
  const read = (at, drawn) => {
    const texts = document.createTreeWalker(at, NodeFilter.SHOW_TEXT), read = [];
    while (texts.nextNode()) {
      const holder = texts.currentNode.parentElement;
      const isDrawn = Boolean(holder.closest("[aria-hidden=true]"));
      if (holder.checkVisibility(shown) && !holder.closest(".t-hidden") && isDrawn === drawn) {
        read.push(texts.currentNode.data);
      }
    }
    return read.join("");
  };
  const isShown = (at) => at.checkVisibility(shown) && !at.closest("[inert]");
  return [...document.querySelectorAll("a[href], button, input, select, summary")].filter(isShown).map((at, number) => {
    at.dataset.control = number;
    const words = at.matches("input, select") ? at.labels[0] ?? null : at;
    return {
      seen: words ? read(words, false) : at.placeholder ?? "",
      drawn: words ? read(words, true) : "",
      target: at.href ?? at.dataset.copy ?? `${at.tagName.toLowerCase()} ${number}`,
    };
  });
}"""


class Control(NamedTuple):
    """Something to press: its name, the words seen on it, those in pictures on it, and what it leads to."""

    name: str
    seen: str
    drawn: str
    target: str


def find_controls(page: Page) -> list[Control]:
    """Return what a page offers to press, with the names that Chromium gives to assistive technology."""
    found = page.evaluate(_CONTROLS)
    devtools = page.context.new_cdp_session(page)
    document = devtools.send("DOM.getDocument", {"depth": -1})["root"]
    names = {
        node["backendDOMNodeId"]: node.get("name", {}).get("value", "")
        for node in devtools.send("Accessibility.getFullAXTree")["nodes"]
        if "backendDOMNodeId" in node and not node["ignored"]
    }
    devtools.detach()
    return [Control(names.get(node, ""), **found[number]) for number, node in _numbered(document)]


def _numbered(node: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield the number that each control was given, and what the browser calls its element."""
    attributes = node.get("attributes", [])
    of = dict(zip(attributes[::2], attributes[1::2], strict=True))
    if "data-control" in of:
        yield int(of["data-control"]), node["backendNodeId"]
    for child in node.get("children", []):
        yield from _numbered(child)


def find_unsayable(page: Page) -> list[str]:
    """Return what cannot be asked for by voice: without a name, seen otherwise (WCAG 2.5.3), or named like another.

    Words in a picture may be cut short: the leaf of a calendar says “Thu” of a Thursday.
    """
    faults, targets = [], defaultdict(set)
    for control in find_controls(page):
        name, seen = _words(control.name), _words(control.seen)
        if not name or seen not in name:
            faults.append(f"seen as {control.seen.strip()!r}, named {control.name!r}: {control.target}")
        faults += [
            f"drawn as {word!r}, named {control.name!r}"
            for word in _words(control.drawn).split()
            if not any(said.startswith(word) for said in name.split())
        ]
        targets[name].add(control.target)
    return faults + [f"{name!r} is {sorted(those)}" for name, those in targets.items() if len(those) > 1]


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
