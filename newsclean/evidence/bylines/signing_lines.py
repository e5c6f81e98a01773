"""The lines that may sign a story, each split at its dates, and the names found in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from ...model import Block, Container, chain
from ...phrases import folded, last_words, starts, worded
from ...text.patterns import DIGIT, pattern
from ...text.prose import is_row, is_sentence
from ...text.words import UNSPACED, count_words, fold
from ..class_words import LEVELS, is_called, is_inside
from ..dates import find_dates
from .names import names_in
from .people import has_first_name, is_full
from .word_for_by import without_by

IN_ELEMENT = "element of the author"
BY = "after the word for by"
LONGEST_LINE = 200  # characters; bylines say little else
_MOST_WORDS = 25  # words of the longest byline
_MOST_WITH_DATES, _NAME_PIECE = 32, 8  # the same if two dates follow the name; words up to the first
_MOST_UNSPACED = 35  # the same in scripts without blanks, whose words are shorter than counted
_PICTURE_CREDIT = 16  # characters of the longest line with a photographer alone
MOST_WORDS_A_NAME = 6  # words per name in a line without "by"
# 26 | 01 | 2022    4.25.15    a year of an era
_MAY_BE_DATE = pattern(
    r"\p{Nd}\s?[./|-]\s?\p{Nd}{1,2}\s?[./|-]\s?\p{Nd}|(?<!\p{Nd})(?:19|20)\p{Nd}{2}(?!\p{Nd})|\p{Nd}\p{Han}"
)
# 2024年3月9日（土） 文＝佐藤健一   9 March 2024 (Sat) Ada Writer
_WEEKDAY = worded(r"\A\s*+[(（](?:\p{Han}|\p{Hangul}|<<weekdays>>)\.?[)）]", regex.I)
_BESIDE_DATES = ("date published", "date modified", "weekdays", "beside dates")  # sections of phrases
_SHORT = 3  # letters of a weekday cut short, which may be a name too: "An", "Min"
_LABEL_WORDS = 4  # words of the longest label of a date
_INITIAL = pattern(r"\p{Lu}\.")  # "Gerd M.", where a small letter may be the short word for "year"
# [portrait] By Maya Lindholm    By [svg] Maya Lindholm    []byMaya Lindholm
_PICTURE = pattern(r"\[(?!\d)[^\s\[\]]{0,60}\]")
MARKS = " -–—|•·,:_*"

# Maya Lindholm 2.3. 20:51   Maya Lindholm 14/5
_DAY_ALONE = pattern(r"\s\d{1,2}[./]\s?\d{1,2}\.?(?:,?\s\D{0,6}\d{1,2}[:.]\d{2})?\Z")


@dataclass(frozen=True, slots=True)
class Signed:
    """Names that sign, and where; `drops`: the blocks that hold nothing else; `how`: the trace's reason."""

    names: tuple[str, ...]
    block: int
    drops: tuple[int, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Line:
    """A block that may sign, with its text split at its dates."""

    block: Block
    pieces: tuple[str, ...]
    dated: bool

    def signed(self, names: list[str], how: str) -> Signed:
        """Return the names; the block is dropped with them unless it holds the date too, read or not."""
        names = [_within_part(_within_link(name, self.block), self.block) for name in names]
        stays = self.dated or _MAY_BE_DATE.search(self.block.text) is not None
        return Signed(tuple(names), self.block.id, () if stays else (self.block.id,), how)


def _within_link(name: str, block: Block) -> str:
    """Return a name up to where its link ends, or where the link of something else starts."""
    for link in block.links:
        text = block.text[link.start : link.end].strip()
        if text[: len(name)] == name and text[len(name) :].isdigit():
            return text  # a user name like "maya77"
        if not text or len(text) >= len(name):
            continue
        if name.startswith(text) and names_in(text) == [text] and is_full(text):
            return text
        before = name.removesuffix(text).rstrip()
        if before != name and has_first_name(before):
            return before
    return name


def _within_part(name: str, block: Block) -> str:
    """Return a name up to where its line or its bold type ends, if that is a full name; "Jr." stays."""
    start = 0
    for span in block.spans:
        if span.mark == "break":
            part, start = block.text[start : span.start], span.end
        elif span.mark == "bold":
            part = block.text[span.start : span.end]
        else:
            continue
        found = names_in(part)
        if len(found) != 1 or not is_full(found[0]) or not name.startswith(f"{found[0]} "):
            continue
        rest = name[len(found[0]) + 1 :]
        if rest[0].isupper() and fold(rest) not in folded("name endings"):
            return found[0]
    return name


def can_sign(block: Block) -> bool:
    """Whether a block is short and no sentence, or opens with a word for by; not in figures and quotes."""
    text = block.text
    if len(text) > LONGEST_LINE or block.kind in ("code", "table", "caption") or _credits_picture(text):
        return False
    most = _MOST_WORDS if text.isascii() or not UNSPACED.search(text) else _MOST_UNSPACED
    words = count_words(text)
    if (words > most and not _is_long_by_dates(block, words)) or _is_of_others(block.container):
        return False
    return not is_sentence_of_text(text) or without_by(text) is not None


def _credits_picture(text: str) -> bool:
    """Whether a text is one name and the sign of a photographer: 記者王小明／攝影."""
    if len(text) > _PICTURE_CREDIT or text.isascii() or " " in text:
        return False
    return text.rstrip("）)").endswith(starts("credit after a name"))


def _is_long_by_dates(block: Block, words: int) -> bool:
    """Whether dates make a byline long: "By Maya Lindholm - 3 May 2024 at 18:30 | updated 3 May 2024 …"."""
    if words > _MOST_WITH_DATES or without_by(block.text) is None:
        return False
    line = line_of(block)
    return len(line.pieces) > 1 and count_words(line.pieces[0]) <= _NAME_PIECE


def is_sentence_of_text(text: str) -> bool:
    """Whether a text is a sentence, and no row of names and dates that ends in a short word with a stop."""
    return is_sentence(text) and not is_row(text)


def _is_of_others(container: Container | None) -> bool:
    """Whether an element is in a figure, where names are the photographer's, or in a quote."""
    return any(each.tag == "figure" or is_called(each, "quotation") for each in chain(container, LEVELS))


def is_quoted(container: Container | None) -> bool:
    """Whether an element is in one called a quote: a name there is of the person who is quoted."""
    return is_inside(container, LEVELS, "quotation")


def line_of(block: Block) -> Line:
    """Return a block split at its dates."""
    text = block.text
    if "[" in text:
        text = _PICTURE.sub(" ", text).strip() or text
    dates = find_dates(text, day_first=True) if DIGIT.search(text) else []
    if not dates:
        day = _DAY_ALONE.search(text) if text[-1:].isdigit() or text.endswith(".") else None
        return Line(block, (text[: day.start()] if day else text,), day is not None)
    pieces, start = [], 0
    for date in dates:
        pieces.append(_WEEKDAY.sub("", text[start : date.start]))
        start = date.end
    pieces.append(_WEEKDAY.sub("", text[start:]))
    return Line(block, tuple(filter(None, map(_without_date_words, pieces))), True)


def _without_date_words(piece: str) -> str:
    """Return the piece without the label at its end: "Maya Lindholm" of "Maya Lindholm Published on:"."""
    words = piece.split()
    is_apart = False
    while words:
        if not fold(words[-1]):
            is_apart = True  # "Nguyen Minh An - 3 May"
            words.pop()
            continue
        last = fold(words[-1]).rpartition(" ")[2]
        if last not in last_words(*_BESIDE_DATES) or _INITIAL.fullmatch(words[-1]):
            break
        size = next((n for n in range(_LABEL_WORDS, 0, -1) if fold(" ".join(words[-n:])) in _date_words()), 0)
        if not size or (is_apart and len(words[-1]) <= _SHORT and words[-1][0].isupper()):
            break
        del words[-size:]
    return " ".join(words)


@cache
def _date_words() -> frozenset[str]:
    return frozenset().union(*map(folded, _BESIDE_DATES)) - folded("byline by")
