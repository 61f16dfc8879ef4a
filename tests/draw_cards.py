"""Draw the pictures that stand for the site's sections where people share a link: `make cards`.

A table seen from above, people around it, the section's sign in the middle; no words, to serve every language.
"""

from __future__ import annotations

import math
from pathlib import Path

from playwright.sync_api import sync_playwright

from system_programs import find_chromium

CARDS = Path(__file__).parent.parent / "scripts/tablee/site/theme/assets/cards"
WIDTH, HEIGHT = 1200, 630
PAPER, WOOD, LINE, ACCENT = "#fdf8f1", "#f8ebdc", "#e6d9c8", "#9a3c17"
TINTS = ("#f3d9c6", "#dfe7cf", "#d3e4e6", "#e7d9ea", "#f4e3b5", "#f0d3d1")
SEATS = 9

SIGNS = {
    "home": '<path d="M-34-70v52a22 22 0 0 0 44 0v-52M-12-70V74M52 74V-70q-30 20-30 84h30"/>',
    "meetings": '<rect x="-66" y="-56" width="132" height="122" rx="14"/><path d="M-66-18H66M-32-74v36M32-74v36"/>'
    '<circle cx="28" cy="30" r="10"/>',
    "members": '<circle cy="-26" r="36"/><path d="M-66 70q0-66 66-66t66 66"/>',
    "turns": '<path d="M58-34A68 68 0 1 0 68 8"/><path d="M66-74l-6 42-42-8"/>',
    "circles": '<circle cx="-28" r="48"/><circle cx="28" r="48"/>',
    "help": '<path d="M-72-58h86v64h-42l-24 24v-24h-20z"/><path d="M34-22h38v64H56v22l-22-22h-44v-14"/>',
    "vitality": '<path d="M-78 8h38l22-58 36 108 24-50h36"/>',
    "subscribe": '<circle cx="-46" cy="50" r="8"/><path d="M-54 0a54 54 0 0 1 54 54M-54-54a108 108 0 0 1 108 108"/>',
}
"""The sign of each section, drawn in lines around the middle of the table."""


def draw_card(sign: str) -> str:
    """Return the picture with a sign, as SVG."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="-600 -315 1200 630">'
        f'<rect x="-600" y="-315" width="1200" height="630" fill="{PAPER}"/>'
        f'<rect x="-600" y="-315" width="22" height="630" fill="{ACCENT}"/>'
        f"{''.join(_seat(number) for number in range(SEATS))}"
        f'<circle r="168" fill="{WOOD}" stroke="{LINE}" stroke-width="4"/>'
        f'<g fill="none" stroke="{ACCENT}" stroke-width="15" stroke-linecap="round" stroke-linejoin="round">'
        f"{SIGNS[sign]}</g></svg>"
    )


def _seat(number: int) -> str:
    """Draw somebody at the table, and a plate; one chair is free."""
    turn = 2 * math.pi * number / SEATS - math.pi / 2
    x, y = 238 * math.cos(turn), 238 * math.sin(turn)
    free = f'fill="none" stroke="{ACCENT}" stroke-width="4" stroke-dasharray="10 9"'
    look = free if number == 1 else f'fill="{TINTS[number % len(TINTS)]}"'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="46" {look}/>'


def main() -> None:
    """Write the picture of every section."""
    CARDS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name in SIGNS:
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{draw_card(name)}")
            page.screenshot(path=CARDS / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
