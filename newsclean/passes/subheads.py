"""Call a short line between paragraphs what it is: a subhead.

Many pages set their subheads as bold paragraphs, and a dump shows them as lines of their own. Only the
block's kind changes, never its text.

Before: paragraph "…until the spring." paragraph "A roof in three stages" paragraph "The first stage …"
After:  paragraph "…until the spring." heading   "A roof in three stages" paragraph "The first stage …"
"""

from __future__ import annotations

from collections.abc import Iterator

from ..edits import Edit, Rewrite
from ..model import Block, Page
from ..words import count_words, ends_sentence

_LONGEST = 14  # words of a subhead
_LONGEST_IN_A_DUMP = 10  # where nothing but its shortness shows it
_PROSE = 15  # words from which a block is text that a subhead can stand over
_BOLD = 0.95  # share of bold characters of a line that is bold as a whole
_NOT_ITS_END = tuple(".,;:,、。،؛…—–-\"”»’')")  # a question may be a subhead; the rest goes on or is speech


def subheads(page: Page) -> Iterator[Edit]:
    """Rewrites the kind of short lines that stand over running text."""
    blocks = page.blocks
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if block.kind != "paragraph" or block.marker or not _is_text(after):
            continue
        if page.tokens_known:
            if block.bold >= _BOLD * len(block.text) and _short(block, _LONGEST):
                yield Rewrite(block.id, block.text, "bold line over a paragraph", kind="heading")
        elif _is_text(before) and _short(block, _LONGEST_IN_A_DUMP) and _apart(block):
            yield Rewrite(block.id, block.text, "short line between paragraphs", kind="heading")


def _short(block: Block, longest: int) -> bool:
    """A line of a few words that neither ends a sentence (but asks, perhaps) nor goes on."""
    text = block.text
    return (
        not text.endswith(_NOT_ITS_END)
        and not text[:1].islower()
        and text[:1] not in "\"“„«‘'"
        and 0 < count_words(text) <= longest
        and (text[-1] in "?？؟" or not ends_sentence(text))
    )


def _is_text(block: Block) -> bool:
    return block.kind in ("paragraph", "quote") and count_words(block.text) >= _PROSE and not block.marker


def _apart(block: Block) -> bool:
    """Set apart by blank lines on both sides, or on neither, as dumps without blank lines have it."""
    return bool(block.blank_before) == bool(block.blank_after)
