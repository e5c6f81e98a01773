"""Reads a plain-text dump from any tool into blocks: joins wrapped lines, recognises bullets and headings.

    Harbour bridge reopens              paragraph  Harbour bridge reopens
                                        paragraph  The bridge over the old harbour reopened on Friday.
    The bridge over the old harbour     list_item  Local news  (marker "•", level 1)
    reopened on Friday.
      • Local news

The meaning of the text plays no part. Evidence from the whole dump is gathered once (traits.py); then the
lines are read in turn, and each continues the open block or begins a new one (open_block.py).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import regex

from ...model import Block, Head, ImageTag, Page
from ...text.patterns import pattern, plain_pattern
from ..markup.code_blocks import declared_language
from ..markup.nodes import without_surrogates
from . import fragments, line_syntax, tool_marks, unwrap
from .boxes import Box, box_at
from .bullets import POSSIBLE, SURE, ListMarkers
from .changed_lines import restored
from .data_rows import cells_apart
from .element_marks import without_element_marks
from .light_markup import as_markdown
from .lost_line_ends import sentences_apart
from .open_block import OFF_CENTRE, OpenBlock
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
_CELL_APART = 40  # characters
_CODE_INDENT = 4  # columns by which html2text indents code
_CODE_BLANK = " " * _CODE_INDENT
_CODE_MARK, _CODE_END = "[code]", "[/code]"  # html2text's `mark_code`
_DEEPEST = 20  # boxes within boxes
_ITEM_SLACK = 1  # columns by which more text of a list item may be outdented
_HEADING_LONGEST = 200  # characters


def read_text(text: str, url: str | None = None) -> Page:
    """Return the page of a dump. Lone surrogates become U+FFFD."""
    text = without_surrogates(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x08" in text:
        text = _OVERSTRIKE.sub("", text)
    if _LETTER_ALONE.search(f"\n{text}"):
        text = _DROP_CAP.sub(r"\1", text)
    text = without_element_marks(as_markdown(restored(text)))
    blocks: list[Block] = []
    images: list[ImageTag] = []
    _Reader(traits_of(text), blocks, images).read()
    if not images:
        blocks = sentences_apart(blocks)
    return Page("text", tuple(blocks), url, Head(images=tuple(images)))


class _Reader:
    """Reads lines in turn into blocks."""

    def __init__(
        self, traits: DumpTraits, blocks: list[Block], images: list[ImageTag], offset: int = 0, depth: int = 0
    ) -> None:
        self.traits, self.offset, self.depth = traits, offset, depth
        self.open_block = OpenBlock(traits, blocks, images, offset)
        self.markers = ListMarkers(dashes=traits.markdown)
        self.table = False  # inside a Markdown table
        self.verse_end = 0  # the line after those that the page broke itself
        self.marked_code_ends: list[int] | None = None
        self.item_column, self.item_level = -1, 0  # of the text of the open list item; -1 for none

    def read(self) -> None:
        """Read all lines."""
        traits = self.traits
        texts, end = traits.texts, traits.end
        if traits.markdown:
            traits.addresses.update(line_syntax.definitions(texts))
        regions: Iterator[Region] = iter(())
        if not traits.fragments and not traits.markdown:  # neither has columns
            regions = side_by_side(traits.lines, texts, traits.wrap is not None)
        region = next(regions, _NO_REGION)
        at = tool_marks.end_of_head(traits.lines, texts, end, traits.margin)
        while at < end:
            if at >= region.start >= 0:
                if at == region.start and region.end <= end and self.depth < _DEEPEST:
                    self._columns(region)
                    at = region.end
                region = next(regions, _NO_REGION)
                continue
            text = texts[at]
            if not text:
                self._blank(at)
                at += 1
                continue
            first = text[0]
            if traits.markdown and traits.indents[at] >= _CODE_INDENT and self._begins_code(at):
                at = self._indented_code(at)
            elif self._may_be_cell(text, at) and (rows := cells_apart(traits.texts, at)):
                at = self._cells_apart(rows)
            elif first.isalpha() and first != "o" and first != "I":
                self._text(text, at)
                at += 1
            else:
                at = self._special(text, at)
        self._finish_block()

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
        """Read a line whose first character may be markup; return the index of the next line to read."""
        traits = self.traits
        first = text[0]
        if self.table and "|" in text and not tool_marks.is_rule(text):
            self._text(text, at)
            return at + 1
        if first in SURE or first.isdigit():
            self._text_or_item(text, at)
            return at + 1
        if tool_marks.is_rule(text):
            box = box_at(traits.texts, at, traits.end)
            if box is not None and self.depth < _DEEPEST:
                return self._box(box)
            self._rule(text, at)
            return at + 1
        if first in "I[":
            if text == _CODE_MARK and traits.markdown and (end := self._end_of_marked_code(at)):
                self.open_block.close()
                self._write_code(at + 1, end, end, _CODE_INDENT)
                return end + 1
            if tool_marks.is_frame(text):
                self.open_block.close()
                return at + 1
            if traits.addresses and (lines := line_syntax.definition_lines(text)):
                self.open_block.close()
                return at + lines
        elif first == "#":
            if self._hashes(text, at, traits.indents[at]):
                return at + 1
        elif first == "*":
            if (text[-1] == "*" or text[1:2] == "*") and (lines := self._stars(text, at)):
                return at + lines
        elif first == ">":
            if text[1:2] in (" ", ">", ""):
                self._quote(text, at)
                return at + 1
        elif first in "`~":
            if traits.markdown and line_syntax.is_fence(text):
                return self._code(text, at)
        elif "─" <= first <= "╿":
            text = " ".join(tool_marks.without_box(text).split())
            if text:
                self._text(text, at)
            return at + 1
        elif first == "|" and text[-1] == "|" and not traits.markdown:
            self.open_block.open("table", "", at, traits.indents[at])
            self.open_block.cells([" ".join(cell.strip(" _").split()) for cell in text.split("|")])
            return at + 1
        if first in POSSIBLE:
            self._text_or_item(text, at)
        else:
            self._text(text, at)
        return at + 1

    def _rule(self, text: str, at: int) -> None:
        open_block = self.open_block
        if self.traits.markdown:
            if line_syntax.is_table_rule(text):
                open_block.begin_markdown_table(at)
                self.table = True
                return
            level = line_syntax.underline_level(text)
            if level and open_block.last == at - 1 and self._may_be_heading():
                open_block.kind, open_block.level = "heading", level
        open_block.close()
        open_block.blanks += 1

    def _may_be_heading(self) -> bool:
        open_block = self.open_block
        return (
            open_block.kind == "paragraph"
            and open_block.pieces == 1
            and 0 < len(open_block.tail) <= _HEADING_LONGEST
        )

    def _hashes(self, text: str, at: int, indent: int) -> bool:
        """Read the line if it is a Markdown heading; return whether it is."""
        found = line_syntax.hashed_heading(text)
        if found is None:
            return False
        level, words = found
        self.open_block.open("heading", words, at, indent, level)
        self.open_block.close()
        return True

    def _stars(self, text: str, at: int) -> int:
        """Read a heading between stars; return its number of lines, 0 if there is no heading."""
        traits, open_block = self.traits, self.open_block
        after = traits.texts[at + 1] if at + 1 < traits.end else ""
        found = line_syntax.starred_heading(text, after, traits.indents[at])
        if found is None:
            return 0
        level, words, lines = found
        open_block.open("heading", words, at, traits.indents[at], level)
        open_block.last = at + lines - 1
        open_block.close()
        return lines

    def _quote(self, text: str, at: int) -> None:
        open_block = self.open_block
        rest = text.lstrip("> ")
        if not rest:
            open_block.close()
            open_block.blanks += 1
        elif rest[0] == "#" and self._hashes(rest, at, self.traits.indents[at]):
            return
        elif open_block.tail and open_block.kind == "quote" and open_block.last == at - 1:
            if self._ends_in_break(at - 1):
                open_block.add_after_break(rest, at)
            else:
                open_block.add(rest, at, unwrap.separator(open_block.tail, rest))
        else:
            open_block.open("quote", rest, at, self.traits.indents[at])

    def _code(self, fence: str, at: int) -> int:
        """Read a fenced code block; return the index of the line after it."""
        traits, open_block = self.traits, self.open_block
        open_block.close()
        close = at + 1
        while close < traits.end and not traits.texts[close].startswith(fence[:3]):
            close += 1
        name = line_syntax.fence_language(fence)
        language = declared_language([{"class": f"language-{name}"}]) if name else ""
        self._write_code(at + 1, close, close, traits.indents[at], language)
        return close + 1

    def _begins_code(self, at: int) -> bool:
        """Whether html2text indented the line as code: blank lines with the same indent are above it."""
        lines, above = self.traits.lines, at - 1
        if above < 1 or lines[above] != _CODE_BLANK or self.open_block.tail:
            return False
        while above > 0 and lines[above] == _CODE_BLANK:
            above -= 1
        return not lines[above]

    def _indented_code(self, at: int) -> int:
        """Read indented code; return the index of the line after it."""
        traits = self.traits
        end = at
        while end < traits.end and traits.lines[end][:_CODE_INDENT] == _CODE_BLANK:
            end += 1
        self._write_code(at, max(end, at + 1), max(end, at + 1) - 1, _CODE_INDENT)
        return max(end, at + 1)

    def _end_of_marked_code(self, at: int) -> int:
        """Return the index of the mark that ends the code; 0 if there is none."""
        if self.marked_code_ends is None:
            texts = self.traits.texts
            self.marked_code_ends = [i for i, text in enumerate(texts) if text == _CODE_END]
        ends = self.marked_code_ends
        after = bisect_right(ends, at)
        return ends[after] if after < len(ends) else 0

    def _write_code(self, start: int, end: int, last: int, margin: int, language: str = "") -> None:
        """Write the lines from `start` to `end` (exclusive) as code, without a margin of so many columns."""
        lines = [line.rstrip() for line in self.traits.lines[start:end]]
        if margin:
            lines = [line[min(margin, len(line) - len(line.lstrip())) :] for line in lines]
        code = "\n".join(lines).strip("\n")
        if code:
            self.open_block.open("code", "", start, margin)
            self.open_block.last = last
            self.open_block.write("code", code, language=language)

    def _text_or_item(self, text: str, at: int) -> None:
        """Read a line that may begin with a bullet or number, unless it continues the line before."""
        open_block, indent = self.open_block, self.traits.indents[at]
        if open_block.last != at - 1 or indent != open_block.indent or not self._is_wrapped(text, at):
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
        if rest[:1] != "#" or not self._hashes(rest, at, indent + offset):
            self.open_block.open("list_item", rest, at, indent + offset, level, marker)

    # --- lines of text ---------------------------------------------------------------------------

    def _text(self, text: str, at: int) -> None:
        traits, open_block = self.traits, self.open_block
        indent = traits.indents[at]
        if open_block.tail:
            if self._add_text(text, at):
                return
            open_block.close()
        elif (
            open_block.marker
            and open_block.last == at - 1
            and indent >= open_block.indent
            and open_block.is_empty_item
        ):
            open_block.open("list_item", text, at, indent, open_block.level, open_block.marker)
            return
        if self.item_column >= 0:
            if indent and self.item_column - _ITEM_SLACK <= indent <= self.item_column:
                open_block.open("list_item", text, at, indent, self.item_level)  # more of the open item
                return
            self.item_column = -1
            if indent <= self.traits.margin or not self.markers.may_hold(indent):
                self.markers.close()
        if self.table and "|" in text:
            open_block.open("table", text, at, indent)
            return
        if not traits.markdown and not traits.fragments and (not at or not traits.texts[at - 1]):
            self.verse_end = end_of_verse(traits.texts, traits.indents, traits.widths, at, traits.wrap)
        open_block.open("paragraph", text, at, indent)

    def _add_text(self, text: str, at: int) -> bool:
        """Add the line to the open block if it belongs to it; return whether it does."""
        traits, open_block = self.traits, self.open_block
        if at < self.verse_end:
            open_block.add_after_break(text, at)
            return True
        if traits.markdown and open_block.kind != "table" and self._ends_in_break(open_block.last):
            open_block.add_after_break(text, at)
            return True
        if self._is_wrapped(text, at):
            open_block.add(text, at, unwrap.separator(open_block.tail, text))
            open_block.indent = min(open_block.indent, traits.indents[at])  # the first line may be indented
            return True
        if open_block.kind == "table":
            return False
        if traits.fragments:
            return self._add_fragment(text, at, traits.lines[open_block.last])
        if text[0] in ",.;:)、。，" and open_block.last == at - 1 and fragments.is_continuation(text):
            open_block.add(text, at, "")
            return True
        return False

    def _ends_in_break(self, at: int) -> bool:
        """Whether the line ends in Markdown's sign of a line break."""
        line = self.traits.lines[at]
        if line[-1:] == "\\":
            return self.traits.markdown and line[-2:] != "\\\\"
        return line[-2:] == "  " and line[-4:] != "    "

    def _is_wrapped(self, text: str, at: int) -> bool:
        """Whether the tool broke the line before, at its wrap column."""
        traits, open_block = self.traits, self.open_block
        if traits.wrap is None or open_block.last != at - 1 or open_block.spaced or not open_block.tail:
            return False
        indent = traits.indents[at]
        if indent != open_block.indent and not self._may_differ_in_indent(indent):
            return self._is_centred(text, at, traits.wrap)
        wrap = traits.wrap + max(0, traits.overhang - indent)
        return unwrap.is_wrapped(
            traits.widths[open_block.last], traits.texts[open_block.last], text, wrap, traits.compact
        )

    def _is_centred(self, text: str, at: int, wrap: int) -> bool:
        """Whether the line goes on below the middle of a full line: both are one centred headline."""
        traits, before = self.traits, at - 1
        if self.open_block.kind not in ("paragraph", "heading") or traits.markdown or traits.fragments:
            return False
        sides = [traits.indents[line] + traits.widths[line] for line in (before, at)]
        length = traits.widths[before] - traits.indents[before]
        is_full = length < length + 1 + unwrap.first_word(text) > wrap
        return is_full and abs(sides[0] - sides[1]) <= OFF_CENTRE

    def _may_differ_in_indent(self, indent: int) -> bool:
        """Whether a line may continue the block although its indentation differs."""
        open_block = self.open_block
        if open_block.kind == "list_item":
            if indent == self.traits.indents[open_block.first]:
                return True  # the page's own text has the bullet, so the tool did not indent below it
            return self.traits.markdown and indent <= open_block.indent
        return open_block.pieces == 1 and indent < open_block.indent  # an indented first line

    def _add_fragment(self, text: str, at: int, before: str) -> bool:
        """Add a text node to the open sentence if it continues it; return whether it does."""
        traits, open_block = self.traits, self.open_block
        here = traits.lines[at]
        left = before if open_block.spaced else before[len(before.rstrip()) :]
        right = here[: len(here) - len(here.lstrip())]
        next_line = traits.texts[at + 1] if at + 1 < traits.end else ""
        if not fragments.continues(
            open_block.tail,
            text,
            next_line,
            words=open_block.words,
            pieces=open_block.pieces,
            left=left,
            right=right,
            no_space=traits.missing_space,
        ):
            return False
        if (left or right) and open_block.tail[-1].isascii():
            separator = " "
        elif fragments.is_continuation(text) or open_block.tail[-1] in "([{“„¿¡":
            separator = ""
        else:
            separator = unwrap.separator(open_block.tail, text)
        open_block.add(text, at, separator)
        return True

    # --- columns ---------------------------------------------------------------------------------

    def _columns(self, region: Region) -> None:
        """Read columns side by side: data as rows, text as one column after the other."""
        traits, open_block = self.traits, self.open_block
        self._finish_block()
        if region.data:
            for at in range(region.start, region.end):
                self._data_row(region, at)
            open_block.end_table()
            return
        for column in range(len(region.cuts)):
            self._read_apart(region.column(traits.lines, column), region.start)
        open_block.last = region.end - 1

    def _may_be_cell(self, text: str, at: int) -> bool:
        """Whether a line between blank lines is as short as a cell."""
        traits = self.traits
        if len(text) > _CELL_APART or traits.wrap is None or traits.markdown or traits.fragments:
            return False
        return 0 < at < traits.end - 2 and not traits.texts[at - 1] and not traits.texts[at + 1]

    def _cells_apart(self, rows: list[tuple[int, str, str]]) -> int:
        """Read a table whose cells are paragraphs; return the index of the line after it."""
        open_block, indents = self.open_block, self.traits.indents
        self._finish_block()
        for at, name, figure in rows:
            open_block.open("table", "", at, indents[at])
            open_block.last = at + 2
            open_block.cells([name, figure])
        open_block.end_table()
        return open_block.last + 1

    def _box(self, box: Box) -> int:
        """Read a drawn table or the text in a box; return the index of the line after it."""
        traits, open_block = self.traits, self.open_block
        self._finish_block()
        if box.columns < _TABLE_COLUMNS:
            self._read_apart(box.inside(traits.lines), box.start + 1)
        else:
            has_header = box.has_header(traits.texts)
            for n, (at, row) in enumerate(box.rows(traits.lines)):
                open_block.open("table", "", at, traits.indents[at])
                cells = [" ".join(tool_marks.without_box(cell).split()) for cell in row]
                open_block.cells(cells, is_header=has_header and n == 0)
            open_block.end_table()
        open_block.last = box.end - 1
        return box.end

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

    def _data_row(self, region: Region, at: int) -> None:
        open_block = self.open_block
        cells = region.cells(self.traits.lines[at])
        if not any(cells):
            open_block.blanks += 1
            return
        if open_block.blanks and open_block.has_adjoining_rows:
            open_block.end_table()  # another table
        open_block.open("table", "", at, self.traits.indents[at])
        if self.traits.links:
            for i, cell in enumerate(cells):
                cells[i], open_block.next_link = tool_marks.without_numbers(cell, open_block.next_link)
        open_block.cells(cells, is_header=region.header and at == region.start)
