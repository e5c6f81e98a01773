"""Reads the comments that the page's JSON-LD declares.

{"@type": "NewsArticle", "comment": [{"@type": "Comment", "text": "About time!", "author": {"name": "Ines"}}]}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from ...article import Comment
from ...model import Head
from ...text.words import fold
from ..dates.written import Moment, find_date, is_past
from ..structured_data import JsonObject, article_objects, names, objects_of, resolve, texts

_MOST = 2000  # comments
_DEEPEST = 6  # replies to replies


def declared_comments(head: Head) -> list[Comment]:
    """Return the comments of the article's objects, else the page's top-level comments, without doubles."""
    if not head.json_ld:
        return []
    found = [x for value in article_objects(head) for x in _objects(head, value.get("comment"), 0)]
    out: dict[str, Comment] = {}
    for value in islice(found or objects_of(head, "Comment"), _MOST):
        comment = _comment(head, value)
        if comment is not None:
            out.setdefault(f"{comment.author} {fold(comment.text)}", comment)
    return list(out.values())


def joined(shown: Sequence[Comment], declared: Sequence[Comment]) -> Iterator[Comment]:
    """Yield the comments that the page shows, with the facts that it declares, then those only declared."""
    by_text = {fold(x.text): x for x in declared}
    for comment in shown:
        same = by_text.pop(fold(comment.text), None)
        if same is None:
            yield comment
        else:
            yield Comment(comment.author or same.author, comment.published or same.published, comment.text)
    yield from by_text.values()


def _objects(head: Head, value: Any, depth: int) -> Iterator[JsonObject]:
    """Yield the objects of a value, each followed by the replies to it."""
    if depth > _DEEPEST:
        return
    for each in value if isinstance(value, list) else [value]:
        found = resolve(head, each)
        if isinstance(found, dict):
            yield found
            yield from _objects(head, found.get("comment"), depth + 1)


def _comment(head: Head, value: JsonObject) -> Comment | None:
    text = next(iter(texts(value.get("text") or value.get("description"))), None)
    if text is None:
        return None
    authors = names(head, value.get("author") or value.get("creator"))
    return Comment(authors[0] if len(authors) == 1 else None, _date(value), text)


def _date(value: JsonObject) -> Moment | None:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        for text in texts(value.get(key)):
            with suppress(ValueError):
                moment = find_date(text)
                if moment is not None and is_past(moment):
                    return moment
    return None
