"""Finds pages with a notice in place of a headline: "Page not found", "Just a moment...".

A page that shows a headline of its own or has prose is none: a story may be about a CAPTCHA or a server
error. Nor is one that declares an article, unless both title and headline are the notice.
"""

from __future__ import annotations

from ...model import Block, Page, chain
from ...text.patterns import plain_pattern
from ..structured_data import clean_text, declares_article
from . import WithoutArticle
from .notice_lines import asks_for_consent, status_of_notice
from .story_signs import ARTICLE_WORDS, MOST_PROSE, tells_a_story, title_parts, words_of_sentences

_MOST_TEASERS = 12  # long paragraphs where title and headline both say so: latest stories too
_FIRST_LINES = 3  # of a dump, which may have no headings
_MOST_PROSE_IN_DUMP = 1  # long paragraphs of a dump whose notice comes after them
_MOST_BLOCKS = 60  # of a page without menus: elsewhere the first heading may be a cookie banner's
_REASON = "only a notice"

# class="error-404 not-found"   class="page-404"
_ERROR_CLASS = plain_pattern(r"\b(?:error-?404|404-?(?:page|error)|page-?404|error-page)\b")


def only_notice(page: Page) -> WithoutArticle | None:
    """Return what an error page or a wall says in place of a headline.

    The heading of a request for consent is on pages with stories too: `walls` judges it by what is below.
    """
    title = clean_text(page.head.title)
    headlines = _headlines(page)
    lines = [(None, x) for x in (title, *title_parts(title)) if x] + [(b.id, b.text) for b in headlines]
    found = [(status, at, text) for at, text in lines if (status := status_of_notice(text))]
    found = [x for x in found if x[1] is None or not asks_for_consent(x[2])]
    found = found or [("error", block.id, block.text) for block in headlines if _is_called_error(block)]
    if not found and not page.is_html and not tells_a_story(page, _MOST_PROSE_IN_DUMP):
        return _under_menu(page)
    if not found:
        return None
    agree = found[0][1] is None and found[-1][1] is not None  # the title and a headline, not just "500"
    agree = agree and not all(text.isdecimal() for _, _, text in found)
    if declares_article(page.head) and not (agree and words_of_sentences(page) < ARTICLE_WORDS):
        return None
    if tells_a_story(page, _MOST_TEASERS if agree else MOST_PROSE):
        return None
    status, at, text = found[0]
    return WithoutArticle(status, at, _REASON, text)


def _headlines(page: Page) -> list[Block]:
    """Return the blocks that may be the page's headline: of a dump its first lines, and headings."""
    headings = [block for block in page.blocks if block.kind == "heading"]
    is_small = len(page.blocks) <= _MOST_BLOCKS
    shown = [block for block in headings if block.level == 1 or (is_small and block is headings[0])]
    return shown if page.is_html else [*page.blocks[:_FIRST_LINES], *shown]


def _is_called_error(heading: Block) -> bool:
    classes = " ".join([x.classes for x in chain(heading.container)])
    return ("404" in classes or "error" in classes) and _ERROR_CLASS.search(classes) is not None


def _under_menu(page: Page) -> WithoutArticle | None:
    """Return the notice of a dump that prints menus first: "Page not found", but not "404" alone."""
    for block in page.blocks:
        status = "" if block.text.isdecimal() else status_of_notice(block.text)
        if status not in ("", "listing") and not asks_for_consent(block.text):
            return WithoutArticle(status, block.id, _REASON, block.text)
    return None
