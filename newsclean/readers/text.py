"""A plain-text dump of a page, of whatever tool, to blocks: wrapped lines joined, bullets and headings read.

    Harbour bridge reopens              paragraph  Harbour bridge reopens
                                        paragraph  The bridge over the old harbour reopened on Friday.
    The bridge over the old harbour     list_item  Local news  (marker "•", level 1)
    reopened on Friday.
      • Local news

Nothing is guessed of what the text means. Evidence for the whole dump is gathered once (signs.py); then
its lines are read one after the other, each added to the block before it or not (draft.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Block, Head, ImageTag, Page
from ..patterns import pattern
from . import debris, fragments, line_syntax, unwrap
from .boxes import Box, box_at
from .bullets import POSSIBLE, SURE, Marks
from .columns import Region, side_by_side
from .draft import Draft
from .nodes import without_surrogates
from .signs import Signs, gather

# T\bTi\bit\btl\ble\be    _\bl_\bi_\bn_\bk     bold and underlined on a printer
_OVERSTRIKE = pattern(r".\x08")

_NO_REGION = Region(-1, -1, (), False)
_TABLE_COLUMNS = 2
_DEEPEST = 20  # boxes within boxes
_ITEM_SLACK = 1  # columns that further text of a list item may be set out
_HEADING_LONGEST = 200  # characters


def read_text(text: str, url: str | None = None) -> Page:
    """The page of a dump. Lone surrogates become U+FFFD."""
    text = without_surrogates(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x08" in text:
        text = _OVERSTRIKE.sub("", text)
    blocks: list[Block] = []
    images: list[ImageTag] = []
    _Reader(gather(text), blocks, images).read()
    return Page("text", tuple(blocks), url, Head(images=tuple(images)))


class _Reader:
    """Reads lines one after the other into blocks."""

    def __init__(
        self, signs: Signs, blocks: list[Block], images: list[ImageTag], offset: int = 0, depth: int = 0
    ) -> None:
        self.signs, self.offset, self.depth = signs, offset, depth
        self.draft = Draft(signs, blocks, images, offset)
        self.marks = Marks(dashes=signs.markdown)
        self.table = False  # inside a Markdown table
        self.item_column, self.item_level = -1, 0  # where the text of the open list item stands

    def read(self) -> None:
        """All lines."""
        signs = self.signs
        texts, end = signs.texts, signs.end
        if signs.markdown:
            signs.addresses.update(line_syntax.definitions(texts))
        regions: Iterator[Region] = iter(())
        if not signs.fragments and not signs.markdown:  # neither sets columns
            regions = side_by_side(signs.lines, texts, signs.wrap is not None)
        region = next(regions, _NO_REGION)
        at = debris.past_head(signs.lines, texts, end, signs.margin)
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
            if first.isalpha() and first != "o" and first != "I":
                self._text(text, at)
                at += 1
            else:
                at = self._special(text, at)
        self.draft.close()

    def _blank(self, at: int) -> None:
        draft = self.draft
        if draft.tail:
            if self.signs.fragments and draft.last == at - 1 and not draft.spaced and self.signs.lines[at]:
                draft.last = at  # blanks between two inline elements are a text node, too
                draft.spaced = True
                return
            draft.close()
        draft.blanks += 1
        self.table = False

    # --- lines that open with a sign or a digit --------------------------------------------------

    def _special(self, text: str, at: int) -> int:
        """A line whose first character may mean something; the index of the line to read next."""
        signs = self.signs
        first = text[0]
        if first in SURE or first.isdigit():
            self._text_or_item(text, at)
            return at + 1
        if debris.is_rule(text):
            box = box_at(signs.texts, at, signs.end)
            if box is not None and self.depth < _DEEPEST:
                return self._box(box)
            self._rule(text, at)
            return at + 1
        if first in "I[":
            if debris.is_frame(text):
                self.draft.close()
                return at + 1
            if signs.addresses and (lines := line_syntax.definition_lines(text)):
                self.draft.close()
                return at + lines
        elif first == "#":
            if self._hashes(text, at, signs.indents[at]):
                return at + 1
        elif first == "*":
            if (text[-1] == "*" or text[1:2] == "*") and (lines := self._stars(text, at)):
                return at + lines
        elif first == ">":
            if text[1:2] in (" ", ">", ""):
                self._quote(text, at)
                return at + 1
        elif first in "`~":
            if signs.markdown and line_syntax.is_fence(text):
                return self._code(text, at)
        elif "─" <= first <= "╿":
            text = " ".join(debris.without_box(text).split())
            if text:
                self._text(text, at)
            return at + 1
        elif first == "|" and text[-1] == "|" and not signs.markdown:
            self.draft.open("table", "", at, signs.indents[at])
            self.draft.cells([" ".join(cell.strip(" _").split()) for cell in text.split("|")])
            return at + 1
        if first in POSSIBLE:
            self._text_or_item(text, at)
        else:
            self._text(text, at)
        return at + 1

    def _rule(self, text: str, at: int) -> None:
        draft = self.draft
        if self.signs.markdown:
            if line_syntax.is_table_rule(text):
                draft.close()
                draft.last_becomes_row()
                self.table = True
                return
            level = line_syntax.underline_level(text)
            if level and draft.last == at - 1 and self._may_be_heading():
                draft.kind, draft.level = "heading", level
        draft.close()
        draft.blanks += 1

    def _may_be_heading(self) -> bool:
        draft = self.draft
        return draft.kind == "paragraph" and draft.pieces == 1 and 0 < len(draft.tail) <= _HEADING_LONGEST

    def _hashes(self, text: str, at: int, indent: int) -> bool:
        """A heading of Markdown, if it is one."""
        found = line_syntax.hashed_heading(text)
        if found is None:
            return False
        level, words = found
        self.draft.open("heading", words, at, indent, level)
        self.draft.close()
        return True

    def _stars(self, text: str, at: int) -> int:
        """How many lines the heading between stars takes that begins here; 0 if none does."""
        signs, draft = self.signs, self.draft
        after = signs.texts[at + 1] if at + 1 < signs.end else ""
        found = line_syntax.starred_heading(text, after, signs.indents[at])
        if found is None:
            return 0
        level, words, lines = found
        draft.open("heading", words, at, signs.indents[at], level)
        draft.last = at + lines - 1
        draft.close()
        return lines

    def _quote(self, text: str, at: int) -> None:
        draft = self.draft
        rest = text.lstrip("> ")
        if not rest:
            draft.close()
            draft.blanks += 1
        elif rest[0] == "#" and self._hashes(rest, at, self.signs.indents[at]):
            return
        elif draft.tail and draft.kind == "quote" and draft.last == at - 1:
            draft.add(rest, at, unwrap.glue(draft.tail, rest))
        else:
            draft.open("quote", rest, at, self.signs.indents[at])

    def _code(self, fence: str, at: int) -> int:
        """Past a fenced block."""
        signs, draft = self.signs, self.draft
        draft.close()
        close = at + 1
        while close < signs.end and not signs.texts[close].startswith(fence[:3]):
            close += 1
        code = "\n".join(line.rstrip() for line in signs.lines[at + 1 : close]).strip("\n")
        if code:
            draft.open("code", "", at + 1, signs.indents[at])
            draft.last = close
            draft.write("code", code)
        return close + 1

    def _text_or_item(self, text: str, at: int) -> None:
        """A line that may open with a bullet or a number, if it is not the rest of the line before."""
        draft, indent = self.draft, self.signs.indents[at]
        if draft.last != at - 1 or indent != draft.indent or not self._wraps(text, at):
            marked = self.marks.read(text, indent)
            if marked is not None:
                self._item(text, at, indent, *marked)
                return
        self._text(text, at)

    def _item(self, text: str, at: int, indent: int, marker: str, offset: int) -> None:
        rest = text[offset:]
        level = self.marks.depth(indent)
        while rest and not rest[0].isalnum() and (again := self.marks.read(rest, indent + offset)):
            marker, inner = again
            level = self.marks.depth(indent + offset)
            rest = rest[inner:]
            offset += inner
        if not self.signs.fragments:  # their indentation is that of the source
            self.item_column, self.item_level = indent + offset, level
        if rest[:1] != "#" or not self._hashes(rest, at, indent + offset):
            self.draft.open("list_item", rest, at, indent + offset, level, marker)

    # --- lines of text ---------------------------------------------------------------------------

    def _text(self, text: str, at: int) -> None:
        draft = self.draft
        indent = self.signs.indents[at]
        if draft.tail:
            if self._continues(text, at):
                return
            draft.close()
        elif draft.marker and draft.last == at - 1 and indent >= draft.indent and draft.is_bare:
            draft.open("list_item", text, at, indent, draft.level, draft.marker)
            return
        if self.item_column >= 0:
            if indent and self.item_column - _ITEM_SLACK <= indent <= self.item_column:
                draft.open("list_item", text, at, indent, self.item_level)  # more of the list item before
                return
            self.item_column = -1
            if indent <= self.signs.margin or not self.marks.holds(indent):
                self.marks.close()
        draft.open("table" if self.table and "|" in text else "paragraph", text, at, indent)

    def _continues(self, text: str, at: int) -> bool:
        """Whether the line belongs to the block being collected; if so, it is added."""
        signs, draft = self.signs, self.draft
        if self._wraps(text, at):
            draft.add(text, at, unwrap.glue(draft.tail, text))
            draft.indent = min(draft.indent, signs.indents[at])  # a first line set in is not the indentation
            return True
        if draft.kind == "table":
            return False
        before = signs.lines[draft.last]
        if signs.markdown and before[-2:] == "  " and before[-4:] != "    ":  # Markdown's line break
            draft.add(text, at, " ")
            return True
        if signs.fragments:
            return self._flows(text, at, before)
        if text[0] in ",.;:)、。，" and draft.last == at - 1 and fragments.goes_on(text):
            draft.add(text, at, "")
            return True
        return False

    def _wraps(self, text: str, at: int) -> bool:
        """Whether the line before was broken by the tool, at the column it wraps at."""
        signs, draft = self.signs, self.draft
        if signs.wrap is None or draft.last != at - 1 or draft.spaced or not draft.tail:
            return False
        indent = signs.indents[at]
        if indent != draft.indent and not self._may_be_set_otherwise(indent):
            return False
        wrap = signs.wrap + max(0, signs.margin - indent)  # some tools set headings out on both sides
        return unwrap.is_wrapped(signs.widths[draft.last], signs.texts[draft.last], text, wrap, signs.compact)

    def _may_be_set_otherwise(self, indent: int) -> bool:
        """Whether a line may go on with the block although it is indented otherwise."""
        draft = self.draft
        if draft.kind == "list_item":
            return self.signs.markdown and indent <= draft.indent
        return draft.pieces == 1 and indent < draft.indent  # a first line set in

    def _flows(self, text: str, at: int, before: str) -> bool:
        """Whether a text node belongs to the sentence being collected; if so, it is added."""
        signs, draft = self.signs, self.draft
        here = signs.lines[at]
        left = before if draft.spaced else before[len(before.rstrip()) :]
        right = here[: len(here) - len(here.lstrip())]
        then = signs.texts[at + 1] if at + 1 < signs.end else ""
        if not fragments.flows(
            draft.tail,
            text,
            then,
            words=draft.words,
            pieces=draft.pieces,
            left=left,
            right=right,
            missing=signs.missing_blank,
        ):
            return False
        if (left or right) and draft.tail[-1].isascii():
            glue = " "
        elif fragments.goes_on(text) or draft.tail[-1] in "([{“„¿¡":
            glue = ""
        else:
            glue = unwrap.glue(draft.tail, text)
        draft.add(text, at, glue)
        return True

    # --- columns ---------------------------------------------------------------------------------

    def _columns(self, region: Region) -> None:
        """Lines that hold columns side by side: rows of data, or one column of text after the other."""
        signs, draft = self.signs, self.draft
        draft.close()
        if region.data:
            for at in range(region.start, region.end):
                self._data_row(region, at)
            return
        for column in range(len(region.cuts)):
            self._read_apart(region.column(signs.lines, column), region.start)
        draft.last = region.end - 1

    def _box(self, box: Box) -> int:
        """Past a drawn table: its rows, or the text inside a box of one column."""
        signs, draft = self.signs, self.draft
        draft.close()
        if box.columns < _TABLE_COLUMNS:
            self._read_apart(box.inside(signs.lines), box.start + 1)
        else:
            for at, row in box.rows(signs.lines):
                draft.open("table", "", at, signs.indents[at])
                draft.cells([" ".join(debris.without_box(cell).split()) for cell in row])
        draft.last = box.end - 1
        return box.end

    def _read_apart(self, lines: list[str], start: int) -> None:
        """The blocks of lines that stand in a column or box of their own."""
        signs, draft = self.signs, self.draft
        inner = gather("\n".join(lines))
        inner.end = len(inner.lines)
        inner.links = signs.links
        if inner.wrap is None:
            inner.wrap = unwrap.column_width(inner.widths, inner.texts, signs.wrap is not None)
        reader = _Reader(inner, draft.blocks, draft.images, self.offset + start, self.depth + 1)
        reader.draft.next_link = draft.next_link
        reader.read()
        draft.next_link = max(draft.next_link, reader.draft.next_link)

    def _data_row(self, region: Region, at: int) -> None:
        draft = self.draft
        cells = region.cells(self.signs.lines[at])
        if not any(cells):
            draft.blanks += 1
            return
        draft.open("table", "", at, self.signs.indents[at])
        if self.signs.links:
            for i, cell in enumerate(cells):
                cells[i], draft.next_link = debris.without_numbers(cell, draft.next_link)
        draft.cells(cells)
