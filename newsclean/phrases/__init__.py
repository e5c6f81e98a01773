"""Word lists as data, read at first use and kept: `*.txt` files with `[section]` headers.

A file is one language (`de.txt`) or one subject (`places.txt`). A phrase a line; `#` opens a
comment line; a `[section]` goes on up to the next one. Sections of the same name in the language
files make one list: `labels("boxes")` holds those of all languages.

>>> plain("MÁS LEÍDO:") in labels("boxes"), plain("Editor’s picks") in labels("boxes")
(True, True)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..text.caching import cached_if_short
from ..text.words import fold

_FOLDER = Path(__file__).parent  # importlib.resources would cost 30 ms to import
_LANGUAGE_NAME = 3  # letters at most in a language's file name: en, de, fil

# Marks around a label that do not change it: MOST READ »    - Anzeige -    【関連記事】    Share:
_EDGES = ' \t.,:;…!?|/\\<>«»‹›→←▶►▸▼▾☞*•·●■□◆◇~_=+-–—[](){}【】［］「」『』〔〕（）：｜《》"“”„#&'
_ACCENTED = (range(0x00C0, 0x0530), range(0x1E00, 0x2000))  # Latin, Greek, Cyrillic, with accents
_MARKS = (range(0x0300, 0x0370), range(0x0591, 0x05C8), range(0x064B, 0x0660))  # accents, vowel points
_FAMILIAR = 0x2070  # the table has all code points below: the alphabets
_UNWRITTEN = "'’‘ʼ´`\u200b\u200c\u200d\u200e\u200f\u00ad"


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
def folded_lines(name: str) -> frozenset[str]:
    """What stands before the first header of the file `name`.txt, folded (`words.fold`) for comparison."""
    return frozenset(map(fold, lines(name)))


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


@cache
def labels(section: str) -> frozenset[str]:
    """A section of all language files together, each as `plain` gives it."""
    return frozenset(filter(None, map(plain, written(section))))


@cached_if_short(4096)
def plain(text: str) -> str:
    """Return a label for comparison: without case, accents, apostrophes, and marks at its ends.

    Several times faster than `words.fold`, for passes that look at every short line of a page.
    """
    if text.isascii():
        return text.lower().replace("'", "").strip(_EDGES)
    return text.casefold().translate(_bare()).strip(_EDGES)


@cache
def _bare() -> Mapping[int, str | int | None]:
    """Return the table of letters without accents, None for characters to leave out."""
    letters: dict[int, str | int | None] = {code: code for code in range(_FAMILIAR)}  # a miss is slow
    for code in (code for codes in _ACCENTED for code in codes):
        letters[code] = unicodedata.normalize("NFKD", chr(code))[0]
    letters[ord("ı")] = "i"
    letters.update(dict.fromkeys((code for codes in _MARKS for code in codes), None))
    letters.update(dict.fromkeys(map(ord, _UNWRITTEN), None))
    return letters
