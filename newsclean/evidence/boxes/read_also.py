"""Finds single lines that lead to another story: "Read also: Storm closes port", "[Read more: …]"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model import Block
from ...phrases import labels, may_open_with, plain
from ...text.patterns import pattern, plain_pattern
from ...text.prose import is_sentence
from ...text.words import CLOSING, FULL_STOPS, count_words, ends_sentence

# "Read also: Storm closes port"    "ALSO READ | Storm closes port"    "Read also → Storm closes port"
# "【関連】Storm closes port"
_MARK = plain_pattern(r"[:：៖፦|–—»›>→►▶\]】]")
_LABEL_CHARACTERS = range(2, 46)  # before the mark
_READ_ALSO_CHARACTERS = 300
_READ_ALSO_WORDS = 40  # of a headline and its label; more is a sentence with the same beginning
_READ_ALSO_LINKS = 0.6  # share of link text, where links are known
# "Read alsoStorm closes port"    "READ ALSOStorm closes port"
_GLUED_LABEL = pattern(r"(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll})")
_LABEL_WORDS = 4  # of the longest label without a mark after it
_CAPITALS = 5  # letters of the shortest label of one word, in capitals; others open sentences too
_SUBHEAD_WORDS = 9  # of the longest subhead
_HEADLINE_WORDS = 3  # of the shortest headline after it
_BRACKETS = {"[": "]", "(": ")", "［": "］", "（": "）", "【": "】"}
_SQUARE = "[［"
_LINK_WORDS = 3  # in square brackets; fewer are a footnote, "[12]", or a credit
_STATEMENT_WORDS = 3  # with a full stop, so many words make a sentence, not a headline
# headlines may end in question and exclamation marks, but rarely in these
_STATEMENT_ENDS = frozenset(f"{FULL_STOPS}：:")


def places_of_labels(blocks: Sequence[Block]) -> list[int]:
    """Return the indexes of the lines that begin like "Read also", or with a bracket: a cheap look at all."""
    texts = (block.text for block in blocks)
    return [i for i, x in enumerate(texts) if x[:1] in _BRACKETS or may_open_with("read also", x)]


def read_also_label(block: Block, links_known: bool) -> str:
    """Return the label of one of these lines if it leads to another story, or `""`.

    links_known: whether it is of HTML.
    """
    if block.text[:1] in _BRACKETS:
        return _in_brackets(block, links_known)
    return _labelled(block, links_known)


def unmarked_read_also_label(block: Block, above: Block, below: Sequence[Block]) -> str:
    """Return the label of a line of a dump between two paragraphs, without a mark after it, or `""`.

    "Read also Storm closes port", or "Read alsoStorm closes port", was a link behind a label, which only HTML
    shows. below: the two blocks under the line; the paragraph may be under a subhead.
    """
    text = block.text
    if len(text) > _READ_ALSO_CHARACTERS or not may_open_with("read also", text) or is_statement(text):
        return ""
    words = _GLUED_LABEL.sub(" ", text, count=1).split()
    if len(words) > _READ_ALSO_WORDS or block.kind != "paragraph":
        return ""
    if not (is_sentence(above.text) and ends_sentence(above.text) and _is_text(below)):
        return ""
    known = labels("read also")
    for n in range(min(_LABEL_WORDS, len(words) - _HEADLINE_WORDS), 0, -1):
        label = plain(" ".join(words[:n]))
        is_long = n > 1 or (len(words[0]) >= _CAPITALS and words[0].isupper() and not words[1].isupper())
        if is_long and label in known and not words[n][0].islower():
            return label
    return ""


def _is_text(lines: Sequence[Block]) -> bool:
    """Whether the first line is a sentence, or a subhead over one."""
    first, last = lines[0].text, lines[-1].text
    is_subhead = count_words(first) <= _SUBHEAD_WORDS and not ends_sentence(first)
    return is_sentence(first) or (is_subhead and is_sentence(last))


def is_statement(text: str) -> bool:
    """Whether a text ends as no headline does.

    >>> is_statement("The port is closed."), is_statement("Who closed the port?")
    (True, False)
    """
    return text.rstrip(f"{CLOSING} ")[-1:] in _STATEMENT_ENDS and count_words(text) >= _STATEMENT_WORDS


def _labelled(block: Block, links_known: bool) -> str:
    """Return the label of a line that only leads to another story, or `""`."""
    text = block.text
    if len(text) > _READ_ALSO_CHARACTERS:
        return ""
    known = labels("read also")
    mark = _MARK.search(text)
    if mark and mark.start() in _LABEL_CHARACTERS:
        label, rest = plain(text[: mark.start()].rstrip()), text[mark.end() :].lstrip()
        if label in known and rest and count_words(text) <= _READ_ALSO_WORDS:
            if links_known and block.link_density < _READ_ALSO_LINKS * len(rest) / len(text):
                return ""
            return "" if is_statement(rest) and not links_known else label
    if block.links and block.links[-1].end == len(text):
        # "Read also Storm closes port", all but the label a link
        label = plain(text[: block.links[0].start] or text)
        return label if label in known else ""
    return ""


def _in_brackets(block: Block, links_known: bool) -> str:
    """Return the label of a line in brackets that leads to another story: `[Read more: …]`, `【関連】…`."""
    inside = _without_brackets(block)
    if may_open_with("read also", inside.text.lstrip("[【")):
        label = _labelled(inside, links_known)
        if label:
            return label
    is_link = links_known and block.text[0] in _SQUARE and block.link_density >= _READ_ALSO_LINKS
    is_whole = inside is not block and block.kind == "paragraph"
    return "a link in brackets" if is_link and is_whole and count_words(block.text) >= _LINK_WORDS else ""


def _without_brackets(block: Block) -> Block:
    """Return the block without brackets around all of its text."""
    text = block.text
    if text.find(_BRACKETS[text[0]]) != len(text) - 1:
        return block
    inside = text[1:-1].strip()
    start = text.find(inside)
    spans = [span.moved(-start) for span in block.spans]
    fitting = tuple([replace(x, start=max(0, x.start), end=min(x.end, len(inside))) for x in spans])
    return replace(block, text=inside, spans=fitting)
