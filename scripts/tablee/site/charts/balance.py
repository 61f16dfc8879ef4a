"""One balance of the ledger as a bar to the left or right of nothing; the number stands beside it in its table."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

_BAR = Markup('<svg class="t-bar" viewBox="-50 0 100 8" aria-hidden="true"><path d="M0 1h{}v6H0z"/></svg>')
"""The style sheet draws the line of nothing; the number beside it says the same."""


def render_balance(balance: Fraction, widest: Fraction) -> Markup:
    """Draw a balance; `widest` turns fill half of the width."""
    return _BAR.format(round(50 * balance / widest) if widest else 0)
