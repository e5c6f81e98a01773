"""A plain-text dump of a page, of whatever tool, to blocks: wrapped lines joined, bullets and headings read.

    Harbour bridge reopens              paragraph  Harbour bridge reopens
                                        paragraph  The bridge over the old harbour reopened on Friday.
    The bridge over the old harbour
    reopened on Friday.                 list_item  Local news  (marker "•", level 1)
      • Local news

Nothing is guessed of what the text means. Evidence for the whole dump is gathered once (`_Signs`): the
column that lines were wrapped at, whether lines are text nodes, whether it is Markdown, whether a tool
numbered the links. Then the lines are read one after the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from ..model import Block, Head, ImageTag, Kind, Link, Page
from . import debris, fragments, markdown, unwrap
from .bullets import POSSIBLE, Marks

# ## What happens next ##
_HASHES = regex.compile(r"(?P<hashes>#{1,6})\s++(?P<text>\S.*?)\s*+#*+\Z")
# ***** What happens next *****  (Debian's html2text: six stars for h1, one for h6)
_STARS = regex.compile(r"(?P<stars>\*{1,6}) (?P<text>\S.*?) (?P=stars)\Z")
_STARS_OPEN = regex.compile(r"(?P<stars>\*{2,6}) \S")
# ---|---|---    |:---|---:|    +-----+-----+
_TABLE_RULE = regex.compile(r"\|?[\s:]*+-{2,}+[-\s:]*+(?:\|[-\s:]*+)++\Z")
_SETEXT = regex.compile(r"(?:={3,}+|-{3,}+)\Z")
_FENCE = regex.compile(r"(?:`{3,}+|~{3,}+)[\w+-]*+\Z")
# [7]: </harbour> "The harbour"
_REFERENCE = regex.compile(r"\[(?P<key>[^\[\]]{1,80}+)\]:\s++<?(?P<href>[^\s<>]++)>?(?:\s++[\"'(].{0,500}+)?\Z")
_MARKDOWN_SIGN = regex.compile(
    r"\]\([^()\s]++\)|^#{1,6}\s\S|^\*\s\*\s\*\s*+$|^>\s\S|^[\s|:-]*+-{3}\|[\s|:-]++$|\*\*[^\s*][^*\n]{0,200}+\*\*|^```"
    r"|\\[-.#*+_()\[\]]|^\s*+\[[^\[\]\n]{1,80}+\]:\s",
    regex.M,
)
_ADDRESS_LINE = regex.compile(r"\s*+\[[^\[\]\n]{1,80}+\]:\s")
_OVERSTRIKE = regex.compile(r".\x08")
_DASH_ITEM = regex.compile(r"^\s*+-\s++\S", regex.M)

_CELL_LONGEST = 400  # characters; a longer cell is layout, not data


def read_text(text: str, url: str | None = None) -> Page:
    """The page of a dump."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x08" in text:
        text = _OVERSTRIKE.sub("", text)
    lines = text.split("\n")
    reader = _Reader(lines, _Signs.of(lines, text))
    reader.read()
    return Page("text", tuple(reader.blocks), url, Head(images=tuple(reader.images)))


@dataclass(slots=True)
class _Signs:
    """What the dump as a whole shows of the tool that made it."""

    texts: list[str]
    """The lines without the blanks around them."""
    widths: list[int]
    wrap: int | None
    """The column that lines were wrapped at."""
    fragments: bool
    """Lines are text nodes."""
    raw: bool
    """Blanks at the ends of lines are those of the source."""
    markdown: bool
    links: int
    """How many links were numbered."""
    end: int
    """The number of lines that are text."""
    addresses: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: list[str], text: str) -> _Signs:
        links = debris.count_links(lines, text)
        end = debris.end_of_text(lines)
        texts = [line.strip() for line in lines]
        ascii_ = text.isascii()
        if ascii_:
            widths = [len(line.rstrip()) if "\t" not in line else len(line.rstrip().expandtabs()) for line in lines]
        else:
            widths = [unwrap.width_of(line.rstrip()) for line in lines]
        wrap = unwrap.wrap_width(widths, texts)
        if wrap is None and not ascii_:
            plain = [len(line.rstrip()) for line in lines]  # some tools count characters, not columns
            if plain != widths and (wrap := unwrap.wrap_width(plain, texts)) is not None:
                widths = plain
        pieces, raw = fragments.signs_of_fragments(lines, texts, wrap is not None)
        signs = len(_MARKDOWN_SIGN.findall(text)) if any(x in text for x in ("](", "#", "* *", "**", "|", "\\", "> ", "]: ", "```")) else 0
        return cls(
            texts, widths, wrap, pieces, raw, signs >= 2, links, end
        )


class _Reader:
    """Reads the lines one after the other into blocks."""

    def __init__(self, lines: list[str], signs: _Signs) -> None:
        self.lines, self.signs = lines, signs
        self.blocks: list[Block] = []
        self.images: list[ImageTag] = []
        self.marks = Marks(dashes=signs.markdown)
        self.number = 1  # the link number expected next
        # the block being collected
        self.kind: Kind = "paragraph"
        self.text = ""
        self.level = 0
        self.marker = ""
        self.line = 0
        self.indent = 0
        self.words = self.pieces = 0
        self.blank_before = 0
        self.last = -1  # index of its last line
        self.blanks = 0  # blank lines just passed
        self.item_indent: int | None = None  # text column of the list item that further text may belong to
        self.table = False
        self.spaced = False

    def read(self) -> None:
        signs = self.signs
        texts = signs.texts
        at = self._skip_head()
        end = signs.end
        if signs.markdown:
            self._collect_addresses(end)
        while at < end:
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

    def _skip_head(self) -> int:
        """Past the lines at the top that show `<link>` elements."""
        at = kept = 0
        for at, line in enumerate(self.lines[: self.signs.end]):
            text = self.signs.texts[at]
            if not text:
                continue
            if debris.is_head_line(line) or debris.is_frame(text):
                kept = at + 1
                continue
            break
        return kept

    def _collect_addresses(self, end: int) -> None:
        for at in range(end):
            text = self.signs.texts[at]
            if text and text[0] == "[" and (found := _REFERENCE.match(text)):
                self.signs.addresses[found["key"]] = found["href"]

    def _blank(self, at: int) -> None:
        if self.signs.fragments and self.lines[at] and not self.blanks and len(self.lines[at]) == 1:
            self.spaced = True  # a blank between two inline elements is a text node, too
            self.blanks = 0
            return
        self._flush()
        self.blanks += 1
        self.table = False

    # --- lines that open with a sign or a digit --------------------------------------------------

    def _special(self, text: str, at: int) -> int:
        """One line whose first character may mean something; the index of the line to read next."""
        signs = self.signs
        first = text[0]
        if debris.is_rule(text):
            return self._rule(text, at)
        if first == "I" or first == "[":
            if debris.is_frame(text):
                self._flush()
                return at + 1
            if signs.addresses and _REFERENCE.match(text):
                self._flush()
                return at + 1
            self._text(text, at)
            return at + 1
        if first == "#" and (found := _HASHES.match(text)):
            self._heading(found["text"], len(found["hashes"]), at)
            return at + 1
        if first == "*" and text[1:2] in ("*", " ") and (read := self._starred(text, at)):
            return read
        if first == ">" and text[1:2] in (" ", ">", ""):
            self._quote(text, at)
            return at + 1
        if first in "`~" and signs.markdown and _FENCE.match(text):
            return self._code(text, at)
        if first.isdigit() or first in POSSIBLE:
            indent = self._indent(at)
            wraps = self._wraps(text, at)
            if not (wraps and (self.kind != "list_item" or indent == self.indent)) or first == "•":
                marked = self.marks.read(text, indent)
                if marked is not None:
                    self._item(text, at, indent, *marked)
                    return at + 1
        self._text(text, at)
        return at + 1

    def _rule(self, text: str, at: int) -> int:
        if self.signs.markdown:
            if "|" in text and _TABLE_RULE.match(text):
                self._flush()
                self._header_row()
                self.table = True
                return at + 1
            if self.text and self.kind == "paragraph" and self.last == at - 1 and _SETEXT.match(text) and len(self.text) < 200:
                self.kind, self.level = "heading", 1 if text[0] == "=" else 2
        if self.signs.fragments and len(text) < 4:
            self._text(text, at)
            return at + 1
        self._flush()
        self.blanks += 1
        return at + 1

    def _starred(self, text: str, at: int) -> int:
        """A heading of Debian's html2text, which may run over two lines; 0 if it is none."""
        found = _STARS.match(text)
        used = 1
        if found is None and _STARS_OPEN.match(text) and at + 1 < self.signs.end:
            found = _STARS.match(f"{text} {self.signs.texts[at + 1]}")
            used = 2
        if found is None or (len(found["stars"]) == 1 and self._indent(at) > 0):
            return 0
        self._heading(found["text"], 7 - len(found["stars"]), at)
        return at + used

    def _heading(self, text: str, level: int, at: int) -> None:
        self._flush()
        self._open("heading", text, at, self._indent(at))
        self.level = level
        self._flush()

    def _quote(self, text: str, at: int) -> None:
        rest = text.lstrip("> ")
        if not rest:
            self._flush()
            self.blanks += 1
            return
        if self.text and self.kind == "quote" and self.last == at - 1:
            self.text = unwrap.joined(self.text, rest)
            self.last = at
            return
        if found := _HASHES.match(rest):
            self._heading(found["text"], len(found["hashes"]), at)
            return
        self._flush()
        self._open("quote", rest, at, self._indent(at))

    def _code(self, fence: str, at: int) -> int:
        """A fenced block, to its closing fence."""
        self._flush()
        close = at + 1
        while close < self.signs.end and not self.signs.texts[close].startswith(fence[:3]):
            close += 1
        code = "\n".join(self.lines[at + 1 : close]).rstrip()
        if code.strip():
            self._emit(Block(len(self.blocks), "code", code, line=at + 2, blank_before=self.blanks))
        return close + 1

    def _item(self, text: str, at: int, indent: int, marker: str, offset: int) -> None:
        self._flush()
        rest = text[offset:]
        level = self.marks.depth(indent)
        while rest and not rest[0].isalnum() and (again := self.marks.read(rest, indent + offset)):
            marker = again[0]
            rest = rest[again[1] :]
            offset += again[1]
            level = self.marks.depth(indent + offset)
        if rest[:1] == "#" and (found := _HASHES.match(rest)):
            self._heading(found["text"], len(found["hashes"]), at)
            return
        self._open("list_item", rest, at, indent + offset)
        self.marker, self.level = marker, level
        self.item_indent = indent + offset

    # --- lines of text ---------------------------------------------------------------------------

    def _text(self, text: str, at: int) -> None:
        if self.text or (self.kind == "list_item" and self.last == at - 1 and self.marker):
            if self._continues(text, at):
                self._join(text, at)
                return
            self._flush()
        indent = self._indent(at)
        if self.item_indent is not None and indent != self.item_indent:
            self.item_indent = None
            if indent == 0:
                self.marks.close()
        if self.table and "|" in text:
            self._open("table", text, at, indent)
            return
        self._open("paragraph", text, at, indent)

    def _continues(self, text: str, at: int) -> bool:
        """Whether the line belongs to the block being collected."""
        signs = self.signs
        if not self.text:
            return not signs.fragments and self._indent(at) >= self.indent
        if self.table and self.kind == "table":
            return self._wraps(text, at)
        line = self.lines[self.last]
        if signs.markdown and line.endswith("  ") and self.kind != "heading":
            return True
        if self._wraps(text, at):
            return True
        if signs.fragments:
            here = self.lines[at]
            left = " " if self.spaced else line[len(line.rstrip()) :]
            then = signs.texts[at + 1] if at + 1 < signs.end else ""
            return fragments.flows(
                self.text, text, then, words=self.words, pieces=self.pieces,
                left=left, right=here[: len(here) - len(here.lstrip())], raw=signs.raw,
            )
        return text[0] in ",.;:)" and fragments.goes_on(text)

    def _wraps(self, text: str, at: int) -> bool:
        """Whether the line before was broken by the tool, at the column it wraps at."""
        signs = self.signs
        if signs.wrap is None or not self.text or self.last != at - 1:
            return False
        indent = self._indent(at)
        before = self.last
        if indent != self.indent:
            if self.kind == "list_item" and signs.markdown and indent <= self.indent:
                pass
            elif self.line != at and not (self.kind == "paragraph" and indent < self.indent and before + 1 == self.line):
                return False
        margin = min(indent, 8) if indent > 3 and text[0].islower() else 0
        return unwrap.is_wrapped(signs.widths[before], signs.texts[before], text, signs.wrap, margin)

    def _join(self, text: str, at: int) -> None:
        if not self.text:
            self.text = text
        elif self.signs.fragments and not self._wraps(text, at):
            self.text = self._joined_nodes(text, at)
        else:
            self.text = unwrap.joined(self.text, text)
        self.words += text.count(" ") + 1
        self.pieces += 1
        self.last = at
        self.spaced = False

    def _joined_nodes(self, text: str, at: int) -> str:
        before = self.text
        blank = self.spaced or self.lines[self.last][-1:].isspace() or self.lines[at][:1].isspace()
        if blank:
            return f"{before} {text}"
        if fragments.goes_on(text) or before[-1] in "([{“„¿¡":
            return before + text
        if not self.signs.raw and fragments.is_lone_sign(text):
            return f"{before} {text}"
        return unwrap.joined(before, text)

    # --- blocks ----------------------------------------------------------------------------------

    def _indent(self, at: int) -> int:
        line = self.lines[at]
        if not line[0].isspace():
            return 0
        if "\t" in line:
            line = line.expandtabs()
        return len(line) - len(line.lstrip())

    def _open(self, kind: Kind, text: str, at: int, indent: int) -> None:
        self.kind, self.text, self.line, self.indent = kind, text, at + 1, indent
        self.level, self.marker = 0, ""
        self.last = at
        self.words = text.count(" ") + 1
        self.pieces = 1
        self.blank_before, self.blanks = self.blanks, 0
        self.spaced = False

    def _flush(self) -> None:
        """The text collected so far is a block."""
        if not self.text:
            return
        text, self.text = self.text, ""
        signs = self.signs
        if signs.links and "[" in text:
            text, self.number = debris.without_numbers(text, self.number)
        text = debris.without_fields(text)
        links: tuple[Link, ...] = ()
        bold = 0
        if self.kind == "table":
            self._row(text)
            return
        text = " ".join(text.split())
        if signs.markdown:
            read = markdown.read_inline(text, signs.addresses)
            text, links, bold = read.text, tuple(read.links), read.bold
            for source, alt in read.images:
                self.images.append(ImageTag(source, alt, len(self.blocks)))
        if text:
            self._emit(
                Block(
                    len(self.blocks), self.kind, text, self.level, self.marker, links, bold,
                    line=self.line, indent=self.indent, blank_before=self.blank_before,
                )
            )

    def _emit(self, block: Block) -> None:
        self.blocks.append(block)
        self.blanks = 0

    def _row(self, text: str) -> None:
        cells = [markdown.read_inline(" ".join(cell.split()), self.signs.addresses) for cell in text.strip().strip("|").split("|")]
        line = self.line
        if any(len(cell.text) > _CELL_LONGEST for cell in cells) or sum(1 for cell in cells if cell.text) < 2:
            for cell in cells:
                if cell.text:
                    self._emit(Block(len(self.blocks), "paragraph", cell.text, links=tuple(cell.links), bold=cell.bold, line=line, blank_before=self.blank_before))
            return
        out, links = "", []
        for i, cell in enumerate(cells):
            out += "\t" if i else ""
            links += [Link(x.start + len(out), x.end + len(out), x.href) for x in cell.links]
            out += cell.text
        self._emit(Block(len(self.blocks), "table", out.rstrip("\t"), links=tuple(links), line=line, blank_before=self.blank_before))

    def _header_row(self) -> None:
        """The line before a table's rule is its first row."""
        if self.blocks and "|" in self.blocks[-1].text and self.blocks[-1].kind == "paragraph":
            block = self.blocks.pop()
            self.line, self.blank_before = block.line, block.blank_before
            self._row(block.text)
