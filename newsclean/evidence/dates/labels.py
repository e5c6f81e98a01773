"""Reads the labels of dates: "Published", "Aktualisiert am", "更新日"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from ...model import Block
from ...phrases import folded, last_words, words_in
from ...text.words import fold
from ..near_title import NearTitle

Role = Literal["published", "modified", "other", ""]

# A label that is in two of them has the later role.
_SECTIONS: Mapping[str, Role] = {
    "date published": "published",
    "date of something else": "other",
    "date modified": "modified",
}
_LABEL_WORDS = 4  # words of the longest label
_LONGEST_LABEL = 40  # characters of the longest block that holds only a label


def role_of_label(text: str) -> Role:
    """Return the role that the text's last label gives to the date after it, or "".

    >>> role_of_label("First published on"), role_of_label("By A. Lind, zuletzt aktualisiert am")
    ('published', 'modified')
    """
    return _last_label(text)[0]


def has_only_noun(text: str) -> bool:
    """Whether the text's last label is a word for "date", and not beside the date that follows the text.

    >>> has_only_noun("At that date the mill closed on"), has_only_noun("Updated by the editors on")
    (True, False)
    """
    _, label, after = _last_label(text)
    return label in folded("nouns for date") and other_words(after) > 0


def _last_label(text: str) -> tuple[Role, str, str]:
    """Return the role of the text's last label, the label and the words after it, or "" for each."""
    words = fold(text).split()[-2 * _LABEL_WORDS :]
    labels = _labels()
    if " ".join(words) in folded("dates of lives"):  # in a headline the word says nothing: "Founded in May"
        return "other", " ".join(words), ""
    ends = last_words(*_SECTIONS)
    for end in range(len(words), 0, -1):
        if words[end - 1] not in ends:
            continue
        for size in range(min(_LABEL_WORDS, end), 0, -1):
            label = " ".join(words[end - size : end])
            if role := labels.get(label):
                return role, label, " ".join(words[end:])
    return "", "", ""


def other_words(text: str) -> int:
    """Return how many words of a text are not in labels, weekdays or phrases between those and a date."""
    empty = _empty_words()
    return sum(word not in empty for word in fold(text).split())


def label_before(near_title: NearTitle, block: int) -> Block | None:
    """Return the block just before this one if it holds only the label of a date, else None."""
    label = near_title.blocks.get(block - 1)
    if label is None or len(label.text) > _LONGEST_LABEL or any(map(str.isdigit, label.text)):
        return None
    name = fold(label.text)
    if _labels().get(name) == "other" or name in folded("dates of lives"):
        return label
    return label if role_of_label(label.text) and not other_words(label.text) else None


@cache
def _labels() -> dict[str, Role]:
    return {phrase: role for section, role in _SECTIONS.items() for phrase in folded(section)}


@cache
def _empty_words() -> frozenset[str]:
    sections = ("date published", "date modified", "beside dates", "weekdays")
    return frozenset().union(*map(words_in, sections))
