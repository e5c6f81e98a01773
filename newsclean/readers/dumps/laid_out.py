"""Tells that a tool laid the page out: it put bullets before items, or the columns of tables side by side.

  • Home       Latest news   |   The old bridge, closed
  • Sport      The ferry …   |   since the flood, …

A list of text nodes has neither, but its lines go on in lower case as those of a narrow column do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...text.patterns import plain_pattern
from .bullets import POSSIBLE
from .display_columns import WIDEST

_ITEMS_SHARE = 0.05  # of the lines; an author may have typed a few bullets
_GAP = "   "  # spaces inside a line that show a column
_GAPS = plain_pattern(r"(?<=\S) {3,}(?=\S)")
_FEWEST = 3  # lines whose text begins anew in the same column


def is_laid_out(lines: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether items have bullets, or lines begin anew in the same column.

    texts: the lines without the white space around them.
    """
    items = sum(1 for text in texts if text[:1] in POSSIBLE and text[1:2].isspace())
    return items > _ITEMS_SHARE * sum(map(bool, texts)) or _has_columns(lines, texts)


def _has_columns(lines: Sequence[str], texts: Sequence[str]) -> bool:
    begun: Counter[int] = Counter()
    for line, text in zip(lines, texts, strict=True):
        if _GAP in text and len(text) <= WIDEST:
            begun.update(found.end() for found in _GAPS.finditer(line))
    return any(count >= _FEWEST for count in begun.values())
