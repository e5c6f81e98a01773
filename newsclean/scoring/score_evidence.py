"""Says why the scorer rejected a block, in words: "inside 'related'; 4 words; score -3.1"."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..model import Container, chain
from ..text.prose import CLAUSE
from . import dump_features, html_features
from .scorer import tokens_and_tag, weights

_MOST_TOKENS = 3  # class words in the evidence
_NEGATIVE = -15  # hundredths of log-odds; a class word below that counts against a block


@dataclass(frozen=True, slots=True)
class ScoreEvidence:
    """Why the scorer rejected a block; formatted only when it is read."""

    score: float
    """Log-odds that the block is article text, minus the threshold: below 0."""
    html: bool
    row: bytes
    """Its features, packed to save memory: a long page drops many blocks."""
    site: float = 0.0
    """The part of the score that comes from the site's other pages."""
    container: Container | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        names = html_features.NAMES if self.html else dump_features.NAMES
        numbers = dict(zip(names, array("d", self.row), strict=True))
        facts = [*_facts(numbers), *self._negative_tokens()]
        if self.site:
            facts.append(f"{self.site:+.1f} by the site's other pages")
        return "; ".join([*facts, f"score {self.score:.1f}"])

    def _negative_tokens(self) -> Iterator[str]:
        """Yield the class words that weigh most against the block."""
        known = weights("html").any
        found: dict[str, int] = {}
        for container in chain(self.container):
            found.update((t, known[t]) for t in tokens_and_tag(container) if known.get(t, 0) < _NEGATIVE)
        if found:
            worst = sorted(found, key=lambda t: (found[t], t))[:_MOST_TOKENS]
            yield "inside " + ", ".join(repr(t) for t in worst)


def _facts(numbers: dict[str, float]) -> Iterator[str]:
    """Yield the features that a person would name, in words."""
    if numbers["link_density"] >= 0.3:
        yield f"link density {numbers['link_density']:.2f}"
    if numbers["words"] < CLAUSE:
        yield f"{numbers['words']:.0f} words"
    if numbers.get("hops_most", 0.0) >= 2:
        yield f"{numbers['hops_most']:.0f} levels off the main text"
    if numbers.get("parent_links", 0.0) >= 0.5:
        yield f"among links ({numbers['parent_links']:.2f})"
    if not numbers.get("good_near", numbers.get("good_5")):
        yield "no running prose near"
    if numbers.get("copies", 1.0) > 1:
        yield f"{numbers['copies']:.0f} times on the page"
    if 0 <= numbers.get("from_box", -1.0) < 30:
        yield f"{numbers['from_box']:.0f} lines under a box's heading"
