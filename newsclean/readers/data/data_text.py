"""Reads the strings of a story in a page's data, which are HTML, Markdown or plain text.

["<p>The bridge reopened.</p>", "btn-primary", "It had been closed since May."]
->  paragraph "The bridge reopened.", paragraph "It had been closed since May."
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence

import regex

from ...model import Block
from ...text.patterns import pattern
from ...text.prose import SENTENCE
from ...text.words import count_words, ends_sentence

ANY_TAG = pattern(r"</?[a-z][^<>]*+>", regex.I)
_BLOCK_TAG = pattern(
    r"</?(?:p|div|h[1-6]|li|ul|ol|blockquote|pre|tr|table|figure|section)\b[^<>]*+>", regex.I
)
_BREAK = pattern(r"<br\b[^<>]*+>", regex.I)
# ## Two years late   [the council](https://…)   **late**   ![The bridge](/b.jpg)
_MARKDOWN = pattern(
    r"^\#{1,6}+[ ]\S|\[[^\[\]]{1,300}+\]\((?:https?:|/)[^()\s]++\)|\*\*[^*\s][^*\n]{0,300}+\*\*",
    regex.M | regex.X,
)

_MOSTLY_LETTERS = 0.7  # share of letters and spaces in text of any language; in paths and styles it is half
_LETTER = pattern(r"[\p{L}\p{M}\s]")
# .lead{color:red}   function(e,o){return   {"layoutMobile":2,   {{#if title}}   ${name}   $limit:Int   $$AD$$
_PROGRAM = pattern(
    r"""\{\s*+["']?[\w-]++["']?\s*+:|;\s*+[\w-]++\s*+:[^;{}]{0,80}+[;}]|\bfunction\b[^()]{0,60}+\(|=>\s*+\{
    |\);\s*+(?:\Z|\}|\w++[.(=])|\{\{|\$\{|\$\w++:|\A\W*+\$\$|\]\s*+=\s""",
    regex.X,
)
# btn-primary   layoutMobile   https://…   #ffcf0d   video/mp4   2024-05-14T08:30
_ONE_WORD = pattern(r"[!-~]++")
_PLAIN_WORD = pattern(r"\p{Lu}?[a-z]++[.:!?]?|\d{1,4}\.?")  # Reaction   Why?   2024


def as_markup(strings: Iterable[str]) -> str:
    """Return the strings as one HTML document."""
    return "\n".join(map(_markup, strings))


def _markup(text: str) -> str:
    if "&lt;" in text:
        text = html.unescape(text)
    if "<" in text and ANY_TAG.search(text):
        # without tags for paragraphs, each line is one
        return f"<div>{text}</div>" if _BLOCK_TAG.search(text) else _paragraphs(_BREAK.sub("\n", text))
    return _paragraphs(html.escape(html.unescape(text) if "&" in text else text, quote=False))


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())


def markdown_blocks(strings: Sequence[str]) -> list[Block] | None:
    """Return the blocks of Markdown; None if the strings are not Markdown."""
    text = "\n\n".join(strings)
    if not _MARKDOWN.search(text) or _BLOCK_TAG.search(text) or "&lt;" in text:
        return None
    from ..dumps.dump_reader import read_text  # not needed for most pages

    return list(read_text(text).blocks)


def only_prose(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks that are text, without labels at the start and the end."""
    kept = list(_texts(blocks))
    start, end = 0, len(kept)
    while start < end and kept[start].kind != "heading" and _is_label(kept[start]):
        start += 1
    while start < end and _is_label(kept[end - 1]):
        end -= 1
    return kept[start:end]


def _is_label(block: Block) -> bool:
    return (
        block.kind in ("paragraph", "heading")
        and count_words(block.text) < SENTENCE
        and not ends_sentence(block.text)
    )


def _texts(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks that are neither identifiers nor program code, and each text once."""
    seen = set()
    for block in blocks:
        text = block.text
        is_text = block.kind != "paragraph" or (reads_like_text(text) and not _is_identifier(text))
        if is_text and (text not in seen or count_words(text) < SENTENCE):
            seen.add(text)
            yield block


def reads_like_text(text: str) -> bool:
    """Whether it is text: programs, styles and drawings are full of symbols and digits."""
    text = text[:2000]
    letters = len(_LETTER.findall(text))
    return letters >= _MOSTLY_LETTERS * len(text) and not _PROGRAM.search(text)


def _is_identifier(text: str) -> bool:
    return _ONE_WORD.fullmatch(text) is not None and _PLAIN_WORD.fullmatch(text) is None
