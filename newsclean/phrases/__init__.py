"""Word lists as data, read at first use and kept: `*.txt` files with `[section]` headers.

`de.txt` holds everything newsclean knows about German, `places.txt` names of places. One phrase a line; `#`
opens a comment line. What `docs/add-a-language.md` says about a section applies to every language file, and
sections of the same name make one list: `labels("boxes")` holds the boxes of all languages.

>>> plain("MÁS LEÍDO:") in labels("boxes"), plain("Editor’s picks") in labels("boxes")
(True, True)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import product
from pathlib import Path

import regex

from ..text.caching import cached_if_short
from ..text.patterns import pattern, plain_pattern
from ..text.words import fold, without_signs

FOLDER = Path(__file__).parent  # importlib.resources would cost 30 ms to import
_LANGUAGE_NAME = 3  # letters at most in a language's file name: en, de, fil
_SECTION_SLOT = plain_pattern("<<([^<>]+)>>")  # of a section's words in an expression

# Marks around a label that do not change it: MOST READ »    - Anzeige -    【関連記事】    Share:
_EDGES = ' \t.,:;…!?¿¡|/\\<>«»‹›→←▶►▸▼▾☞*•·●■□◆◇~_=+-–—[](){}【】［］「」『』〔〕（）：｜《》"“”„#&៖፦՝'
_ACCENTED = (range(0x00C0, 0x0530), range(0x1E00, 0x2000))  # Latin, Greek, Cyrillic, with accents
_INDIC = range(0x0900, 0x0E00)  # w3m writes some letters as one code point, NFC as a letter and its dot
_MARKS = (range(0x0300, 0x0370), range(0x0591, 0x05C8), range(0x064B, 0x0660))  # accents, vowel points
_PICTURES = (range(0x2190, 0x27C0), range(0x2B00, 0x2C00), range(0x1F300, 0x1FB00))  # 👉 ▪ ➡ 🔴
_FAMILIAR = 0x2070  # the table has all code points below: the alphabets
_BEGINNING = 3  # characters that tell most phrases from other text
_DOTTED_I = "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"  # of Turkish; case folding makes two characters of it
_UNWRITTEN = "'’‘ʼ´`\ufe0f\u200b\u200c\u200d\u200e\u200f\u00ad"


@cache
def sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the sections of the file `name`.txt as written; `""` is what comes before the first header."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    found = {}
    for section in f"]\n{text}".split("\n["):
        header, _, entries = section.partition("]\n")
        found[header] = tuple([x for x in entries.split("\n") if x and x[0] != "#"])
    return found


@cache
def lines(name: str, section: str = "") -> frozenset[str]:
    """Return one section of the file `name`.txt, as written."""
    return frozenset(sections(name).get(section, ()))


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a file."""
    return tuple(sorted(x.stem for x in FOLDER.glob("*.txt") if len(x.stem) <= _LANGUAGE_NAME))


@cache
def written(section: str) -> frozenset[str]:
    """Return a section of all language files together, as written."""
    return frozenset().union(*(sections(language).get(section, ()) for language in languages()))


@cache
def folded(section: str) -> frozenset[str]:
    """Return a section of all language files together, folded (`words.fold`) for comparison."""
    return frozenset(filter(None, map(fold, written(section))))


@cache
def first_words(section: str) -> frozenset[str]:
    """Return the folded first words of a section of all language files: a cheap look for its phrases."""
    return frozenset(phrase.partition(" ")[0] for phrase in folded(section))


@cache
def last_words(*names: str) -> frozenset[str]:
    """Return the folded last words of sections of all language files: a cheap look for their phrases."""
    return frozenset(phrase.rpartition(" ")[2] for section in names for phrase in folded(section))


@cache
def words_in(section: str) -> frozenset[str]:
    """Return the folded words of a section's phrases, each by itself."""
    return frozenset(word for phrase in folded(section) for word in phrase.split())


@cache
def agencies(*names: str) -> frozenset[str]:
    """Return the folded names of agencies: of sections of agencies.txt, else of all that count anywhere."""
    return frozenset(fold(x) for name in names or ("alone", "agencies") for x in lines("agencies", name))


@cache
def labels(section: str) -> frozenset[str]:
    """Return a section of all language files together, each as `plain` gives it."""
    return frozenset(filter(None, map(plain, written(section))))


@cache
def label_openings(section: str) -> tuple[str, ...]:
    """Return a section of all language files together, each as `plain` gives it, for `str.startswith`."""
    return tuple(labels(section))


def opens_with_label(section: str, text: str) -> bool:
    """Whether a text, as `plain` gives it, begins with a phrase of a section."""
    return plain(text).startswith(label_openings(section))


@cache
def starts(section: str) -> tuple[str, ...]:
    """Return a section of all language files together, longest first, for `str.startswith` and `endswith`."""
    return tuple(sorted(written(section), key=lambda phrase: (-len(phrase), phrase)))


def may_open_with(section: str, text: str) -> bool:
    """Whether a text begins with the first characters of a phrase: a cheap look that spares a search.

    Signs before the text do not count.

    >>> may_open_with("read also", "Read also: Storm closes port"), may_open_with("read also", "Storm")
    (True, False)
    """
    return without_signs(text)[:_BEGINNING].casefold() in _beginnings(section)


@cache
def _beginnings(section: str) -> frozenset[str]:
    """Return the first characters of phrases, also as Turkish capitals: "ilg" and, of "İLG", "i̇lg"."""
    begun = {phrase[:_BEGINNING].casefold() for phrase in written(section)}
    letters = ([(c, _DOTTED_I.casefold()) if c == "i" else (c,) for c in start] for start in begun)
    return frozenset("".join(each) for start in letters for each in product(*start))


def worded(source: str, flags: int = 0) -> regex.Pattern[str]:
    """Return a `pattern` with the words of sections in it, which are read at its first use.

    `<<by after a date>>` means any phrase of that section, `<<day signs|zh|ja>>` one of these languages.

    >>> worded("(?i)<<by after a date>> ").match("By Maya Lindholm")[0]
    'By '
    """
    return pattern(lambda: _SECTION_SLOT.sub(lambda m: _alternation(*m[1].split("|")), source), flags)


def _alternation(section: str, *codes: str) -> str:
    """Return a section as an expression, longest phrase first, with any white space between words."""
    phrases = (x for x in starts(section) if not codes or any(x in lines(code, section) for code in codes))
    expression = "|".join(map(re.escape, phrases)).replace("\\ ", "\\s++")
    return f"(?:{expression or '(?!)'})"


@cached_if_short(4096)
def plain(text: str) -> str:
    """Return a label for comparison: without case, accents, apostrophes, and marks at its ends.

    Several times faster than `words.fold`, for passes that look at every short line of a page.
    """
    return unaccented(text).strip(_EDGES)


def unaccented(text: str) -> str:
    """Return a text without case, accents, apostrophes and pictures.

    >>> unaccented("Síguenos en Facebook 👇")
    'siguenos en facebook '
    """
    return text.lower().replace("'", "") if text.isascii() else text.casefold().translate(_bare())


@cache
def _bare() -> Mapping[int, str | int | None]:
    """Return the table of letters without accents, None for characters to leave out."""
    letters: dict[int, str | int | None] = {code: code for code in range(_FAMILIAR)}  # a miss is slow
    for code in (code for codes in _ACCENTED for code in codes):
        letters[code] = unicodedata.normalize("NFKD", chr(code))[0]
    letters.update({code: unicodedata.normalize("NFC", chr(code)) for code in _INDIC})
    letters[ord("ı")] = "i"
    letters.update(dict.fromkeys((code for codes in _MARKS + _PICTURES for code in codes), None))
    letters.update(dict.fromkeys(map(ord, _UNWRITTEN), None))
    return letters
