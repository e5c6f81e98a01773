"""Marks short lines between paragraphs as subheads.

Many pages write their subheads as bold paragraphs, and in a dump they are ordinary lines. A numbered one
looks like an item of a list there; it gets its number back. Nothing else changes the text.

Before: paragraph "…until the spring." paragraph "A roof in three stages" paragraph "The first stage …"
After:  paragraph "…until the spring." heading   "A roof in three stages" paragraph "The first stage …"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..evidence.entry_labels import is_hour
from ..model import Block, Edit, Page, Rewrite
from ..text.prose import PARAGRAPH
from ..text.words import OPENING_QUOTES, QUESTION_MARKS, count_words, ends_sentence

_LONGEST = 14  # words of a subhead
_LONGEST_IN_A_DUMP = 10  # in a dump, where only the length shows that it is one
_BOLD = 0.95  # share of bold characters in a bold line
_NOT_ITS_END = tuple(".,;:,、。،؛…—–-\"”»’')")  # a question may be a subhead; these show a sentence or speech
_INTERVIEW = 3  # bold questions that make an interview
_CLOSING_QUOTES = "\"”“»’'"


def subheads(page: Page) -> Iterator[Edit]:
    """Change the kind of short lines above running text to heading."""
    blocks = page.blocks
    interview = page.is_html and _is_interview(blocks)
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if not page.is_html and _is_only_item(before, block) and _is_text(after):
            yield Rewrite(block.id, f"{block.marker} {block.text}", "numbered line over text", kind="heading")
        if block.kind != "paragraph" or block.marker or not _is_text(after):
            continue
        if page.is_html:
            if _is_bold(block) and _is_short(block, _LONGEST) and not (interview and _is_question(block)):
                yield Rewrite(block.id, block.text, "bold line over a paragraph", kind="heading")
        elif _is_text(before) and _is_short(block, _LONGEST_IN_A_DUMP) and _may_be_subhead(block):
            yield Rewrite(block.id, block.text, "short line between paragraphs", kind="heading")


def _is_only_item(before: Block, block: Block) -> bool:
    """Whether a short line has a number, and no item above it: "2. Sand the boards"."""
    is_item = block.kind == "list_item" and before.kind != "list_item" and block.marker[:1].isdigit()
    return is_item and _is_short(block, _LONGEST)


def _is_interview(blocks: Sequence[Block]) -> bool:
    """Whether the bold lines are an interviewer's: all are sentences, and several are questions."""
    bold = [block for block in blocks if block.kind == "paragraph" and _is_bold(block)]
    return sum(map(_is_question, bold)) >= _INTERVIEW and all(ends_sentence(block.text) for block in bold)


def _is_bold(block: Block) -> bool:
    return block.share("bold") >= _BOLD


def _is_question(block: Block) -> bool:
    return block.text.endswith(QUESTION_MARKS)


def _is_short(block: Block, longest: int) -> bool:
    """Whether a line has few words and is no part of a sentence, though it may be a question."""
    text = block.text
    if not 0 < count_words(text) <= longest or (ends_sentence(text) and not _is_question(block)):
        return False
    if text[0] in OPENING_QUOTES:  # “They smell of pulp”: a subhead only if it is nothing but a quote
        return text[-1] in _CLOSING_QUOTES
    return not text.endswith(_NOT_ITS_END) and not text[0].islower()


def _is_text(block: Block) -> bool:
    return block.kind in ("paragraph", "quote") and count_words(block.text) >= PARAGRAPH and not block.marker


def _may_be_subhead(block: Block) -> bool:
    """Whether blank lines are on both sides, or on neither, as in dumps without them; and it is no hour."""
    return bool(block.blank_before) == bool(block.blank_after) and not is_hour(block.text)
