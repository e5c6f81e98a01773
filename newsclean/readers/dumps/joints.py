"""Parts a text of a dump that has lost its line ends where they must have been: at labels, dates and bylines.

A label of two words or more, or buttons in a row, end before a capital; a date stands between two of them or
has a time; a byline begins with "By" and, if a capital is before it, has a known first name or a date.

    Tags: ferry MOST POPULAR Storm closes road By Ada Writer 3 May 2024 14:05 The road is closed now.
    ->  Tags: ferry  /  MOST POPULAR  /  Storm closes road  /  By Ada Writer  /  3 May 2024 14:05  /  The …
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import regex

from ...evidence.bylines.people import FULL_NAME
from ...evidence.dates.written import find_dates
from ...phrases import first_words, labels, lines, plain, worded
from ...text.patterns import pattern
from ...text.words import FULL_STOPS, fold

_BOXES = ("boxes", "read also")
_OTHERS = ("sharing", "page tools", "newsletter", "account", "comments", "skip links")
_BUTTONS = ("sharing", "page tools")  # which may be of one word
_FEWEST_BUTTONS = 2  # in a row
_MOST_WORDS = 5  # of a label
_WORD = pattern(r"\S++")
_DATE_WITHIN = 200  # characters in which dates are looked for at a time
_MOST_OF_BYLINE = 8  # words
_LONGEST_DATE = 50  # characters; one that begins in the last so many may be cut off
_LOOK_AT = 60  # characters before a date, and after a byline
_ENDS = (".", "!", "?", "…", "”", '"', "»", "|", "-", "–", "—", "•", "·")  # of what may come before a date
# It bought Facebook|, Instagram|, WhatsApp|.
_AFTER_LISTED = f"{FULL_STOPS},،，、;؛；"
# 3 May 2024| The boat    3 May 2024| / News    not: 3 May 2024, the   3 Mayıs 2024'te   2024년 5월 3일 다리가
_ENDS_DATE = pattern(r"\s*+(?:\Z|[|•·]) | \s++[^\p{Ll}\p{Lo},;)]", regex.X)
_ENDS_TIME = pattern(r"\s++[^\p{Ll},;)]")  # also before scripts without capitals
_Places = list[tuple[int, int]]  # where words begin and end
_Labels = tuple[frozenset[str], frozenset[str]]  # labels, and their first words
# Published: 3 May 2024    Mis à jour le 3 mai 2024
_DATE_LABEL = worded(r"(?<!\S)(?=\p{Lu})(?i:<<date published>>|<<date modified>>)\s?+:?+\s*+\Z")
_WEEKDAY = worded(r"(?<!\S)(?=\p{Lu})(?i:<<weekdays>>)[.,]?+\s++\Z")
# By |Ada Writer    BY |ADA WRITER
_BYLINE = worded(r"(?i:<<byline by>>)\s(?=(?P<first>\p{Lu}\p{L}++)\s\p{Lu})")


def parted_at_joints(text: str, in_story: bool) -> Iterator[str]:
    """Yield the lines that a text was made of, as far as labels, dates and bylines show where they ended.

    in_story: whether sentences came before. Above them, "Latest news" is in the menu and heads nothing.
    """
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    cuts = {0, len(text), *_ends_of_labels(text, words, in_story), *_ends_of_dates(text)}
    cuts.update(_ends_of_bylines(text, words))
    for start, end in pairwise(sorted(cuts)):
        line = text[start:end].strip()
        if line:
            yield line


def _ends_of_bylines(text: str, words: _Places) -> Iterator[int]:
    """Yield where bylines begin and end: not at "Kevin De Bruyne Scores" or "Ferry Hit By Storm Surge"."""
    after_capital, after = False, 0  # whether the word before has a capital and no mark; the end of a byline
    for i, (start, end) in enumerate(words):
        opens = start >= after and text[start].isupper()
        if opens and fold(text[start:end]) in first_words("byline by"):
            found = _BYLINE.match(text, start)
            if found and (not after_capital or _is_of_person(text, found)):
                after = found.end()
                yield start
                yield from _other_person(text, after, words[i + 1 : i + _MOST_OF_BYLINE])
        after_capital = text[start].isupper() and text[end - 1].isalnum()


def _other_person(text: str, names_at: int, words: _Places) -> Iterator[int]:
    """Yield where another person's name begins after that of the author: "By Ada Writer | Bo Hale won"."""
    first_names = lines("first_names")
    for at, end in words:
        names = text[names_at:at].split()
        if not text[at].isupper():
            return
        is_whole = len(names) >= FULL_NAME and fold(names[-1]) not in first_names
        if is_whole and fold(text[at:end]) in first_names:
            yield at
            return


def _is_of_person(text: str, byline: regex.Match[str]) -> bool:
    """Whether a first name or, soon, a date follows "by": "By Ada Writer", "By Wrenna Osk 3 May 2024"."""
    end = byline.end()
    return fold(byline["first"]) in lines("first_names") or bool(find_dates(text[end : end + _LOOK_AT]))


def _ends_of_labels(text: str, words: _Places, with_boxes: bool) -> Iterator[int]:
    """Yield where labels of several words, and buttons in a row, begin and end."""
    known = _labels(with_boxes)
    at = 0
    while at < len(words):
        if not text[words[at][0]].isupper():
            at += 1
            continue
        end, several = at, 0  # after the last label of a row; labels in it, one of many words as two
        while (found := _label_at(text, words, end, known)) > end:
            several += 1 + (found > end + 1)
            end = found
        if several >= _FEWEST_BUTTONS and not (end < len(words) and text[words[end][0]].islower()):
            yield words[at][0]
            yield words[end - 1][1]
        at = max(end, at + 1)


def _label_at(text: str, words: _Places, at: int, labelled: _Labels) -> int:
    """Return the place after the longest label that begins with a word, or the word's place if none does."""
    if at >= len(words) or not text[words[at][0]].isupper():
        return at
    start, end = words[at]
    known, firsts = labelled
    first = plain(text[start:end])
    if first in firsts:
        for after in range(min(at + _MOST_WORDS, len(words)), at + 1, -1):
            if plain(text[start : words[after - 1][1]]) in known:
                return after
    return at + 1 if first in _buttons() and text[end - 1] not in _AFTER_LISTED else at


def _ends_of_dates(text: str) -> Iterator[int]:
    """Yield where dates begin and end that have a line of their own, with their labels and weekdays."""
    at = 0
    while at < len(text):
        next_at = at + _DATE_WITHIN - _LONGEST_DATE
        for date in find_dates(text[at : at + _DATE_WITHIN]):
            start, end = at + date.start, at + date.end
            if start >= next_at:  # found again, whole
                break
            next_at = max(next_at, end)
            before = text[max(0, start - _LOOK_AT) : start]
            bare = _WEEKDAY.sub("", before)
            unlabelled = _DATE_LABEL.sub("", bare)
            is_labelled, has_time = unlabelled != bare, isinstance(date.value, dt.datetime)
            is_apart = is_labelled or has_time or _may_end_line(bare)
            ends = _ENDS_DATE.match(text, end) or (has_time and _ENDS_TIME.match(text, end))
            if is_labelled or (is_apart and ends):
                yield start - len(before) + len(unlabelled)
            if is_apart and ends:
                yield end
        at = next_at


def _may_end_line(before: str) -> bool:
    """Whether a mark or two words with capitals stand before a date: a sentence, a name, a headline."""
    words = before.rstrip().rsplit(None, 2)[-2:]
    if not words or words[-1].endswith(_ENDS):
        return True
    return len(words) > 1 and all(word[0].isupper() for word in words) and not words[-1].endswith(",")


@cache
def _labels(with_boxes: bool) -> _Labels:
    """Return the labels of two words or more, and their first words."""
    sections = (*_BOXES, *_OTHERS) if with_boxes else _OTHERS
    known = frozenset(x for section in sections for x in labels(section) if " " in x)
    return known, frozenset(x.partition(" ")[0] for x in known)


@cache
def _buttons() -> frozenset[str]:
    """Return the buttons of one word."""
    return frozenset(x for section in _BUTTONS for x in labels(section) if " " not in x)
