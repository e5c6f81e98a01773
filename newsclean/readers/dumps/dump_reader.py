"""Reads a plain-text dump from any tool into blocks: joins wrapped lines, recognises bullets and headings.

    Harbour bridge reopens              paragraph  Harbour bridge reopens
                                        paragraph  The bridge over the old harbour reopened on Friday.
    The bridge over the old harbour     list_item  Local news  (marker "•", level 1)
    reopened on Friday.
      • Local news

The meaning of the text plays no part. Evidence from the whole dump is gathered once (traits); then the lines
are read in turn, and each continues the open block or begins a new one:

open_block         the block that is being collected
continuation       lines that continue it
marked_lines       headings, quotes and rules
code_lines         code; `listings` finds what nothing marks as such
laid_out_tables    tables in columns, between drawn lines, or cell by cell
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from ...model import Block, ImageTag, Page
from ...text.patterns import pattern, plain_pattern
from ..markup.nodes import without_surrogates
from . import line_syntax, tool_marks, unwrap
from .boxes import Box, box_at
from .bullets import POSSIBLE, SURE, ListMarkers
from .cells_in_lines import grid_at, possible_starts
from .changed_lines import restored
from .code_lines import CODE_INDENT, CodeLines
from .continuation import add_if_continued, is_wrapped
from .element_marks import without_element_marks
from .front_matter import front_matter
from .laid_out_tables import read_bars, read_box, read_columns, read_grid, read_rows_apart, rows_apart
from .light_markup import as_markdown
from .lost_line_ends import elements_apart, sentences_apart
from .marked_lines import read_hashes, read_marked_subhead, read_quote, read_rule, read_stars
from .open_block import OpenBlock
from .page_scripts import without_scripts
from .side_by_side import Region, side_by_side
from .traits import DumpTraits, traits_of
from .verse import end_of_verse

# T\bTi\bit\btl\ble\be    _\bl_\bi_\bn_\bk     bold and underlined text for a printer
_OVERSTRIKE = pattern(r".\x08")
# T⏎he gates are of oak:   a drop cap on a line of its own; not a vowel, nor a Slavic word of one letter
_LETTER_ALONE = plain_pattern(r"\n[BCDFGHJLMNPQRT]\n")
_DROP_CAP = pattern(r"^([BCDFGHJLMNPQRT])\n(?=\p{Ll}+\b[ ’'-][^\n]{20})", regex.M)
_NO_REGION = Region(-1, -1, (), False)
_TABLE_COLUMNS = 2
_DEEPEST = 20  # boxes within boxes
_ITEM_SLACK = 1  # columns by which more text of a list item may be outdented


def read_text(text: str, url: str | None = None) -> Page:
    """Return the page of a dump. Lone surrogates become U+FFFD."""
    text, head = front_matter(_with_plain_line_ends(text))
    traits = traits_of(_cleaned(text))
    blocks: list[Block] = []
    images: list[ImageTag] = []
    _Reader(traits, blocks, images).read()
    if not images:
        blocks = sentences_apart(blocks)
    return Page("text", tuple(blocks), url, replace(head, images=tuple(images)))


def _with_plain_line_ends(text: str) -> str:
    text = without_surrogates(text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _cleaned(text: str) -> str:
    """Return the text without a printer's overstrikes, long titles of links or marks of elements."""
    if "\x08" in text:
        text = _OVERSTRIKE.sub("", text)
    if _LETTER_ALONE.search(f"\n{text}"):
        text = _DROP_CAP.sub(r"\1", text)
    text = elements_apart(tool_marks.without_round_addresses(text))
    return without_element_marks(as_markdown(restored(without_scripts(text))))


class _Reader:
    """Reads lines in turn into blocks.

    Methods that are given a line and return a number return how many lines they read, 0 for none.
    """

    def __init__(
        self, traits: DumpTraits, blocks: list[Block], images: list[ImageTag], offset: int = 0, depth: int = 0
    ) -> None:
        self.traits, self.offset, self.depth = traits, offset, depth
        self.open_block = OpenBlock(traits, blocks, images, offset)
        self.code = CodeLines(self.open_block)
        self.markers = ListMarkers(dashes=traits.markdown)
        self.table = False  # inside a Markdown table
        self.verse_end = 0  # the line after those that the page broke itself
        self.item_column, self.item_level = -1, 0  # of the text of the open list item; -1 for none

    def read(self) -> None:
        """Read all lines."""
        traits = self.traits
        texts, end = traits.texts, traits.end
        if traits.markdown:
            traits.addresses.update(line_syntax.definitions(texts))
        code = {listing.start: listing for listing in traits.listings}
        regions = self._regions()
        region = next(regions, _NO_REGION)
        may_have_cells_apart = traits.wrap is not None and not traits.markdown and not traits.fragments
        grids = possible_starts(texts) if traits.wrap is None and not traits.markdown else ()
        at = tool_marks.end_of_head(traits.lines, texts, end, traits.margin)
        while at < end:
            if at >= region.start >= 0:
                if at == region.start and self.depth < _DEEPEST:
                    self._columns(region)
                    at = region.end
                region = next(regions, _NO_REGION)
                continue
            if at in code:
                self._finish_block()
                self.code.listing(code[at])
                at = code[at].stop
                continue
            text = texts[at]
            if not text:
                self._blank(at)
                at += 1
                continue
            first = text[0]
            if traits.markdown and traits.indents[at] >= CODE_INDENT and (lines := self.code.indented(at)):
                at += lines
            elif at in grids and (grid := grid_at(texts, at, end)):
                self._finish_block()
                at = read_grid(self.open_block, grid) + 1
            elif may_have_cells_apart and (rows := rows_apart(traits, text, at)):
                self._finish_block()
                at += read_rows_apart(self.open_block, rows)
            elif first.isalpha() and first != "o" and first != "I":
                self._text(text, at)
                at += 1
            else:
                at += self._special(text, at)
        self._finish_block()

    def _regions(self) -> Iterator[Region]:
        """Return the regions in columns; text nodes and Markdown have none."""
        traits = self.traits
        if not traits.may_have_columns:
            return iter(())
        end = traits.end  # the tool's list of links is below it
        regions = side_by_side(traits.lines[:end], traits.texts[:end], traits.wrap is not None)
        if not traits.listings:
            return regions
        return (x for x in regions if not any(x.start in listing for listing in traits.listings))

    def _finish_block(self) -> None:
        self.open_block.close()
        self.open_block.end_table()

    def _blank(self, at: int) -> None:
        open_block = self.open_block
        if open_block.tail:
            if (
                self.traits.fragments
                and open_block.last == at - 1
                and not open_block.spaced
                and self.traits.lines[at]
            ):
                open_block.last = at  # white space between inline elements is a text node, too
                open_block.spaced = True
                return
            open_block.close()
        open_block.end_table()
        open_block.blanks += 1
        self.table = False

    # --- lines that begin with a symbol or a digit -----------------------------------------------

    def _special(self, text: str, at: int) -> int:
        """Read a line whose first character may be markup."""
        first = text[0]
        if self.table and "|" in text and not tool_marks.is_rule(text):
            self._text(text, at)
        elif first in SURE or first.isdigit():
            if not read_marked_subhead(self.open_block, text, at):
                self._text_or_item(text, at)
        elif tool_marks.is_rule(text):
            return self._rule_or_box(text, at)
        elif lines := self._marked(text, at):
            return lines
        elif first in POSSIBLE:
            self._text_or_item(text, at)
        else:
            self._text(text, at)
        return 1

    def _rule_or_box(self, text: str, at: int) -> int:
        box = box_at(self.traits.texts, at, self.traits.end)
        if box is not None and self.depth < _DEEPEST:
            self._box(box)
            return box.end - at
        if read_rule(self.open_block, text, at):
            self.table = True
        return 1

    def _marked(self, text: str, at: int) -> int:
        """Read a line that is marked as something other than plain text."""
        first = text[0]
        if first in "I[":
            return self._bracketed(text, at)
        if first == "#":
            return read_hashes(self.open_block, text, at, self.traits.indents[at])
        if first == "*":
            return read_stars(self.open_block, text, at)
        if first == ">":
            return read_quote(self.open_block, text, at)
        if first in "`~":
            return self.code.fenced(text, at)
        if first == "|":
            return read_bars(self.open_block, text, at)
        if "─" <= first <= "╿":
            text = " ".join(tool_marks.without_box(text).split())
            if text:
                self._text(text, at)
            return 1
        return 0

    def _bracketed(self, text: str, at: int) -> int:
        """Read marked code, an embedded frame or the definition of a link; only the code is kept."""
        if lines := self.code.marked(text, at):
            return lines
        if tool_marks.is_frame(text):
            self.open_block.close()
            return 1
        if self.traits.addresses and (lines := line_syntax.definition_lines(text)):
            self.open_block.close()
            return lines
        return 0

    def _text_or_item(self, text: str, at: int) -> None:
        """Read a line that may begin with a bullet or number, unless it continues the line before."""
        open_block, indent = self.open_block, self.traits.indents[at]
        if open_block.last != at - 1 or indent != open_block.indent or not is_wrapped(open_block, text, at):
            marked = self.markers.read(text, indent)
            if marked is not None:
                self._item(text, at, indent, *marked)
                return
        self._text(text, at)

    def _item(self, text: str, at: int, indent: int, marker: str, offset: int) -> None:
        rest = text[offset:]
        level = self.markers.depth(indent)
        while rest and not rest[0].isalnum() and (nested := self.markers.read(rest, indent + offset)):
            marker, inner = nested
            if marker == "#" and self.traits.markdown:
                break  # a heading in a list
            level = self.markers.depth(indent + offset)
            rest = rest[inner:]
            offset += inner
        if not self.traits.fragments:  # text nodes keep the source's indentation
            self.item_column, self.item_level = indent + offset, level
        if rest[:1] != "#" or not read_hashes(self.open_block, rest, at, indent + offset):
            self.open_block.open("list_item", rest, at, indent + offset, level, marker)

    # --- lines of text ---------------------------------------------------------------------------

    def _text(self, text: str, at: int) -> None:
        traits, open_block = self.traits, self.open_block
        indent = traits.indents[at]
        if open_block.tail:
            if at < self.verse_end:
                open_block.add_after_break(text, at)
                return
            if add_if_continued(open_block, text, at):
                return
            open_block.close()
        elif open_block.marker and self._is_text_of_empty_item(at):
            open_block.open("list_item", text, at, indent, open_block.level, open_block.marker)
            return
        if self.item_column >= 0:
            if indent and self.item_column - _ITEM_SLACK <= indent <= self.item_column:
                open_block.open("list_item", text, at, indent, self.item_level)  # more of the open item
                return
            self.item_column = -1
            if indent <= traits.margin or not self.markers.may_hold(indent):
                self.markers.close()
        if self.table and "|" in text:
            open_block.open("table", text, at, indent)
            return
        if not traits.markdown and not traits.fragments and (not at or not traits.texts[at - 1]):
            self.verse_end = end_of_verse(traits.texts, traits.indents, traits.widths, at, traits.wrap)
        open_block.open("paragraph", text, at, indent)

    def _is_text_of_empty_item(self, at: int) -> bool:
        """Whether the line before is a bullet without text, and this one is its text."""
        open_block, indent = self.open_block, self.traits.indents[at]
        return open_block.last == at - 1 and indent >= open_block.indent and open_block.is_empty_item

    # --- columns and boxes -----------------------------------------------------------------------

    def _columns(self, region: Region) -> None:
        """Read columns side by side: data as rows, text as one column after the other."""
        self._finish_block()
        if region.data:
            read_columns(self.open_block, region)
            return
        for column in range(len(region.cuts)):
            self._read_apart(region.column(self.traits.lines, column), region.start)
        self.open_block.last = region.end - 1

    def _box(self, box: Box) -> None:
        """Read a drawn table or the text in a box."""
        self._finish_block()
        if box.columns < _TABLE_COLUMNS:
            self._read_apart(box.inside(self.traits.lines), box.start + 1)
        else:
            read_box(self.open_block, box)
        self.open_block.last = box.end - 1

    def _read_apart(self, lines: list[str], start: int) -> None:
        """Read the lines of one column or box as a dump of its own."""
        traits, open_block = self.traits, self.open_block
        inner = traits_of("\n".join(lines))
        inner.end = len(inner.lines)
        inner.links = traits.links
        if inner.wrap is None:
            inner.wrap = unwrap.column_width(inner.widths, inner.texts, traits.wrap is not None)
        reader = _Reader(inner, open_block.blocks, open_block.images, self.offset + start, self.depth + 1)
        reader.open_block.next_link = open_block.next_link
        reader.read()
        open_block.next_link = max(open_block.next_link, reader.open_block.next_link)
