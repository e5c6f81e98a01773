"""An Article as HTML, read back by newsclean's own reader and by other parsers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from html.parser import HTMLParser
from typing import get_args

import html5lib
import pytest
from bs4 import BeautifulSoup
from fixture_files import all_pages
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from newsclean import Article, Block, Image, Span, clean
from newsclean.formats.body_parts import blocks_of
from newsclean.formats.marked_text import is_safe
from newsclean.formats.structure import parts_of
from newsclean.model import Kind
from newsclean.readers import read_html

PAGE = """<article>
<p>Not <b>a <a href="https://echo.example/b">bridge <i>but</i></a></b> a ferry\
<sup><a href="#fn1">1</a></sup>, a &lt;b&gt;.</p>
<p>The boat goes out,<br>the boat comes in,<br>H<sub>a</sub> of <code>x &amp; y</code>.</p>
<h3>Steps</h3>
<ol start="3"><li>call<ul><li>by day<li>by night</ul>
<li><p>write</p><pre class="language-python"><code>a = 1\n\nb &lt; 2</code></pre><p>Then wait.</p>
<li value="9">tea</ol>
<h5>Times</h5>
<table><tr><th>Boat<th>Time<tr><th>Osk<td>6:41 <b>fast</b><tr><td>Lenn<td><a href="/l">7:00</a></table>
<blockquote><p>It is only a bridge.<br>And ours.</p><p>So it is.</p></blockquote>
<p>The end.</p></article>"""

HTML = """<article lang="en" dir="ltr">
<header>
<h1>Bridge &amp; ferry</h1>
<p role="doc-subtitle">The bridge opens after two years</p>
<address itemprop="author">Ilse Korn, Jon Ra</address>
<p><time itemprop="datePublished" datetime="2024-05-03T07:30:00+00:00">2024-05-03 07:30</time></p>
<p><time itemprop="dateModified" datetime="2024-05-04">2024-05-04</time></p>
</header>
<p>Not <strong>a <a href="https://echo.example/b">bridge <em>but</em></a></strong> a ferry\
<sup><a href="#fn1">1</a></sup>, a &lt;b&gt;.</p>
<p>The boat goes out,<br>
the boat comes in,<br>
H<sub>a</sub> of <code>x &amp; y</code>.</p>
<h2>Steps</h2>
<ol start="3">
<li>call
<ul>
<li>by day</li>
<li>by night</li>
</ul>
</li>
<li><p>write</p>
<pre><code class="language-python">a = 1

b &lt; 2</code></pre>
<p>Then wait.</p>
</li>
<li value="9">tea</li>
</ol>
<h3>Times</h3>
<table>
<thead>
<tr><th>Boat</th><th>Time</th></tr>
</thead>
<tbody>
<tr><th>Osk</th><td>6:41 <strong>fast</strong></td></tr>
<tr><td>Lenn</td><td><a href="/l">7:00</a></td></tr>
</tbody>
</table>
<blockquote>
<p>It is only a bridge.<br>
And ours.</p>
<p>So it is.</p>
</blockquote>
<p>The end.</p>
<figure>
<img src="https://echo.example/b.jpg" alt="&quot;Bridge&quot;">
<figcaption>The bridge <small>Ida Berg</small></figcaption>
</figure>
</article>
"""


def whole() -> Article:
    article = clean(PAGE, passes=())
    return replace(
        article,
        title="Bridge & ferry",
        subtitle="The bridge opens after two years",
        authors=("Ilse Korn", "Jon Ra"),
        published=dt.datetime(2024, 5, 3, 7, 30, tzinfo=dt.UTC),
        modified=dt.date(2024, 5, 4),
        language="en",
        direction="ltr",
        images=(
            Image(
                "https://echo.example/b.jpg", '"Bridge"', "The bridge", "Ida Berg", after=article.body[-1].id
            ),
        ),
    )


def test_every_kind() -> None:
    assert whole().to_html() == HTML


def test_nothing() -> None:
    assert Article().to_html() == "<article>\n</article>\n"


def test_the_reader_reads_the_same_blocks() -> None:
    body = clean(PAGE, passes=()).body
    again = clean(Article(body=body).to_html(), passes=()).body
    assert [_form(b) for b in again] == [_form(b) for b in body]


def _form(block: Block) -> tuple[object, ...]:
    return block.kind, block.text, block.spans, block.marker, block.language, block.rows


@pytest.mark.parametrize("fixture", all_pages(), ids=str)
def test_pages_keep_their_text_and_marks(fixture) -> None:  # type: ignore[no-untyped-def]
    article = clean(fixture.page)
    read = {(b.text, _marks(b)) for b in read_html(article.to_html()).blocks}
    for block in shown(article):
        if block.kind == "table" and "\n" not in block.text:
            continue  # a dump's: the rows of one table
        text = block.text if block.kind in ("table", "code") else block.text.replace("\n", " ")
        assert (text, _marks(block)) in read


def _marks(block: Block) -> frozenset[Span]:
    return frozenset(x for x in block.spans if x.mark != "break" and (x.mark != "link" or is_safe(x.href)))


def test_cleaning_it_again_gives_the_same_article() -> None:
    story = "The town council said on Monday that the bridge over the Lenn would reopen to traffic in May. "
    article = replace(
        whole(), body=tuple(Block(n, "paragraph", f"{n}. {story * 3}".strip()) for n in range(5)), images=()
    )
    again = clean(article.to_html())
    assert (again.title, again.subtitle, again.authors, again.published) == (
        article.title,
        article.subtitle,
        article.authors,
        article.published,
    )
    assert again.text == article.text


# --- headings, for every form -----------------------------------------------------------------------


def headings(*body: Block) -> list[tuple[int, str]]:
    found = BeautifulSoup(Article(title="Bridge", body=body).to_html(), "html.parser")
    return [(int(h.name[1]), h.get_text()) for h in found.find_all(["h2", "h3", "h4", "h5", "h6"])]


def heading(n: int, level: int, text: str = "") -> Block:
    return Block(n, "heading", text or f"{n}", level)


def paragraph(n: int) -> Block:
    return Block(n, "paragraph", "The bridge is open.")


def test_headings_that_always_followed_each_other_stay() -> None:
    assert headings(heading(1, 2), heading(2, 2), heading(3, 3), paragraph(4)) == [
        (2, "1"),
        (2, "2"),
        (3, "3"),
    ]


def test_a_body_of_headings_stays() -> None:
    assert headings(heading(1, 2), heading(5, 2), heading(9, 2)) == [(2, "1"), (2, "5"), (2, "9")]


def test_an_enumeration_at_the_end_stays() -> None:
    body = (paragraph(1), heading(2, 3), heading(3, 3), heading(4, 3))
    assert [text for _, text in headings(*body)] == ["2", "3", "4"]


def test_a_heading_over_a_deeper_one_stays() -> None:
    assert headings(heading(1, 2), heading(5, 3), paragraph(6)) == [(2, "1"), (3, "5")]


def test_a_heading_over_a_picture_stays() -> None:
    body = (paragraph(1), heading(2, 2), heading(5, 2), paragraph(6))
    article = Article(body=body, images=(Image("https://a.example/1.jpg", after=2),))
    assert "<h2>2</h2>\n<figure>" in article.to_html()


def test_a_heading_goes_with_its_text() -> None:
    body = (heading(1, 2), heading(4, 3), heading(8, 2), paragraph(9), heading(10, 2))
    assert headings(*body) == [(2, "8")]


def test_levels_are_even() -> None:
    levels = (3, 6, 4, 3, 0, 1, 2)
    body = [x for n, level in enumerate(levels) for x in (heading(2 * n, level), paragraph(2 * n + 1))]
    assert [level for level, _ in headings(*body)] == [2, 3, 3, 2, 2, 2, 3]


def test_a_heading_as_long_as_a_paragraph_is_one() -> None:
    long = heading(1, 2, "The bridge is open. " * 10)
    article = Article(body=(long, paragraph(2)))
    assert "<h2>" not in article.to_html()
    assert "#" not in article.to_markdown()


# --- hostile ----------------------------------------------------------------------------------------

_texts = texts | st.sampled_from(
    [
        "</code></pre><script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "a\x00b\x1b\ud800c",
        "&lt;b&gt;",
    ]
)
_hrefs = st.sampled_from(
    [
        "/a",
        'https://a.example/"onclick="x',
        "java\nscript:alert(1)",
        " javascript:x",
        "data:text/html,x",
        "#fn1",
    ]
)
_spans = st.builds(
    lambda start, size, mark, href, label: Span(start, start + size, mark, href, label),
    st.integers(0, 20),
    st.integers(0, 12),
    st.sampled_from(["link", "bold", "italic", "code", "superscript", "subscript", "header"]),
    _hrefs,
    st.just("") | _texts,
)
_blocks = st.builds(
    Block,
    st.integers(0, 5),
    st.sampled_from(get_args(Kind)),
    _texts,
    st.integers(0, 6),
    st.sampled_from(["", "•", "1.", "23)", '"><b>']),
    st.lists(_spans, max_size=5).map(tuple),
    st.sampled_from(["", "python", '"><script>']),
)
_images = st.builds(
    Image, _hrefs, st.none() | _texts, st.none() | _texts, st.none() | _texts, st.none() | st.integers(0, 6)
)
_articles = st.builds(
    Article,
    title=st.none() | _texts,
    subtitle=st.none() | _texts,
    authors=st.lists(_texts, max_size=2).map(tuple),
    language=st.none() | _texts,
    direction=st.sampled_from([None, "rtl", '"><script>']),
    images=st.lists(_images, max_size=3).map(tuple),
    body=st.lists(_blocks, max_size=6).map(tuple),
)

_ELEMENTS = frozenset(
    "article header h1 h2 h3 h4 h5 h6 p br address time figure img figcaption small ul ol li blockquote pre"
    " code table thead tbody tr th td a strong em sup sub".split()
)
_ATTRIBUTES = frozenset("lang dir role itemprop datetime src alt href start value class".split())


class Strict(HTMLParser):
    """Asserts that every element is closed in order and is one of ours."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _ELEMENTS
        assert {name for name, _ in attrs} <= _ATTRIBUTES
        for name, value in attrs:
            if name in ("href", "src"):
                assert value is not None
                assert value.startswith(("/a", "https://a.example/", "#fn1"))
            if name == "class":
                assert value == "language-python"
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(_articles)
def test_html_is_well_formed_and_harmless(article: Article) -> None:
    html = article.to_html()
    html.encode()
    Strict(html)
    parser = html5lib.HTMLParser(strict=False)
    parser.parseFragment(html)
    assert [error for _, error, _ in parser.errors if error != "invalid-codepoint"] == []


@given(
    st.lists(_blocks.map(lambda x: replace(x, spans=tuple(s for s in x.spans if not s.label))), max_size=5)
)
def test_html_has_the_same_text(blocks: list[Block]) -> None:
    article = Article(body=tuple(blocks))
    found = BeautifulSoup(article.to_html(), "html.parser").get_text()
    assert _letters(found) == _letters("".join(b.text for b in shown(article)))


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isprintable() and not c.isspace() and c != "\ufffd")


def shown(article: Article) -> list[Block]:
    """The blocks but headings without text."""
    return list(blocks_of(parts_of(article)))
