"""Limits on how much of a page's JSON is read. The rest is left out, and a warning says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MOST_JSON_CHARACTERS = 10_000_000  # in JSON-LD, and in scripts; few pages have a tenth of that
DEEPEST_JSON = 100  # levels; descriptions of articles need ten, and Python's own limit is a thousand

Warn = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """`max_json_chars` and `max_json_depth` of `newsclean.clean`, passed on to the readers.

    >>> Limits(json_depth=50).too_deep
    'JSON nested deeper than 50 levels was not read'
    """

    json_chars: int = MOST_JSON_CHARACTERS
    json_depth: int = DEEPEST_JSON

    @property
    def too_deep(self) -> str:
        """The warning about JSON that is nested deeper."""
        return f"JSON nested deeper than {self.json_depth} levels was not read"

    def too_long(self, what: str) -> str:
        """Return the warning about JSON that is longer."""
        return f"{what} beyond {self.json_chars} characters was not read"


LIMITS = Limits()


def ignore_warning(warning: str) -> None:
    """Ignore the warning."""
