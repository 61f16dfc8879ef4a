"""Boxes: what the steward writes it can read again, ticked or not."""

from __future__ import annotations

from tablee.steward.interpret.checkboxes import (
    render_box,
    render_card_box,
    tick_box,
    ticked_boxes,
    ticked_cards,
)

BODY = "\n".join(
    [
        render_box("place", "The table is booked", ticked=False),
        render_card_box("word", "**The word** · Ana", ticked=False),
        render_card_box("table", "**The table** · Bo", ticked=True),
    ]
)


def test_boxes_and_cards_are_told_apart() -> None:
    """What is ticked is found by its hidden name."""
    assert (ticked_boxes(BODY), ticked_cards(BODY)) == ((), ("table",))


def test_a_tick_touches_one_box() -> None:
    """The others stay as they are; a box that is ticked already stays ticked."""
    assert ticked_boxes(tick_box(BODY, "place")) == ("place",)
    assert ticked_cards(tick_box(BODY, "card:word")) == ("table", "word")
    assert tick_box(BODY, "card:table") == BODY


def test_a_tick_of_an_unknown_box_changes_nothing() -> None:
    """Nor does one in a body with other line ends lose them."""
    assert tick_box(BODY, "nothing") == BODY
    assert ticked_boxes(tick_box(BODY, "place").replace("\n", "\r\n")) == ("place",)
