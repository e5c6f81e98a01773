"""Takes from a byline what is no part of it: addresses, buttons, notes' marks, what a layout glued to it."""

from __future__ import annotations

from functools import cache

import regex

from ...phrases import first_words, folded, starts, worded
from ...text.caching import cached_if_short
from ...text.patterns import pattern, plain_pattern
from ...text.words import COLONS, fold
from .byline_labels import MOST_WORDS, labels_authors, parted_at_colon
from .people import FULL_NAME, UNSPACED, non_names

_BUTTON_WORDS = 4  # words of the longest button
_MARKED = pattern(
    # a.writer@example.com   @awriter   Ada Writer@awriter   [email]   Ada Writer^1   Ada Writer² Ada Writer1
    r"(?<![^\s@])[^\s@]++@[^\s@.]++\.\S++|(?:https?://|www\.)\S++|(?<!\w|\w\.)@\w++|(?<=\p{Ll})@\w++"
    r"|\[[^\[\]]{0,40}\]|(?<=\p{L})(?:\^\d{1,2}|[⁰¹²³⁴-⁹†‡])++|(?<=\s\p{Lu}\p{Ll}{2,20})\d(?!\w)"
)
# Whatever is marked has one of these: a cheap look, for most texts have none.
_MARK = plain_pattern(r"[@\[^\d⁰¹²³⁴-⁹†‡]|//|www\.")
# "Dan WriterThe Valley Echo", "Ada WriterIn Travel", "byAda", "Ada WriterLast Updated": glued by a layout
_GLUED_AFTER = worded(r"(?<=\p{Ll})(?=<<glued after a name>>\b)|(?<=\b<<by, glued to a name>>)(?=\p{Lu})")
_CAPITAL_INSIDE = plain_pattern("[a-z][A-Z]")  # where words are glued in ASCII text: all open with capitals
# "Ada WriterIn Travel, Budget Travel": nothing after it is a name
_GLUED_SECTION = worded(r"(?<=\p{Ll}|\p{L}\s\p{L}++\s)<<in, glued to a name>>\s++\p{Lu}.*+\Z", regex.S)
# "Picture of Maya Lindholm", "Maya Lindholm's avatar": the alternative texts of portraits
_PORTRAIT = worded(
    r"\A\s*+<<portrait of>>\s++|<<genitive endings>>?(?<!\s)\s++<<portrait after a name>>\s*+\Z", regex.I
)
_MAY_BE_EAST_ASIAN = plain_pattern(r"[\u1100-\u11ff\u2e80-\U0010ffff]")
# 文＝佐藤健一 写真＝山本誠: the label of others without a blank before their names
_OTHERS_UNSPACED = worded(
    r"(?<=\p{Han}|\p{Hangul}|\p{Katakana})[\s、，]++<<byline not by|zh|ja|ko>>\s?[＝=：:／/・].*+", regex.S
)


def without_clutter(text: str) -> str:
    """Return a byline without addresses, marks of images and notes, and additions of layouts or alt texts.

    >>> without_clutter("[portrait] Maya Lindholm's avatar"), without_clutter("Maya Lindholm^1")
    ('Maya Lindholm', 'Maya Lindholm')
    """
    return _shown(text)


@cached_if_short(2048)
def _shown(text: str) -> str:
    shown = text.strip("_* ")
    if _MARK.search(shown):
        shown = _MARKED.sub(" ", shown)
    if not shown.isascii() and _MAY_BE_EAST_ASIAN.search(shown):
        shown = _OTHERS_UNSPACED.sub("", shown)
    return _without_button(_up_to_others(_PORTRAIT.sub("", unglued(shown))).strip())


def unglued(text: str) -> str:
    """Return a text without the section that a layout glued to a name, and with a blank before other words.

    >>> unglued("Maya LindholmIn Travel, Food"), unglued("byMaya LindholmThe Valley Echo")
    ('Maya Lindholm', 'by Maya Lindholm The Valley Echo')
    """
    if any(map(text.__contains__, _words_before_section())):
        text = _GLUED_SECTION.sub("", text)
    if text.isascii() and not _CAPITAL_INSIDE.search(text):
        return text
    return _GLUED_AFTER.sub(" ", text)


@cache
def _words_before_section() -> tuple[str, ...]:
    return tuple(f"{word} " for word in starts("in, glued to a name"))


def _up_to_others(text: str) -> str:
    """Return the text up to where it names those who only reviewed, photographed … the story.

    A word after a particle is a name: "Ana de la Fuente | Madrid".
    """
    label = parted_at_colon(text)[0]
    start, labelled = 0, len(label) if labels_authors(label) else 0
    for word in text.split(" "):
        if start > labelled and fold(word) in first_words("byline not by") and _opens_credit(text[start:]):
            if fold(text[:start]).rpartition(" ")[2] in folded("name particles"):
                return text
            return text[:start].rstrip(" .,;|")
        start += len(word) + 1
    return text


def _opens_credit(text: str) -> bool:
    """Whether a part of a text credits others: "Reviewed by", "Photo:", but not "Photo" alone."""
    words = text.split(" ", MOST_WORDS)
    for size in range(min(MOST_WORDS, len(words)), 0, -1):
        label = " ".join(words[:size])
        if fold(label) in folded("byline not by"):
            following = " ".join(words[size:]).lstrip()
            return size > 1 or label.endswith(COLONS) or following.startswith(COLONS)
    return False


def _without_button(text: str) -> str:
    """Return a text without a button after a name: "Ada Writer View all posts", "김하늘 기자 더보기"."""
    words = text.split()
    if not 1 < len(words) <= FULL_NAME + 2 * _BUTTON_WORDS or fold(text) in non_names():
        return text
    for start in range(max(1, len(words) - _BUTTON_WORDS), len(words)):
        is_phrase = start < len(words) - 1 or UNSPACED.fullmatch(words[start]) is not None
        is_bare = words[start][0].isalnum() and words[-1][-1].isalnum()  # not the "News -" of "Echo News - "
        if is_phrase and is_bare and fold(" ".join(words[start:])) in non_names():
            return " ".join(words[:start])
    return text
