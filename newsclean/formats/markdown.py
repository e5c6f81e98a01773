"""An Article as Markdown: headings, lists, quotes, tables, code and links of the body kept as such.

What the page says stays text: `*`, `<`, `#` and their like are escaped, and only links that lead to the web
or to mail stay links.

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
from ..model import Block, Link
from ..text.patterns import pattern

_MEANS_SOMETHING = pattern(r"[\\`*_\[\]<>~|]|&(?=[\w#])|(?<!\S)#")
# "- said he"    "+ 3"    "3. The bridge"
_OPENS_SOMETHING = pattern(r"\A(?:[+\-]|\d{1,9}(?=[.)](?:\s|\Z)))")
_NUMBER = pattern(r"[0-9]{1,9}[.)]")  # as Markdown numbers items
_NOT_IN_AN_ADDRESS = pattern(r"[\s()<>\\\p{Cc}]")
# https://echo.example    //echo.example    mailto:desk@echo.example    /bridge    #map; not javascript:
_LEADS_SOMEWHERE = pattern(r"(?:https?:|mailto:|[^:]*+(?:[/?\#]|\Z))", regex.I)
# javascript&colon;alert(1), which Markdown would read as javascript:
_ENTITY = pattern(r"&(?=#?\w++;)")
_LINE_BREAKS = pattern(r"[\r\n]++")
_BACKTICKS = pattern(r"`++")

_HEADING_OF_UNKNOWN_LEVEL = 2  # below the title
_DEEPEST_HEADING = 6


def markdown(article: Article) -> str:
    """The title as a heading, the subtitle, then the body; ends in a line break unless there is nothing."""
    parts = [f"# {_text(article.title)}"] if article.title else []
    parts += [f"*{_text(article.subtitle)}*"] if article.subtitle else []
    for kind, blocks in groupby(article.body, key=lambda block: block.kind):
        run = list(blocks)
        parts += ["\n".join(_together(run))] if kind in ("list_item", "table") else map(_alone, run)
    return "\n\n".join(parts) + "\n" if parts else ""


def _together(run: list[Block]) -> Iterable[str]:
    """List items that follow each other are one list, rows one table."""
    return _table(run) if run[0].kind == "table" else _list(run)


def _alone(block: Block) -> str:
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
    """Each item under the text of the one it belongs to; a numbered list begins after a blank line."""
    columns = [0]  # where the marker of an item of each depth stands
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
    """A pipe table; its first row is the head, as Markdown knows no other."""
    cells = [_linked(row).split("\t") for row in rows]
    width = max(map(len, cells))
    for n, row in enumerate(cells):
        yield f"| {' | '.join(row + [''] * (width - len(row)))} |"
        if n == 0:
            yield "|" + " --- |" * width


def _linked(block: Block) -> str:
    """The block's text, escaped, its links as links."""
    out, at = [], 0
    for link in block.links:
        if link.start < at or link.end <= link.start or not _LEADS_SOMEWHERE.match(link.href):
            continue
        out += [_text(block.text[at : link.start]), _link(block, link)]
        at = link.end
    return "".join(out) + _text(block.text[at:])


def _link(block: Block, link: Link) -> str:
    words = _text(block.text[link.start : link.end])
    address = _NOT_IN_AN_ADDRESS.sub(lambda x: "".join(f"%{byte:02X}" for byte in x[0].encode()), link.href)
    return f"[{words}]({_ENTITY.sub('&amp;', address)})" if address else words


def _text(text: str) -> str:
    return _MEANS_SOMETHING.sub(r"\\\g<0>", _LINE_BREAKS.sub(" ", text))


def _at_start(text: str) -> str:
    """Text at the start of a line, where more characters mean something."""
    return _OPENS_SOMETHING.sub(lambda x: f"{x[0]}\\" if x[0].isdecimal() else f"\\{x[0]}", text)
