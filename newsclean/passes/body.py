"""Drop what the fitted scorer takes for something else than the article's text.

Every block left by the passes before is scored by where it stands, among what, and by what its
containers are called (`newsclean.scoring`); those under the threshold go. A heading goes with the
text under it, and an own-line dateline stays with the paragraph it opens.

Before: "The bridge reopened on Monday." "You may also like" "Ten walks for a rainy day"
After:  "The bridge reopened on Monday."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..datelines import split_dateline
from ..edits import Claim, Drop, Edit
from ..model import Block, Container, Page
from ..scoring import markup, plain
from ..scoring.scorer import named, score, weights

_DATELINE_LONGEST = 80  # characters of a dateline on a line of its own
_TELLING_TOKENS = 3  # class words that the evidence names at most
_AGAINST = -15  # hundredths of log-odds from which a class word speaks against a block


@dataclass(frozen=True, slots=True)
class Against:
    """What spoke against a block; written out only when somebody reads it."""

    score: float
    """Log-odds that the block is the article's, less the threshold: below 0."""
    html: bool
    row: tuple[float, ...]
    container: Container | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        names = markup.NAMES if self.html else plain.NAMES
        numbers = dict(zip(names, self.row, strict=True))
        facts = [*_facts(numbers), *self._inside()]
        return "; ".join([*facts, f"score {self.score:.1f}"])

    def _inside(self) -> Iterator[str]:
        """The class words that weigh most against it."""
        known = weights("html").any
        found: dict[str, int] = {}
        at = self.container
        while at is not None:
            found.update((t, known[t]) for t in named(at) if known.get(t, 0) < _AGAINST)
            at = at.parent
        if found:
            worst = sorted(found, key=lambda t: (found[t], t))[:_TELLING_TOKENS]
            yield "inside " + ", ".join(repr(t) for t in worst)


def body(page: Page) -> Iterator[Edit]:
    """Drops every block that is not the article's text; claims how sure that is."""
    blocks = page.blocks
    if not blocks:
        return
    scores = score(page)
    keep = [value >= scores.threshold for value in scores.values]
    _keep_dateline(blocks, keep)
    lonely = _headings_without_text(blocks, keep)
    for i, block in enumerate(blocks):
        if i in lonely:
            yield Drop(block.id, "heading without text")
        elif not keep[i]:
            against = Against(
                scores.values[i] - scores.threshold, page.tokens_known, tuple(scores.rows[i]), block.container
            )
            yield Drop(block.id, "not the main text", against)
    yield Claim("confidence", scores.confidence, None, "share of sure decisions")


def _keep_dateline(blocks: Sequence[Block], keep: list[bool]) -> None:
    """An own-line dateline right before the first text that stays, stays with it."""
    first = next((i for i, kept in enumerate(keep) if kept), 0)
    for i in range(first - 1, max(-1, first - 3), -1):
        text = blocks[i].text
        if len(text) <= _DATELINE_LONGEST and split_dateline(text, own_line=True):
            keep[i] = True


def _headings_without_text(blocks: Sequence[Block], keep: Sequence[bool]) -> set[int]:
    """Kept headings that no kept text follows: those at the end of the article."""
    lonely: set[int] = set()
    for i in range(len(blocks) - 1, -1, -1):
        if keep[i]:
            if blocks[i].kind != "heading":
                return lonely
            lonely.add(i)
    return set()  # nothing but headings: then they are what there is


def _facts(numbers: dict[str, float]) -> Iterator[str]:
    """What of a block's numbers a person would name, in words."""
    if numbers["link_density"] >= 0.3:
        yield f"link density {numbers['link_density']:.2f}"
    if numbers["words"] < 8:
        yield f"{numbers['words']:.0f} words"
    if numbers.get("hops_most", 0.0) >= 2:
        yield f"{numbers['hops_most']:.0f} levels off the main text"
    if numbers.get("parent_links", 0.0) >= 0.5:
        yield f"among links ({numbers['parent_links']:.2f})"
    if not numbers.get("good_near", numbers.get("good_5")):
        yield "no running prose near"
    if numbers.get("copies", 1.0) > 1:
        yield f"stands {numbers['copies']:.0f} times on the page"
    if 0 <= numbers.get("from_box", -1.0) < 30:
        yield f"{numbers['from_box']:.0f} lines under a box's heading"
