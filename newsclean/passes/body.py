"""Drops the blocks that the fitted scorer judges not to be the article's text.

Each remaining block is scored by its text, its position, its neighbours and the class words of its
containers (`newsclean.scoring`); blocks below the threshold go. A heading goes with the text under it,
the summary of another story with its headline; a dateline on its own line stays with the paragraph it opens.

Before: "The bridge reopened on Monday." "You may also like" "Ten walks for a rainy day"
After:  "The bridge reopened on Monday."
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from struct import pack
from typing import Literal

from ..evidence.above_headline import above_headline
from ..evidence.emptied_boxes import headings_of_emptied_boxes
from ..evidence.images.credits import names_source
from ..evidence.lone_summaries import lone_summaries
from ..evidence.shop_lines import shop_lines
from ..model import Block, Claim, Drop, Edit, Page
from ..scoring.between import keep_between
from ..scoring.dateline_and_signature import keep_dateline, keep_signature
from ..scoring.edges import keep_end, keep_end_of_html
from ..scoring.labelled_entries import keep_entries, keep_hours
from ..scoring.lead import keep_lead
from ..scoring.main_stretch import is_of_one_line, main_stretch
from ..scoring.score_evidence import ScoreEvidence
from ..scoring.scorer import Scores, Weights, score
from ..scoring.set_apart import keep_set_apart
from ..scoring.statements import announces, is_prose
from ..scoring.story_notes import keep_story_notes
from ..scoring.units import keep_units
from ..text.prose import CLAUSE, SENTENCE
from ..text.words import COLONS, FULL_STOPS, count_words, ends_sentence

# Log-odds by which the threshold moves for `favour`. On 467 pages of six sources, precision and recall were
# .964 and .972 on HTML and .930 and .954 on dumps; with "precision" .970 and .962, .948 and .917; with
# "recall" .953 and .978, .903 and .969.
FAVOURS = {"precision": 1.0, "recall": -1.0}
_TITLE_LINES = 2  # lines that the title pass drops from a text that is already clean
_TEXTLESS = "heading without text"
_LINE_OF_ALL = 1000  # characters of a dump's line that stays if nothing else does
_SHARE_OF_ALL = 0.9  # of the dump's characters in it
_CLEAN_SHARE = 0.6  # share of such a text's characters that the scorer keeps by itself
_SIGNED_SLACK = 0.6  # log-odds below the threshold: the margin that it has over even odds
_LABELLED_LINKS = 0.5  # share of link text in the first line under "Links on the subject:"


@dataclass(frozen=True, slots=True)
class Body:
    """The pass; `body.favouring(1.0)` has a higher threshold, so that less of a page stays.

    shift: log-odds to add to the threshold.
    site: a function that returns the log-odds that a site's other pages add to the scores of a page's blocks.
    """

    shift: float = 0.0
    site: Callable[[Page], Sequence[float]] | None = None
    __name__ = "body"

    def favouring(self, what: Literal["precision", "recall"] | float) -> Body:
        """Return the pass for `favour`, as `newsclean.clean` takes it. Raises ValueError for other values."""
        shift = FAVOURS.get(what) if isinstance(what, str) else what
        if isinstance(shift, bool) or not isinstance(shift, (int, float)) or not math.isfinite(shift):
            raise ValueError(f'favour must be "precision", "recall" or a number, not {what!r}')
        return replace(self, shift=float(shift))

    def __call__(self, page: Page, by: Weights | None = None) -> Iterator[Edit]:
        """Drop every block that is not the article's text; claim how sure that is.

        by: the scorer's weights; None for the shipped ones.
        """
        blocks = page.blocks
        if not blocks:
            return
        scores = score(page, by)
        if self.shift:
            scores = replace(scores, threshold=scores.threshold + self.shift)
        odds = self.site(page) if self.site is not None else []
        if odds:
            scores = replace(scores, values=[a + b for a, b in zip(scores.values, odds, strict=True)])
        keep = _kept(page, scores)
        drops = _drops_of_kept(page, scores, keep)
        for i, (block, row) in enumerate(zip(blocks, scores.rows(), strict=True)):
            if i in drops:
                yield drops[i]
            elif not keep[i]:
                margin = scores.values[i] - scores.threshold
                features = pack(f"{len(row)}d", *row)
                site = odds[i] if odds else 0.0
                evidence = ScoreEvidence(margin, page.is_html, features, site, block.container)
                yield Drop(block.id, "not the main text", evidence)
        yield Claim("confidence", scores.confidence, None, "how often pages with such scores come out right")


body = Body()


def _kept(page: Page, scores: Scores) -> list[bool]:
    """Return whether each block stays, by its own score and by those around it."""
    keep = [value >= scores.threshold for value in scores.values]
    if True not in keep and _is_signed_dump(page):
        keep = [value >= scores.threshold - _SIGNED_SLACK for value in scores.values]
    if _is_clean_already(page, keep):
        keep = [True] * len(keep)
    keep_lead(page, scores, keep)
    over = scores.over_threshold()
    keep_set_apart(page, over, keep)
    keep_units(page, over, scores.words, keep)
    if page.is_html:
        keep_end_of_html(page.blocks, over, keep)
    else:
        keep_entries(page.blocks, over, keep)
        keep_end(page.blocks, over, keep)
    keep_hours(page.blocks, over, keep)
    keep_between(page, over, keep)
    keep_story_notes(page.blocks, over, keep)
    keep_dateline(page, keep)
    keep_signature(page, keep)
    return keep if any(keep) else _is_only_line(page)


def _drops_of_kept(page: Page, scores: Scores, keep: list[bool]) -> Mapping[int, Drop]:
    """Return the drops of blocks that stay by their scores, but not beside what stays with them.

    Each step sees what the steps before it left in `keep`.
    """
    drops: dict[int, Drop] = {}

    def drop(found: Mapping[int, str], reason: str) -> None:
        for i, evidence in found.items():
            keep[i] = False
            drops[i] = Drop(page.blocks[i].id, reason, evidence)

    drop(_beyond_stretch(page, scores, keep), "before or after the main text")
    drop(above_headline(page, keep), "above the headline")
    drop(lone_summaries(page, keep), "summary of another story")
    # after the scores, in which a product's name stands out by the buttons beside it
    drop({i: "" for i in shop_lines(page.blocks) if keep[i]}, "link to a shop")
    drop(dict.fromkeys(headings_of_emptied_boxes(page, keep), ""), _TEXTLESS)
    drop(dict.fromkeys(_last_source(page.blocks, keep), ""), "source under the text")
    drop(dict.fromkeys(_headings_without_text(page, keep), ""), _TEXTLESS)
    return drops


def _beyond_stretch(page: Page, scores: Scores, keep: Sequence[bool]) -> Mapping[int, str]:
    """Return the blocks before and after the main text of a dump that has lost its line ends, and why."""
    if page.is_html or not is_of_one_line(page.blocks):
        return {}
    stretch = main_stretch(page.blocks, scores.over_threshold(), scores.words)
    beyond = (i for i, kept in enumerate(keep) if kept and i not in stretch)
    return dict.fromkeys(beyond, "the dump has lost its line ends") if stretch else {}


def _is_clean_already(page: Page, keep: Sequence[bool]) -> bool:
    """Whether a text holds only an article: no pass dropped anything but its title, and most of it stays.

    In such a text, blocks that come first, last or alone are not boxes. A long line that its reader took
    apart has menus, though none may be apart from the sentences beside it.
    """
    blocks = page.blocks
    if page.is_html or blocks[-1].id + 1 - len(blocks) > _TITLE_LINES:
        return False
    if len(blocks) > 1 and 0 < blocks[0].line == blocks[1].line:
        return False
    kept = sum(len(b.text) for b, k in zip(blocks, keep, strict=True) if k)
    return kept >= _CLEAN_SHARE * sum(len(b.text) for b in blocks)


def _is_signed_dump(page: Page) -> bool:
    """Whether a dump has a headline, a byline and a date: an article, though the scorer keeps none of it.

    Short stories between many boxes look so. Front pages, walls and error pages lack one of the three.
    """
    if page.is_html or page.claimed("status"):
        return False
    return all(page.claimed(field) for field in ("title", "authors", "published"))


def _is_only_line(page: Page) -> list[bool]:
    """Return which line has nearly all text of a dump, in which nothing tells the story from the menus."""
    sizes = [len(block.text) for block in page.blocks]
    least = max(_LINE_OF_ALL, _SHARE_OF_ALL * sum(sizes))
    return [not page.is_html and size >= least for size in sizes]


def _last_source(blocks: Sequence[Block], keep: Sequence[bool]) -> list[int]:
    """Return the last kept line if it only names the source of the prose above it.

    Where the line above opens with the same label, the two are a list of sources.
    """
    last_two = [i for i, kept in enumerate(keep) if kept][-2:]
    if len(last_two) < 2:
        return []
    above, line = (blocks[i] for i in last_two)
    if line.kind not in ("paragraph", "list_item") or not (is_prose(above) and names_source(line.text)):
        return []
    label = line.text.split(maxsplit=1)[0]
    return [] if above.text.startswith(label) else last_two[1:]


def _headings_without_text(page: Page, keep: Sequence[bool]) -> set[int]:
    """Return the kept headings that no kept text follows: those at the end of the article."""
    textless: set[int] = set()
    for i in range(len(keep) - 1, -1, -1):
        if keep[i]:
            if not _heads_something(page.blocks[i : i + 2], page.is_html):
                return textless
            textless.add(i)
    return set()  # nothing but headings is left: keep them


def _heads_something(pair: Sequence[Block], is_html: bool) -> bool:
    """Whether the first block is a heading, or a label of items or links under it; a sentence is neither."""
    block, below = pair[0], pair[-1]
    if block.kind == "heading":
        fewest = CLAUSE if block.text.endswith(tuple(FULL_STOPS)) else SENTENCE
        return not (ends_sentence(block.text) and count_words(block.text) >= fewest)
    is_label = block.text.endswith(COLONS) and not announces(block)
    return is_html and is_label and (below.kind == "list_item" or below.link_density >= _LABELLED_LINKS)
