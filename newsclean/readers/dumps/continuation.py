"""Adds a line of a dump to the open block if it continues that block.

The bridge over the old harbour        wrapped: "reopened" did not fit
reopened on Friday.

It opened to much                      text nodes of one sentence: a link stands between them
applause
.
"""

from __future__ import annotations

from ...evidence.bylines.byline_labels import is_byline_label
from ...evidence.bylines.people import has_first_name
from ...evidence.dates.written import find_dates
from ...text.patterns import DIGIT
from . import fragments, unwrap
from .open_block import OFF_CENTRE, OpenBlock
from .traits import DumpTraits

_NAME_WORDS = 4  # at most, before "says:"
_LONGEST_LABEL = 40  # characters of the words for "by"
_MARKS = ("|", "•", "·", "–", "—", "-")  # between the parts of a byline
_OPENING = "([{“„‚¿¡"  # no space follows these


def add_if_continued(open_block: OpenBlock, text: str, at: int) -> bool:
    """Add the line to the block, which is not empty, if it belongs to it; return whether it does."""
    traits = open_block.traits
    if traits.markdown and open_block.kind != "table" and ends_in_break(traits, open_block.last):
        open_block.add_after_break(text, at)
        return True
    if traits.says:
        if text in traits.says and open_block.words <= _NAME_WORDS:
            open_block.add(text, at, " ")
            return True
        if _is_beside_says(traits, at, open_block.last):
            return False
    if is_wrapped(open_block, text, at):
        open_block.add(text, at, _separator(open_block, text))
        open_block.indent = min(open_block.indent, traits.indents[at])  # the first line may be indented
        return True
    if open_block.kind == "table":
        return False
    if traits.fragments:
        return _add_fragment(open_block, text, at)
    if text[0] in ",.;:)、。，" and open_block.last == at - 1 and fragments.is_continuation(text):
        open_block.add(text, at, "")
        return True
    return False


def _is_beside_says(traits: DumpTraits, at: int, before: int) -> bool:
    """Whether the line is a name above "says:", the date below it, or what the comment says."""
    below = traits.texts[at + 1 : at + 2]
    return not traits.says.isdisjoint((*below, *traits.texts[max(0, before - 1) : before + 1]))


def _separator(open_block: OpenBlock, text: str) -> str:
    """Return the text between the block's last line and the one that continues it."""
    traits, before = open_block.traits, open_block.last
    if traits.wrap is None:
        return unwrap.separator_of_lines(open_block.tail, text)
    room = traits.wrap - traits.widths[before]
    if traits.breaks_in_words:
        return unwrap.separator_in_hangul(traits.texts[before], text, room)
    return unwrap.separator_of_lines(open_block.tail, text, room)


def ends_in_break(traits: DumpTraits, at: int) -> bool:
    """Whether the line ends in Markdown's sign of a line break: two spaces or a backslash."""
    line = traits.lines[at]
    if line[-1:] == "\\":
        return traits.markdown and line[-2:] != "\\\\"
    return line[-2:] == "  " and line[-4:] != "    "


def is_wrapped(open_block: OpenBlock, text: str, at: int) -> bool:
    """Whether the tool broke the line before, the last of the block, at its wrap column."""
    traits = open_block.traits
    if traits.wrap is None or open_block.last != at - 1 or open_block.spaced or not open_block.tail:
        return False
    indent = traits.indents[at]
    if indent != open_block.indent and not _may_differ_in_indent(open_block, indent):
        return _is_centred(open_block, text, at, traits.wrap)
    wrap = traits.wrap + max(0, traits.overhang - indent)
    before = open_block.last
    return unwrap.is_wrapped(traits.widths[before], traits.texts[before], text, wrap, traits.compact)


def _may_differ_in_indent(open_block: OpenBlock, indent: int) -> bool:
    """Whether a line may continue the block although its indentation differs."""
    traits = open_block.traits
    if open_block.kind == "list_item":
        if indent == traits.indents[open_block.first]:
            return True  # the page's own text has the bullet, so the tool did not indent below it
        return traits.markdown and indent <= open_block.indent
    return open_block.pieces == 1 and indent < open_block.indent  # an indented first line


def _is_centred(open_block: OpenBlock, text: str, at: int, wrap: int) -> bool:
    """Whether the line is centred below a full line, so that both are one headline."""
    traits, before = open_block.traits, at - 1
    if open_block.kind not in ("paragraph", "heading") or traits.markdown or traits.fragments:
        return False
    sides = [traits.indents[line] + traits.widths[line] for line in (before, at)]
    length = traits.widths[before] - traits.indents[before]
    is_full = length < length + 1 + unwrap.first_word(text) > wrap
    return is_full and abs(sides[0] - sides[1]) <= OFF_CENTRE


def _add_fragment(open_block: OpenBlock, text: str, at: int) -> bool:
    """Add a text node to the open sentence if it continues it; return whether it does."""
    traits = open_block.traits
    if open_block.pieces == 1 and _is_label_of_byline(traits, at):
        return False
    before, here = traits.lines[open_block.last], traits.lines[at]
    left = before if open_block.spaced else before[len(before.rstrip()) :]
    right = here[: len(here) - len(here.lstrip())]
    if not fragments.continues(
        open_block.tail,
        text,
        traits.texts[at + 1] if at + 1 < traits.end else "",
        words=open_block.words,
        pieces=open_block.pieces,
        left=left,
        right=right,
        no_space=traits.missing_space,
    ):
        return False
    if (left or right) and open_block.tail[-1].isascii():
        separator = " "
    elif fragments.is_continuation(text) or open_block.tail[-1] in _OPENING:
        separator = ""
    else:
        separator = unwrap.separator(open_block.tail, text)
    open_block.add(text, at, separator)
    return True


def _is_label_of_byline(traits: DumpTraits, at: int) -> bool:
    """Whether a text node is the word for "by" under a headline: a name follows, and a date or a mark.

    "The Tide", "by", "Ada Lind" of a list of books is one line.
    """
    if at + 2 >= traits.end or len(traits.texts[at]) > _LONGEST_LABEL:
        return False
    label, name, after = traits.texts[at : at + 3]
    if after not in _MARKS and not DIGIT.search(after):
        return False  # as under nearly every line: a cheap check first
    is_signed = is_byline_label(label) and has_first_name(name)
    return is_signed and (after in _MARKS or bool(find_dates(after, day_first=True)))
