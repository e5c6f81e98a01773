"""Keeps lists and tables of a dump whole: lists that a line announces, lines with numbers in a row, rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from ...evidence.entry_labels import entry_number
from ...model import Block
from ...text.patterns import DIGIT, pattern, plain_pattern
from ...text.words import COLONS, count_words
from ..kept import keep_near
from ..statements import announces, is_prose, states
from .whole_lists import LIST_SLACK

_ANNOUNCED_SLACK = 2.0  # log-odds that an item may lie below the threshold, if a line announces the list
_BELOW_SLACK = 1.0  # log-odds that the paragraph below a list inside the story may lie below the threshold
_STATEMENT = 4  # words of the shortest such paragraph
_FEWEST_NUMBERED = 4  # lines in a row
_GONE = 1  # blocks that passes may have dropped below a table inside the story: a link to another one
_HEAD_LINES = 2  # over a table: the words that announce it, its title
_FEWEST_ALIKE = 3  # lines of one form
_ALIKE_LONGEST = 90  # characters of such a line
_ALIKE_SLACK = 2.0  # log-odds that one may lie below the threshold
_ALIKE = 0.6  # share of the lines with the same form
_SIGNS = 2  # in the form, figures included: "Image 1" has one
_FIGURES = plain_pattern(r"\d+(?:[.,:/]\d+)*")
# Osk, Fish Hall  ->  a, a
_WORDS = pattern(r"[\p{L}\p{M}]++(?:['’.\s-]*+[\p{L}\p{M}]++)*+\.?+")


def keep_announced(blocks: Sequence[Block], over: Sequence[float], keep: list[bool]) -> None:
    """Keep the items of a list that a kept line above them announces with a colon.

    A short line announces boxes too ("You may also like:"): there the text must go on below the list.
    """
    for is_item, run in groupby(range(len(blocks)), key=lambda i: blocks[i].kind == "list_item"):
        places = [*run]
        above, below = places[0] - 1, places[-1] + 1
        if not is_item or above < 0 or not (keep[above] and blocks[above].text.endswith(COLONS)):
            continue
        if announces(blocks[above]) or (below < len(blocks) and keep[below]):
            keep_near(places, _ANNOUNCED_SLACK, over, keep)


def keep_tables(blocks: Sequence[Block], over: Sequence[float], keep: list[bool]) -> None:
    """Keep a table whole of which half the rows stay, or which is inside the story.

    Between two paragraphs, lines that head it stay with it.
    """
    for is_row, run in groupby(range(len(blocks)), key=lambda i: blocks[i].kind == "table"):
        if not is_row:
            continue
        rows = [*run]
        if 2 * sum(keep[i] for i in rows) >= len(rows) or _is_inside(blocks, rows, keep):
            keep_near(rows, LIST_SLACK, over, keep)
        places = [*rows]
        while len(places) < len(rows) + _HEAD_LINES and places[0] > 0 and not is_prose(blocks[places[0] - 1]):
            places.insert(0, places[0] - 1)
        above, below = places[0] - 1, places[-1] + 1
        if above < 0 or below == len(blocks) or blocks[below].id - blocks[above].id > below - above:
            continue
        if all(keep[i] and is_prose(blocks[i]) for i in (above, below)):
            keep_near(places, LIST_SLACK, over, keep)


def _is_inside(blocks: Sequence[Block], rows: Sequence[int], keep: Sequence[bool]) -> bool:
    """Whether a table stands right between two blocks that stay."""
    above, below = rows[0] - 1, rows[-1] + 1
    if above < 0 or below == len(blocks) or not (keep[above] and keep[below]):
        return False
    gone = blocks[below].id - blocks[above].id - (below - above)
    return gone <= _GONE and blocks[rows[0]].id == blocks[above].id + 1


def keep_of_one_form(blocks: Sequence[Block], over: Sequence[float], keep: list[bool]) -> None:
    """Keep lines with figures and of one form that are all there is between two paragraphs, but for a title.

    "Tour dates" "12 May - Osk, Fish Hall" "14 May - Lind, Old Church" "17 May - Joal, Salle du Port"
    """
    gone = (
        block for block, x, stays in zip(blocks, over, keep, strict=True) if not stays and x >= -_ALIKE_SLACK
    )
    if not any(DIGIT.search(block.text) for block in gone):
        return
    prose = [i for i, stays in enumerate(keep) if stays and is_prose(blocks[i])]
    for above, below in pairwise(prose):
        places = range(above + 1, below)
        if len(places) < _FEWEST_ALIKE or all(keep[above:below]):
            continue
        if blocks[below].id - blocks[above].id > below - above or min(over[above:below]) < -_ALIKE_SLACK:
            continue
        texts = [blocks[i].text for i in places]
        if _are_of_one_form(texts) or _are_of_one_form(texts[1:]):
            keep_near(places, _ALIKE_SLACK, over, keep)


def _are_of_one_form(texts: Sequence[str]) -> bool:
    """Whether lines have figures and open alike, and most of them have the same signs in the same order."""
    if len(texts) < _FEWEST_ALIKE or max(map(len, texts)) > _ALIKE_LONGEST:
        return False
    if len({text[0].isdigit() for text in texts}) > 1 or not all(map(DIGIT.search, texts)):
        return False
    forms = Counter(_WORDS.sub("a", _FIGURES.sub("0", text)) for text in texts)
    form, most = forms.most_common(1)[0]
    signs = form.replace("a", "").replace(" ", "")
    return most >= _ALIKE * len(texts) and len(signs) >= _SIGNS


def keep_numbered(blocks: Sequence[Block], over: Sequence[float], keep: list[bool]) -> None:
    """Keep lines with numbers in a row if most of them stay, or if they are inside the story."""
    numbers = [entry_number(block) for block in blocks]
    if len(numbers) - numbers.count(0) >= _FEWEST_NUMBERED:
        _keep_rows(numbers, over, keep)
        _keep_inside(blocks, numbers, over, keep)


def _keep_rows(numbers: Sequence[int], over: Sequence[float], keep: list[bool]) -> None:
    """Keep lines with numbers in a row if most of them stay: "03. Maya Lind" "04. Ole Rask"."""
    run: list[int] = []
    last = 0
    for i, number in enumerate([*numbers, 0]):
        if run and number != last + 1:
            if len(run) >= _FEWEST_NUMBERED and 2 * sum(keep[k] for k in run) > len(run):
                keep_near(run, LIST_SLACK, over, keep)
            run = []
        if number:
            run.append(i)
        last = number


def _keep_inside(
    blocks: Sequence[Block], numbers: Sequence[int], over: Sequence[float], keep: list[bool]
) -> None:
    """Keep a numbered list right between a paragraph that stays and one that may, with that one."""
    for is_item, run in groupby(range(len(blocks)), key=lambda i: numbers[i] > 0):
        places = [*run]
        above, below = places[0] - 1, places[-1] + 1
        if not is_item or len(places) < _FEWEST_NUMBERED or above < 0 or below == len(blocks):
            continue
        is_whole = blocks[below].id - blocks[above].id == below - above
        may_stay = keep[above] and over[below] >= -_BELOW_SLACK
        if is_whole and may_stay and is_prose(blocks[above]) and _is_prose_or_statement(blocks[below]):
            keep_near((*places, below), LIST_SLACK, over, keep)


def _is_prose_or_statement(block: Block) -> bool:
    """Whether a paragraph is prose, or a statement as short as the last of a story may be."""
    is_short = block.kind == "paragraph" and states(block.text) and count_words(block.text) >= _STATEMENT
    return is_prose(block) or is_short
