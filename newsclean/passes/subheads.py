"""Calls a short line between paragraphs what it is: a subhead.

Many pages set their subheads as bold paragraphs, and a dump shows them as lines of their own. Only the
block's kind changes, never its text.

Before: paragraph "…until the spring." paragraph "A roof in three stages" paragraph "The first stage …"
After:  paragraph "…until the spring." heading   "A roof in three stages" paragraph "The first stage …"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Block, Edit, Page, Rewrite
from ..text.prose import PARAGRAPH
from ..text.words import count_words, ends_sentence

_LONGEST = 14  # words of a subhead
_LONGEST_IN_A_DUMP = 10  # where nothing but its shortness shows it
_BOLD = 0.95  # share of bold characters of a line that is bold as a whole
_NOT_ITS_END = tuple(".,;:,、。،؛…—–-\"”»’')")  # a question may be a subhead; the rest goes on or is speech
_INTERVIEW = 3  # bold questions
_OPENING_QUOTES = "\"“„«‘'"
_CLOSING_QUOTES = "\"”“»’'"
_QUESTION_MARKS = tuple("?？؟")


def subheads(page: Page) -> Iterator[Edit]:
    """Rewrites the kind of short lines that stand over running text."""
    blocks = page.blocks
    interview = page.is_html and _is_interview(blocks)
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if block.kind != "paragraph" or block.marker or not _is_text(after):
            continue
        if page.is_html:
            if _is_bold(block) and _short(block, _LONGEST) and not (interview and _asks(block)):
                yield Rewrite(block.id, block.text, "bold line over a paragraph", kind="heading")
        elif _is_text(before) and _short(block, _LONGEST_IN_A_DUMP) and _apart(block):
            yield Rewrite(block.id, block.text, "short line between paragraphs", kind="heading")


def _is_interview(blocks: Sequence[Block]) -> bool:
    """Whether bold lines ask, and all are sentences: an interviewer speaks, and they are no subheads."""
    bold = [block for block in blocks if block.kind == "paragraph" and _is_bold(block)]
    return sum(map(_asks, bold)) >= _INTERVIEW and all(ends_sentence(block.text) for block in bold)


def _is_bold(block: Block) -> bool:
    return block.bold >= _BOLD * len(block.text)


def _asks(block: Block) -> bool:
    return block.text.endswith(_QUESTION_MARKS)


def _short(block: Block, longest: int) -> bool:
    """A line of a few words that neither ends a sentence (but asks, perhaps) nor goes on."""
    text = block.text
    if not 0 < count_words(text) <= longest or (ends_sentence(text) and not _asks(block)):
        return False
    if text[0] in _OPENING_QUOTES:  # “They smell of pulp”: said by somebody, and nothing but that
        return text[-1] in _CLOSING_QUOTES
    return not text.endswith(_NOT_ITS_END) and not text[0].islower()


def _is_text(block: Block) -> bool:
    return block.kind in ("paragraph", "quote") and count_words(block.text) >= PARAGRAPH and not block.marker


def _apart(block: Block) -> bool:
    """Set apart by blank lines on both sides, or on neither, as dumps without blank lines have it."""
    return bool(block.blank_before) == bool(block.blank_after)
