"""Days, as several files have them."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self

from pydantic import model_validator

from tablee.i18n.translations import _
from tablee.model.types import Day, Declared, doc, in_order


@dataclass(frozen=True, slots=True)
class Span(Declared):
    """Days from `from_on` to `to_on`, both included; open-ended without `to_on`."""

    example = "{from: 2026-07-10, to: 2026-08-25}"

    from_on: Annotated[Day, doc(_("the first day"), "from")]
    to_on: Annotated[Day | None, doc(_("the last day, included"), "to")] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        in_order("from", "to", self.from_on, self.to_on)
        return self

    def covers(self, day: date) -> bool:
        """Return whether a day lies within the span."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)
