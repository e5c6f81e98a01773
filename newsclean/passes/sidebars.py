"""Drops boxes that point to other stories: Most read, Recommended, Related, Latest news, Read also.

    Before:  The bridge reopened on Monday. / MOST READ / 1. Storm closes port / Storm closes port /
             2. Mayor quits
    After:   The bridge reopened on Monday.

A box is recognised by the heading above it, from the phrase lists, or by its container's class words. It
must also look like a box: mostly links in HTML; in a dump, list items, doubled lines and short lines up to
where prose resumes. After the last box of a dump the article does not resume. In HTML, headlines of other
stories go between two paragraphs too, and under a box's heading among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..evidence.boxes.dump_boxes import boxes_of_dump
from ..evidence.boxes.html_boxes import boxes_of_html
from ..evidence.boxes.links_between import links_between
from ..evidence.boxes.read_also import places_of_labels, read_also_label, unmarked_read_also_label
from ..model import Block, Drop, Edit, Page
from ..phrases import plain

_LEADS = "leads to another story"


@dataclass(frozen=True, slots=True)
class Sidebars:
    """The pass; `sidebars.knowing(names)` knows more headings than the phrase lists.

    names: headings of boxes, as `phrases.plain` writes them.
    """

    names: frozenset[str] = frozenset()
    __name__ = "sidebars"

    def knowing(self, names: Iterable[str]) -> Sidebars:
        """Return the pass that also knows these headings."""
        return Sidebars(self.names | {plain(name) for name in names})

    def __call__(self, page: Page) -> Iterator[Edit]:
        """Drop boxes of other stories, and single lines and links that lead to one."""
        gone: set[int] = set()
        for block, reason, evidence in self._found(page):
            if block.id not in gone:
                gone.add(block.id)
                yield Drop(block.id, reason, evidence)

    def _found(self, page: Page) -> Iterator[tuple[Block, str, str]]:
        """Yield what points to other stories, with the reason and the evidence."""
        blocks, is_html = page.blocks, page.is_html
        labelled = places_of_labels(blocks)
        if is_html:
            yield from boxes_of_html(page, self.names)
            yield from ((block, _LEADS, evidence) for block, evidence in links_between(page, self.names))
        else:
            yield from boxes_of_dump(page, self.names)
            between = [i for i in labelled if 0 < i < len(blocks) - 1]
            for i in between:
                label = unmarked_read_also_label(blocks[i], blocks[i - 1], blocks[i + 1 : i + 3])
                if label:
                    yield blocks[i], _LEADS, label
        for i in labelled:
            label = read_also_label(blocks[i], is_html)
            if label:
                yield blocks[i], _LEADS, label


sidebars = Sidebars()
