"""Public and school holidays: what `holidays.yml` says."""

from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import model_validator

from tablee.i18n.translations import _
from tablee.model.types import Day, Declared, Line, Many, doc, in_order


@dataclass(frozen=True, slots=True)
class NamedDay(Declared):
    """A public holiday."""

    on: Annotated[Day, doc(_("the day"))]
    name: Annotated[Line, doc(_("its name"))]


@dataclass(frozen=True, slots=True)
class NamedSpan(Declared):
    """School holidays: days from `from_on` to `to_on`, both included."""

    from_on: Annotated[Day, doc(_("the first day"), "from")]
    to_on: Annotated[Day, doc(_("the last day, included"), "to")]
    name: Annotated[Line, doc(_("their name"))]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        in_order("from", "to", self.from_on, self.to_on)
        return self


@dataclass(frozen=True, slots=True)
class Holidays(Declared):
    """The resolved holidays of `holidays.yml`, known from `from_on` to `to_on`."""

    from_on: Annotated[Day, doc(_("the first day that the file knows"), "from")]
    to_on: Annotated[Day, doc(_("the last day that the file knows"), "to")]
    public: Annotated[
        Many[NamedDay],
        doc(_("public holidays: the rhythm skips them"), example="[{on: 2026-05-14, name: Ascension}]"),
    ] = ()
    school: Annotated[
        Many[NamedSpan],
        doc(
            _("school holidays: a slot within is kept and mentioned"),
            example="[{from: 2026-10-17, to: 2026-11-01, name: Vacances de la Toussaint}]",
        ),
    ] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        in_order("from", "to", self.from_on, self.to_on)
        return self
