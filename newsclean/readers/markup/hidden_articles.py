"""Reads an article that the page's visible elements do not have: from its data, `<noscript>` or `<template>`.

Many pages have such a copy beside their text, and there it is often cut short. So it is read only where
nothing else has an article; a warning says where it is from. The blocks are in a Container `script`,
`noscript` or `template`, so passes can tell.

    <div id="app"></div><script type="application/ld+json">{"articleBody": "The bridge reopened …"}</script>
    ->  paragraph "The bridge reopened …"
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ...model import Block, Container, Head
from ...text.patterns import pattern
from ...text.prose import SENTENCE
from ...text.words import STEM, count_words, fold
from ..data.data_text import as_markup, markdown_blocks, only_prose
from ..data.hydration import story_in_attributes, story_in_scripts
from ..data.limits import Limits
from .block_builder import BlockBuilder
from .elements import ELEMENTS, OTHER
from .head import HeadFacts
from .nodes import ContentOf, Inside, Node, raw_text, siblings_from
from .parsing import encoded, parsed

_NO_ARTICLE_UNDER = 60  # words of prose: a page or a place with fewer has no article
_ARTICLE_FROM = 400  # words of prose: a page with so many has an article, whatever it is about
_TEASER = 200  # words of prose from which what was found is no teaser; later places are not asked
_TIMES = 3  # a place must have this many times the words of prose that the page and earlier places have
_MOST_ELEMENTS = 100  # <noscript> and <template> elements that are read; few pages have more
# Shares of the title's and the description's words that a text has if it is what they are about. Consent
# texts, menus and other stories have almost none. Measured on 186 pages.
_OF_TITLE = 1 / 3
_OF_DESCRIPTION = 1 / 2
_ROUND_A_HEADLINE = 20  # characters: a section before it, a site after it

FROM_DATA = "the text was taken from the page's data because the page itself shows almost none"
FROM_NOSCRIPT = "the text was taken from <noscript> because the page itself shows almost none"
FROM_TEMPLATE = "the text was taken from <template> because the page itself shows almost none"
TOO_MANY = f"<noscript> and <template> elements beyond {_MOST_ELEMENTS} were not read"

_WORD = pattern(r"[\p{L}\p{M}]{4,}+")


class Found(NamedTuple):
    """An article: its blocks, the tags in them, and the warning about where it is from."""

    blocks: list[Block]
    facts: HeadFacts
    warning: str


class HiddenArticles:
    """The places of a page, apart from its visible elements, that may have its article."""

    def __init__(
        self, root: Node, builder: BlockBuilder, head: Head, content_of: ContentOf, limits: Limits
    ) -> None:
        self._root, self._head, self._content_of, self._limits = root, head, content_of, limits
        self._shown, self._facts, self._unread = builder.blocks, builder.facts, builder.unread

    def article(self) -> Found | None:
        """Return the article, or None if the page shows one or has none.

        Its blocks are numbered after those shown. The places are asked in the order in which they can be
        trusted, until there is enough prose.
        """
        words = _prose_words(self._shown, _ARTICLE_FROM)
        if words >= _ARTICLE_FROM or (words >= _NO_ARTICLE_UNDER and self._is_about_title(self._shown)):
            return None
        times = _TIMES if words < _NO_ARTICLE_UNDER else 1  # prose about something else is no article
        best = None
        in_data = self._in_json_ld, self._in_scripts, self._in_attributes
        for look in (*in_data, self._in_noscript, self._in_template):
            found = look()
            more = _prose_words(found.blocks) if found else 0
            if more >= times * max(1, words):
                best, words, times = found, more, _TIMES
                if words >= _TEASER:
                    break
        return best

    # --- the places ----------------------------------------------------------------------------

    def _in_json_ld(self) -> Found | None:
        bodies = [x["articleBody"] for x in self._head.json_ld if isinstance(x.get("articleBody"), str)]
        return self._from_strings([max(bodies, key=len)], "ld") if bodies else None

    def _in_scripts(self) -> Found | None:
        return self._in_data(story_in_scripts(self._facts.scripts, self._limits, self._facts.warn))

    def _in_attributes(self) -> Found | None:
        return self._in_data(story_in_attributes(self._root, self._limits, self._facts.warn))

    def _in_data(self, strings: Sequence[str]) -> Found | None:
        return self._if_article(self._from_strings(strings, "hydration")) if strings else None

    def _in_noscript(self) -> Found | None:
        return self._if_article(self._wordiest("noscript", FROM_NOSCRIPT))

    def _in_template(self) -> Found | None:
        return self._if_article(self._wordiest("template", FROM_TEMPLATE))

    # --- reading them --------------------------------------------------------------------------

    def _from_strings(self, strings: Sequence[str], name: str) -> Found:
        container = Container("script", frozenset(("json", name, "article", "body")), None, 1)
        found = self._nothing(FROM_DATA)
        blocks = markdown_blocks(strings)
        if blocks is None:
            blocks = self._read_into(found, self._parsed(as_markup(strings)), container)
        kept = only_prose(blocks)
        first, ids = len(self._shown), [block.id for block in kept]
        facts = found.facts
        facts.times = [replace(x, block=first + bisect_left(ids, x.block)) for x in facts.times]
        facts.authors = [replace(x, block=first + bisect_left(ids, x.block)) for x in facts.authors]
        facts.images = [replace(x, block=first + bisect_left(ids, x.block)) for x in facts.images]
        numbered = [
            replace(block, id=i, container=block.container or container, line=0, indent=0)
            for i, block in enumerate(kept, first)
        ]
        return found._replace(blocks=numbered)

    def _wordiest(self, tag: str, warning: str) -> Found | None:
        """Return what the element of this name with most prose has."""
        container = Container(tag, frozenset((tag, "article", "body")), None, 1)
        elements = [node for node in self._unread if node.tag == tag]
        if len(elements) > _MOST_ELEMENTS:
            self._facts.warn(TOO_MANY)
        best = None
        most = 0
        for element in elements[:_MOST_ELEMENTS]:
            found = self._nothing(warning)
            words = _prose_words(self._read_into(found, self._inside(element), container))
            if words > most:
                best, most = found, words
        return best

    def _inside(self, element: Node) -> Node | None:
        """Return the tree inside an element. Lexbor keeps what <noscript> contains as text."""
        first = self._content_of(element) if element.tag == "template" else element.first_child
        if any(node.text_content is None for node in siblings_from(first)):
            return Inside(first)
        text = raw_text(element)
        return self._parsed(text) if "<" in text else None

    def _parsed(self, markup: str) -> Node | None:
        root, cuts = parsed(encoded(markup))
        for cut in cuts:
            self._facts.warn(cut)
        return root

    def _nothing(self, warning: str) -> Found:
        facts = HeadFacts(None)
        facts.base = self._facts.base
        return Found(list(self._shown), facts, warning)

    def _read_into(self, found: Found, root: Node | None, container: Container) -> list[Block]:
        """Add the blocks and facts of another tree, all inside the container; return the blocks alone."""
        if root is not None:
            builder = BlockBuilder(None)
            builder.blocks, builder.facts, builder.around = found.blocks, found.facts, container
            builder.walk(root, ELEMENTS, OTHER)
        del found.blocks[: len(self._shown)]
        return found.blocks

    # --- judging them --------------------------------------------------------------------------

    def _if_article(self, found: Found | None) -> Found | None:
        """Return what was found if it is long enough, and about what the page's title is about."""
        if found is None or _prose_words(found.blocks) < _NO_ARTICLE_UNDER:
            return None
        return found if self._is_about_title(found.blocks) else None

    def _is_about_title(self, blocks: Iterable[Block]) -> bool:
        """Whether the prose is about what the title or the description is about; True if there is none."""
        meta = dict(reversed(self._head.meta))
        headline = meta.get("og:title") or self._head.title
        title = _words(headline)
        said = _words(
            " ".join(b.text for b in blocks if b.kind != "heading" and not _repeats(b.text, headline))
        )
        description = _words(meta.get("og:description") or meta.get("description") or "")
        if not title or len(title & said) >= _OF_TITLE * len(title):
            return True
        return bool(description) and len(description & said) >= _OF_DESCRIPTION * len(description)


def _prose_words(blocks: Iterable[Block], most: int | None = None) -> int:
    """Return the number of words of prose, counting no further than `most`."""
    words = 0
    for block in blocks:
        if len(block.text) > SENTENCE:
            n = count_words(block.text)
            if n >= SENTENCE:
                words += n
                if most is not None and words >= most:
                    break
    return words


def _repeats(text: str, headline: str) -> bool:
    """Whether a text is the headline again, or a part of it."""
    return len(text) <= len(headline) + _ROUND_A_HEADLINE and (
        fold(text) in fold(headline) or fold(headline) in fold(text)
    )


def _words(text: str) -> set[str]:
    """Return the beginnings of the words, and all pairs of letters of scripts without capitals."""
    found: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        if word.upper() != word:
            found.add(word[:STEM])
        else:
            found.update(word[i : i + 2] for i in range(len(word) - 1))
    return found
