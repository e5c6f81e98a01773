"""An Article as Markdown (CommonMark with GFM's tables), with formatting and images.

The page's own `*`, `<`, `#` and the like are escaped. A link is kept only if it is relative, or leads to the
web or to mail. HTML is used where Markdown has no syntax (`<sup>`, `<sub>`) and where asterisks would not be
read as emphasis (`<strong>`, `<em>`), as inside a word before a quotation mark.

    # Bridge reopens

    The **[bridge](https://echo.example/bridge)** over the Lenn reopened on Monday.

    - north \\#1
    - south
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from ..article import Article, Image
from ..model import Cell, Span
from ..text.patterns import pattern
from .body_parts import CodeBlock, DataTable, Heading, ItemList, Paragraph, Part, Picture, Quote
from .marked_text import LINE_BREAKS, TAGS, declared, encoded, is_safe, marked, trimmed
from .structure import parts_of

_SPECIAL = pattern(r"[\\`*_\[\]<>~|]|&(?=[\w#])|(?<!\S)#")
# "- said he"    "+ 3"    "3. The bridge"    "===", which would make a heading of the line above
_SPECIAL_AT_START = pattern(r"\A(?:[+\-]|=(?==*+\s*+\Z)|\d{1,9}(?=[.)](?:\s|\Z)))")
_NOT_IN_AN_ADDRESS = pattern(r"[\s()<>\\\p{Cc}]")
# javascript&colon;alert(1), which Markdown would read as javascript:
_ENTITY = pattern(r"&(?=#?\w++;)")
_BACKTICKS = pattern(r"`++")
_BRACKETED = pattern(r"[\[(](\d++)[\])]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_SMALL = ("superscript", "subscript")
_LONGEST_SMALL = 20  # characters; longer ones are small print, not raised letters

_HARD_BREAK = "\\\n"
_ASTERISKS = {"bold": "**", "italic": "*"}


def markdown(article: Article) -> str:
    """Return the title as a heading, the subtitle and the body, ending in a line break unless empty."""
    parts = [[f"# {_text(article.title)}"]] if article.title else []
    parts += (
        [[f"*{_text(article.subtitle).strip()}*"]] if article.subtitle and article.subtitle.strip() else []
    )
    parts += map(_lines, parts_of(article))
    text = "\n\n".join("\n".join(lines) for lines in parts if lines)
    return text + "\n" if text else ""


def _lines(part: Part) -> list[str]:
    if isinstance(part, Heading):
        return [f"{'#' * part.level} {_heading(part)}"]
    if isinstance(part, CodeBlock):
        return _code(part)
    if isinstance(part, Picture):
        return _picture(part.image)
    if isinstance(part, Quote):
        return [f"> {line}" if line else ">" for line in _apart(part.parts)]
    if isinstance(part, DataTable):
        return list(_table(part.rows))
    if isinstance(part, ItemList):
        return list(_list(part))
    return _paragraph(part)


def _apart(parts: Iterable[Part]) -> list[str]:
    """Return the lines of these parts, with a blank line between them."""
    lines: list[str] = []
    for part in parts:
        own = _lines(part)
        lines += ["", *own] if lines and own else own
    return lines


def _paragraph(part: Paragraph) -> list[str]:
    is_large = part.block.kind == "heading"
    text = _marked(part.block.text, part.block.spans, " " if is_large else _HARD_BREAK)
    return [_at_start(line) for line in text.split("\n")]


def _heading(part: Heading) -> str:
    """Return a heading without bold, because headings are bold anyway."""
    return _marked(part.block.text, _without_bold(part.block.spans), " ")


def _without_bold(spans: Iterable[Span]) -> list[Span]:
    return [span for span in spans if span.mark != "bold"]


def _code(part: CodeBlock) -> list[str]:
    text = part.block.text
    fence = max([*_BACKTICKS.findall(text), "``"], key=len) + "`"
    return [f"{fence}{declared(part.block.language)}", *text.split("\n"), fence]


def _picture(image: Image) -> list[str]:
    """Return a picture, with caption and credit in italics below it."""
    words = [_text(x).strip() for x in (image.caption, image.credit) if x and x.strip()]
    caption = f"*{' · '.join(words)}*" if words else ""
    if not is_safe(image.url):
        return [caption] if caption else []
    picture = f"![{_text(image.alt or '').strip()}]({_address(image.url)})"
    return [picture + "\\", caption] if caption else [picture]


# --- lists and tables -----------------------------------------------------------------------------


def _list(items: ItemList) -> Iterator[str]:
    """Yield the lines of a list, indented to the text of their item.

    Where the numbers jump, the other delimiter (`3.`, `7)`) begins a new list, because Markdown numbers the
    items of one list consecutively.
    """
    before: int | None = None
    delimiter = "."
    is_loose = any(not isinstance(x, ItemList) for item in items.items for x in item.parts[1:])
    for n, item in enumerate(items.items):
        number = item.number
        marker = "-"
        jumps = False
        if number is not None:
            jumps = before is not None and number != before + 1
            if before is None:
                delimiter = item.marker[-1]
            elif jumps:
                delimiter = ")" if delimiter == "." else "."
            marker, before = f"{number}{delimiter}", number
        if n and (is_loose or jumps):
            yield ""
        indent = " " * (len(marker) + 1)
        lines = _item(item.parts, is_loose)
        yield f"{marker} {lines[0]}"
        yield from (f"{indent}{line}" if line else "" for line in lines[1:])


def _item(parts: Sequence[Part], is_loose: bool) -> list[str]:
    """Return the lines of an item, with blank lines before parts that would otherwise join its text."""
    lines: list[str] = []
    for n, part in enumerate(parts):
        own = _lines(part)
        joins = isinstance(part, ItemList) and n == 1 and not is_loose and part.items[0].number in (None, 1)
        lines += own if not lines or joins else ["", *own]
    return lines


def _table(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """Yield a pipe table; its first row is the head, because Markdown requires one.

    Header cells below it are bold.
    """
    width = max(map(len, rows))
    for n, row in enumerate(rows):
        cells = [_cell(cell, n == 0) for cell in row]
        yield f"| {' | '.join(cells + [''] * (width - len(row)))} |"
        if n == 0:
            yield "|" + " --- |" * width


def _cell(cell: Cell, is_on_top: bool) -> str:
    spans: Sequence[Span] = cell.spans
    if cell.is_header or is_on_top:
        spans = _without_bold(spans)
    if cell.is_header and not is_on_top and cell.text:
        spans = [Span(0, len(cell.text), "bold"), *spans]
    return _marked(cell.text, spans, " ", in_table=True)


# --- text and marks -------------------------------------------------------------------------------


class _Emphasis:
    """The start or end of bold or italic text, before it is known what is beside it."""

    __slots__ = ("as_tag", "end", "mark", "start")

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.as_tag = False
        self.start = self.end = -1  # its places among the pieces of text


def _marked(text: str, spans: Sequence[Span], line_break: str, in_table: bool = False) -> str:
    """Return text, escaped, with its marks."""
    if not spans:
        return _text(text, line_break).strip()
    spans = _joined(x for x in spans if x.mark not in _SMALL or x.end - x.start <= _LONGEST_SMALL)
    out: list[str] = []
    all_emphasis: list[_Emphasis] = []
    open_emphasis: list[_Emphasis] = []
    is_code = is_tag = False
    for what, words, span in trimmed(marked(text, spans, innermost="code")):
        if what == "text":
            out.append(
                _code_spans(words, line_break, in_table)
                if is_code and not is_tag
                else _text(words, line_break)
            )
        elif what == "note":
            out += _link_start(out), f"{_note(words)}]({_address(span.href)})"
        elif span.mark in _ASTERISKS and what == "start":
            open_emphasis.append(_Emphasis(span.mark))
            all_emphasis.append(open_emphasis[-1])
            open_emphasis[-1].start = len(out)
            out.append("")
        elif span.mark in _ASTERISKS:
            open_emphasis.pop().end = len(out)
            out.append("")
        elif span.mark == "code":
            is_code = what == "start"
            if is_code:
                is_tag = bool(out) and out[-1].endswith("`")
            if is_tag:
                out.append(_tag("code", what))
        elif span.mark == "link":
            out.append(_link_start(out) if what == "start" else f"]({_address(span.href)})")
        else:
            out.append(_tag(TAGS[span.mark], what))
    _emphasize(out, all_emphasis)
    return "".join(out).strip()


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Join adjacent spans with the same mark: <b>R</b><b>egistration</b> is one word."""
    found: list[Span] = []
    last: dict[str, int] = {}
    for span in spans:
        n = last.get(span.mark)
        if n is not None and span.mark != "link" and found[n].end == span.start:
            found[n] = replace(found[n], end=span.end)
        else:
            last[span.mark] = len(found)
            found.append(span)
    return found


def _link_start(out: list[str]) -> str:
    """Return the bracket, and escape an exclamation mark before it, which would make the link an image."""
    if out and out[-1].endswith("!"):
        out[-1] = f"{out[-1][:-1]}\\!"
    return "["


def _tag(name: str, what: str) -> str:
    return f"<{name}>" if what == "start" else f"</{name}>"


def _emphasize(out: list[str], all_emphasis: Sequence[_Emphasis]) -> None:
    """Write each emphasis with asterisks if Markdown will read them as such, otherwise as a tag."""
    starts = {x.start for x in all_emphasis}
    ends = {x.end for x in all_emphasis}
    for each in all_emphasis:
        first, last = _run(each.start, starts)
        opens = first - 1 not in ends and _flanks(_last(out, first), _first(out, last + 1))
        first, last = _run(each.end, ends)
        closes = _flanks(_first(out, last + 1), _last(out, first))
        each.as_tag = not (opens and closes)
    for each in all_emphasis:
        sign = _ASTERISKS[each.mark]
        tag = TAGS[each.mark]
        out[each.start], out[each.end] = (f"<{tag}>", f"</{tag}>") if each.as_tag else (sign, sign)


def _run(at: int, places: Container[int]) -> tuple[int, int]:
    """Return the first and last of the adjacent places around one of them."""
    first = last = at
    while first - 1 in places:
        first -= 1
    while last + 1 in places:
        last += 1
    return first, last


def _last(out: Sequence[str], end: int) -> str:
    return out[end - 1][-1:] if end > 0 else ""


def _first(out: Sequence[str], at: int) -> str:
    return out[at][:1] if at < len(out) else ""


def _flanks(outside: str, inside: str) -> bool:
    """Whether asterisks between these characters are the start or end of an emphasis."""
    if not inside or inside.isspace():
        return False
    if unicodedata.category(inside)[0] not in "PS":
        return True
    return not outside or outside.isspace() or unicodedata.category(outside)[0] == "P"


def _code_spans(text: str, line_break: str, in_table: bool) -> str:
    lines = [line.rstrip() for line in LINE_BREAKS.split(text) if line.strip()]
    return line_break.join(_code_span(line, in_table) for line in lines)


def _code_span(text: str, in_table: bool) -> str:
    runs = {len(run) for run in _BACKTICKS.findall(text)}
    fence = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    blank = " " if text[0] == "`" or text[-1] == "`" else ""
    if in_table:
        text = text.replace("|", "\\|")
    return f"{fence}{blank}{text}{blank}{fence}"


def _note(label: str) -> str:
    """Return the mark of a footnote, in superscript digits if it is a number."""
    label = label.strip()
    found = _BRACKETED.fullmatch(label)
    number = found[1] if found else label
    return number.translate(_RAISED) if number.isdecimal() else _text(label)


def _address(address: str) -> str:
    return _ENTITY.sub("&amp;", encoded(address, _NOT_IN_AN_ADDRESS))


def _text(text: str, line_break: str = " ") -> str:
    return LINE_BREAKS.sub(lambda _: line_break, _SPECIAL.sub(r"\\\g<0>", text))


def _at_start(line: str) -> str:
    """Escape what is special only at the start of a line."""
    return _SPECIAL_AT_START.sub(lambda x: f"{x[0]}\\" if x[0].isdecimal() else f"\\{x[0]}", line)
