"""An Article as Markdown, with its headings, lists, quotes, tables, code and links.

The page's own `*`, `<`, `#` and the like are escaped, and a link is kept only if it is relative or leads to
the web or to mail.

    # Bridge reopens

    The [bridge](https://echo.example/bridge) over the Lenn reopened on Monday.

    - north \\#1
    - south
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import regex

from ..article import Article
from ..model import Block, Span
from ..text.patterns import pattern

_SPECIAL = pattern(r"[\\`*_\[\]<>~|]|&(?=[\w#])|(?<!\S)#")
# "- said he"    "+ 3"    "3. The bridge"
_SPECIAL_AT_START = pattern(r"\A(?:[+\-]|\d{1,9}(?=[.)](?:\s|\Z)))")
_NUMBER = pattern(r"[0-9]{1,9}[.)]")  # of a list item in Markdown
_NOT_IN_AN_ADDRESS = pattern(r"[\s()<>\\\p{Cc}]")
# https://echo.example    //echo.example    mailto:desk@echo.example    /bridge    #map; not javascript:
_SAFE_ADDRESS = pattern(r"(?:https?:|mailto:|[^:]*+(?:[/?\#]|\Z))", regex.I)
# javascript&colon;alert(1), which Markdown would read as javascript:
_ENTITY = pattern(r"&(?=#?\w++;)")
_LINE_BREAKS = pattern(r"[\r\n]++")
_BACKTICKS = pattern(r"`++")

_HEADING_OF_UNKNOWN_LEVEL = 2  # below the title
_DEEPEST_HEADING = 6


def markdown(article: Article) -> str:
    """Return the title as a heading, the subtitle and the body; ends in a line break unless empty."""
    parts = [f"# {_text(article.title)}"] if article.title else []
    parts += [f"*{_text(article.subtitle)}*"] if article.subtitle else []
    for kind, blocks in groupby(article.body, key=lambda block: block.kind):
        run = list(blocks)
        parts += ["\n".join(_joined(run))] if kind in ("list_item", "table") else map(_single, run)
    return "\n\n".join(parts) + "\n" if parts else ""


def _joined(run: list[Block]) -> Iterable[str]:
    """Yield the lines of consecutive list items as one list, and of rows as one table."""
    return _table(run) if run[0].kind == "table" else _list(run)


def _single(block: Block) -> str:
    text = _linked(block)
    if block.kind == "heading":
        return f"{'#' * min(block.level or _HEADING_OF_UNKNOWN_LEVEL, _DEEPEST_HEADING)} {text}"
    if block.kind == "quote":
        return f"> {_at_start(text)}"
    if block.kind == "code":
        fence = max([*_BACKTICKS.findall(block.text), "``"], key=len) + "`"
        return f"{fence}\n{block.text}\n{fence}"
    return _at_start(text)


def _list(items: list[Block]) -> Iterator[str]:
    """Yield each item, indented to the text of its parent; a numbered list begins after a blank line."""
    columns = [0]  # the column of the marker at each depth
    before = None
    for item in items:
        numbered = _NUMBER.fullmatch(item.marker) is not None
        marker = item.marker if numbered else "-"
        del columns[max(item.level, 1) :]
        indent = " " * columns[-1]
        if numbered and before is not None and before != (True, len(columns)):
            yield ""
        yield f"{indent}{marker} {_at_start(_linked(item))}"
        before = (numbered, len(columns))
        columns.append(columns[-1] + len(marker) + 1)


def _table(rows: list[Block]) -> Iterator[str]:
    """Yield a pipe table; its first row is the head, because Markdown requires one."""
    cells = [_linked(row).split("\t") for row in rows]
    width = max(map(len, cells))
    for n, row in enumerate(cells):
        yield f"| {' | '.join(row + [''] * (width - len(row)))} |"
        if n == 0:
            yield "|" + " --- |" * width


def _linked(block: Block) -> str:
    """Return the block's text, escaped, with its links."""
    out, at = [], 0
    for link in block.links:
        if link.start < at or link.end <= link.start or not _SAFE_ADDRESS.match(link.href):
            continue
        out += [_text(block.text[at : link.start]), _link(block, link)]
        at = link.end
    return "".join(out) + _text(block.text[at:])


def _link(block: Block, link: Span) -> str:
    words = _text(block.text[link.start : link.end])
    address = _NOT_IN_AN_ADDRESS.sub(lambda x: "".join(f"%{byte:02X}" for byte in x[0].encode()), link.href)
    return f"[{words}]({_ENTITY.sub('&amp;', address)})" if address else words


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", _LINE_BREAKS.sub(" ", text))


def _at_start(text: str) -> str:
    """Escape what is special only at the start of a line."""
    return _SPECIAL_AT_START.sub(lambda x: f"{x[0]}\\" if x[0].isdecimal() else f"\\{x[0]}", text)
