"""Finds notices in place of the rest of a text ("This article is for subscribers only"), and offers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from ..model import Block, Page
from ..phrases import labels, plain, worded, written
from ..text.patterns import pattern
from ..text.prose import PARAGRAPH, is_sentence
from ..text.words import OPENING_QUOTES, count_words

NOTICE_AFTER_TEXT = "a notice in place of the rest"
_FOR_SUBSCRIBERS = worded(r"<<rest for subscribers>>", regex.I)  # "… La suite est réservée aux abonnés."
# "Il vous reste 12 % à lire. La suite est réservée aux abonnés."
_SENTENCE_END = pattern(r"[.!。](?:\s++|\Z)")
_LONGEST = 100  # characters of a notice; a longer text may be about subscriptions
_SIGNS_A_WORD = 3  # times as many characters has a text in a script with blanks as in Chinese or Japanese
_AFTER = 3  # blocks after a paragraph, among which the notice is: a headline of the offer comes first
_OFFER_BLOCKS = 8  # of an offer at the end of a text whose rest is paid for
_OFFER_OPENING = 60  # characters at its start that say so; in a paragraph of the story the note is at its end


def notice_after_text(page: Page) -> Block | None:
    """Return the first short block just after a paragraph that says that the rest is for subscribers."""
    after = [block for block in _after_paragraphs(page.blocks) if len(block.text) <= _LONGEST]
    if not _may_be_for_subscribers("\n".join([block.text for block in after])):
        return None  # as on most pages
    for block in after:
        if for_subscribers(block.text) and (not is_sentence(block.text) or _says_only_that(block.text)):
            return block if block.container is None or not block.container.hidden else None
    return None


def _after_paragraphs(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the few blocks that follow a paragraph of some length."""
    left = 0
    for block in blocks:
        if block.kind == "paragraph" and _is_long(block.text):
            left = _AFTER
        elif left:
            left -= 1
            yield block


def _is_long(text: str) -> bool:
    least = _LONGEST // _SIGNS_A_WORD
    return len(text) > least and (len(text) > _LONGEST or " " not in text) and count_words(text) >= PARAGRAPH


def _says_only_that(text: str) -> bool:
    """Whether one of the sentences is nothing but such a phrase: "This article is for subscribers only."

    A sentence of the story that speaks of subscriptions has other words too.
    """
    if text.startswith(OPENING_QUOTES):
        return False
    return any(plain(x) in labels("rest for subscribers") for x in _SENTENCE_END.split(text))


def for_subscribers(text: str) -> regex.Match[str] | None:
    """Find where a text says that the rest is for subscribers."""
    return _FOR_SUBSCRIBERS.search(text) if _may_be_for_subscribers(text) else None


def _may_be_for_subscribers(text: str) -> bool:
    """Whether a text has such a phrase: a cheap look that spares most texts the search."""
    return any(map(text.casefold().__contains__, _phrases()))


@cache
def _phrases() -> frozenset[str]:
    return frozenset(map(str.casefold, written("rest for subscribers")))


def offer_below_text(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the end of a paywalled text, beginning with the note that the rest is for subscribers."""
    last = blocks[-_OFFER_BLOCKS:]
    for i, block in enumerate(last):
        found = for_subscribers(block.text)
        if found and not block.text[: found.start()].endswith(OPENING_QUOTES):
            return last[i if found.start() <= _OFFER_OPENING else i + 1 :]
    return ()
