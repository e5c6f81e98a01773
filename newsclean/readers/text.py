"""A plain-text dump of a page, of whatever tool, to blocks: wrapped lines joined, bullets and headings read.

    Harbour bridge reopens              paragraph  Harbour bridge reopens
                                        paragraph  The bridge over the old harbour reopened on Friday.
    The bridge over the old harbour     list_item  Local news  (marker "•", level 1)
    reopened on Friday.
      • Local news

Nothing is guessed of what the text means. Evidence for the whole dump is gathered once (signs.py); then
its lines are read one after the other, each joined to the block before it or not.
"""

from __future__ import annotations

import regex

from ..model import Block, Head, ImageTag, Kind, Link, Page
from . import debris, fragments, markdown, unwrap
from .bullets import POSSIBLE, Marks
from .columns import Region, side_by_side
from .signs import Signs, gather

# ## What happens next ##
_HASHES = regex.compile(r"(?P<hashes>#{1,6})\s++(?P<text>\S.*?)\s*+#*+\Z")
# ***** What happens next *****     Debian's html2text: six stars for h1, one for h6
_STARS = regex.compile(r"(?P<stars>\*{1,6}) (?P<text>\S.*?) (?P=stars)\Z")
_STARS_OPEN = regex.compile(r"\*{2,6} \S")
# ---|---|---    :---|---:    |------|------|
_TABLE_RULE = regex.compile(r"\|?[\s:]*+-{2,}+[-\s:]*+(?:\|[-\s:]*+)++\Z")
# ======    ------     under a heading
_UNDERLINE = regex.compile(r"(?:={3,}+|-{3,}+)\Z")
_FENCE = regex.compile(r"(?:`{3,}+|~{3,}+)[\w+-]*+\Z")
# [7]: </harbour> "The harbour"
_REFERENCE = regex.compile(r"\[(?P<key>[^\[\]]{1,80}+)\]:\s++<?(?P<href>[^\s<>]++)>?(?:\s++[\"'(].{0,500}+)?\Z")
_REFERENCE_OPENS = regex.compile(r"\[(?P<key>[^\[\]]{1,80}+)\]:\Z")  # … its address on the next line
# T\bTi\bit\btl\ble\be    _\bl_\bi_\bn_\bk     bold and underlined on a printer
_OVERSTRIKE = regex.compile(r".\x08")

_HEADING_LONGEST = 200  # characters
_HEADING_LINES = 2
_DOUBLED_FROM = 16  # characters
_QUOTE_WORDS = 8
_QUOTES_SET_IN = {0: (4, 5), 3: (2,)}  # margin of the tool: columns that it sets quotes in
_CENTRED = 6  # columns from the margin
_OFF_CENTRE = 4

_CELL_LONGEST = 400  # characters; a longer cell is layout, not data


def read_text(text: str, url: str | None = None) -> Page:
    """The page of a dump."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x08" in text:
        text = _OVERSTRIKE.sub("", text)
    blocks: list[Block] = []
    images: list[ImageTag] = []
    _Reader(gather(text), blocks, images).read()
    return Page("text", tuple(blocks), url, Head(images=tuple(images)))


class _Reader:
    """Reads lines one after the other into blocks.

    offset: lines before the first one, for the line numbers.
    """

    def __init__(self, signs: Signs, blocks: list[Block], images: list[ImageTag], offset: int = 0) -> None:
        self.signs, self.blocks, self.images, self.offset = signs, blocks, images, offset
        self.marks = Marks(dashes=signs.markdown)
        self.next_link = 1  # the number of a link expected next
        self.table = False  # inside a Markdown table
        self.item_column = -1  # where the text of the open list item stands
        self.blanks = 0  # blank lines since the last block
        # the block being collected
        self.kind: Kind = "paragraph"
        self.text = ""
        self.level = 0
        self.marker = ""
        self.first = self.last = -2  # its lines
        self.indent = 0
        self.words = self.pieces = 0
        self.blank_before = 0
        self.spaced = False  # a blank stood after its last piece

    def read(self) -> None:
        """All lines."""
        signs = self.signs
        texts, end = signs.texts, signs.end
        if signs.markdown:
            self._collect_addresses()
        regions = iter(()) if signs.fragments else side_by_side(signs.lines, texts)
        region: Region | None = next(regions, None)
        at = self._past_head()
        while at < end:
            if region is not None and at >= region.start:
                if at == region.start and region.end <= end:
                    self._columns(region)
                    at = region.end
                region = next(regions, None)
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
        self._flush()

    def _past_head(self) -> int:
        """The first line after those that show `<link>` elements of the head."""
        signs = self.signs
        past = 0
        for at in range(signs.end):
            text = signs.texts[at]
            if not text:
                continue
            if not debris.is_head_line(signs.lines[at]) and not debris.is_frame(text):
                break
            past = at + 1
        return past

    def _collect_addresses(self) -> None:
        texts, addresses = self.signs.texts, self.signs.addresses
        for at, text in enumerate(texts):
            if not text or text[0] != "[":
                continue
            if found := _REFERENCE.match(text):
                addresses[found["key"]] = found["href"]
            elif at + 1 < len(texts) and (found := _REFERENCE_OPENS.match(text)):
                addresses[found["key"]] = texts[at + 1].strip("<>")

    def _blank(self, at: int) -> None:
        if self.signs.fragments and self.text and self.last == at - 1 and not self.spaced and self.signs.lines[at]:
            self.last = at  # blanks between two inline elements are a text node, too
            self.spaced = True
            return
        self._flush()
        self.blanks += 1
        self.table = False

    # --- lines that open with a sign or a digit --------------------------------------------------

    def _special(self, text: str, at: int) -> int:
        """A line whose first character may mean something; the index of the line to read next."""
        signs = self.signs
        first = text[0]
        if first.isdigit():
            self._text_or_item(text, at)
            return at + 1
        if debris.is_rule(text):
            return self._rule(text, at)
        if first in "I[":
            if debris.is_frame(text) or (signs.addresses and _REFERENCE.match(text)):
                self._flush()
                return at + 1
            if signs.addresses and _REFERENCE_OPENS.match(text):
                self._flush()
                return at + 2
        elif first == "#":
            if found := _HASHES.match(text):
                self._heading(found["text"], len(found["hashes"]), at)
                return at + 1
        elif first == "*":
            if past := self._starred(text, at):
                return past
        elif first == ">":
            if text[1:2] in (" ", ">", ""):
                self._quote(text, at)
                return at + 1
        elif first in "`~":
            if signs.markdown and _FENCE.match(text):
                return self._code(text, at)
        elif "─" <= first <= "╿":
            text = " ".join(debris.without_box(text).split())
            if text:
                self._text(text, at)
            return at + 1
        if first in POSSIBLE:
            self._text_or_item(text, at)
        else:
            self._text(text, at)
        return at + 1

    def _rule(self, text: str, at: int) -> int:
        if self.signs.markdown:
            if "|" in text and _TABLE_RULE.match(text):
                self._flush()
                self._header_row()
                self.table = True
                return at + 1
            if self._is_underlined(text, at):
                self.kind, self.level = "heading", 1 if text[0] == "=" else 2
        self._flush()
        self.blanks += 1
        return at + 1

    def _is_underlined(self, text: str, at: int) -> bool:
        return (
            self.kind == "paragraph"
            and self.last == at - 1
            and 0 < len(self.text) <= _HEADING_LONGEST
            and _UNDERLINE.match(text) is not None
        )

    def _starred(self, text: str, at: int) -> int:
        """Past a heading of Debian's html2text, which may run over two lines; 0 if it is none."""
        signs = self.signs
        found = _STARS.match(text)
        past = at + 1
        if found is None and past < signs.end and signs.texts[past] and _STARS_OPEN.match(text):
            found = _STARS.match(f"{text} {signs.texts[past]}")
            past += 1
        if found is None or (len(found["stars"]) == 1 and signs.indents[at]):
            return 0
        self._heading(found["text"], 7 - len(found["stars"]), at)
        return past

    def _heading(self, text: str, level: int, at: int) -> None:
        self._open("heading", text, at, self.signs.indents[at])
        self.level = level
        self._flush()

    def _quote(self, text: str, at: int) -> None:
        rest = text.lstrip("> ")
        if not rest:
            self._flush()
            self.blanks += 1
        elif found := _HASHES.match(rest):
            self._heading(found["text"], len(found["hashes"]), at)
        elif self.text and self.kind == "quote" and self.last == at - 1:
            self._add(unwrap.joined(self.text, rest), rest, at)
        else:
            self._open("quote", rest, at, self.signs.indents[at])

    def _code(self, fence: str, at: int) -> int:
        """Past a fenced block."""
        self._flush()
        signs = self.signs
        close = at + 1
        while close < signs.end and not signs.texts[close].startswith(fence[:3]):
            close += 1
        code = "\n".join(line.rstrip() for line in signs.lines[at + 1 : close]).strip("\n")
        if code:
            self._emit("code", code, first=at + 1, last=close)
        return close + 1

    def _text_or_item(self, text: str, at: int) -> None:
        """A line that may open with a bullet or a number, if it is not the rest of the line before."""
        indent = self.signs.indents[at]
        if not self.text or self.last != at - 1 or indent != self.indent or not self._wraps(text, at):
            marked = self.marks.read(text, indent)
            if marked is not None:
                self._item(text, at, indent, *marked)
                return
        self._text(text, at)

    def _item(self, text: str, at: int, indent: int, marker: str, offset: int) -> None:
        self._flush()
        rest = text[offset:]
        level = self.marks.depth(indent)
        while rest and not rest[0].isalnum() and (again := self.marks.read(rest, indent + offset)):
            marker, inner = again
            level = self.marks.depth(indent + offset)
            rest = rest[inner:]
            offset += inner
        if rest[:1] == "#" and (found := _HASHES.match(rest)):
            self._heading(found["text"], len(found["hashes"]), at)
            return
        self._open("list_item", rest, at, indent + offset)
        self.marker, self.level = marker, level
        self.item_column = self.indent

    # --- lines of text ---------------------------------------------------------------------------

    def _text(self, text: str, at: int) -> None:
        if self.text:
            if self._continues(text, at):
                return
            self._flush()
        elif self.marker and self.last == at - 1 and self.signs.indents[at] >= self.indent:
            self._add(text, text, at)  # a bullet on a line of its own, then its text
            return
        indent = self.signs.indents[at]
        if indent != self.item_column and self.item_column >= 0:
            self.item_column = -1
            if indent <= max(self.signs.margin, 0):
                self.marks.close()
        kind: Kind = "table" if self.table and "|" in text else "paragraph"
        self._open(kind, text, at, indent)

    def _continues(self, text: str, at: int) -> bool:
        """Whether the line belongs to the block being collected; if so, it is added."""
        signs = self.signs
        if self._wraps(text, at):
            self._add(unwrap.joined(self.text, text), text, at)
            return True
        if self.kind == "table":
            return False
        before = signs.lines[self.last]
        if signs.markdown and before[-2:] == "  " and before[-4:] != "    ":  # a line break, as Markdown has it
            self._add(f"{self.text} {text}", text, at)
            return True
        if not signs.fragments:
            if text[0] in ",.;:)、。，" and self.last == at - 1 and fragments.goes_on(text):
                self._add(self.text + text, text, at)
                return True
            return False
        here = signs.lines[at]
        left = before if self.spaced else before[len(before.rstrip()) :]
        right = here[: len(here) - len(here.lstrip())]
        then = signs.texts[at + 1] if at + 1 < signs.end else ""
        if not fragments.flows(
            self.text, text, then, words=self.words, pieces=self.pieces, left=left, right=right, missing=signs.missing_blank
        ):
            return False
        self._add(self._joined_nodes(text, bool(left or right)), text, at)
        return True

    def _wraps(self, text: str, at: int) -> bool:
        """Whether the line before was broken by the tool, at the column it wraps at."""
        signs = self.signs
        if signs.wrap is None or self.last != at - 1 or self.spaced or not self.text:
            return False
        indent = signs.indents[at]
        if indent != self.indent and not self._may_be_set_in(indent, at):
            return False
        wrap = signs.wrap + max(0, signs.margin - indent)  # some tools set headings out on both sides
        return unwrap.is_wrapped(signs.widths[self.last], signs.texts[self.last], text, wrap, signs.compact)

    def _may_be_set_in(self, indent: int, at: int) -> bool:
        """Whether a line may go on with a block although it is indented otherwise."""
        if self.kind == "list_item":
            return self.signs.markdown and indent <= self.indent
        return self.last == self.first and indent < self.indent  # a first line set in

    def _joined_nodes(self, text: str, blank: bool) -> str:
        before = self.text
        if blank:
            return f"{before} {text}"
        if fragments.goes_on(text) or before[-1] in "([{“„¿¡":
            return before + text
        return unwrap.joined(before, text)

    # --- blocks ----------------------------------------------------------------------------------

    def _open(self, kind: Kind, text: str, at: int, indent: int) -> None:
        self._flush()
        self.kind, self.text, self.indent = kind, text, indent
        self.level, self.marker = 0, ""
        self.first = self.last = at
        self.words = text.count(" ") + 1
        self.pieces = 1
        self.blank_before, self.blanks = self.blanks, 0
        self.spaced = False

    def _add(self, whole: str, text: str, at: int) -> None:
        self.text = whole
        self.words += text.count(" ") + 1
        self.pieces += 1
        self.last = at
        self.spaced = False

    def _flush(self) -> None:
        """The text collected so far is a block."""
        text = self.text
        if not text:
            return
        self.text = ""
        signs = self.signs
        if signs.links and "[" in text:
            text, self.next_link = debris.without_numbers(text, self.next_link)
        if signs.fields:
            text = debris.without_fields(text)
        if self.kind == "table":
            self._row(text)
            return
        if signs.odd_blanks and self.pieces == 1 and "\t" in text and not signs.fragments:
            self._cells([" ".join(cell.split()) for cell in text.split("\t")])
            return
        if signs.odd_blanks or "  " in text or text[:1] == " " or text[-1:] == " ":
            text = " ".join(text.split())
        if len(text) >= _DOUBLED_FROM:
            text = debris.once(text)
        if self.kind == "paragraph":
            self._set_by_indent(text)
        if signs.markdown:
            read = markdown.read_inline(text, signs.addresses)
            for source, alt in read.images:
                self.images.append(ImageTag(source, alt, len(self.blocks)))
            if read.text:
                self._emit(self.kind, read.text, tuple(read.links), read.bold)
        elif text and signs.underscored and "_" in text:
            text, links = debris.without_underscores(text)
            self._emit(self.kind, text, links)
        elif text:
            self._emit(self.kind, text)

    def _set_by_indent(self, text: str) -> None:
        """What the indentation of a paragraph says: set out it is a heading, set in a quote."""
        signs = self.signs
        out = signs.margin - self.indent
        if not out or signs.margin not in _QUOTES_SET_IN or not self._stands_alone():
            return
        if out > 0:
            if self.pieces <= _HEADING_LINES:
                self.kind, self.level = "heading", 2 if not self.indent else 3
        elif -out >= _CENTRED and signs.wrap and abs(signs.wrap - signs.widths[self.last] - self.indent) <= _OFF_CENTRE:
            self.kind, self.level = "heading", 1
        elif -out in _QUOTES_SET_IN[signs.margin] and self.words >= _QUOTE_WORDS and self.item_column < 0:
            self.kind = "quote"

    def _stands_alone(self) -> bool:
        """Whether blank lines stand before and after the block."""
        after = self.last + 1
        return (self.blank_before > 0 or not self.first) and (
            after >= self.signs.end or not self.signs.texts[after]
        )

    def _emit(
        self, kind: Kind, text: str, links: tuple[Link, ...] = (), bold: int = 0, first: int = -1, last: int = -1
    ) -> None:
        texts = self.signs.texts
        past = after = (self.last if last < 0 else last) + 1
        while past < self.signs.end and not texts[past]:
            past += 1
        self.blocks.append(
            Block(
                len(self.blocks),
                kind,
                text,
                self.level,
                self.marker,
                links,
                bold,
                None,
                (self.first if first < 0 else first) + self.offset + 1,
                self.indent,
                self.blank_before,
                past - after,
            )
        )

    # --- tables ----------------------------------------------------------------------------------

    def _row(self, text: str) -> None:
        """A row of a Markdown table; cells too long for data are paragraphs."""
        cells = [markdown.read_inline(" ".join(x.split()), self.signs.addresses) for x in text.strip("| ").split("|")]
        filled = [cell for cell in cells if cell.text]
        if len(filled) < 2 or any(len(cell.text) > _CELL_LONGEST for cell in filled):
            for cell in filled:
                self._emit("paragraph", cell.text, tuple(cell.links), cell.bold)
            return
        row, links = "", []
        for i, cell in enumerate(cells):
            row += "\t" if i else ""
            links += [Link(x.start + len(row), x.end + len(row), x.href) for x in cell.links]
            row += cell.text
        self._emit("table", row.rstrip("\t"), tuple(links), sum(cell.bold for cell in cells))

    def _cells(self, cells: list[str]) -> None:
        """A row of a table whose cells stand apart."""
        row = "\t".join(cell for cell in cells if cell)
        self._emit("table" if "\t" in row and len(row) < _CELL_LONGEST else "paragraph", row)

    def _header_row(self) -> None:
        """The line before the rule of a Markdown table is its first row."""
        if not self.blocks or self.blocks[-1].kind != "paragraph" or "|" not in self.blocks[-1].text:
            return
        block = self.blocks.pop()
        self._row(block.text)

    def _columns(self, region: Region) -> None:
        """Lines that hold columns side by side: rows of data, or one column of text after the other."""
        self._flush()
        signs = self.signs
        if region.data:
            for at in range(region.start, region.end):
                self._data_row(region.cells(signs.lines[at]), at)
            self.last = region.end - 1
            self.kind = "paragraph"
            return
        for column in range(len(region.cuts)):
            lines = region.column(signs.lines, column)
            inner = gather("\n".join(lines))
            inner.end = len(lines)
            if signs.wrap is not None and inner.wrap is None:
                inner.wrap = max(inner.widths)
            reader = _Reader(inner, self.blocks, self.images, self.offset + region.start)
            reader.next_link = self.next_link
            inner.links = signs.links
            reader.read()
            self.next_link = max(self.next_link, reader.next_link)

    def _data_row(self, cells: list[str], at: int) -> None:
        row = "\t".join(cells).rstrip("\t")
        if not row:
            self.blanks += 1
            return
        self._open("table" if "\t" in row else "paragraph", "", at, self.signs.indents[at])
        if self.signs.links:
            row, self.next_link = debris.without_numbers(row, self.next_link)
        self._emit(self.kind, row)
