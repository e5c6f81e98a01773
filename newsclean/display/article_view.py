"""An Article as a printed story: kicker, headline, dek, byline, formatted text. At most 30 KB.

Images are described in place, never downloaded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ..article import Article, Image
from ..formats.body_parts import (
    CodeBlock,
    DataTable,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    Part,
    Picture,
    Quote,
    blocks_of,
)
from ..formats.marked_text import TAGS, marked
from ..formats.schema_org import in_words
from ..formats.structure import parts_of
from ..model import Block, Span
from ..text.counted import counted
from ..text.visible import clipped
from ..text.words import count_words
from .safe_html import esc, link, link_tags, styles

MOST_BYTES = 30_000  # per view: notebooks hold many views, and are mailed and version-controlled

# A page's own text can be any length, so each part of the view has a limit.
_MAX_CHARS = {"line": 120, "title": 300, "dek": 600, "names": 300, "caption": 240, "block": 4000}
_MAX_CAPTIONS = 8
_NOTE_BYTES = 200  # reserved for the note "… 34 more blocks"


def fragment(article: Article) -> str:
    """Return the view as an HTML fragment, as a notebook shows it."""
    head = f'<article class="newsclean nc-article"{_direction(article)}>{styles("theme", "article")}'
    head += "".join(_header(article))
    foot = f"{_more_images(article.images)}{_footer(article)}</article>"
    room = MOST_BYTES - _NOTE_BYTES - _size(head) - _size(foot)
    return f'{head}<div class="nc-body">{_body(article, room)}</div>{foot}'


def _direction(article: Article) -> str:
    language = f' lang="{esc(clipped(article.language, 35))}"' if article.language else ""
    return f'{language} dir="{"rtl" if article.direction == "rtl" else "auto"}"'


# --- above the text -----------------------------------------------------------------------------


def _header(article: Article) -> Iterator[str]:
    yield "<header>"
    if article.status != "ok":
        yield f'<p class="nc-alert">{esc(article.status)}</p>'
    kicker = " · ".join(clipped(x, _MAX_CHARS["line"]) for x in (article.publisher, article.section) if x)
    if kicker:
        yield f'<p class="nc-kicker">{esc(kicker)}</p>'
    if article.title:
        title = esc(clipped(article.title, _MAX_CHARS["title"]))
        yield f"<h2>{link(_usable(article.url), title)}</h2>"
    if article.subtitle:
        yield f'<p class="nc-dek">{esc(clipped(article.subtitle, _MAX_CHARS["dek"]))}</p>'
    byline = " · ".join(_byline_parts(article))
    if byline:
        yield f'<p class="nc-byline">{byline}</p>'
    yield "</header>"


def _byline_parts(article: Article) -> Iterator[str]:
    if article.authors:
        yield f"<b>{esc(clipped(', '.join(article.authors), _MAX_CHARS['names']))}</b>"
    if article.published:
        yield _time(article.published)
    if article.modified and article.modified != article.published:
        yield f"updated {_time(article.modified)}"


def _time(when: dt.date) -> str:
    text = f"{when.day} {when:%B} {when.year}"
    if isinstance(when, dt.datetime):
        text += f", {when:%H:%M}{' ' + when.strftime('%Z') if when.tzinfo else ''}"
    return f'<time datetime="{when.isoformat()}">{text}</time>'


# --- the text -----------------------------------------------------------------------------------


class _Body:
    """Writes the HTML of the text, as far as there is room."""

    def __init__(self, room: int, dateline: str) -> None:
        self.out: list[str] = []
        self.shown = 0  # blocks
        self._room = room
        self._dateline = dateline
        self._pictures = 0

    def add(self, part: Part) -> bool:
        """Write a part; return whether there was room for it as a whole."""
        if isinstance(part, Picture):
            return self._picture(part.image)
        if isinstance(part, ItemList):
            return self._inside("ul", part.items, self._item)
        if isinstance(part, Quote):
            return self._inside("blockquote", part.parts, self.add)
        if isinstance(part, DataTable):
            return self._inside("table", part.blocks, self._rows)
        return self._block(part)

    def _inside(self, tag: str, things: Iterable[Any], add: Callable[[Any], bool]) -> bool:
        start, end = f"<{tag}>", f"</{tag}>"
        if not self._write(start, reserved=_size(end)):
            return False
        before = len(self.out)
        whole = all(map(add, things))
        if len(self.out) == before:
            self.out.pop()
        else:
            self.out.append(end)
        return whole

    def _item(self, item: ListItem) -> bool:
        marker = f"<i>{esc(clipped(item.marker, 12)) or '•'}</i>"
        if not self._write(f"<li>{marker}", reserved=_size("</li>")):
            return False
        before = len(self.out)
        whole = all(map(self._in_item, enumerate(item.parts)))
        if len(self.out) == before:
            self.out.pop()
        else:
            self.out.append("</li>")
        return whole

    def _in_item(self, part: tuple[int, Part]) -> bool:
        """Write a part of an item: its text, which comes first, has no element of its own."""
        n, found = part
        return self._block(found, bare=True) if n == 0 and isinstance(found, Paragraph) else self.add(found)

    def _rows(self, block: Block) -> bool:
        for row in block.rows:
            cells = [(f"t{'h' if cell.is_header else 'd'}", cell) for cell in row]
            line = "".join(f"<{tag}>{_marked(cell.text, cell.spans, ' ')}</{tag}>" for tag, cell in cells)
            plain = "".join(
                f"<{tag}>{esc(clipped(cell.text, _MAX_CHARS['block']))}</{tag}>" for tag, cell in cells
            )
            if not any(self._write(f"<tr>{x}</tr>") for x in (line, plain)):
                return False
        self.shown += 1
        return True

    def _block(self, part: Paragraph | Heading | CodeBlock, bare: bool = False) -> bool:
        """Write a block with its marks, or without them if they take too much room."""
        block = part.block
        start, end = ("", "") if bare else _element(part)
        versions = [f"{start}{self._dateline}{_inner(part)}{end}"]
        if block.spans:
            versions.append(f"{start}{self._dateline}{_inner(part, is_plain=True)}{end}")
        if not any(map(self._write, versions)):
            return False
        self.shown += 1
        self._dateline = ""
        return True

    def _picture(self, image: Image) -> bool:
        if not (image.caption or image.credit or image.alt):
            return True
        self._pictures += 1
        return self._pictures > _MAX_CAPTIONS or self._write(_caption(image))

    def _write(self, html: str, reserved: int = 0) -> bool:
        size = _size(html) + reserved
        if size > self._room:
            return False
        self._room -= size
        self.out.append(html)
        return True


def _body(article: Article, room: int) -> str:
    """Return the parts that fit into `room` bytes, and a note on how many blocks are left."""
    parts = parts_of(article)
    body = _Body(room, _dateline(article))
    if all(map(body.add, parts)):
        return "".join(body.out)
    return "".join([*body.out, _rest_note(list(blocks_of(parts))[body.shown :])])


def _dateline(article: Article) -> str:
    """Return the dateline to print before the lead, or "" if the text still holds it."""
    line = article.dateline
    if line is None or (article.body and article.body[0].text.startswith(line.raw.strip()[:20])):
        return ""
    return f'<span class="nc-dateline">{esc(clipped(in_words(line), _MAX_CHARS["line"]))}</span>'


def _element(part: Paragraph | Heading | CodeBlock) -> tuple[str, str]:
    """Return the start and end of a block's element."""
    if isinstance(part, Heading):
        tag = f"h{min(part.level + 1, 6)}"  # the view's title is an <h2>
        return f"<{tag}>", f"</{tag}>"
    if isinstance(part, CodeBlock):
        return "<pre>", "</pre>"
    if part.block.kind == "caption":
        return "<figure>", "</figure>"
    marked_as = ' class="nc-correction"' if part.block.kind == "correction" else ""
    return f"<p{marked_as}>", "</p>"


def _inner(part: Paragraph | Heading | CodeBlock, is_plain: bool = False) -> str:
    block = part.block
    if isinstance(part, CodeBlock):
        return esc(clipped(block.text, _MAX_CHARS["block"]))
    spans = () if is_plain else block.spans
    return _marked(block.text, spans, " " if isinstance(part, Heading) else "<br>")


def _marked(text: str, spans: Sequence[Span], line_break: str) -> str:
    """Return text with its marks, or without any if it has to be cut."""
    if len(text) > _MAX_CHARS["block"]:
        return _lines(clipped(text, _MAX_CHARS["block"]), line_break)
    out = []
    for what, words, span in marked(text, spans):
        if what == "text":
            out.append(_lines(words, line_break))
        elif what == "note":
            out.append(f"<sup>{link(span.href, esc(clipped(words, 12)))}</sup>")
        elif span.mark != "link":
            out.append(f"<{'' if what == 'start' else '/'}{TAGS[span.mark]}>")
        else:
            out.append(link_tags(span.href)[what == "end"])
    return "".join(out)


def _lines(text: str, line_break: str) -> str:
    return esc(text).replace("\n", line_break)


def _rest_note(blocks: Sequence[Block]) -> str:
    characters = sum(len(b.text) for b in blocks)
    return (
        f'<p class="nc-more">… {len(blocks):,} more blocks, {characters:,} characters. '
        "The full text is in <code>article.text</code>.</p>"
    )


# --- below the text -----------------------------------------------------------------------------


def _more_images(images: Iterable[Image]) -> str:
    """Return a note on images that the view does not describe."""
    more = sum(bool(x.caption or x.credit or x.alt) for x in images) - _MAX_CAPTIONS
    return f'<p class="nc-more">… {more:,} more images</p>' if more > 0 else ""


def _caption(image: Image) -> str:
    words = esc(clipped(image.caption or image.alt or "Image", _MAX_CHARS["caption"]))
    credit = f" · {esc(clipped(image.credit, _MAX_CHARS['line']))}" if image.credit else ""
    return f"<figure>{link(_usable(image.url), words)}{credit}</figure>"


def _footer(article: Article) -> str:
    facts = [
        article.status,
        f"confidence {article.confidence:.2f}",
        counted(count_words(article.text), "word"),
        counted(len(article.comments), "comment") if article.comments else "",
        clipped(article.language or "", _MAX_CHARS["line"]),
        *(clipped(x, _MAX_CHARS["line"]) for x in article.warnings[:4]),
    ]
    return f"<footer>{' · '.join(esc(x) for x in facts if x)}</footer>"


def _usable(href: str | None) -> str | None:
    """Return the address, unless it is overlong because it holds a page's whole state."""
    return href if href and len(href) <= 500 else None


def _size(html: str) -> int:
    return len(html.encode())
