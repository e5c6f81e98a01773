"""Drops page furniture: navigation, header and footer, consent, share bars, sign-up boxes, comments.

    Before:  Home · World · Sport / We use cookies to improve our service. / The bridge reopened on Monday. /
             Share on Facebook / 3 comments / © 2024 The Example. All rights reserved.
    After:   The bridge reopened on Monday.

A container is judged once, by its tag, role and class words; whatever it is called, one that holds the
headline or much of the page's prose is not furniture. Lines of a dump are judged by what they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..edits import Drop, Edit
from ..model import Block, Container, Page

# Words of class, id and role that name furniture.
_NAMES: Mapping[str, str] = {
    name: reason
    for reason, names in {
        "navigation": "navigation navbar nav menu mainmenu submenu subnav megamenu offcanvas hamburger burger"
        " flyout flyouts dropdown topbar masthead ticker breadcrumb breadcrumbs sitemap pagination pager"
        " switcher",
        "page footer": "contentinfo footer foot colophon",
        "consent notice": "cookie cookies consent gdpr ccpa onetrust cookiebot cybot didomi quantcast"
        " usercentrics truste trustarc iubenda",
        "dialog": "dialog modal popup",
        "share buttons": "share sharing shares sharedaddy addtoany addthis sociable",
        "newsletter": "newsletter newsletters mailchimp optin signup subscribe subscription mailing",
        "account": "login signin register cart",
        "advertising": "advert adverts advertisement advertising adsbygoogle dfp sponsors taboola outbrain",
        "comments": "comments comment disqus respond commentlist",
        "donation": "donate donation donations",
        "page tools": "toolbar feedback",
    }.items()
    for name in names.split()
}
_NAMED = frozenset(_NAMES)
# Elements whose id may be a slug of their own text: `<h2 id="what-share-of-voters">`.
_SLUGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TAGS: Mapping[str, str] = {
    "nav": "navigation",
    "menu": "navigation",
    "dialog": "dialog",
    "form": "form",
    "header": "page header",
    "footer": "page footer",
}
# A header or footer in one of these is a part of the article: its byline, its tags, a quotation's source.
_ARTICLE_TAGS = frozenset("article main blockquote figure".split())
_ARTICLE_NAMES = frozenset("article entry post story content blog".split())

# What counts as prose: a block of this many characters that is not mostly links.
_PROSE_CHARACTERS = 60
_PROSE_LINKS = 0.35
_HEADLINE_CHARACTERS = 15  # fewer are a section's or the site's name
# Share of the page's prose up to which a container can be furniture, whatever its name says: a wrapper may be
# named `has-nav` or `cookies-on`. Navigation and headers hold a teaser or two at most.
_MOST_PROSE: Mapping[str, float] = {"navigation": 0.05, "page header": 0.05, "page footer": 0.2}
_MOST_PROSE_ELSEWHERE = 0.3
# Share of the page's prose that stands before a footer, or before comments that outweigh their story.
_BEFORE_FOOTER = 0.5
_BEFORE_COMMENTS = 0.25


def page_furniture(page: Page) -> Iterator[Edit]:
    """Drops what surrounds an article on every page of a site."""
    if page.tokens_known:
        yield from _furniture_by_container(page)


def _furniture_by_container(page: Page) -> Iterator[Edit]:
    weights = _Weights(page)
    verdicts: dict[Container, tuple[str, str] | None] = {}
    for block in page.blocks:
        if block.container is not None:
            verdict = _verdict(block.container, weights, verdicts)
            if verdict is not None:
                yield Drop(block.id, *verdict)
        if _is_prose(block):
            weights.before += len(block.text)


class _Weights:
    """How much of a page's prose each container holds, and which hold its headline."""

    def __init__(self, page: Page) -> None:
        self.prose: dict[Container, int] = {}
        self.titled: set[Container] = set()
        self.total = self.before = 0
        for block in page.blocks:
            container = block.container
            if _is_prose(block):
                size = len(block.text)
                self.total += size
                while container is not None:
                    self.prose[container] = self.prose.get(container, 0) + size
                    container = container.parent
            if _is_headline(block, page.head.title):
                container = block.container
                while container is not None:
                    self.titled.add(container)
                    container = container.parent

    def share(self, container: Container) -> float:
        return self.prose.get(container, 0) / self.total if self.total else 0.0

    def share_before(self) -> float:
        """Share of the page's prose that stands before the block at hand."""
        return self.before / self.total if self.total else 1.0


def _is_headline(block: Block, title: str) -> bool:
    """An h1, or what `<title>` begins with: not every page puts its headline into an h1."""
    if block.level == 1 and block.kind == "heading":
        return True
    return len(block.text) >= _HEADLINE_CHARACTERS and title.startswith(block.text)


def _is_prose(block: Block) -> bool:
    return len(block.text) >= _PROSE_CHARACTERS and (not block.links or block.link_density < _PROSE_LINKS)


def _verdict(
    container: Container, weights: _Weights, verdicts: dict[Container, tuple[str, str] | None]
) -> tuple[str, str] | None:
    """Reason and evidence if the container or one around it is furniture; once a container."""
    if container in verdicts:
        return verdicts[container]
    verdict = _verdict(container.parent, weights, verdicts) if container.parent is not None else None
    if verdict is None:
        verdict = _judge(container, weights)
    verdicts[container] = verdict
    return verdict


def _judge(container: Container, weights: _Weights) -> tuple[str, str] | None:
    tag, tokens = container.tag, container.tokens
    if (tag not in _TAGS and tokens.isdisjoint(_NAMED)) or tag in _SLUGS or container in weights.titled:
        return None
    if tag in _TAGS:
        reason, evidence = _TAGS[tag], f"<{tag}>"
        if tag in ("header", "footer") and _in_article(container):
            reason = ""
        if reason and _fits(reason, container, weights):
            return reason, evidence
    for name in sorted(tokens & _NAMED):
        if _fits(_NAMES[name], container, weights):
            return _NAMES[name], name
    return None


def _fits(reason: str, container: Container, weights: _Weights) -> bool:
    """Whether the container weighs little enough, and stands where such furniture stands."""
    if reason == "page footer" and weights.share_before() < _BEFORE_FOOTER:
        return False
    if reason == "comments" and weights.share_before() >= _BEFORE_COMMENTS:
        return True
    return weights.share(container) <= _MOST_PROSE.get(reason, _MOST_PROSE_ELSEWHERE)


def _in_article(container: Container | None) -> bool:
    while container is not None:
        if container.tag in _ARTICLE_TAGS or not container.tokens.isdisjoint(_ARTICLE_NAMES):
            return True
        container = container.parent
    return False
