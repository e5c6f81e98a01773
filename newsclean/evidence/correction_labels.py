"""Recognises paragraphs that correct the story, by the label or the sentence that they open with.

"Correction: An earlier version of this article gave the wrong year."  ->  "Correction"
"""

from __future__ import annotations

from functools import cache

from ..model import Block
from ..phrases import first_words, folded
from ..text.patterns import pattern
from ..text.words import count_words, fold

_LEAST_WORDS = 6  # a heading "Corrections" over a list is not a correction

# "Correction:"   "Editor's note, Nov. 11, 2022:"   "Berichtigung vom 3. Mai:"   "訂正："   "ማስተካከያ፦"
_OPENING = pattern(r"(?<label>[^:：፦.—–-]{2,40}+)(?:[:：፦.—–-])")
_LONGEST_OPENING = 60  # characters
_SENTENCE_WORDS = range(5, 10)  # of a label that is a sentence: "This story was corrected on 6 May to …"
_START = 8  # characters that tell most such sentences from other text


def opening_of_correction(block: Block) -> str:
    """Return the label or sentence that opens a correction, or ""."""
    if block.kind != "paragraph":
        return ""
    opening = block.text[:_LONGEST_OPENING]
    first = fold(opening.partition(" ")[0]).partition(" ")[0]  # "" of a mark alone: "* Correction"
    if first and first not in first_words("corrections"):
        return ""
    found = _OPENING.match(opening)
    label = found["label"] if found and _is_label(found["label"]) else _sentence_opening(opening)
    return label if label and count_words(block.text) >= _LEAST_WORDS else ""


def _sentence_opening(text: str) -> str:
    """Return the first words of a text if they say that the story was corrected, else ""."""
    if fold(text[:_START]) not in _starts_of_sentences():
        return ""
    words = fold(text).split()
    return next((x for n in _SENTENCE_WORDS if (x := " ".join(words[:n])) in folded("corrections")), "")


@cache
def _starts_of_sentences() -> frozenset[str]:
    long = (x for x in folded("corrections") if len(x.split()) >= _SENTENCE_WORDS[0])
    return frozenset(fold(x[:_START]) for x in long)


def _is_label(text: str) -> bool:
    """Whether this is a correction's label, alone or followed by a date: a comma or text with a digit."""
    known = folded("corrections")
    label, comma, _rest = text.partition(",")
    if fold(label) in known:
        return True
    words = fold(text).split()
    dated = not comma and any(c.isdigit() for c in text)
    return dated and any(" ".join(words[:n]) in known for n in range(1, 4))
