"""An Article as readers expect it: kicker, headline, dek, byline, text, captions. At most 30 KB.

Images are described, never downloaded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..article import Article, Image
from ..model import Block
from ..text.words import count_words
from .safe_html import clipped, esc, link, styles

MOST_BYTES = 30_000  # per view: notebooks hold many views, and are mailed and put under version control

# A page's own text can be any length, so each part of the view has a limit.
_MAX_CHARS = {"line": 120, "title": 300, "dek": 600, "names": 300, "caption": 240, "block": 4000}
_MAX_CAPTIONS = 8
_NOTE_BYTES = 200  # reserved for the note "… 34 more blocks"


def fragment(article: Article) -> str:
    """Return the view as an HTML fragment, as a notebook shows it."""
    head = f'<article class="newsclean nc-article"{_direction(article)}>{styles("theme", "article")}'
    head += "".join(_header(article))
    foot = f"{_captions(article.images)}{_footer(article)}</article>"
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


def _body(article: Article, room: int) -> str:
    """Return the blocks that fit into `room` bytes, and a note on how many are left."""
    out: list[str] = []
    shown = 0
    dateline = _dateline(article)
    for kind, run in groupby(article.body, key=lambda block: block.kind):
        wrap = {"list_item": "ul", "table": "table"}.get(kind)
        items: list[str] = []
        room -= 2 * len(wrap or "") + 5
        for block in run:
            item = next((x for x in _versions(block, dateline) if _size(x) <= room), None)
            if item is None:
                return "".join([*out, _wrapped(wrap, items), _rest_note(article.body[shown:])])
            items.append(item)
            room -= _size(item)
            shown += 1
            dateline = ""
        out.append(_wrapped(wrap, items))
    return "".join(out)


def _dateline(article: Article) -> str:
    """Return the dateline to print before the lead; nothing if the text still holds it."""
    line = article.dateline
    if line is None or (article.body and article.body[0].text.startswith(line.raw.strip()[:20])):
        return ""
    words = f"{line.place} ({line.agency})" if line.place and line.agency else line.place or line.agency
    return f'<span class="nc-dateline">{esc(clipped(words or line.raw.strip(), _MAX_CHARS["line"]))}</span>'


def _versions(block: Block, before: str) -> Iterator[str]:
    """Yield the block with its links, then without them, for when they take too much room."""
    yield _element(block, before + _linked(block))
    if block.links:
        yield _element(block, before + esc(clipped(block.text, _MAX_CHARS["block"])))


def _linked(block: Block) -> str:
    if len(block.text) > _MAX_CHARS["block"]:
        return esc(clipped(block.text, _MAX_CHARS["block"]))
    out, at = [], 0
    for x in block.links:
        if at <= x.start < x.end:
            out += [esc(block.text[at : x.start]), link(x.href, esc(block.text[x.start : x.end]))]
            at = x.end
    return "".join(out) + esc(block.text[at:])


def _element(block: Block, inner: str) -> str:
    if block.kind == "heading":
        return f"<h3>{inner}</h3>"
    if block.kind == "list_item":
        indent = f' style="margin-inline-start:{min(block.level - 1, 6) * 1.2}em"' if block.level > 1 else ""
        return f"<li{indent}><i>{esc(clipped(block.marker, 12)) or '•'}</i>{inner}</li>"
    if block.kind == "quote":
        return f"<blockquote>{inner}</blockquote>"
    if block.kind == "code":
        return f"<pre>{inner}</pre>"
    if block.kind == "table":
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in inner.split("\t")) + "</tr>"
    if block.kind == "caption":
        return f"<figure>{inner}</figure>"
    marked = ' class="nc-correction"' if block.kind == "correction" else ""
    return f"<p{marked}>{inner}</p>"


def _wrapped(wrap: str | None, items: list[str]) -> str:
    """Wrap consecutive list items into one list, and table rows into one table."""
    return f"<{wrap}>{''.join(items)}</{wrap}>" if wrap and items else "".join(items)


def _rest_note(blocks: tuple[Block, ...]) -> str:
    characters = sum(len(b.text) for b in blocks)
    return (
        f'<p class="nc-more">… {len(blocks):,} more blocks, {characters:,} characters. '
        "The full text is in <code>article.text</code>.</p>"
    )


# --- below the text -----------------------------------------------------------------------------


def _captions(images: Iterable[Image]) -> str:
    described = [x for x in images if x.caption or x.credit or x.alt]
    shown = "".join(map(_caption, described[:_MAX_CAPTIONS]))
    more = len(described) - _MAX_CAPTIONS
    rest = f'<p class="nc-more">… {more:,} more images</p>' if more > 0 else ""
    return f'<div class="nc-images">{shown}{rest}</div>' if described else ""


def _caption(image: Image) -> str:
    words = esc(clipped(image.caption or image.alt or "Image", _MAX_CHARS["caption"]))
    credit = f" · {esc(clipped(image.credit, _MAX_CHARS['line']))}" if image.credit else ""
    return f"<figure>{link(_usable(image.url), words)}{credit}</figure>"


def _footer(article: Article) -> str:
    facts = [
        article.status,
        f"confidence {article.confidence:.2f}",
        f"{count_words(article.text):,} words",
        clipped(article.language or "", _MAX_CHARS["line"]),
        *(clipped(x, _MAX_CHARS["line"]) for x in article.warnings[:4]),
    ]
    return f"<footer>{' · '.join(esc(x) for x in facts if x)}</footer>"


def _usable(href: str | None) -> str | None:
    """Return the address unless it is overlong: some addresses hold a page's whole state."""
    return href if href and len(href) <= 500 else None


def _size(html: str) -> int:
    return len(html.encode())
