"""An Article as semantic HTML, without styles and scripts, and without classes except for code.

<article lang="en">
<header>
<h1>Bridge reopens</h1>
</header>
<p>The <strong>bridge</strong> over the Lenn reopened on Monday.</p>
</article>
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ..article import Article, Image
from ..model import Block, Cell, Span
from .body_parts import CodeBlock, DataTable, Heading, ItemList, ListItem, Paragraph, Part, Picture, Quote
from .marked_text import LINE_BREAKS, TAGS, declared, is_picture, marked
from .structure import parts_of

# Controls and lone surrogates, which HTML cannot hold
_NOT_TEXT = dict.fromkeys(
    [*(x for x in range(0x20) if chr(x) not in "\t\n\r"), *range(0x7F, 0xA0), *range(0xD800, 0xE000)],
    "\ufffd",
)


def semantic_html(article: Article) -> str:
    """Return the article as an `<article>`, with one line for each part, such as a paragraph."""
    language = f' lang="{_quoted(article.language)}"' if article.language else ""
    direction = f' dir="{article.direction}"' if article.direction in ("ltr", "rtl") else ""
    head = list(_head(article))
    lines = ["<header>", *head, "</header>"] if head else []
    for part in parts_of(article):
        lines += _part(part)
    return "\n".join([f"<article{language}{direction}>", *lines, "</article>"]) + "\n"


def _head(article: Article) -> Iterator[str]:
    if article.title:
        yield f"<h1>{_text(article.title, ' ')}</h1>"
    if article.subtitle:
        yield f'<p role="doc-subtitle">{_text(article.subtitle)}</p>'
    if article.authors:
        yield f'<address itemprop="author">{_text(", ".join(article.authors), " ")}</address>'
    if article.published:
        yield f"<p>{_time(article.published, 'datePublished')}</p>"
    if article.modified and article.modified != article.published:
        yield f"<p>{_time(article.modified, 'dateModified')}</p>"


def _time(when: dt.date, name: str) -> str:
    text = f"{when:%Y-%m-%d %H:%M}" if isinstance(when, dt.datetime) else when.isoformat()
    return f'<time itemprop="{name}" datetime="{when.isoformat()}">{text}</time>'


def _part(part: Part) -> list[str]:
    if isinstance(part, Heading):
        return [f"<h{part.level}>{_marked(part.block.text, part.block.spans, ' ')}</h{part.level}>"]
    if isinstance(part, CodeBlock):
        return [_code(part.block)]
    if isinstance(part, Picture):
        return _picture(part.image)
    if isinstance(part, Quote):
        return ["<blockquote>", *_parts(part.parts), "</blockquote>"]
    if isinstance(part, DataTable):
        return list(_table(part))
    if isinstance(part, ItemList):
        return list(_list(part))
    return [_paragraph(part)]


def _parts(parts: Iterable[Part]) -> list[str]:
    return [line for part in parts for line in _part(part)]


def _paragraph(part: Paragraph) -> str:
    block = part.block
    text = _marked(block.text, block.spans)
    return (
        f"<figure><figcaption>{text}</figcaption></figure>" if block.kind == "caption" else f"<p>{text}</p>"
    )


def _code(block: Block) -> str:
    language = declared(block.language)
    attribute = f' class="language-{_quoted(language)}"' if language else ""
    text = escape(block.text.translate(_NOT_TEXT), quote=False)
    return f"<pre><code{attribute}>{text}</code></pre>"


def _picture(image: Image) -> list[str]:
    alt = _quoted(image.alt or "")
    picture = [f'<img src="{_quoted(image.url)}" alt="{alt}">'] if is_picture(image.url) else []
    words = [_text(image.caption)] if image.caption else []
    words += [f"<small>{_text(image.credit)}</small>"] if image.credit else []
    caption = [f"<figcaption>{' '.join(words)}</figcaption>"] if words else []
    return ["<figure>", *picture, *caption, "</figure>"] if picture or caption else []


# --- lists and tables -----------------------------------------------------------------------------


def _list(items: ItemList) -> Iterator[str]:
    tag = "ol" if items.is_ordered else "ul"
    first = items.items[0].number
    yield f'<ol start="{first}">' if first not in (None, 1) else f"<{tag}>"
    expected = first
    for item in items.items:
        number = item.number
        value = f' value="{number}"' if number is not None and number != expected else ""
        yield from _item(item, value)
        expected = number + 1 if number is not None else None
    yield f"</{tag}>"


def _item(item: ListItem, value: str) -> Iterator[str]:
    """Yield an item: its text alone, or with further paragraphs in `<p>`."""
    first, *rest = item.parts
    text = _marked(first.block.text, first.block.spans) if isinstance(first, Paragraph) else ""
    if not rest:
        yield f"<li{value}>{text}</li>"
        return
    yield f"<li{value}>{text}" if all(isinstance(x, ItemList) for x in rest) else f"<li{value}><p>{text}</p>"
    yield from _parts(rest)
    yield "</li>"


def _table(table: DataTable) -> Iterator[str]:
    yield "<table>"
    rows = table.rows
    if table.has_head:
        yield "<thead>"
        yield _row(rows[0])
        yield "</thead>"
    yield "<tbody>"
    yield from map(_row, rows[table.has_head :])
    yield "</tbody>"
    yield "</table>"


def _row(cells: Iterable[Cell]) -> str:
    return f"<tr>{''.join(map(_cell, cells))}</tr>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.is_header else "td"
    return f"<{tag}>{_marked(cell.text, cell.spans, ' ')}</{tag}>"


# --- text and marks -------------------------------------------------------------------------------


def _marked(text: str, spans: Sequence[Span], line_break: str = "<br>\n") -> str:
    if not spans:
        return _text(text, line_break)
    out = []
    for what, words, span in marked(text, spans):
        if what == "text":
            out.append(_text(words, line_break))
        elif what == "note":
            out.append(f'<sup><a href="{_quoted(span.href)}">{_text(words)}</a></sup>')
        elif span.mark == "link":
            out.append(f'<a href="{_quoted(span.href)}">' if what == "start" else "</a>")
        else:
            out.append(f"<{'' if what == 'start' else '/'}{TAGS[span.mark]}>")
    return "".join(out)


def _text(text: str, line_break: str = "<br>\n") -> str:
    return LINE_BREAKS.sub(line_break, escape(text.translate(_NOT_TEXT), quote=False))


def _quoted(text: str) -> str:
    """Return text for an attribute."""
    return escape(text.translate(_NOT_TEXT))
