"""Tells the containers that are furniture, by their tag, role and class words: each is judged once.

<nav>…</nav>    <div class="cookie-notice">…</div>
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...model import Container, chain, chain_below
from ...text.words import fold
from ..class_words import class_words, is_called, roles
from .prose_shares import ProseShares

# Roles of class words that name furniture; also the reasons to drop it.
_FURNITURE = (
    *("navigation", "page footer", "consent notice", "dialog", "share buttons", "subscription offer"),
    *("newsletter", "account", "advertising", "comments", "donation", "page tools", "poll"),
)
# Elements whose id may be a slug of their own text: `<h2 id="what-share-of-voters">`.
_SLUGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SLUG_WORDS = 3  # of the heading of a section whose id is made of it
_TAGS: Mapping[str, str] = {
    "nav": "navigation",
    "menu": "navigation",
    "dialog": "dialog",
    "form": "form",
    "header": "page header",
    "footer": "page footer",
}
# A header or footer in one of these is part of the article: its byline, its tags, a quotation's source.
_OF_ARTICLES = frozenset(("header", "footer"))
_ARTICLE_TAGS = frozenset("article main blockquote figure".split())

# Largest share of the page's prose in a container that can be furniture: a wrapper may be called `has-nav` or
# `cookies-on`. Navigation and headers hold a teaser or two at most.
_MOST_PROSE: Mapping[str, float] = {
    "navigation": 0.05,
    "page header": 0.05,
    "page footer": 0.2,
    "subscription offer": 0.6,  # under the opening of a paywalled story
}
_MOST_PROSE_ELSEWHERE = 0.3
# Share of the page's prose before a footer, and before comments that are longer than their story.
_BEFORE_FOOTER = 0.5
_BEFORE_COMMENTS = 0.25


class Verdict(NamedTuple):
    """Why a container is furniture."""

    reason: str
    evidence: str
    """Its tag, as in `<nav>`, or its class word."""


class Verdicts:
    """The verdicts on a page's containers, each of which is judged once."""

    def __init__(self, shares: ProseShares) -> None:
        self._shares = shares
        self._known: dict[Container | None, Verdict | None] = {}

    def of(self, container: Container | None) -> Verdict | None:
        """Return why the container, or one around it, is furniture; None if it is not.

        The container is that of the block at which the shares of prose are.
        """
        known = self._known
        if container is None or container in known:
            return known.get(container)
        words = class_words(*_FURNITURE)
        unknown = chain_below(container, known)
        verdict = known.get(unknown[-1].parent)
        for each in reversed(unknown):
            if verdict is None and (each.tag in _TAGS or not words.isdisjoint(each.tokens)):
                verdict = _judge(each, self._shares)
            known[each] = verdict
        return verdict


def _judge(container: Container, shares: ProseShares) -> Verdict | None:
    tag = container.tag
    if tag in _SLUGS or container in shares.titled:
        return None
    reason = _TAGS.get(tag, "")
    if reason and not (tag in _OF_ARTICLES and _in_article(container)) and _fits(reason, container, shares):
        return Verdict(reason, f"<{tag}>")
    names = container.tokens & class_words(*_FURNITURE)
    if names and _is_named_after_heading(container, shares.heading_here()):
        return None
    for name in sorted(names):
        reason = next(role for role in _FURNITURE if role in roles()[name])
        if _fits(reason, container, shares):
            return Verdict(reason, name)
    return None


def _is_named_after_heading(container: Container, heading: str) -> bool:
    """Whether an element's id has all words of its first heading: `id="the-role-of-comments"`.

    Two words do not tell: "Related articles" heads a `related-articles` box too.
    """
    words = fold(heading).split()
    return len(words) >= _SLUG_WORDS and container.tokens.issuperset(words)


def _fits(reason: str, container: Container, shares: ProseShares) -> bool:
    """Whether the container holds little enough prose and is where such furniture is."""
    if reason == "page footer" and shares.share_before() < _BEFORE_FOOTER:
        return False
    if reason == "comments":
        if container in shares.titled_last:  # "comments-page" around the story; elsewhere the site's name
            return False
        if shares.share_before() >= _BEFORE_COMMENTS:
            return True
    return shares.share(container) <= _MOST_PROSE.get(reason, _MOST_PROSE_ELSEWHERE)


def _in_article(container: Container | None) -> bool:
    return any(each.tag in _ARTICLE_TAGS or is_called(each, "article") for each in chain(container))
