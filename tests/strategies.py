"""Hypothesis strategies: HTML trees that every parser reads alike, tag soup, dumps, stories, articles."""

from __future__ import annotations

import datetime as dt
import html

from hypothesis import strategies as st

from newsclean import Article, Block, Comment, Dateline, Image
from newsclean.model import Span

# Scripts with and without spaces, right to left, combining marks, apostrophes, digits; page furniture.
_WORDS = (
    "the council said on Monday that a bridge over the river would reopen after repairs costing 2.4 million"
    " Mayor Ülkü Çağlar don’t O'Brien naïve l’été über straße Привет мир рассказал Ελλάδα नमस्ते दुनिया"
    " العربية قال עברית אמר สวัสดีชาวโลก 新華社北京電 東京で開かれた 서울 뉴스 e\u0301cole"
    " co\u00adoperate 1,200 20% U.N."
    " Read more Share Most popular cookies newsletter By Reuters LONDON (AP) – 3 May 2024 © 2023 ©"
).split()

words = st.sampled_from(_WORDS)
phrases = st.lists(words, min_size=1, max_size=6).map(" ".join)
sentences = st.lists(words, min_size=4, max_size=30).map(lambda found: " ".join(found) + ".")
texts = phrases | sentences | st.text(alphabet="ab cdé.,:;|–-•*#>[]()'\"&<\t\n0123", max_size=40)

_CLASSES = st.sampled_from(
    ("", "article-body", "related", "share", "caption", "nav menu", "byline", "comment", "story__text", "x1")
)
_WRAPPERS = st.sampled_from(
    ("div", "section", "article", "aside", "main", "header", "footer", "nav", "blockquote", "figure")
)


def _element(tag: str, inside: str, classes: str = "") -> str:
    return f'<{tag} class="{classes}">{inside}</{tag}>' if classes else f"<{tag}>{inside}</{tag}>"


_plain = texts.map(lambda text: html.escape(text, quote=False))
_emphasis = st.builds(_element, st.sampled_from(("b", "em", "span", "small", "time", "sup")), _plain)
_links = st.builds(lambda text, n: f'<a href="/story/{n}">{text}</a>', _plain, st.integers(0, 9))
_inline = st.lists(
    _plain
    | _emphasis
    | _links
    | st.sampled_from(("<br>", "<br><br>", '<img src="/i.jpg" alt="A bridge">', "<!-- x -->")),
    min_size=1,
    max_size=5,
).map("".join)
_lists = st.builds(
    _element,
    st.sampled_from(("ul", "ol")),
    st.lists(_inline.map(lambda text: f"<li>{text}</li>"), min_size=1, max_size=5).map("".join),
    _CLASSES,
)
_tables = st.lists(
    st.lists(_inline.map(lambda text: f"<td>{text}</td>"), min_size=1, max_size=3).map(
        lambda cells: f"<tr>{''.join(cells)}</tr>"
    ),
    min_size=1,
    max_size=3,
).map(lambda rows: f"<table><tbody>{''.join(rows)}</tbody></table>")
_leaves = (
    st.builds(_element, st.sampled_from(("p", "p", "p", "h1", "h2", "h3", "figcaption")), _inline, _CLASSES)
    | _lists
    | _tables
    | st.builds(_element, st.just("form"), _inline, _CLASSES)  # nested forms are not HTML: parsers differ
    | _inline
)


def _wrapped(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(_element, _WRAPPERS, st.lists(inside, min_size=1, max_size=5).map("".join), _CLASSES)


_bodies = st.lists(st.recursive(_leaves, _wrapped, max_leaves=12), max_size=6).map("".join)

html_trees = st.builds(
    lambda title, body: (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>'
        f'<meta property="og:title" content="{title}"></head><body>{body}</body></html>'
    ),
    phrases.map(html.escape),
    _bodies,
)
"""Well-formed pages with any content: nested blocks, lists, tables, links, line breaks."""

_TAGS = (
    "<p> </p> <div> </div> <b> </i> <i> <table> <td> </table> <a href=x> </a> <br> <!-- --> <![CDATA[ ]]>"
    " <li> <ul> </ul> <h1> <script> </script> <title> < > & &amp; &#0; &#xD800; &nbsp \x00 \x1b \u202e \ud800"
    " text word"
)
tag_soup = st.lists(st.sampled_from(_TAGS.split(" ")) | st.just(" "), max_size=40).map("".join)
"""Not a page at all: stray end tags, NULs, lone surrogates."""

_lines = st.builds(
    lambda indent, bullet, text: " " * indent + bullet + text,
    st.integers(0, 8),
    st.sampled_from(("", "", "", "• ", "* ", "1. ", "12. ", "# ", "[3]", "> ")),
    texts,
)
dumps = st.lists(_lines | st.just(""), max_size=30).map("\n".join)
"""Plain-text dumps with or without indentation, bullets and blank lines."""

_STORY_WORDS = (
    "council bridge river mayor repairs engineers harbour ferry winter budget school teachers library village"
    " farmers orchard railway station market prices festival museum garden weather storm rescue crew island"
    " plans opened closed counted promised repaired measured painted carried waited agreed voted answered"
).split()
_headlines = st.lists(st.sampled_from(_STORY_WORDS), min_size=4, max_size=8, unique=True)
_sentences = st.lists(st.sampled_from(_STORY_WORDS), min_size=5, max_size=12, unique=True).map(
    lambda found: f"The {' and the '.join(found)} were on the list, officials said."
)


def _in_paragraphs(found: list[str]) -> list[str]:
    return [" ".join(found[i : i + 3]) for i in range(0, len(found), 3)]


stories = st.tuples(
    _headlines.map(lambda found: " ".join(found).capitalize()),
    st.lists(_sentences, min_size=10, max_size=20, unique=True).map(_in_paragraphs),
)
"""(headline, paragraphs) of a plain story, which are the article whatever else is on the page."""

# --- articles, as no page gives them all ----------------------------------------------------------

_any_text = st.text(max_size=20)
_facts = st.none() | _any_text
_numbers = st.integers(0, 2**31 - 1)
_zones = st.none() | st.integers(-14 * 60, 14 * 60).map(lambda n: dt.timezone(dt.timedelta(minutes=n)))
_dates = st.none() | st.dates() | st.datetimes(timezones=_zones)
_spans = st.builds(
    Span,
    _numbers,
    _numbers,
    st.sampled_from(("link", "bold", "italic", "code", "header")),
    _any_text,
    _any_text,
)
_blocks = st.builds(
    Block,
    _numbers,
    st.sampled_from(("paragraph", "heading", "list_item", "quote", "caption", "table", "code", "correction")),
    _any_text,
    st.integers(0, 6),
    st.sampled_from(("", "•", "3.")),
    st.lists(_spans, max_size=3).map(tuple),
    st.sampled_from(("", "python")),
    line=_numbers,
)
_texts = st.lists(_any_text, max_size=3).map(tuple)

articles = st.builds(
    Article,
    title=_facts,
    authors=_texts,
    dateline=st.none()
    | st.builds(Dateline, _any_text, _facts, _facts, st.none() | st.dates() | st.just("--05-03")),
    published=_dates,
    modified=_dates,
    tags=_texts,
    url=_facts,
    hostname=_facts,
    license=_facts,
    images=st.lists(
        st.builds(Image, _any_text, _facts, _facts, _facts, st.none() | _numbers), max_size=2
    ).map(tuple),
    comments=st.lists(st.builds(Comment, _facts, _dates, _any_text), max_size=2).map(tuple),
    body=st.lists(_blocks, max_size=4).map(tuple),
    status=st.sampled_from(("ok", "empty", "listing", "paywalled", "truncated", "blocked", "error")),
    confidence=st.floats(0, 1),
    warnings=_texts,
)
"""Articles with any content."""
