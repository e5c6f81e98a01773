"""Finds lists of stories: section fronts, results of a search, what an author wrote.

Linked headlines follow each other there, with only teasers between them. A search that found nothing is an
empty list.
"""

from __future__ import annotations

from collections.abc import Collection

from ...model import Block, Page, chain
from ...phrases import label_openings, opens_with_label, plain, worded
from ...text.patterns import DIGIT, pattern
from ...text.prose import HEADLINE, LONG_PARAGRAPH, SENTENCE
from ...text.words import count_words, fold
from ..class_words import is_called
from ..structured_data import clean_text
from . import WithoutArticle
from .story_signs import MOST_PROSE, is_unlinked, title_parts

_LEAST_ENTRIES = 8  # linked headlines of a list of stories
_LEAST_IN_NAMED_LIST = 3  # the same under "Search results for", "Articles by", or at the address of a section
_LINKED = 0.9  # share of link text in a headline that leads to its story
_TEASER = 70  # words between two entries: more is a story's text
_DATE_WORDS = 5  # before or after the headline of an entry: "3 May 2024, 14:05"
_SAID = 100  # characters of the evidence
# /search/bridge   ?q=bridge   /author/ada-lind   /tag/bridges, but not ?s=20, which says who shared a story
_LIST_ADDRESS = worded(
    r"/<<addresses of searches>>(?:[/?]|\Z)|[?&](?:q|s|query|search|keyword)=(?!\d\d?(?:&|\Z))"
    r"|/(?:<<addresses of authors>>|<<addresses of tags>>)(?:/[^/?]++)?+/?(?:\?|\Z)"
)
# https://echo.example/   /news/local/   /author/ada-lind?page=2
_SECTION_ADDRESS = pattern(
    r"\Ahttps?://[^/?#]++(?:/(?:index\.\w+|(?:[^\W\d_]|%\w\w)++(?:[-_][^\W\d_]++)?))*+/?(?:\?page=\d++)?\Z"
)


def empty_search(page: Page) -> WithoutArticle | None:
    """Return the line in which a site's search says that it found nothing."""
    if not _LIST_ADDRESS.search(page.address):
        return None
    prose = (b for b in page.blocks if count_words(b.text) >= LONG_PARAGRAPH)
    if sum(map(is_unlinked, prose)) > MOST_PROSE:
        return None
    said = next((b for b in page.blocks if opens_with_label("no results", b.text)), None)
    if said is None:
        return None
    return WithoutArticle("listing", said.id, "a search without results", said.text[:_SAID])


def list_of_stories(page: Page) -> WithoutArticle | None:
    """Return the status of a page on which linked headlines follow each other, with only teasers between."""
    if not page.is_html:
        return None
    entries = {b.id: b.text for b in page.blocks if b.spans and _is_entry(b)}
    count = len(set(entries.values()))
    if count < _LEAST_IN_NAMED_LIST:
        return None
    is_named, is_told = _is_named_list(page), _LIST_ADDRESS.search(page.address) is not None
    is_small = count < _LEAST_ENTRIES
    if is_small and not (is_named or is_told or _SECTION_ADDRESS.search(page.address)):
        return None
    may_be_brief = (is_small or is_named) and not is_told  # "Suche nach Taucher eingestellt"
    if _has_story_between(page, entries, "" if is_named else fold(clean_text(page.head.title)), may_be_brief):
        return None
    reason = "linked headlines, and only teasers between them"
    return WithoutArticle("listing", None, reason, f"{len(entries)} headlines")


def _is_entry(block: Block) -> bool:
    """Whether a block is just a link with the words of a headline, to another page, and maybe a date."""
    text = block.text
    link = next((x for x in block.spans if x.mark == "link"), None)  # `links` would copy them all
    if link is None or "#" in link.href:
        return False
    if link.end - link.start < _LINKED * len(text):
        before, after = text[: link.start].strip(), text[link.end :].strip()
        date = before or after
        if (before and after) or len(date.split()) > _DATE_WORDS or not DIGIT.search(date):
            return False
    return count_words(text) >= HEADLINE


def _is_named_list(page: Page) -> bool:
    """Whether title or headline is that of a list: "Search results for bridge", "이서윤 기자의 기사 목록"."""
    shown = (b.text for b in page.blocks if b.kind == "heading" and b.level == 1)
    lines = map(plain, (*title_parts(clean_text(page.head.title)), *shown))
    names = label_openings("headings of lists")
    return any(line.startswith(names) or line.endswith(names) for line in lines)


def _has_story_between(page: Page, entries: Collection[int], title: str, may_be_brief: bool) -> bool:
    """Whether a story is between the entries: a heading that the title repeats, or more text than a teaser.

    entries: ids of blocks. title: folded. may_be_brief: a sentence under a headline is a story.
    """
    between, is_in_brief = 0, may_be_brief
    for block in page.blocks:
        if block.id in entries:
            between, is_in_brief = 0, False
            continue
        words = count_words(block.text)
        if block.kind == "heading":
            is_in_brief = is_in_brief or (may_be_brief and block.level == 1)
            if words >= HEADLINE and _shares_words(block, title):
                return True
        if is_unlinked(block) and not (words >= SENTENCE and _is_of_site(block)):
            between += words
            if between > _TEASER or (is_in_brief and between >= SENTENCE):
                return True
    return False


def _shares_words(heading: Block, title: str) -> bool:
    """Whether the folded title has the heading, or half of the words of a first heading without a link."""
    text = fold(heading.text)
    if text in title:
        return True
    words = set(text.split()) if heading.level == 1 and not heading.link_density else set()
    return len(words) <= 2 * len(words.intersection(title.split())) > 0


def _is_of_site(block: Block) -> bool:
    """Whether a block is in a footer or a consent notice, which every page has."""
    return any(
        x.tag == "footer" or is_called(x, "page footer") or is_called(x, "consent notice")
        for x in chain(block.container)
    )
