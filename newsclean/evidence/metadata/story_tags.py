"""Finds the tags of the article: declared, links to them, or a line of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

import regex

from ...model import Page
from ...phrases import worded
from ...text.patterns import pattern
from ...text.prose import HEADLINE, LINE
from ...text.words import count_words, fold
from ..class_words import is_called
from ..declared_names import bare_name, is_missing
from ..structured_data import article_names, clean_text
from ..tag_lines import tags_of_line
from .own_titles import own_titles

_TAGS_META = ("article:tag", "og:article:tag", "parsely-tags", "news_keywords", "sailthru.tags")
# Tags that may be the site's instead: the same on every page
_LOOSE_TAGS_META = ("keywords", "dc.subject", "dcterms.subject", "citation_keywords")
_LONGEST_TAG = 80
_MOST_TAGS = 50  # a longer list is an index, not a choice

# "rain, wind; hail"   「雨、風」   "مطر، ريح"
COMMA = pattern(r"(?:(?<!\s)\s++)?+[,;|、，،]\s*+")
# What is no tag: addresses and parts of them, "/article"; names of a program, "type_news", "path:news",
# "Lite:true"; numbers of records, "100312362", "5", but not years; "8ae9ab2d-fe1b-4230-acb8-a59b52877682"
_NO_TAG = pattern(
    r"(?:https?:)?//|www\.|\S*@|/|(?!(?i:tag|topic|category|subject|keyword):)[A-Za-z]\w*+:(?=\S)|_\w|[^\W_]++_\w"
    r"|(?:\d{1,2}|0\d*+|\d{5,}+|[\da-f]{8}-[\da-f-]{20,}+)\Z"
)
# "tag:ferries"    "Topic: ferries"
_TAG_KEY = pattern(r"\A(?:tag|topic|category|subject|keyword):\s*+", regex.I)
# "/tag/ferries"    "https://echo.example/topics/ferries/"
_TAG_PATH = worded(r"/<<addresses of tags>>/")

_LEAST_OF_SITE = 4  # keywords; fewer are a choice
# Share of keywords in the text: at most that for 24 of 37 lists that two pages share, one in seven others.
_FEW = 0.25
_ENOUGH_TEXT = 600  # characters of prose, so that a story's own keywords would be in them
_MOST_LINKED = 0.2  # link density of prose
_STEM, _ENDING = 4, 2  # letters that stay of a keyword, and that its case or number may change


def story_tags(page: Page, publisher: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the tags of the article by source, each with its origin; title and publisher are none."""
    head = page.head
    no_tags = {fold(x) for x in own_titles(head) if count_words(x) >= HEADLINE} | {fold(publisher)}
    for origin, values in (
        ("JSON-LD keywords", article_names(head, "keywords")),
        *((key, head.named(key)) for key in (*_TAGS_META, *_LOOSE_TAGS_META)),
    ):
        tags = clean_tags(values, no_tags) if values else ()
        if tags and not (origin in _LOOSE_TAGS_META and _is_of_every_page(tags, page)):
            yield tags, origin
    shown = clean_tags(_shown_tags(page), no_tags)
    if shown:
        yield shown, "links to tags"
    for block in page.blocks:
        listed: Iterable[str] = tags_of_line(block.text)
        if listed and len(block.links) > 1:
            listed = [block.text[x.start : x.end] for x in block.links]  # "Tags: ferries harbours"
        tags = clean_tags(listed, no_tags) if listed else ()
        if tags:
            yield tags, "line of tags"


def _is_of_every_page(tags: tuple[str, ...], page: Page) -> bool:
    """Whether keywords are the site's, not the story's: almost none of them is in its title and its text.

    Before: business, companies, economy, headlines, industry, politics … over a story on a marathon
    """
    if len(tags) < _LEAST_OF_SITE:
        return False
    paragraphs = [b.text for b in page.blocks if len(b.text) >= LINE and b.link_density < _MOST_LINKED]
    if sum(map(len, paragraphs)) < _ENOUGH_TEXT:
        return False
    text = " ".join((page.head.title, *paragraphs)).casefold()
    stems = (x[: max(_STEM, len(x) - _ENDING)] for x in map(str.casefold, tags))
    return sum(x in text for x in stems) <= len(tags) * _FEW


def _shown_tags(page: Page) -> Iterator[str]:
    """Yield the texts of the links to tags in the first element called after tags.

    Before: <div class="post-tags">Topics: <a href="/tag/ferries">Ferries</a></div>
    After:  Ferries
    """
    first = None
    for block in page.blocks:
        inner = block.container
        if not block.spans or inner is None or not (links := block.links):
            continue
        outer = inner.parent or inner
        holder = outer if is_called(outer, "tags") else inner
        if holder is not (first or holder):
            continue
        if not is_called(holder, "keywords"):  # a whole post never has such a class
            lead_to_tags = len(links) > 1 and all(_TAG_PATH.search(x.href) for x in links)
            if not lead_to_tags and not is_called(holder, "tags"):
                continue
            links = tuple([x for x in links if _TAG_PATH.search(x.href)])
        if links and not any(is_called(each, "tag cloud") for each in (inner, outer)):
            first = holder
            yield from (block.text[x.start : x.end] for x in links)


def clean_tags(values: Iterable[str], no_tags: Set[str] = frozenset()) -> tuple[str, ...]:
    """Return each tag once, whatever its case; values are split at commas."""
    split = dict.fromkeys(x for value in values for x in COMMA.split(clean_text(value)))
    if len(split) > _MOST_TAGS:
        return ()
    once: dict[str, str] = {}
    for text in split:
        if not text or len(text) > _LONGEST_TAG or _NO_TAG.match(text) or is_missing(text):
            continue
        tag = bare_name(_TAG_KEY.sub("", text))
        if tag and fold(tag) not in no_tags:
            once.setdefault(tag.casefold(), tag)
    return tuple(once.values())
