"""Finds the dek of an HTML page, the sentence or two under the headline, by class name or position."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...model import Block, Container, Head, Page, chain
from ...text.prose import SENTENCE, is_sentence
from ...text.words import count_words, ends_sentence, fold
from ..class_words import class_words, is_called
from ..container_slices import innermost
from ..datelines import split_dateline
from ..structured_data import article_values, clean_text

_DEK_WITHIN = 6  # blocks after the headline; byline, date and share buttons may come before the dek
_TEXT_WITHIN = 10  # blocks after the headline, if the dek is a heading; buttons and a caption may be between
_DEK_WORDS = (4, 80)  # fewest and most
_DEK_LINKS = 0.5  # greatest share of link text
_PLAIN_DEK = 30  # most words of a dek without such a class name; a longer text is the lead paragraph
_HEADING_DEK = 8  # fewest words of a heading that is a dek
_ALIKE = 0.6  # share of words from which a line is another wording of the headline
_DIGITS = 0.15  # share of digits from which a line is a date or a count
_NO_DEK_ENDS = frozenset(":：)")
_HEADER_TAGS = ("header", "hgroup")
_LEAF_TAGS = frozenset(("p", "h2", "h3", "h4", "h5", "strong", "em"))


def find_dek(page: Page, headline: Block) -> tuple[Block, str] | None:
    """Return the block under the headline that is its dek, and the evidence; None if there is none."""
    after = [b for b in page.blocks if b.id > headline.id][:_TEXT_WITHIN]
    described = _descriptions(page.head)
    for i, block in enumerate(after[:_DEK_WITHIN]):
        words = count_words(block.text)
        if (
            block.kind not in ("paragraph", "heading")
            or is_called(block.container, "no dek")
            or is_dated(block)
        ):
            continue
        if _DEK_WORDS[0] <= words <= _DEK_WORDS[1] and block.link_density <= _DEK_LINKS:
            is_dek = is_called(block.container, "dek") or _sub_title(block)
            if not is_dek and (i == 0 or is_called(block.container, "lead") or fold(block.text) in described):
                below = _below(after[i + 1 :])
                is_dek = _may_be_dek(block, words, headline, described, below) and _is_apart(block, below)
            if is_dek:  # with a dateline, it is the first paragraph
                return None if split_dateline(block.text) else (block, _evidence(block, described))
        if block.kind == "paragraph" and words >= SENTENCE:
            return None
    return None


class _Below(NamedTuple):
    """What follows a block."""

    lines: Sequence[Block]
    """What stands above the first paragraph of the text."""
    text: Sequence[Block]
    """That paragraph and all below it; empty if there is none."""
    has_date: bool
    """Whether one of the lines has a date, as a byline has, and none is a heading."""


def _below(after: Sequence[Block]) -> _Below:
    at = _text_at(after)
    if at is None:
        return _Below(after, (), False)
    lines = after[:at]
    has_date = any(is_dated(b) or _is_byline(b) for b in lines) and all(b.kind != "heading" for b in lines)
    return _Below(lines, after[at:], has_date)


def _may_be_dek(block: Block, words: int, headline: Block, described: set[str], below: _Below) -> bool:
    """Whether a block without the class name of a dek reads like one."""
    folded = fold(block.text)
    if words > _PLAIN_DEK or alike(folded, fold(headline.text)):
        return False
    if folded in described or is_called(block.container, "lead"):
        return True
    if block.kind == "heading":
        is_sentence = block.text.endswith(".") and below.has_date
        return (words >= _HEADING_DEK or is_sentence) and not block.text.endswith("?")
    if below.has_date:
        return ends_sentence(block.text) or (words >= _HEADING_DEK and _reads_on(block.text))
    return ends_sentence(block.text) and _in_one_header(block, headline)


def _reads_on(text: str) -> bool:
    """Whether a text without a full stop is no list of names, label or caption with a credit."""
    words = text.split()
    return sum(map(str.islower, words)) * 2 > len(words) and text[-1] not in _NO_DEK_ENDS


def is_dated(block: Block) -> bool:
    """Whether a line has so many digits that it is a date or a count."""
    return sum(map(str.isdigit, block.text)) > len(block.text) * _DIGITS


def _sub_title(block: Block) -> bool:
    """Whether the element's class name is like "sub-title" or "sub_headline"."""
    container = block.container
    if container is None or "sub" not in container.tokens:
        return False
    return "head" in container.tokens or is_called(container, "headline")


def alike(one: str, other: str) -> bool:
    """Whether two folded texts are wordings of one headline: most words of the shorter are in the longer."""
    a, b = set(one.split()), set(other.split())
    return len(a & b) > min(len(a), len(b)) * _ALIKE


def _in_one_header(block: Block, headline: Block) -> bool:
    header = innermost(block.container, *_HEADER_TAGS)
    return header is not None and header is innermost(headline.container, *_HEADER_TAGS)


def _evidence(block: Block, described: set[str]) -> str:
    names = block.container.tokens & class_words("dek", "lead") if block.container else frozenset()
    if names:
        return f"element called {min(names)}"
    if fold(block.text) in described:
        return "the page's description"
    return "heading over the text" if block.kind == "heading" else "sentence beside the headline"


def _descriptions(head: Head) -> set[str]:
    described = [
        *head.named("description", "og:description"),
        *article_values(head, "description", "alternativeHeadline"),
    ]
    return {fold(clean_text(x)) for x in described} - {""}


def _is_apart(block: Block, below: _Below) -> bool:
    """Whether the text that follows is in another element, so that the block is not its first paragraph.

    A heading is apart if a date stands between the two. The text's element may be inside the dek's, if a
    byline with a date stands between, or if the dek is called the lead and more of the text is there too.
    """
    if not below.text:
        return False
    first, *others = below.text
    inside, of_text = _box(block), _box(first)
    if all(each is not inside for each in chain(first.container)):
        return True
    if block.kind == "heading":
        return any(map(is_dated, below.lines))
    if of_text is inside:
        return below.has_date and is_called(block.container, "lead")
    if below.has_date:
        return True
    second = _text_at(others)
    return second is not None and is_called(block.container, "lead") and _box(others[second]) is of_text


def _is_byline(block: Block) -> bool:
    has_digits = block.kind == "paragraph" and any(map(str.isdigit, block.text))
    is_marked = is_called(block.container, "no dek") and not is_called(block.container, "picture")
    return has_digits and is_marked


def _text_at(after: Sequence[Block]) -> int | None:
    """Return the place of the first paragraph of the text."""
    return next((i for i, block in enumerate(after) if is_sentence(block.text)), None)


def _box(block: Block) -> Container | None:
    """Return the element that a block's own stands in."""
    inside = block.container
    return inside.parent if inside is not None and inside.tag in _LEAF_TAGS else inside
