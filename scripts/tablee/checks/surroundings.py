"""What a check must know besides the group's YAML files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Pictures, the base of a pull request, and what GitHub says of the repository.

    `photos` are the files of content/photos and `logos` those of content/, by their names: the whole of an SVG, since
    it may hold a program; of other pictures the first 512 bytes do. `base_keys` are the meetings' files at the pull
    request's base, as slot keys or paths; None where there is no base. `is_template` is None outside GitHub.
    """

    photos: Mapping[str, bytes] = field(default_factory=dict)
    logos: Mapping[str, bytes] = field(default_factory=dict)
    base_keys: frozenset[str] | None = None
    is_template: bool | None = None
