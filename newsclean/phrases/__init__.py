"""Word lists as data, read at first use and kept: `*.txt` files with `[section]` headers.

A file is one language (`de.txt`) or one subject (`places.txt`). A phrase a line; `#` opens a
comment line; a `[section]` goes on up to the next one. Sections of the same name in the language
files make one list: `folded("box headings")` holds those of all languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..words import fold

_FOLDER = Path(__file__).parent  # importlib.resources would cost 30 ms to import
_LANGUAGE_NAME = 3  # letters at most in a language's file name: en, de, fil


@cache
def sections(name: str) -> Mapping[str, frozenset[str]]:
    """All sections of the file `name`.txt, as written there."""
    found: dict[str, list[str]] = {}
    lines = found.setdefault("", [])
    for raw in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if line.startswith("[") and line.endswith("]"):
            lines = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return {section: frozenset(x) for section, x in found.items()}


def lines(name: str, section: str = "") -> frozenset[str]:
    """One section of the file `name`.txt as written, `""` being what stands before the first header."""
    return sections(name).get(section, frozenset())


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file, by code."""
    return tuple(sorted(x.stem for x in _FOLDER.glob("*.txt") if len(x.stem) <= _LANGUAGE_NAME))


@cache
def written(section: str) -> frozenset[str]:
    """A section of all language files together, as written."""
    return frozenset().union(*(lines(language, section) for language in languages()))


@cache
def folded(section: str) -> frozenset[str]:
    """A section of all language files together, folded (`words.fold`) for comparison."""
    return frozenset(filter(None, map(fold, written(section))))
