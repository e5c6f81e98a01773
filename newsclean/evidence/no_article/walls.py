"""Finds walls: pages that do little but ask for proof that a reader is human, or for consent to cookies."""

from __future__ import annotations

import regex

from ...model import Page
from ...phrases import opens_with_label, worded
from ...text.prose import SENTENCE
from ...text.words import OPENING_QUOTES, count_words
from . import WithoutArticle
from .story_signs import tells_a_story

_MOST_BLOCKS = 60  # of a wall: it has no menus and no boxes
_MOST_CHARACTERS = 1500  # of a page that asks for proof
_MOST_PROSE = 60  # long paragraphs of a notice on cookies
_ABOUT_COOKIES = 0.7  # share of a consent wall's words in paragraphs that name cookies
_SAID = 100  # characters of the evidence
_COOKIES = worded(r"<<cookies>>", regex.I)


def wall(page: Page) -> WithoutArticle | None:
    """Return the sentence that asks for proof or consent on a page with nothing else."""
    if len(page.blocks) > _MOST_BLOCKS:
        return None
    return _asks_for_proof(page) or _asks_for_consent(page)


def _asks_for_proof(page: Page) -> WithoutArticle | None:
    if sum(len(b.text) for b in page.blocks) > _MOST_CHARACTERS:
        return None
    asks = next((b for b in page.blocks if opens_with_label("blocked text", b.text)), None)
    if asks is None or tells_a_story(page):
        return None
    return WithoutArticle("blocked", asks.id, "only a notice", asks.text[:_SAID])


def _asks_for_consent(page: Page) -> WithoutArticle | None:
    """Return the paragraph that asks for consent to cookies if the page has little else."""
    asks = next((b for b in page.blocks if opens_with_label("consent openings", b.text)), None)
    if asks is None or asks.text[0] in OPENING_QUOTES or tells_a_story(page, _MOST_PROSE):
        return None  # in quotes it is a story that quotes it
    prose = [(b, words) for b in page.blocks if (words := count_words(b.text)) >= SENTENCE]
    about = sum(words for b, words in prose if b is asks or _COOKIES.search(b.text))
    if about < _ABOUT_COOKIES * sum(words for _, words in prose) or about < SENTENCE:
        return None
    return WithoutArticle("blocked", asks.id, "asks for consent, and shows no text", asks.text[:_SAID])
