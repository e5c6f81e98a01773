"""An Article as a reader would have it: kicker, headline, dek, byline, text, captions. At most 30 KB.

Images are not shown, only told: to show one would be to load it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..article import Article, Image
from ..model import Block
from ..text.words import count_words
from .safe_html import clipped, esc, link, styles

MOST_BYTES = 30_000  # of a view: notebooks hold many, and are mailed and put under version control

# What a page says of itself has no bounds, so each part has.
_MOST = {"line": 120, "title": 300, "dek": 600, "names": 300, "caption": 240, "block": 4000}
_MOST_CAPTIONS = 8
_NOTE_BYTES = 200  # "… 34 more blocks": kept free for it


def fragment(article: Article) -> str:
    """The view, as HTML to put into a page: what a notebook shows."""
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
    kicker = " · ".join(clipped(x, _MOST["line"]) for x in (article.publisher, article.section) if x)
    if kicker:
        yield f'<p class="nc-kicker">{esc(kicker)}</p>'
    if article.title:
        title = esc(clipped(article.title, _MOST["title"]))
        yield f"<h2>{link(_short(article.url), title)}</h2>"
    if article.subtitle:
        yield f'<p class="nc-dek">{esc(clipped(article.subtitle, _MOST["dek"]))}</p>'
    signed = " · ".join(_signed(article))
    if signed:
        yield f'<p class="nc-byline">{signed}</p>'
    yield "</header>"


def _signed(article: Article) -> Iterator[str]:
    if article.authors:
        yield f"<b>{esc(clipped(', '.join(article.authors), _MOST['names']))}</b>"
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
    """As many blocks as there is room for, and how many are left."""
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
                return "".join([*out, _together(wrap, items), _left(article.body[shown:])])
            items.append(item)
            room -= _size(item)
            shown += 1
            dateline = ""
        out.append(_together(wrap, items))
    return "".join(out)


def _dateline(article: Article) -> str:
    """The dateline before the lead, unless it was left in the text."""
    line = article.dateline
    if line is None or (article.body and article.body[0].text.startswith(line.raw.strip()[:20])):
        return ""
    words = f"{line.place} ({line.agency})" if line.place and line.agency else line.place or line.agency
    return f'<span class="nc-dateline">{esc(clipped(words or line.raw.strip(), _MOST["line"]))}</span>'


def _versions(block: Block, before: str) -> Iterator[str]:
    """The block with its links; without, should they take too much room."""
    yield _element(block, before + _linked(block))
    if block.links:
        yield _element(block, before + esc(clipped(block.text, _MOST["block"])))


def _linked(block: Block) -> str:
    if len(block.text) > _MOST["block"]:
        return esc(clipped(block.text, _MOST["block"]))
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


def _together(wrap: str | None, items: list[str]) -> str:
    """List items that follow each other are one list, rows one table."""
    return f"<{wrap}>{''.join(items)}</{wrap}>" if wrap and items else "".join(items)


def _left(blocks: tuple[Block, ...]) -> str:
    characters = sum(len(b.text) for b in blocks)
    return (
        f'<p class="nc-more">… {len(blocks):,} more blocks, {characters:,} characters. '
        "The whole of it is in <code>article.text</code>.</p>"
    )


# --- below the text -----------------------------------------------------------------------------


def _captions(images: Iterable[Image]) -> str:
    told = [x for x in images if x.caption or x.credit or x.alt]
    shown = "".join(map(_caption, told[:_MOST_CAPTIONS]))
    more = len(told) - _MOST_CAPTIONS
    rest = f'<p class="nc-more">… {more:,} more images</p>' if more > 0 else ""
    return f'<div class="nc-images">{shown}{rest}</div>' if told else ""


def _caption(image: Image) -> str:
    words = esc(clipped(image.caption or image.alt or "Image", _MOST["caption"]))
    credit = f" · {esc(clipped(image.credit, _MOST['line']))}" if image.credit else ""
    return f"<figure>{link(_short(image.url), words)}{credit}</figure>"


def _footer(article: Article) -> str:
    facts = [
        article.status,
        f"confidence {article.confidence:.2f}",
        f"{count_words(article.text):,} words",
        clipped(article.language or "", _MOST["line"]),
        *(clipped(x, _MOST["line"]) for x in article.warnings[:4]),
    ]
    return f"<footer>{' · '.join(esc(x) for x in facts if x)}</footer>"


def _short(href: str | None) -> str | None:
    """The address, unless it is one of those that hold a page's whole state."""
    return href if href and len(href) <= 500 else None


def _size(html: str) -> int:
    return len(html.encode())
