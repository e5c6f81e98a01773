"""Reads lines that are marked as a heading, a quote or a rule.

## What happens next          a heading; so is a line over ======
> It was a long night.        a quote
◆ What happens next           a heading, if it stands alone over a longer line
---|---                       the rule under a Markdown table's header
"""

from __future__ import annotations

from ...text.words import FULL_STOPS
from . import line_syntax, unwrap
from .continuation import ends_in_break
from .open_block import OpenBlock

_HEADING_LONGEST = 200  # characters
_HEADING_LINES = 3  # over which the longest headline is wrapped
_SUBHEAD_MARKS = "◆◇■□"  # before the subheads of many East Asian papers
_TOOLS_BULLETS = "■□"  # those that w3m prints, outdented, before items of inner lists
_SUBHEAD_LEVEL = 3
_SUBHEAD_LONGEST = 40  # columns
_LONGER = 2  # times the subhead: the width of the line under it
_OPENING = frozenset("([{“„‘«¿¡「『（《【‹\"'")  # may begin a line of text; other signs may be markup


def read_hashes(open_block: OpenBlock, text: str, at: int, indent: int) -> int:
    """Read a heading after hashes; return its number of lines, 0 if there is no heading."""
    found = line_syntax.hashed_heading(text)
    if found is None:
        return 0
    level, words = found
    open_block.open("heading", words, at, indent, level)
    end = _end_of_wrapped(open_block, at) if text == open_block.traits.texts[at] else at + 1
    for line in range(at + 1, end):
        more = open_block.traits.texts[line]
        open_block.add(more, line, unwrap.separator_of_lines(open_block.tail, more))
    open_block.close()
    return end - at


def _end_of_wrapped(open_block: OpenBlock, at: int) -> int:
    """Return the line after a heading that the tool wrapped like a paragraph; no blank line is inside it.

    Text right under a long heading is no part of it: it is longer, or ends like a sentence.
    """
    traits = open_block.traits
    if traits.wrap is None or not traits.markdown:
        return at + 1
    end = at + 1
    while end < traits.end and traits.texts[end] and end - at <= _HEADING_LINES:
        line = traits.texts[end]
        room = traits.wrap - traits.widths[end - 1] - 1 - unwrap.first_word(line)
        if room >= 0 or not (line[0].isalnum() or line[0] in _OPENING):
            return at + 1
        end += 1
    return at + 1 if end - at > _HEADING_LINES or traits.texts[end - 1][-1] in FULL_STOPS else end


def read_stars(open_block: OpenBlock, text: str, at: int) -> int:
    """Read a heading between stars; return its number of lines, 0 if there is no heading."""
    if text[-1] != "*" and text[1:2] != "*":
        return 0
    traits = open_block.traits
    after = traits.texts[at + 1] if at + 1 < traits.end else ""
    found = line_syntax.starred_heading(text, after, traits.indents[at])
    if found is None:
        return 0
    level, words, lines = found
    open_block.open("heading", words, at, traits.indents[at], level)
    open_block.last = at + lines - 1
    open_block.close()
    return lines


def read_marked_subhead(open_block: OpenBlock, text: str, at: int) -> bool:
    """Read a line like "◆ What happens next" as a heading; one of several items is none."""
    traits, mark = open_block.traits, text[0]
    if mark not in _SUBHEAD_MARKS or text[1:2] != " ":
        return False
    near = (range(at - 1, -1, -1), range(at + 1, traits.end))
    above, below = (next((i for i in way if traits.texts[i]), None) for way in near)
    if above is None or below is None or mark in (traits.texts[above][0], traits.texts[below][0]):
        return False
    columns = {traits.indents[above], traits.indents[below]}
    if len(columns) > 1 or (mark in _TOOLS_BULLETS and traits.indents[at] not in columns):
        return False
    if traits.widths[at] > _SUBHEAD_LONGEST or traits.widths[below] < _LONGER * traits.widths[at]:
        return False
    open_block.open("heading", text[1:].lstrip(), at, traits.indents[at], _SUBHEAD_LEVEL)
    open_block.close()
    return True


def read_quote(open_block: OpenBlock, text: str, at: int) -> int:
    """Read a line of a quote; return the number of lines, 0 if it is not of a quote."""
    if text[1:2] not in (" ", ">", ""):
        return 0
    indent = open_block.traits.indents[at]
    rest = text.lstrip("> ")
    if not rest:
        open_block.close()
        open_block.blanks += 1
    elif rest[0] == "#" and read_hashes(open_block, rest, at, indent):
        pass
    elif open_block.tail and open_block.kind == "quote" and open_block.last == at - 1:
        if ends_in_break(open_block.traits, at - 1):
            open_block.add_after_break(rest, at)
        else:
            open_block.add(rest, at, unwrap.separator_of_lines(open_block.tail, rest))
    else:
        open_block.open("quote", rest, at, indent)
    return 1


def read_rule(open_block: OpenBlock, text: str, at: int) -> bool:
    """Read a rule, which may underline a heading; return whether a Markdown table begins with it."""
    if open_block.traits.markdown:
        if line_syntax.is_table_rule(text):
            open_block.begin_markdown_table(at)
            return True
        level = line_syntax.underline_level(text)
        if level and open_block.last == at - 1 and _may_be_heading(open_block):
            open_block.kind, open_block.level = "heading", level
    open_block.close()
    open_block.blanks += 1
    return False


def _may_be_heading(open_block: OpenBlock) -> bool:
    return (
        open_block.kind == "paragraph"
        and open_block.pieces == 1
        and 0 < len(open_block.tail) <= _HEADING_LONGEST
    )
