"""Knows the titles that a page gives its article, so that no title is taken for a tag or a section."""

from __future__ import annotations

from ...model import Head
from ..structured_data import article_values, clean_text


def own_titles(head: Head) -> list[str]:
    """Return the headline of the JSON-LD, that for sharing, and the `<title>`."""
    titles = (*article_values(head, "headline"), *head.named("og:title"), head.title)
    return [clean_text(title) for title in titles]
