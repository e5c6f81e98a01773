"""The block that is being collected from the lines of a dump, and how it is finished.

Lines are added as they come. At the end they are joined, tool marks are removed, Markdown is read, and the
block is written.
"""

from __future__ import annotations

from ...fast_model import make_block
from ...model import Block, ImageTag, Kind, Span, joined_rows
from ..markup import line_breaks
from ..markup.tables import CELL_LONGEST, LEAST_FILLED
from . import inline_markdown as markdown
from . import line_syntax, tool_marks
from .data_rows import Place, Row, are_figures, filled_columns
from .inline_markdown import LINE_BREAK, Inline
from .traits import DumpTraits

_HEADING_LINES = 2
_REPEATED_FROM = 16  # characters
_QUOTE_WORDS = 8
_QUOTE_INDENTS = {0: (4, 5), 3: (2,)}  # the tool's margin: columns by which it indents quotes beyond it
_CENTRED = 6  # columns beyond the margin
OFF_CENTRE = 4
"""Columns by which the two sides of a centred line may differ."""

_MOST_COLUMNS = 60  # in a wider table, which no tool makes, empty cells go


class OpenBlock:
    """The open block, used for one block after another: `open`, `add` more lines, `close`.

    offset: how many lines of the dump come before the first one, for the line numbers.
    """

    __slots__ = tuple(
        "_offset _parts _rows blank_before blanks blocks first images indent kind last level marker"
        " next_link pieces spaced tail traits words".split()
    )

    def __init__(self, traits: DumpTraits, blocks: list[Block], images: list[ImageTag], offset: int) -> None:
        self.traits, self.blocks, self.images, self._offset = traits, blocks, images, offset
        self.next_link = 1  # the link number expected next
        self.blanks = 0  # blank lines since the last block
        self._parts: list[str] = []
        self._rows: list[Row] = []  # of the table that is being read
        self.tail = ""  # the last line of the block; "" if none is open
        self.kind: Kind = "paragraph"
        self.level = 0
        self.marker = ""
        self.first = self.last = -2  # indices of its lines
        self.indent = 0
        self.words = self.pieces = 0
        self.blank_before = 0
        self.spaced = False  # whether white space followed its last line

    def open(self, kind: Kind, text: str, at: int, indent: int, level: int = 0, marker: str = "") -> None:
        """Begin a block with this line."""
        if self.tail:
            self.close()
        self.kind, self.level, self.marker, self.indent = kind, level, marker, indent
        self._parts = [text]
        self.tail = text
        self.first = self.last = at
        self.words = text.count(" ") + 1
        self.pieces = 1
        self.blank_before, self.blanks = self.blanks, 0
        self.spaced = False

    def add(self, text: str, at: int, separator: str) -> None:
        """Add a line to the block, with `separator` before it."""
        if separator:
            self._parts.append(separator)
        self._parts.append(text)
        self.tail = text
        self.words += text.count(" ") + 1
        self.pieces += 1
        self.last = at
        self.spaced = False

    def add_after_break(self, text: str, at: int) -> None:
        """Add a line that the page shows as a line of its own to the block."""
        if self.traits.markdown and self._parts[-1][-1:] == "\\":  # Markdown's other sign of a line break
            self._parts[-1] = self._parts[-1][:-1].rstrip()
        self.add(text, at, LINE_BREAK)

    @property
    def is_empty_item(self) -> bool:
        """Whether the block is a bullet without text so far."""
        return self.pieces == 1 and not self._parts[0]

    def close(self) -> None:
        """Finish the block and write it."""
        if not self.tail:
            return
        text = self._parts[0] if self.pieces == 1 else "".join(self._parts)
        self.tail = ""
        traits = self.traits
        if traits.links or traits.fields:
            text = self._without_links_and_fields(text)
        if self.kind == "table":
            self._markdown_row(text, self._place)
            return
        if traits.odd_blanks and self.pieces == 1 and "\t" in text and not traits.fragments:
            self._row_between_tabs(text)
            return
        if traits.odd_blanks or "  " in text or text[:1] == " " or text[-1:] == " ":
            text = " ".join(text.split())
        if len(text) >= _REPEATED_FROM:
            text = _once(text)
        if self.indent != traits.margin and self.kind == "paragraph":
            self._judge_by_indent()
        spans: tuple[Span, ...] = ()
        if traits.markdown or "_" in text:
            text, spans = self._without_marks(text)
        if LINE_BREAK in text:
            text, spans = _with_breaks(text, spans)
        if text:
            self.write(self.kind, text, spans)

    def _without_links_and_fields(self, text: str) -> str:
        """Return the text without numbers of links and form fields."""
        traits = self.traits
        if traits.links and "[" in text:
            text, self.next_link = tool_marks.without_numbers(text, self.next_link)
        if traits.fields:
            text = tool_marks.without_fields(text)
        return text

    def _without_marks(self, text: str) -> tuple[str, tuple[Span, ...]]:
        """Return the text without Markdown or underscores, and the spans that they marked."""
        if self.traits.markdown:
            inline = markdown.read_inline(text, self.traits.addresses)
            for source, alt in inline.images:
                self.images.append(ImageTag(source, alt, len(self.blocks)))
            return inline.text, tuple(inline.spans)
        spans: tuple[Span, ...] = ()
        if self.traits.underscored:
            text, spans = tool_marks.without_underscores(text)
        return (text, spans) if spans else (tool_marks.without_emphasis(text), ())

    def write(self, kind: Kind, text: str, spans: tuple[Span, ...] = (), language: str = "") -> None:
        """Write a block of the lines from `first` to `last`."""
        if self._rows:
            self.end_table()
        self._write(kind, text, spans, self._place, (self.level, self.marker), language)

    @property
    def _place(self) -> Place:
        return Place(self.first, self.last, self.indent, self.blank_before)

    def _write(
        self,
        kind: Kind,
        text: str,
        spans: tuple[Span, ...],
        place: Place,
        item: tuple[int, str] = (0, ""),
        language: str = "",
    ) -> None:
        texts, end = self.traits.texts, self.traits.end
        first, last, indent, blank_before = place
        next_text = last + 1
        while next_text < end and not texts[next_text]:
            next_text += 1
        line, blank_after = first + self._offset + 1, next_text - last - 1
        around = (line, indent, blank_before, blank_after)
        self.blocks.append(make_block(len(self.blocks), kind, text, *item, spans, language, None, *around))

    # --- tables ----------------------------------------------------------------------------------

    def begin_markdown_table(self, at: int) -> None:
        """Begin a table at its rule: the line above it is the header."""
        if not self.tail or self.last != at - 1 or "|" not in self.tail:
            self.close()
            self.end_table()
            return
        header_text = self.tail
        place = Place(at - 1, at - 1, self.indent, self.blank_before if self.pieces == 1 else 0)
        if self.pieces == 1:
            self.tail = ""
        else:  # the line before the header does not belong to the table
            self._parts.pop()
            self.tail = self._parts[-1]
            self.pieces -= 1
            self.last -= 1
            self.close()
        self.end_table()
        self._markdown_row(header_text, place, is_header=True)

    def _markdown_row(self, text: str, place: Place, is_header: bool = False) -> None:
        """Take a row of a Markdown table; cells too long for data become paragraphs."""
        addresses = self.traits.addresses
        cells = [markdown.read_inline(cell, addresses) for cell in line_syntax.cells_of_row(text)]
        if any(len(cell.text) > CELL_LONGEST for cell in cells):
            self.end_table()
            for cell in cells:
                if cell.text:
                    self._write("paragraph", cell.text, tuple(cell.spans), place)
            return
        self._rows.append(Row(cells, place, is_header))

    def cells(self, cells: list[str], is_header: bool = False) -> None:
        """Take a table row with separate cells, from the lines `first` to `last`."""
        place = self._place
        self.tail = ""
        if sum(map(len, cells)) + len(cells) > CELL_LONGEST:
            self.end_table()
            self._write("paragraph", " ".join(filter(None, cells)), (), place)
        elif any(cells):
            self._rows.append(Row(list(map(Inline, cells)), place, is_header))

    def _row_between_tabs(self, text: str) -> None:
        if self._rows and self._rows[-1].place.last != self.first - 1:
            self.end_table()
        self.cells([" ".join(cell.split()) for cell in text.split("\t")])

    @property
    def has_adjoining_rows(self) -> bool:
        """Whether no blank line is between the last two rows of the table."""
        return len(self._rows) > 1 and self._rows[-1].place.first == self._rows[-2].place.last + 1

    def end_table(self, is_data: bool = False) -> None:
        """Write the rows: as one table if they are certainly data, or else one by one for passes to judge.

        A row of one cell is a paragraph. is_data: whether it is known that they are data.
        """
        rows = self._rows
        if not rows:
            return
        self._rows = []
        columns = filled_columns(rows)
        are_aligned = len(rows) > 1 and len(columns) <= _MOST_COLUMNS
        if are_aligned and (is_data or are_figures(rows, columns)):
            text, spans = joined_rows([row.written(columns) for row in rows])
            self._write("table", text, spans, rows[0].place._replace(last=rows[-1].place.last))
            return
        for row in rows:
            filled = row.filled
            if len(filled) >= LEAST_FILLED:
                text, spans = row.written(columns if are_aligned else filled_columns([row]))
                self._write("table", text, spans, row.place)
            else:
                for cell in filled:
                    self._write("paragraph", cell.text, tuple(cell.spans), row.place)

    def _judge_by_indent(self) -> None:
        """Judge a paragraph by its indentation: outdented, it is a heading; indented, a quote."""
        traits = self.traits
        quotes = _QUOTE_INDENTS.get(traits.margin)
        if quotes is None or not self._stands_alone():
            return
        beyond = self.indent - traits.margin
        if beyond < 0:
            if self.pieces <= _HEADING_LINES:
                self.kind, self.level = "heading", 3 if self.indent else 2
        elif beyond in quotes:
            if self.words >= _QUOTE_WORDS:
                self.kind = "quote"
        elif beyond >= _CENTRED and traits.wrap and self.pieces <= _HEADING_LINES:
            right = traits.wrap + traits.margin - traits.widths[self.first]
            if abs(right - self.indent) <= OFF_CENTRE:
                self.kind, self.level = "heading", 1

    def _stands_alone(self) -> bool:
        """Whether there are blank lines before and after the block."""
        traits, after = self.traits, self.last + 1
        return (self.blank_before > 0 or self.first == 0) and (after >= traits.end or not traits.texts[after])


def _once(text: str) -> str:
    """Return the text once if picture and headline both printed it."""
    half = len(text) // 2
    if text[0] == "[" or text[half] == text[0] or text[half + 1] == text[0]:
        return tool_marks.without_repeat(text)
    return text


def _with_breaks(text: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """Return the text with spaces in place of its line breaks, and their spans."""
    lines = text.split(LINE_BREAK)
    if not spans:
        lines = [line for line in map(str.strip, lines) if line]
    if not all(line and line == line.strip() for line in lines):  # a picture's line
        plain = Inline(text.replace(LINE_BREAK, " "), list(spans))
        markdown.fold(plain)
        return plain.text, tuple(plain.spans)
    ((text, spans),) = line_breaks.settled("\n".join(lines), spans, may_have_subheads=False)
    return text, spans
