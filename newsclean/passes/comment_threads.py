"""Drops readers' comments that no class word names: repeated records of a name, a date and a text.

    Before:  The bridge reopened on Monday. … / 2 voices / marrowman 3 May 2024, 14:07 / About time, too! /
             Ines 3 May 2024, 16:40 / And who pays for it? …
    After:   The bridge reopened on Monday. …

A thread goes whole, with its heading and form. `evidence.comments.html_threads` says what one is in HTML,
where one template makes the records, and `evidence.comments.dump_threads` in a dump, which shows no elements.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.comments.dump_threads import dump_threads
from ..evidence.comments.html_threads import html_threads
from ..evidence.comments.wording import is_button
from ..model import Drop, Edit, Page


def comment_threads(page: Page) -> Iterator[Edit]:
    """Drop threads of comments, with what heads them."""
    inside: set[int] = set()
    for part, evidence in html_threads(page) if page.is_html else dump_threads(page):
        for block in page.blocks[part]:
            if block.id not in inside:
                inside.add(block.id)
                yield Drop(block.id, "comments", evidence)
    for block in page.blocks:
        if block.id not in inside and is_button(block):
            yield Drop(block.id, "button of a comment")
