"""How much of a page's JSON is read. What lies beyond is left out, and a warning says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MOST_JSON_CHARACTERS = 10_000_000  # of a page's JSON-LD, and of the data in its scripts; few have a tenth
DEEPEST_JSON = 100  # levels; articles are described in ten, and Python itself ends at a thousand

Warn = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """`max_json_chars` and `max_json_depth` of `newsclean.clean`, as they are handed down.

    >>> Limits(json_depth=50).too_deep
    'JSON nested deeper than 50 levels was not read'
    """

    json_chars: int = MOST_JSON_CHARACTERS
    json_depth: int = DEEPEST_JSON

    @property
    def too_deep(self) -> str:
        """What a warning says of JSON of more levels."""
        return f"JSON nested deeper than {self.json_depth} levels was not read"

    def too_long(self, what: str) -> str:
        """What a warning says of JSON of more characters."""
        return f"{what} beyond {self.json_chars} characters was not read"


LIMITS = Limits()


def no_warning(warning: str) -> None:
    """For callers who need not hear of what was left out."""
