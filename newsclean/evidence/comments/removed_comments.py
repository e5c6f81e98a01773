"""Fills `Article.comments` with the comments that passes dropped, and those that the page declares.

<li><cite>marrowman</cite> <time>3 May 2024, 14:07</time> <p>About time, too!</p></li>
->  Comment("marrowman", datetime(2024, 5, 3, 14, 7), "About time, too!")

What is not certain is left out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ...article import Comment
from ...model import Claim, Drop, Page, Step, TimeTag, Trace
from ..container_slices import container_slices, holders
from ..dates.conventions import WritingHabits
from .comment_records import CommentedPage, dates_by_template, records
from .declared_comments import declared_comments, joined
from .dump_comments import comments_of_dump
from .record_fields import authors_of, published_of

_MOST_TEMPLATES = 12  # looked at, so that no page takes long
_MOST_COMMENTS = 2000


def with_comments(page: Page, cleaned: Page, trace: Trace) -> tuple[Page, Trace]:
    """Return the cleaned page and its trace, with a claim on the comments that passes dropped, if any.

    page: the page as it was read.
    """
    dropped = {x.edit.block for x in trace if isinstance(x.edit, Drop) and x.edit.reason == "comments"}
    kept = {block.id for block in cleaned.blocks}
    found = comments_of_html(page, dropped, kept) if page.is_html else comments_of_dump(page, dropped)
    comments = tuple(joined([comment for _, comment in found], declared_comments(page.head)))
    if not comments:
        return cleaned, trace
    claim = Claim("comments", comments, None, "dropped from the page" if found else "declared")
    return replace(cleaned, claims=(*cleaned.claims, claim)), (*trace, Step("comments", claim))


def comments_of_html(
    page: Page, dropped: Collection[int], kept: Collection[int]
) -> list[tuple[int, Comment]]:
    """Return the comments of a page, each with the id of its first block, in the page's order.

    page: the page as it was read.
    dropped: the ids of the blocks that were dropped as comments.
    kept: the ids of the blocks that were not dropped.
    """
    habits = WritingHabits(page)
    groups = dates_by_template(page, dropped, habits)
    if not groups:
        return []
    dated = {page.blocks[x.at].id for dates in groups for x in dates if x.speaker is None}
    story = holders([block for block in page.blocks if block.id in kept])
    commented = CommentedPage(page.blocks, dropped, dated, story, container_slices(page.blocks))
    times = _times(page)
    found: dict[int, Comment] = {}
    taken: set[int] = set()  # ids of the blocks of texts: each is in one comment
    for dates in groups[:_MOST_TEMPLATES]:
        found_here = list(records(commented, dates[:_MOST_COMMENTS]))
        authors = authors_of(found_here)
        for record, author in zip(found_here, authors, strict=True):
            ids = {block.id for block in record.texts}
            if ids.isdisjoint(taken):
                taken |= ids
                text = "\n\n".join(block.text for block in record.texts)
                found[record.texts[0].id] = Comment(author, published_of(record, author, times), text)
    return sorted(found.items())


def _times(page: Page) -> dict[int, list[TimeTag]]:
    found: dict[int, list[TimeTag]] = {}
    for tag in page.head.times:
        found.setdefault(tag.block, []).append(tag)
    return found
