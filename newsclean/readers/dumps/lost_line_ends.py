"""Splits a dump that has lost its line ends, as by `soup.get_text(" ", strip=True)`, into sentences.

Home News Sport Ferry returns The boat left at noon. Nobody waved. Contact Imprint
->  Home News Sport Ferry returns  /  The boat left at noon.  /  Nobody waved.  /  Contact Imprint

The ends of paragraphs are lost, but sentences can be judged one by one. A line without menus is the clean
text of an article and stays whole. Where tags were cut out of indented HTML, wide gaps show the elements.
If the dump opens with the page's `<title>`, its first words come again as the headline, which is set apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from ...model import Block
from ...phrases import folded, worded
from ...text.patterns import pattern
from ...text.prose import is_sentence
from ...text.words import count_words, fold
from .joints import parted_at_joints
from .unwrap import UNSPACED

_LONGEST = 1500  # characters of a line that may be one paragraph
_DATA = ('{"', '[{"')  # of scripts, which some tools leave in the text
_LEAST_IN_LONG = 0.8  # share of the dump's characters in longer lines, if its line ends are lost
_MENU = 5  # how many more words with a capital than without one make a menu
_OPENING = 120  # characters: a line without punctuation in them opens with a menu

# noon.|Nobody   noon.”|Nobody   “noon”.|Nobody   in 2013.|Frost   中午开船。|没有人挥手。   not: U.S. Army
# Where tags were cut out, there may be no blank.
_SENTENCE_END = pattern(
    r"""
      (?: (?<=(?:\p{L}{2}|[”"»’)\s])[.!?…]) | (?<=[.!?…][”"»’')]) | (?<=\d{2}[.!?]) | (?<=[؟۔।॥։።။។]) )
      \s++ (?=["“„«‘(¿¡]?[\p{Lu}\p{Lo}\d])
    | (?<=\p{Ll}{2}[.!?…]) (?=\p{Lu}\p{Ll})
    | (?<=[。！？]) (?![」』”]) \s*+ (?=\S)
    | (?<=[。！？][」』”]) \s*+ (?=\S)
    """,
    flags=regex.VERBOSE,
)
_LEAST_OF_HEADLINE, _MOST_OF_HEADLINE = 8, 250  # characters of one with which the dump opens
_FEWEST_OF_HEADLINE = 4  # words; names of sites are shorter
_HEADLINE_WITHIN = 20_000  # characters in which it comes again
_NO_END = " |-–—:,("  # what a headline does not end with
# The Orle Daily Echo| reported   to The Orle Daily Echo|.   The Orle Daily Echo|, which   渡轮返回|后
# not: Ferry returns in May| by Ada Writer
_GOES_ON = worded(
    r"(?! \s++ (?: (?i:<<byline by>>)\s | https?:)) (?: \s*+[\p{Ll},;] | \p{L} | [.)’'”。，、])",
    flags=regex.X,
)
# Dr. Ford   Rep. Lane   St. Osk   but not: She fell ill. The
_SHORTENED = pattern(r"(?:\A|[\s(“\"])(?P<word>\p{Lu}\p{L}{0,4})\.\Z")
_GAP = pattern(r"(?<=\S)[ \t]{3,}+(?=\S)")  # between elements whose tags were cut out
_GAPS = 20  # in a dump
_MEAN = 400  # characters of its lines, at least
_COMMAS = (",", "،", "，", "、")
_PUNCTUATION = pattern(r"[.,;:!?。、，：；！？،؛؟।]")


def elements_apart(text: str) -> str:
    """Return a dump with a line end wherever its long lines have a gap, if nearly all of it is in such lines.

    Columns side by side are no long lines: most of their characters are blanks.
    """
    if len(text) < _MEAN * (text.count("\n") + 1) or text.count("   ") < _GAPS:
        return text
    lines = text.split("\n")
    sizes = [len(line) if len(line) <= _LONGEST else len(" ".join(line.split())) for line in lines]
    if sum(size for size in sizes if size > _LONGEST) < _LEAST_IN_LONG * sum(sizes):
        return text
    pairs = zip(lines, sizes, strict=True)
    return "\n".join(_GAP.sub("\n", line) if size > _LONGEST else line for line, size in pairs)


def sentences_apart(blocks: list[Block]) -> list[Block]:
    """Return the blocks of a dump, its long lines as sentences if nearly all text is in such lines."""
    if all(len(block.text) <= _LONGEST for block in blocks):
        return blocks
    lengths = [0 if block.text.startswith(_DATA) else len(block.text) for block in blocks]
    in_long = sum(length for length in lengths if length > _LONGEST)
    if in_long < _LEAST_IN_LONG * sum(lengths):
        return blocks
    apart: list[Block] = []
    for block, length in zip(blocks, lengths, strict=True):
        is_long = length > _LONGEST and block.kind == "paragraph" and not block.spans
        for text in _sentences(block.text) if is_long else (block.text,):
            apart.append(replace(block, id=len(apart), text=text))
    return apart


def _sentences(text: str) -> Sequence[str]:
    """Return the sentences of a line and the menus between them; the line alone if it has no menus."""
    found: list[str] = []
    has_menu = not _PUNCTUATION.search(text, 0, _OPENING)
    in_story = False
    headline = _headline(text)
    for piece in _pieces_around(text, headline) if headline else (text,):
        if piece == headline:
            found.append(piece)
            continue
        for part in _whole_sentences(_SENTENCE_END.split(piece)):
            pieces = [x for line in parted_at_joints(part, in_story) for x in _without_menu(line)]
            in_story = in_story or any(map(is_sentence, pieces[-1:]))
            has_menu = has_menu or len(pieces) > 1
            found += pieces
    return found if has_menu else (text,)


def _headline(text: str) -> str:
    """Return the longest opening of a line that comes again, as does the headline of the page's `<title>`.

    >>> _headline("Ferry returns in May | The Echo Home News Ferry returns in May By Ada Writer The boat …")
    'Ferry returns in May'
    """
    for end in range(min(_MOST_OF_HEADLINE, len(text) - 1), _LEAST_OF_HEADLINE - 1, -1):
        if text[end - 1] in _NO_END or (text[end].isalnum() and not UNSPACED.match(text, end)):
            continue
        opening = text[:end]
        if text.find(opening, end, _HEADLINE_WITHIN) >= 0:
            return opening if count_words(opening) >= _FEWEST_OF_HEADLINE else ""
    return ""


def _pieces_around(text: str, headline: str) -> Iterator[str]:
    """Yield the headline wherever it is no part of a sentence, and what is between.

    Before: Ferry returns in May | The Echo Home News Ferry returns in May By Ada Writer The boat left.
    After:  Ferry returns in May  /  | The Echo Home News  /  Ferry returns in May  /  By Ada Writer The …
    """
    done = start = 0
    while (start := text.find(headline, start)) >= 0:
        end = start + len(headline)
        if _GOES_ON.match(text, end) is None:
            if before := text[done:start].strip():
                yield before
            yield headline
            done = end
        start = end
    if rest := text[done:].strip():
        yield rest


def _whole_sentences(parts: Sequence[str]) -> Iterator[str]:
    """Yield the parts, joined where a shortened word ends one: "Ask Dr." and "Ford, who knows."."""
    unfinished: list[str] = []
    for part in parts:
        unfinished.append(part)
        shortened = _SHORTENED.search(part)
        if not (shortened and fold(shortened["word"]) in folded("titles")):
            yield " ".join(unfinished)
            unfinished = []
    if unfinished:
        yield " ".join(unfinished)


def _without_menu(part: str) -> Iterator[str]:
    """Yield the menu that opens a part, if it has one, and the sentence after it.

    Most words of a menu have a capital, and most words of a sentence have none. Scripts that write no blanks
    in a sentence have them in menus.
    """
    words = part.split()
    capitals = start = most = 0
    for at, word in enumerate(words):
        if word[0].isupper() or UNSPACED.match(word):
            if capitals > most:
                most, start = capitals, at
            capitals += 1
        if word[0].islower() or word.endswith(_COMMAS):  # "Ragna Holt, Jon Abery, Osk Tarn …"
            capitals -= 1
    if most >= _MENU:
        yield " ".join(words[:start])
        yield " ".join(words[start:])
    elif words:
        yield " ".join(words)
