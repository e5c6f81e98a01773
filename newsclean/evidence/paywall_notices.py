"""Finds what stands in place of the rest of a text: "This article is for subscribers only"."""

from __future__ import annotations

import regex

from ..model import Block, Page
from ..phrases import worded
from ..text.prose import PARAGRAPH, is_sentence
from ..text.words import count_words

NOTICE_AFTER_TEXT = "a notice in place of the rest"
FOR_SUBSCRIBERS = worded(r"<<rest for subscribers>>", regex.I)  # "… La suite est réservée aux abonnés."
_LONGEST = 100  # characters of a notice; a longer text may be about subscriptions
_AFTER = 3  # blocks after a paragraph, among which the notice is: a headline of the offer comes first


def notice_after_text(page: Page) -> Block | None:
    """Return the first short block just after a paragraph that says that the rest is for subscribers."""
    paragraph = -_AFTER - 1
    for i, block in enumerate(page.blocks):
        text = block.text
        if len(text) > _LONGEST:
            if block.kind == "paragraph" and count_words(text) >= PARAGRAPH:
                paragraph = i
        elif i - paragraph <= _AFTER and FOR_SUBSCRIBERS.search(text) and not is_sentence(text):
            is_shown = block.container is None or not block.container.hidden
            return block if is_shown else None
    return None
