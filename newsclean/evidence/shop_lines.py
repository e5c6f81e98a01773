"""Knows lines that send to shops, if a page has several: "Check price", "$49 at Example"."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ..model import Block
from ..phrases import labels, may_open_with, plain, worded
from ..text.words import without_signs

_FEWEST = 3  # on a page; a single one may be a step of a guide: "Get a quote"
_FEWEST_BUTTONS = 2  # of lines, and no items, that say no more than a button does
_CHARACTERS = 60
_KINDS = frozenset(("paragraph", "list_item"))

# "Check price at Example"    "Get a quote (212) 555-0100"    but not: "Buy now, pay later"
_BUTTON = worded(
    r"<<shop buttons>>(?:\s(?-i:[\p{Lu}\d(])[^!?\n]{0,40})?[^\w.!?]*+\Z",
    regex.I,
)
# "$49 at Example"    "49,90 € bei Beispiel"    but not: "$15 for adults"
_PRICE = worded(
    r"(?:\p{Sc}\s?\d[\d.,]*+\s|\d[\d.,]*+\s?\p{Sc}\s){1,3}+<<before a shop>>\s(?-i:\p{Lu})[^!?\n]{1,40}\Z",
    regex.I,
)


def shop_lines(blocks: Sequence[Block]) -> list[int]:
    """Return the places of lines that are buttons of shops or prices at shops, if there are several."""
    found = [i for i, block in enumerate(blocks) if block.kind in _KINDS and _is_of_shop(block.text)]
    if len(found) >= _FEWEST:
        return found
    buttons = [i for i in found if _is_only_button(blocks[i])]
    return buttons if len(buttons) >= _FEWEST_BUTTONS else []


def _is_of_shop(text: str) -> bool:
    if len(text) > _CHARACTERS or text.endswith("."):
        return False
    line = text if text[:1].isalnum() else without_signs(text)
    if may_open_with("shop buttons", line):
        return _BUTTON.match(line) is not None
    return not text[:1].isalpha() and _PRICE.match(text) is not None


def _is_only_button(block: Block) -> bool:
    return block.kind == "paragraph" and plain(block.text) in labels("shop buttons")
