"""Finds notes about the author that the page declares as the description of a person, as blog systems do.

{"@type": "Person", "name": "Ada", "description": "I have sailed every ferry of the coast."}
->  <p>I have sailed every ferry of the coast.</p>
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Page
from ..text.prose import LINE
from ..text.words import fold
from .structured_data import objects_of, texts


def declared_biographies(page: Page, keep: Sequence[bool]) -> set[int]:
    """Return the indexes of paragraphs that stay and are such notes. A page about the person opens with one.

    keep: whether each block of the page stays.
    """
    declared = [x for each in objects_of(page.head, "Person") for x in texts(each.get("description"))]
    about = [fold(x) for x in declared if len(x) >= LINE]
    if not about:
        return set()
    prose = [i for i, stays in enumerate(keep) if stays and len(page.blocks[i].text) >= LINE]
    found = {i for i in prose if any(fold(page.blocks[i].text) in x for x in about)}
    return set() if prose and prose[0] in found else found
