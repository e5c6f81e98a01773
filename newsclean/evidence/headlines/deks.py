"""Finds the dek of an HTML page, the sentence or two under the headline, by class name or position."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Block, Container, Head, Page, chain
from ...text.prose import SENTENCE
from ...text.words import count_words, ends_sentence, fold
from ..class_words import class_words, is_called
from ..structured_data import article_values, clean_text

_DEK_WITHIN = 6  # blocks after the headline; byline, date and share buttons may come before the dek
_TEXT_WITHIN = 10  # blocks after the headline, if the dek is a heading; buttons and a caption may be between
_DEK_WORDS = (4, 80)  # fewest and most
_DEK_LINKS = 0.5  # greatest share of link text
_PLAIN_DEK = 30  # most words of a dek without such a class name; a longer text is the lead paragraph
_HEADING_DEK = 8  # fewest words of a heading that is a dek
_ALIKE = 0.6  # share of words from which a line is another wording of the headline
_DIGITS = 0.15  # share of digits from which a line is a date or a count
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
            if is_called(block.container, "dek") or _sub_title(block):
                return block, _evidence(block, described)
            first = i == 0 or is_called(block.container, "lead") or fold(block.text) in described
            below = after[i + 1 : _TEXT_WITHIN if block.kind == "heading" else _DEK_WITHIN]
            if first and _may_be_dek(block, words, headline, described) and _is_apart(block, below):
                return block, _evidence(block, described)
        if block.kind == "paragraph" and words >= SENTENCE:
            return None
    return None


def _may_be_dek(block: Block, words: int, headline: Block, described: set[str]) -> bool:
    """Whether a block without the class name of a dek reads like one."""
    folded = fold(block.text)
    if words > _PLAIN_DEK or alike(folded, fold(headline.text)):
        return False
    if folded in described or is_called(block.container, "lead"):
        return True
    if block.kind == "heading":
        return words >= _HEADING_DEK and not block.text.endswith("?")
    return ends_sentence(block.text) and _in_one_header(block, headline)


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
    header = _header(block.container)
    return header is not None and header is _header(headline.container)


def _header(container: Container | None) -> Container | None:
    return next((each for each in chain(container) if each.tag in ("header", "hgroup")), None)


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


def _is_apart(block: Block, after: Sequence[Block]) -> bool:
    """Whether the text that follows is in another element, so that the block is not its first paragraph.

    A heading is apart if a date stands between the two; a line called the lead, if the text has an element
    of its own inside that of the line.
    """
    inside = _box(block)
    texts = [i for i, b in enumerate(after) if count_words(b.text) >= SENTENCE and ends_sentence(b.text)]
    if not texts:
        return False
    first = after[texts[0]]
    if all(each is not inside for each in chain(first.container)):
        return True
    if block.kind == "heading":
        return any(map(is_dated, after[: texts[0]]))
    of_text = [_box(after[i]) for i in texts[:2]]
    return is_called(block.container, "lead") and len(of_text) > 1 and of_text[0] is of_text[1] is not inside


def _box(block: Block) -> Container | None:
    """Return the element that a block's own stands in."""
    inside = block.container
    return inside.parent if inside is not None and inside.tag in _LEAF_TAGS else inside
