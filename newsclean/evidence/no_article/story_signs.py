"""What speaks for a story on a page that may have none: prose, or a headline that its title repeats."""

from __future__ import annotations

from ...model import Block, Page
from ...text.patterns import pattern
from ...text.prose import HEADLINE, LONG_PARAGRAPH, SENTENCE
from ...text.words import count_words, fold
from ..structured_data import clean_text
from ..unshown import is_unshown
from .notice_lines import status_of_notice

ARTICLE_WORDS = 60
"""Words of an article that the page's data has, or that it declares and shows."""
MOST_PROSE = 3
"""Long paragraphs on an error page: an explanation, an address, a consent notice."""
_LINKED = 0.45  # share of link text in a teaser or a menu

# "Page not found | Valley Echo"   "Access Denied - Valley Echo"
_BETWEEN_PARTS = pattern(r"\s[-–—|·•»:]++\s|(?:(?<!\s)\s++)?+[|｜]\s*+")


def title_parts(title: str) -> list[str]:
    """Return the parts of a `<title>`: the page's, then the site's."""
    return _BETWEEN_PARTS.split(title)


def is_unlinked(block: Block) -> bool:
    """Whether a block is text rather than links."""
    return block.link_density < _LINKED


def tells_a_story(page: Page, most: int = MOST_PROSE) -> bool:
    """Whether a page has more prose, or a headline (not the site's name) that is also in its title.

    most: long paragraphs that are no story yet.
    """
    title = clean_text(page.head.title)
    whole = fold(title)
    names = {fold(x) for x in (*title_parts(title)[1:], page.claimed("publisher") or "")}
    prose = 0
    for block in page.blocks:
        words = count_words(block.text)
        if block.kind == "heading" and words >= HEADLINE and not status_of_notice(block.text):
            heading = fold(block.text)
            if heading in whole and heading not in names:
                return True
        elif words >= LONG_PARAGRAPH and is_unlinked(block):
            prose += 1
            if prose > most:
                return True
    return sum(count_words(block.text) for block in page.blocks if is_unshown(block)) >= ARTICLE_WORDS


def words_of_sentences(page: Page) -> int:
    """Return the number of words in blocks as long as a sentence that are not links."""
    words = (count_words(block.text) for block in page.blocks if is_unlinked(block))
    return sum(n for n in words if n >= SENTENCE)
