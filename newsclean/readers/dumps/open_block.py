"""The block that is being collected from the lines of a dump, and how it is finished.

Lines are added as they come. At the end they are joined, tool marks are removed, Markdown is read, and the
block is written.
"""

from __future__ import annotations

from dataclasses import replace

from ...model import Block, ImageTag, Kind, Span
from ..fast_blocks import make_block
from . import inline_markdown as markdown
from . import tool_marks
from .traits import DumpTraits

_HEADING_LINES = 2
_REPEATED_FROM = 16  # characters
_QUOTE_WORDS = 8
_QUOTE_INDENTS = {0: (4, 5), 3: (2,)}  # the tool's margin: columns by which it indents quotes beyond it
_CENTRED = 6  # columns beyond the margin
_OFF_CENTRE = 4  # columns by which the two sides may differ

_CELL_LONGEST = 400  # characters; a longer cell is layout, not data


class OpenBlock:
    """The open block; used for one block after the other: `open`, `add` more lines, `close`.

    offset: how many lines of the dump come before the first one, for the line numbers.
    """

    __slots__ = (
        "_offset",
        "_parts",
        "blank_before",
        "blanks",
        "blocks",
        "first",
        "images",
        "indent",
        "kind",
        "last",
        "level",
        "marker",
        "next_link",
        "pieces",
        "spaced",
        "tail",
        "traits",
        "words",
    )  # fmt: skip

    def __init__(self, traits: DumpTraits, blocks: list[Block], images: list[ImageTag], offset: int) -> None:
        self.traits, self.blocks, self.images, self._offset = traits, blocks, images, offset
        self.next_link = 1  # the link number expected next
        self.blanks = 0  # blank lines since the last block
        self._parts: list[str] = []
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
        if traits.links and "[" in text:
            text, self.next_link = tool_marks.without_numbers(text, self.next_link)
        if traits.fields and ("[" in text or "(" in text or "_" in text or "<" in text):
            text = tool_marks.without_fields(text)
        if self.kind == "table":
            self.row(text)
            return
        if traits.odd_blanks and self.pieces == 1 and "\t" in text and not traits.fragments:
            self.cells([" ".join(cell.split()) for cell in text.split("\t")])
            return
        if traits.odd_blanks or "  " in text or text[:1] == " " or text[-1:] == " ":
            text = " ".join(text.split())
        if len(text) >= _REPEATED_FROM:
            half = len(text) // 2
            if text[0] == "[" or text[half] == text[0] or text[half + 1] == text[0]:
                text = tool_marks.without_repeat(text)
        if self.indent != traits.margin and self.kind == "paragraph":
            self._judge_by_indent()
        spans: tuple[Span, ...] = ()
        if traits.markdown:
            inline = markdown.read_inline(text, traits.addresses)
            text, spans = inline.text, tuple(inline.spans)
            for source, alt in inline.images:
                self.images.append(ImageTag(source, alt, len(self.blocks)))
        elif "_" in text:
            if traits.underscored:
                text, spans = tool_marks.without_underscores(text)
            text = tool_marks.without_emphasis(text) if not spans else text
        if text:
            self.write(self.kind, text, spans)

    def write(self, kind: Kind, text: str, spans: tuple[Span, ...] = ()) -> None:
        """Write a block of the lines from `first` to `last`."""
        texts = self.traits.texts
        next_text = after = self.last + 1
        end = self.traits.end
        while next_text < end and not texts[next_text]:
            next_text += 1
        self.blocks.append(
            make_block(
                len(self.blocks),
                kind,
                text,
                self.level,
                self.marker,
                spans,
                "",
                None,
                self.first + self._offset + 1,
                self.indent,
                self.blank_before,
                next_text - after,
            )
        )

    def row(self, text: str) -> None:
        """Write a row of a Markdown table; cells too long for data become paragraphs."""
        addresses = self.traits.addresses
        cells = [markdown.read_inline(" ".join(x.split()), addresses) for x in text.strip("| ").split("|")]
        filled = [cell for cell in cells if cell.text]
        if len(filled) < 2 or any(len(cell.text) > _CELL_LONGEST for cell in filled):
            for cell in filled:
                self.write("paragraph", cell.text, tuple(cell.spans))
            return
        row, spans = "", []
        for i, cell in enumerate(cells):
            row += "\t" if i else ""
            spans += [replace(x, start=x.start + len(row), end=x.end + len(row)) for x in cell.spans]
            row += cell.text
        self.write("table", row.rstrip("\t"), tuple(spans))

    def cells(self, cells: list[str]) -> None:
        """Write a table row whose cells are already separate."""
        row = "\t".join(cell for cell in cells if cell)
        if row:
            self.write("table" if "\t" in row and len(row) < _CELL_LONGEST else "paragraph", row)

    def make_last_block_row(self) -> None:
        """Turn the block before the rule of a Markdown table into its first row."""
        if not self.blocks or self.blocks[-1].kind != "paragraph" or "|" not in self.blocks[-1].text:
            return
        self.row(self.blocks.pop().text)

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
            if abs(right - self.indent) <= _OFF_CENTRE:
                self.kind, self.level = "heading", 1

    def _stands_alone(self) -> bool:
        """Whether there are blank lines before and after the block."""
        traits, after = self.traits, self.last + 1
        return (self.blank_before > 0 or self.first == 0) and (after >= traits.end or not traits.texts[after])
