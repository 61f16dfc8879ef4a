"""Plain values become what declares them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic.experimental.arguments_schema import generate_arguments_schema
from pydantic_core import ArgsKwargs, SchemaValidator

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def reader_of(declared: type[T]) -> Callable[[object], T]:
    """Return what makes a value of a declared type; it raises ValidationError where the given one does not fit.

    A TypeAdapter does the same. Making one also loads what looks for plugins, though they are switched off, and makes
    a serializer that nobody uses: that takes as long as reading two hundred meetings.
    """

    def holding(_value: object) -> None:
        """Have one argument of that type: of functions alone pydantic tells the schema without making more."""

    holding.__annotations__["_value"] = declared
    validator = SchemaValidator(generate_arguments_schema(holding, "arguments"))

    def read(given: object) -> T:
        (value,), _named = validator.validate_python(ArgsKwargs((given,)))
        found: T = value
        return found

    return read
