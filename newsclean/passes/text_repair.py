"""Repairs damaged text: mojibake, escaped entities, invisible characters, torn-off drop caps, glued counts.

    Before:  Itâ€™s the mayorâ€™s town hall, she said on Monday of the R&amp;D budget.
    After:   It’s the mayor’s town hall, she said on Monday of the R&D budget.

Typography is content: curly quotes, ligatures, full-width letters and accents stay as written. Joiners
stay where a script or an emoji needs them, and undamaged text is never touched.
A page that is damaged as a whole was repaired when it was read.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.damage import may_be_damaged, repaired
from ..evidence.drop_caps import drop_caps
from ..evidence.paragraph_counts import paragraph_counts
from ..model import Block, Drop, Edit, Page, Rewrite

_SHOWN = 6  # characters of the damage in the trace


def text_repair(page: Page) -> Iterator[Edit]:
    """Rewrite blocks whose text is damaged; drop those that hold only invisible characters."""
    whole: dict[int, str] = {}
    for block in page.blocks:
        if block.kind != "code" and may_be_damaged(block.text):
            text, reasons = repaired(block.text)
            if text != block.text:
                whole[block.id] = text
                yield _edit(block, text, reasons)
    for cap, rest, blank in drop_caps(page.blocks):
        yield Drop(cap.id, "drop cap", "joined to the rest of its word")
        yield Rewrite(rest.id, f"{cap.text}{blank}{whole.get(rest.id, rest.text)}", "drop cap", cap.text)
    if not page.is_html:
        counts = paragraph_counts(page.blocks)
        for block in counts.alone:
            yield Drop(block.id, "count of comments")
        for block in counts.glued:
            yield Rewrite(block.id, whole.get(block.id, block.text)[1:], "count of comments")


def _edit(block: Block, text: str, reasons: tuple[str, ...]) -> Edit:
    if not text:
        return Drop(block.id, "invisible characters only")
    return Rewrite(block.id, text, " and ".join(reasons), _first_damage(block.text, text))


def _first_damage(old: str, new: str) -> str:
    """Return the old characters where the repair begins, or the code point of an invisible one."""
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(new))
    damaged = old[at : at + _SHOWN].strip()
    return damaged if damaged.isprintable() else f"U+{ord(damaged[0]):04X}" if damaged else ""
