"""Finding the headline of a page: what its head declares, what its blocks or lines show, what is cut off.

declared   the titles of the head, the names of the site
cuts       site names and kickers cut off a title line
blocks     the headline among the blocks of an HTML page
lines      the headline among the lines of a dump
deks       the dek under the headline
"""

from __future__ import annotations

from dataclasses import dataclass

from ...model import Block


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline, the block it was read from, what spoke for it; and the dek under it, where one stands."""

    text: str
    block: Block | None
    reason: str
    evidence: str
    dek: Block | None = None
    dek_evidence: str = ""
