"""Notebook views are small and harmless, and are made only on demand."""

from __future__ import annotations

import pickle
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from fixture_files import all_pages
from hypothesis import given
from hypothesis import strategies as st
from sample import ATTACKS, BAD_LINKS, hostile, sample

from newsclean import Article, Block, Comment, Dateline, Failure, Image, Outcome, clean
from newsclean.display import show
from newsclean.model import Span

MOST = 30_000
LONG = "A very long & winding <sentence> about the bridge. " * 40


class Outline(HTMLParser):
    """Parses a view and records its open elements and its text; all elements must be closed."""

    VOID = frozenset({"input", "meta", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.texts.append(data)


def outline(html: str) -> Outline:
    found = Outline(html)
    assert found.open == []
    return found


def test_importing_newsclean_imports_no_view() -> None:
    code = "import sys, newsclean; print(*(m for m in sys.modules if m.startswith('newsclean.display.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


# --- an Article ---------------------------------------------------------------------------------


def test_an_article_shows_what_it_holds() -> None:
    article = Article(
        title="Lenn bridge reopens",
        subtitle="Two years after the flood",
        authors=("Ilse Korn", "Jon Ra"),
        dateline=Dateline("BRENNAU (VPA) - ", "BRENNAU", "VPA"),
        images=(Image("https://echo.example/a.jpg", caption="The bridge at dawn", credit="Ida Berg"),),
        body=(
            Block(0, "paragraph", "It reopened.", spans=(Span(3, 11, "link", "https://echo.example/re"),)),
            Block(1, "list_item", "rolls", marker="•"),
            Block(2, "list_item", "cows", marker="•"),
            Block(3, "table", "cars\t1,200"),
        ),
    )
    html = article._repr_html_()
    text = " ".join(outline(html).texts)
    for part in (
        "Lenn bridge reopens",
        "Two years",
        "Ilse Korn, Jon Ra",
        "BRENNAU (VPA)",
        "The bridge at dawn",
    ):
        assert part in text
    assert 'href="https://echo.example/re"' in html
    assert html.count("<ul>") == html.count("<table>") == 1
    assert "<img" not in html, "which would be loaded"


def test_an_article_shows_its_form() -> None:
    spans = (Span(0, 3, "bold"), Span(2, 8, "italic"), Span(8, 8, "link", "https://echo.example/#1", "1"))
    table = "Boat\tTime\nOsk\t6:41"
    article = Article(
        body=(
            Block(0, "paragraph", "The boat\ncame in.", spans=spans),
            Block(1, "list_item", "call", 1, "1."),
            Block(2, "list_item", "by day", 2, "•"),
            Block(3, "list_item", "Then wait.", 1, ""),
            Block(4, "table", table, spans=(Span(0, 4, "header"), Span(5, 9, "header"))),
            Block(5, "quote", "It is."),
            Block(6, "quote", "So it is."),
            Block(7, "heading", "Boats", 4),
            Block(8, "code", "a < 1\nb", spans=(Span(0, 1, "bold"),)),
        ),
        images=(Image("https://echo.example/a.jpg", alt="A boat", after=4),),
    )
    html = article._repr_html_()
    outline(html)
    for part in (
        '<p><strong>Th<em>e</em></strong><em> boat</em><sup><a href="https://echo.example/#1"',
        "<br>came in.</p>",
        "<ul><li><i>1.</i>call<ul><li><i>•</i>by day</li></ul><p>Then wait.</p></li></ul>",
        "<table><tr><th>Boat</th><th>Time</th></tr><tr><td>Osk</td><td>6:41</td></tr></table><figure>",
        "</figure><blockquote><p>It is.</p><p>So it is.</p></blockquote><h3>Boats</h3>",
        "<pre>a &lt; 1\nb</pre>",
    ):
        assert part in html


def test_what_there_is_no_room_for_inside_a_list_or_table_is_counted() -> None:
    for kind in ("list_item", "table", "quote"):
        article = Article(body=tuple(Block(n, kind, LONG, 1, "•") for n in range(90)))  # type: ignore[arg-type]
        html = article._repr_html_()
        outline(html)
        assert f"… {90 - html.count('A very long'[:11]) // LONG.count('A very long'):,} more blocks" in html


@pytest.mark.parametrize("fixture", all_pages(), ids=str)
def test_every_fixture_is_shown_whole(fixture) -> None:  # type: ignore[no-untyped-def]
    article = clean(fixture.page)
    html = article._repr_html_()
    outline(html)
    assert len(html.encode()) <= MOST
    assert "more blocks" not in html


@given(
    st.builds(
        Article,
        title=st.none() | st.text() | st.just(LONG),
        subtitle=st.none() | st.just(LONG * 3),
        authors=st.lists(st.just(LONG)).map(tuple),
        section=st.none() | st.just(LONG),
        publisher=st.none() | st.text(),
        warnings=st.lists(st.just(LONG)).map(tuple),
        url=st.none() | st.text() | st.just("https://echo.example/" + "x" * 60_000),
        images=st.lists(st.builds(Image, st.just(f"https://echo.example/{LONG}"), alt=st.just(LONG))).map(
            tuple
        ),
        body=st.lists(
            st.builds(
                Block,
                st.just(0),
                st.sampled_from(["paragraph", "list_item", "table", "code", "quote", "heading"]),
                st.text() | st.just(LONG * 30),
                marker=st.text(),
                spans=st.lists(
                    st.builds(
                        Span,
                        st.integers(0, 9),
                        st.integers(9, 30),
                        st.sampled_from(["link", "bold", "italic", "header"]),
                        st.sampled_from(["https://echo.example/" + "y" * 40_000, "https://echo.example/b"]),
                        st.just("") | st.just(LONG),
                    ),
                    max_size=3,
                ).map(tuple),
            ),
            max_size=40,
        ).map(tuple),
    )
)
def test_a_view_is_never_larger_than_thirty_kilobytes(article: Article) -> None:
    html = article._repr_html_()
    outline(html)
    assert len(html.encode()) <= MOST


def test_what_there_is_no_room_for_is_counted() -> None:
    article = Article(body=tuple(Block(n, "paragraph", LONG) for n in range(90)))
    html = article._repr_html_()
    shown = html.count("<p>A very long")
    assert 2 < shown < 90
    assert f"… {90 - shown:,} more blocks" in html


def test_a_dateline_that_stayed_in_the_text_is_not_shown_twice() -> None:
    page = "<h1>Rain</h1><p>LONDON (Reuters) - It rained all day on Monday, and the rivers rose.</p>"
    assert clean(page)._repr_html_().count("LONDON") == 1
    assert clean(page, keep_dateline=True)._repr_html_().count("LONDON") == 1


# --- an Explanation -----------------------------------------------------------------------------


def test_an_explanation_shows_every_block_reason_and_claim() -> None:
    explanation = sample()
    text = " ".join("".join(outline(explanation._repr_html_()).texts).split())
    for block in explanation.page.blocks:
        assert " ".join(block.text.split()) in text
    for step in explanation.trace:
        assert f"{step.edit.reason} {step.edit.evidence}".strip() in text
    assert "1 claim overruled by a later one" in text


def test_a_view_says_the_same_each_time() -> None:
    assert sample().to_html() == sample().to_html()


def test_hostile_text_is_text() -> None:
    explanation = hostile()
    for html in (
        explanation.to_html(),
        explanation.article._repr_html_(),
        explanation.why("owned")._repr_html_(),
    ):
        found = outline(html)
        assert not {"script", "img", "iframe", "svg", "base", "link"} & set(found.tags)
        assert not set("\x1b\x07\x9b\u202e\u2066\x00\ud800") & set(html)
        html.encode()
    assert all(attack in "".join(outline(explanation.to_html()).texts) for attack in ATTACKS[:5])


@pytest.mark.parametrize("href", BAD_LINKS)
def test_only_links_to_the_web_stay_links(href: str) -> None:
    block = Block(0, "paragraph", "Click here.", spans=(Span(6, 10, "link", href),))
    article = Article(title="Bridge", url=href, body=(block,), images=(Image(href, caption="A bridge"),))
    found = outline(article._repr_html_())
    assert "a" not in found.tags or href.startswith("https:")
    assert "Click here." in "".join(found.texts)


# --- a list -------------------------------------------------------------------------------------


def test_a_list_has_a_row_for_every_page() -> None:
    article = Article(title="Bridge\x1b[31m <b>reopens", authors=("Ilse Korn",), url="https://echo.example/")
    failed = Outcome(1, None, None, None, Failure("Timeout", "took\nlonger than 5 s"), None)
    table = show([article, failed, Outcome(2, None, None, article, None, None), article], limit=3)
    assert str(table).splitlines() == [
        "#  title                   published  authors    words  status",
        "0  Bridge␛[31m <b>reopens             Ilse Korn  0      ok",
        "1  ! Timeout: took longer than 5 s",
        "2  Bridge␛[31m <b>reopens             Ilse Korn  0      ok",
        "… and 1 more",
    ]
    html = table._repr_html_()
    assert outline(html).tags.count("tr") == 4
    assert "Bridge␛[31m &lt;b&gt;reopens" in html


def test_a_list_of_nothing() -> None:
    assert str(show([])) == "#  title  published  authors  words  status"
    outline(show([])._repr_html_())


def test_columns_of_wide_characters_stay_columns() -> None:
    table = str(show([Article(title="北泽投入"), Article(title="Lenn")]))
    rows = table.splitlines()[1:]
    assert rows[0].index("0      ok") + 4 == rows[1].index("0      ok")


# --- nbconvert ----------------------------------------------------------------------------------


def test_nbconvert_keeps_the_views() -> None:
    nbformat = pytest.importorskip("nbformat.v4", reason="pip install nbconvert")
    nbconvert = pytest.importorskip("nbconvert", reason="pip install nbconvert")
    explanation = sample()
    views = [
        explanation._repr_html_(),
        explanation.article._repr_html_(),
        show([explanation.article])._repr_html_(),
    ]
    outputs = [nbformat.new_output("display_data", {"text/html": view}) for view in views]
    notebook = nbformat.new_notebook(cells=[nbformat.new_code_cell("…", outputs=outputs)])
    page, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    shown = "".join(Outline(page).texts)  # nbconvert writes attributes in another order
    assert all("".join(outline(view).texts) in shown for view in views)
    assert page.count('type="radio"') == explanation._repr_html_().count('type="radio"')
    assert page.count(".nc-side:has(") == explanation._repr_html_().count(".nc-side:has(")


def test_an_explanation_can_be_pickled_with_its_why() -> None:
    explanation = sample()
    again = pickle.loads(pickle.dumps(explanation))
    assert str(again) == str(explanation)
    assert again.to_html() == explanation.to_html()
    assert repr(pickle.loads(pickle.dumps(explanation.why("ferry")))) == repr(explanation.why("ferry"))


def test_comments_are_counted_if_there_are_any() -> None:
    said = Comment("marrowman", None, "About time.")
    for article, words in (
        (Article(comments=(said,)), "1 comment"),
        (Article(comments=(said,) * 2), "2 comments"),
    ):
        assert f"· {words}<" in article._repr_html_()
        assert f", {words}>" in repr(article)
    assert "comment" not in repr(Article()) + Article()._repr_html_().rpartition("</style>")[2]
