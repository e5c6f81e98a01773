"""Finds the section of the article: declared, in a breadcrumb, or in a link to it in the story.

Home > Local > Bridge reopens  ->  Local
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Block, Container, Head, Page
from ...phrases import folded
from ...text.patterns import pattern
from ...text.words import count_words, fold
from ..bylines.people import has_first_name, is_button
from ..class_words import is_inside
from ..declared_names import TITLE_PARTS, bare_name, is_missing, usable_names
from ..structured_data import article_values, clean_text, names, objects_of
from .article_addresses import is_front
from .own_titles import own_titles
from .story_tags import COMMA

_SECTION_META = ("article:section", "og:article:section", "parsely-section", "prism.section", "section")
# What content systems call a place: "news_article", "newsArticle", "1234", "cat-1234", "echo.example";
# not "elections-2024"
_INTERNAL = pattern(
    r"\d++|[a-z]++-(?!(?:19|20)\d\d\Z)\d{3,}+|[^\W_]*+_\w*+|[a-z]{4,}+[A-Z]\w*+|(?:[^\s.]++\.)++[a-z]{2,}+"
)
_TYPES = frozenset(
    "article articles post posts page pages node item index default main root test story".split()
)
_CRUMB_LEVELS = 3  # of elements around a breadcrumb, one of which is called so
_CRUMB_WORDS = 4  # of a section's name
_PARTS_WITH_SECTION = 3  # of a `<title>`
_STEP_MARKS = ">›»→/＞"
# "/business"    "https://echo.example/section/local-news/"
_SECTION_PATH = pattern(r"\A(?:https?://[^/]++)?/(?:[^/?\#]++/){0,2}[\p{L}_-]++/?\Z")


def sections(page: Page, publisher: str) -> Iterator[tuple[str, str]]:
    """Yield the names of the section, except what programs call it, addresses and the name of the site."""
    for text, origin in _declared_sections(page):
        several = [text] if origin == "breadcrumbs" else COMMA.split(clean_text(text))[:1]
        for named, _ in usable_names(several, origin):
            name = bare_name(named)
            folded_name = fold(name)
            if not name or is_missing(named) or _INTERNAL.fullmatch(name) or folded_name == fold(publisher):
                continue
            if folded_name not in folded("no section") and folded_name not in _TYPES:
                yield name, origin


def _declared_sections(page: Page) -> Iterator[tuple[str, str]]:
    head = page.head
    yield from ((x, "JSON-LD articleSection") for x in article_values(head, "articleSection"))
    yield from ((x, key) for key in _SECTION_META for x in head.named(key))
    for trail in objects_of(head, "BreadcrumbList"):
        yield from ((x, "JSON-LD breadcrumb") for x in _trail_sections(head, trail))
    yield from ((x, "breadcrumbs") for x in _shown_sections(page))
    yield from ((x, "rel=category") for x in _category_links(page))
    yield from ((x, "<title>") for x in _section_in_title(page))
    yield from ((x, "articlesection") for x in head.named("articlesection"))  # "News", of all stories


def _category_links(page: Page) -> Iterator[str]:
    """Yield the text of the first link that is marked as the story's category, as blogs and WordPress do.

    Before: <p>Posted by Maya Lindholm in <a href="/local" rel="category tag">Local</a></p>
    After:  Local
    """
    categories = {href for rel, href in page.head.links if rel == "category"}
    for block in page.blocks if categories else ():
        for link in block.links:
            name = block.text[link.start : link.end]
            if link.href in categories and count_words(name) <= _CRUMB_WORDS:
                yield name
                return


def _section_in_title(page: Page) -> Iterator[str]:
    """Yield the middle of a `<title>` of three parts, if a link to a part of the site has the same text.

    Before: Bridge reopens | Local | The Valley Echo
    After:  Local
    """
    parts = TITLE_PARTS.split(page.head.title)
    if len(parts) != _PARTS_WITH_SECTION or count_words(parts[1]) > _CRUMB_WORDS or has_first_name(parts[1]):
        return
    for block in page.blocks:
        for link in block.links:
            name = block.text[link.start : link.end]
            if name == parts[1] and _SECTION_PATH.search(link.href) and not is_front(link.href):
                yield name
                return


def _trail_sections(head: Head, trail: object) -> list[str]:
    """Return the section in a breadcrumb: the step after the front page, if it is not the article.

    Before: Home > Politics > Council keeps library
    After:  Politics
    """
    items = trail.get("itemListElement") if isinstance(trail, dict) else None
    if not isinstance(items, list):
        return []
    crumbs = [names(head, x) or names(head, x.get("item")) for x in items if isinstance(x, dict)]
    steps = [x[0] for x in crumbs if x]
    own = set(map(fold, own_titles(head)))
    return [x for x in steps[1:] if fold(x) not in own][:1] if len(steps) > 2 else []


def _shown_sections(page: Page) -> Iterator[str]:
    """Yield the first visible breadcrumb after the front page, or else the text of the kicker's link.

    Before: <p><a href="/">Home</a> &gt; <a href="/local">Local</a></p> <h1>Bridge reopens</h1>
    After:  Local
    """
    before: Block | None = None
    for block in page.blocks:
        if block.kind == "heading" and block.level == 1 and not _in_crumbs(block):
            if before is not None and _is_kicker(before, block):
                yield before.text
            return
        before = block
        if not block.links or not (_in_crumbs(block) or _is_trail(block)):
            continue
        for link in block.links:
            name = block.text[link.start : link.end]
            if (
                is_front(link.href)
                or count_words(name) > _CRUMB_WORDS
                or fold(name) in folded("front page")
                or is_button(name)
            ):
                continue
            yield name
            return


def _in_crumbs(block: Block) -> bool:
    """Whether a block is in an element called breadcrumbs, or in its list."""
    return is_inside(block.container, _CRUMB_LEVELS, "breadcrumbs")


def _is_trail(block: Block) -> bool:
    """Whether a block's links start at the front page: "Home > Local"."""
    first = block.links[0]
    between = block.text[first.end : first.end + 3].strip()[:1]
    return between in _STEP_MARKS and between != "" and is_front(first.href)


def _is_kicker(block: Block, headline: Block) -> bool:
    """Whether a line above the headline, in its element, is just a short link to a section."""
    if not _in_one_element(block.container, headline.container) or fold(block.text) in folded("front page"):
        return False
    if block.link_density < 1 or len(block.links) != 1 or count_words(block.text) > _CRUMB_WORDS:
        return False
    return block.kind == "paragraph" and _SECTION_PATH.search(block.links[0].href) is not None


def _in_one_element(one: Container | None, other: Container | None) -> bool:
    """Whether two blocks are in the same element, or in children of one."""
    if one is None or other is None:
        return False
    return one is other or one is other.parent or (one.parent is not None and one.parent is other.parent)
