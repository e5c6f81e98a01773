"""Regular expressions that are compiled on first use, not when newsclean is imported.

There are hundreds of them. Compiling them all takes longer than importing everything else, and a page in
one language, HTML or dump, needs half. They are defined at module level like any other expression.

>>> _YEAR = pattern(r"(?:19|20)\\d\\d")
>>> _YEAR.search("May 2024")[0]
'2024'
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast

import regex

_METHODS = "match search fullmatch finditer findall sub subn split".split()


def pattern(source: AnyStr | Callable[[], AnyStr], flags: int = 0) -> regex.Pattern[AnyStr]:
    """Return an expression compiled with `regex` on first use; `source` may be a function that returns it.

    Raises `regex.error` on first use if `source` is not a valid expression.
    """
    return cast("regex.Pattern[AnyStr]", Pattern(regex.compile, source, flags))


def plain_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Like `pattern`, with `re`: the standard library is twice as fast at plain sets of characters.

    Not for possessive repeats and atomic groups, which CPython 3.11.0 to 3.11.4 match wrongly.
    """
    return cast("re.Pattern[AnyStr]", Pattern(re.compile, source, flags))


class Pattern:
    """Behaves like the compiled expression; the first attribute access compiles it."""

    def __init__(self, compile: Callable[[Any, int], Any], source: Any, flags: int) -> None:
        self._compile, self._source, self._flags = compile, source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # looked up by copy, pickle or inspect; no expression has it
            raise AttributeError(name)
        compiled = self.compiled()
        for method in _METHODS:  # found without this detour from now on
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def compiled(self) -> Any:
        """Return the expression itself, compiled anew."""
        return self._compile(self._source() if callable(self._source) else self._source, self._flags)


LETTER = pattern(r"\p{L}")
GLUED = pattern(r"(?<=\p{Ll})(?=\p{Lu})")  # "Read also|Storm closes port"
DIGIT = plain_pattern(r"\d")
DIGITS = plain_pattern(r"\d+")
