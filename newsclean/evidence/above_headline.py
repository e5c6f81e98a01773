"""Finds kept text above the headline: teasers of other stories, which read like prose.

    The 4 best vegan spots in Lenn. We crunched the numbers to find the top vegan spots around …
    Sixth case of fever reported                                   the headline
    September 16, 2019 at 12:53 pm                                 signed: it is no subhead
    ST. ADA (AP) - Health authorities are reporting a sixth …

Only a headline with its byline or date under it is sure enough. If most of the kept text is above it, the
line may be the headline of the next story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import Page

_SIGNED_WITHIN = 6  # blocks under the headline
_MOST = 2 / 3  # share of the kept characters that may be above it
_SIGNED = ("authors", "published", "modified")


def above_headline(page: Page, keep: Sequence[bool]) -> Mapping[int, str]:
    """Return the index of each kept block above a signed headline, and the headline.

    keep: whether each block of the page stays.
    """
    title = page.title_id
    if title is None or not _is_signed(page, title):
        return {}
    kept = [i for i, stays in enumerate(keep) if stays]
    above = [i for i in kept if page.blocks[i].id < title]
    if _characters(page, above) > _MOST * _characters(page, kept):
        return {}
    return dict.fromkeys(above, page.claimed("title"))


def _is_signed(page: Page, title: int) -> bool:
    """Whether the byline or the date was read from one of the blocks right under the headline."""
    blocks = (claim.block for field in _SIGNED if (claim := page.claim(field)) is not None)
    return any(block is not None and 0 <= block - title <= _SIGNED_WITHIN for block in blocks)


def _characters(page: Page, places: Sequence[int]) -> int:
    return sum(len(page.blocks[i].text) for i in places)
