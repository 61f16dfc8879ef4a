"""How `holidays.yml` is written."""

from __future__ import annotations

from tablee import model
from tablee.files.composites import Key, Listing, Record
from tablee.files.scalars import DAY
from tablee.files.shapes.common import LINE, check_order
from tablee.i18n.words import _

HOLIDAYS = Record(
    model.Holidays,
    {
        "from": Key(DAY, _("the first day that the file knows"), "from_on", required=True),
        "to": Key(DAY, _("the last day that the file knows"), "to_on", required=True),
        "public": Key(
            Listing(
                Record(
                    model.NamedDay,
                    {
                        "on": Key(DAY, _("the day"), required=True),
                        "name": Key(LINE, _("its name"), required=True),
                    },
                )
            ),
            _("public holidays: the rhythm skips them"),
            example="[{on: 2026-05-14, name: Ascension}]",
        ),
        "school": Key(
            Listing(
                Record(
                    model.NamedSpan,
                    {
                        "from": Key(DAY, _("the first day"), "from_on", required=True),
                        "to": Key(DAY, _("the last day, included"), "to_on", required=True),
                        "name": Key(LINE, _("their name"), required=True),
                    },
                    check=check_order("from_on", "to_on"),
                )
            ),
            _("school holidays: a slot within is kept and mentioned"),
            example="[{from: 2026-10-17, to: 2026-11-01, name: Vacances de la Toussaint}]",
        ),
    },
    check=check_order("from_on", "to_on"),
)
