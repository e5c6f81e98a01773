"""Removes parts of an Article, for all formats: tables, lists, links and so on.

tables=False, links=False

| Day | Ferries |        ->
The [ferry](/ferry) …        The ferry …
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..article import Article
from ..assemble import placed
from ..model import Block, Kind, Mark

_KINDS: Mapping[str, Kind] = {
    "tables": "table",
    "lists": "list_item",
    "code": "code",
    "quotes": "quote",
    "captions": "caption",
}
_MARKS: Mapping[str, tuple[Mark, ...]] = {"links": ("link",), "emphasis": ("bold", "italic")}


def simplified(article: Article, kept: Mapping[str, bool]) -> Article:
    """Return the article without the blocks, images and marks that are False in `kept`.

    Raises TypeError for a value that is not a bool.
    """
    for name, value in kept.items():
        if not isinstance(value, bool):
            raise TypeError(f"{name} must be True or False, not {value!r}")
    kinds = {kind for name, kind in _KINDS.items() if not kept[name]}
    marks = {mark for name, own in _MARKS.items() if not kept[name] for mark in own}
    body = article.body
    if kinds:
        body = tuple([block for block in body if block.kind not in kinds])
    if marks:
        body = tuple([_without_marks(block, marks) for block in body])
    images = article.images if kept["images"] else ()
    if images and kinds:
        ids = [block.id for block in body]
        images = tuple([placed(image, ids) for image in images])
    if not kept["captions"]:
        images = tuple([replace(image, caption=None, credit=None) for image in images])
    return replace(article, body=body, images=images)


def _without_marks(block: Block, marks: set[Mark]) -> Block:
    if not any(span.mark in marks for span in block.spans):
        return block
    return replace(block, spans=tuple([span for span in block.spans if span.mark not in marks]))
