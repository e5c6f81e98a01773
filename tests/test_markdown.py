"""An Article as Markdown, read back by a Markdown parser."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from strategies import texts

from newsclean import Article, Block, Image, Span, clean
from newsclean.formats.body_parts import blocks_of
from newsclean.formats.markdown import markdown
from newsclean.formats.structure import parts_of
from newsclean.model import Kind

BODY = (
    Block(
        0,
        "paragraph",
        "The bridge over the Lenn reopened.",
        spans=(Span(4, 10, "link", "https://echo.example/b(1)"),),
    ),
    Block(1, "heading", "What it cost", level=2),
    Block(2, "list_item", "2.4 million", level=1, marker="•"),
    Block(3, "list_item", "of it for paint", level=2, marker="•"),
    Block(4, "list_item", "First", level=1, marker="1."),
    Block(5, "quote", "“It is only a bridge.”"),
    Block(6, "table", "Year\tCrossings"),
    Block(7, "table", "2022\t1,204\tup"),
    Block(8, "table", "2023"),
    Block(9, "code", "a = `b`\n\nc"),
    Block(10, "caption", "The bridge *in* June"),
    Block(11, "paragraph", "# 1 in the world & <b>so</b> on"),
)

WHOLE = """\
# Bridge reopens

*After two years*

The [bridge](https://echo.example/b%281%29) over the Lenn reopened.

## What it cost

- 2.4 million
  - of it for paint

1. First

> “It is only a bridge.”

| Year | Crossings |  |
| --- | --- | --- |
| 2022 | 1,204 | up |
| 2023 |  |  |

```
a = `b`

c
```

The bridge \\*in\\* June

\\# 1 in the world & \\<b\\>so\\</b\\> on
"""


def test_every_kind() -> None:
    assert Article(title="Bridge reopens", subtitle="After two years", body=BODY).to_markdown() == WHOLE


def test_nothing() -> None:
    assert Article().to_markdown() == ""


def test_only_links_that_lead_somewhere_stay_links() -> None:
    page = (
        "<article><p>" + " ".join(f'<a href="{href}">one</a> and' for href in HREFS) + " so on.</p></article>"
    )
    found = rendered(markdown(clean(page, passes=())))
    assert [str(a["href"]) for a in found.find_all("a")] == [
        "https://a.example/",
        "mailto:a@a.example",
        "/b",
        "#c",
    ]


HREFS = (
    "https://a.example/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "mailto:a@a.example",
    "/b",
    "#c",
    "data:x",
    "",
)


def test_an_address_means_in_markdown_what_it_means_on_the_page() -> None:
    hrefs = ("/a?b=1&copy=2&amp;c", "java&Tab;script&#58;alert(1)", "javascript&colon;alert(1)")
    text = "one two six"
    links = tuple(Span(n * 4, n * 4 + 3, "link", href) for n, href in enumerate(hrefs))
    found = rendered(markdown(Article(body=(Block(0, "paragraph", text, spans=links),))))
    shown = [str(a["href"]) for a in found.find_all("a")]
    assert shown[0] == hrefs[0]
    assert [href.partition(";")[0] for href in shown[1:]] == ["java&Tab", "javascript&colon"]


def test_what_a_pass_of_yours_writes_stays_in_its_paragraph() -> None:
    article = Article(
        title="Bridge\n\n# reopens", body=tuple(Block(0, kind, "a\n\n- b\r\n# c") for kind in _PROSE)
    )
    found = rendered(markdown(article))
    assert [h.get_text() for h in found.find_all("h1")] == ["Bridge # reopens"]
    assert " ".join(found.get_text(" ").split()).count("a - b # c") == len(_PROSE)


_PROSE: tuple[Kind, ...] = ("paragraph", "quote", "list_item", "table", "caption", "correction")
_kinds = st.sampled_from(get_args(Kind))
_texts = texts.map(lambda text: " ".join(text.split()))
_markers = st.sampled_from(["", "•", "1.", "23)", "a.", "1234567890."])
_blocks = st.builds(Block, st.just(0), _kinds, _texts, st.integers(0, 6), _markers)


@given(st.lists(_blocks, max_size=8))
def test_text_stays_text(blocks: list[Block]) -> None:
    article = Article(body=tuple(b for b in blocks if b.text))
    found = rendered(markdown(article))
    assert found.get_text(" ").split() == [word for b in shown(article) for word in b.text.split()]
    assert not found.find_all(["a", "img", "em", "strong", "script", "hr"])


def shown(article: Article) -> list[Block]:
    """The blocks but headings without text."""
    return list(blocks_of(parts_of(article)))


# --- form ---------------------------------------------------------------------------------------


def prose(text: str, *spans: Span) -> str:
    """The Markdown of one paragraph."""
    return markdown(Article(body=(Block(0, "paragraph", text, spans=spans),))).removesuffix("\n")


def test_a_star_in_the_text_is_no_emphasis_and_a_backtick_no_code() -> None:
    assert prose("2 * 3 * 4 is **not** `bold`") == r"2 \* 3 \* 4 is \*\*not\*\* \`bold\`"


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("the old bridge", [Span(4, 7, "bold")], "the **old** bridge"),
        ("the old bridge", [Span(3, 8, "italic")], "the *old* bridge"),
        ("the old bridge", [Span(4, 7, "bold"), Span(4, 7, "italic")], "the ***old*** bridge"),
        ("unbelievable", [Span(2, 7, "italic")], "un*belie*vable"),
        ("bridge", [Span(0, 1, "bold"), Span(1, 6, "bold")], "**bridge**"),
        ("the old bridge", [Span(0, 7, "bold"), Span(4, 14, "italic")], "**the *old*** *bridge*"),
        ("call run() now", [Span(5, 10, "code")], "call `run()` now"),
        ("a `b` c", [Span(2, 5, "code")], "a `` `b` `` c"),
        ("see run() now", [Span(0, 9, "code"), Span(4, 9, "link", "/r")], "`see` [`run()`](/r) now"),
        ("the 1er", [Span(5, 7, "superscript")], "the 1<sup>er</sup>"),
        ("the boat, they", [Span(8, 8, "link", "#fn1", "[12]")], "the boat[¹²](#fn1), they"),
        ("the boat", [Span(8, 8, "link", "#fn1", "*")], r"the boat[\*](#fn1)"),
        ("Stop!here", [Span(5, 9, "link", "/h")], r"Stop\![here](/h)"),
        ("北京“大桥”通车", [Span(2, 6, "bold")], "北京<strong>“大桥”</strong>通车"),
        ("one\ntwo", [], "one\\\ntwo"),
        ("one\n- two\n3. x\n==", [], "one\\\n\\- two\\\n3\\. x\\\n\\=="),
    ],
)
def test_marks(text: str, spans: list[Span], expected: str) -> None:
    assert prose(text, *spans) == expected


def item(n: int, text: str, marker: str, level: int = 1) -> Block:
    return Block(n, "list_item", text, level, marker)


def test_lists() -> None:
    body = (
        item(0, "call", "3."),
        item(1, "by day", "•", 2),
        item(2, "write", "4."),
        item(3, "Then wait.", ""),
        Block(4, "code", "a = 1\n\nb", language="python"),
        item(5, "And wait.", ""),
        item(6, "tea", "9."),
        item(7, "milk", "•"),
    )
    assert markdown(Article(body=body)) == LISTS
    found = rendered(LISTS)
    assert [ol.get("start") for ol in found.find_all("ol")] == ["3", "9"]
    second = found.find_all("li")[2]
    assert [x.name for x in second.find_all(recursive=False)] == ["p", "p", "pre", "p"]


LISTS = """\
3. call

   - by day

4. write

   Then wait.

   ```python
   a = 1

   b
   ```

   And wait.

9) tea

- milk
"""


def test_a_quote_keeps_its_paragraphs_and_lines() -> None:
    body = (Block(0, "quote", "The boat goes out,\nthe boat comes in."), Block(1, "quote", "So it is."))
    assert markdown(Article(body=body)) == "> The boat goes out,\\\n> the boat comes in.\n>\n> So it is.\n"


def test_a_table_with_marks_and_header_cells() -> None:
    text = "Boat\tTime\nOsk\t6:41 | 2"
    spans = (Span(0, 4, "header"), Span(5, 9, "header"), Span(10, 13, "header"), Span(10, 13, "link", "/o"))
    body = (Block(0, "table", text, spans=spans), Block(1, "table", "a\tb\nc\td"))
    found = markdown(Article(body=body))
    assert found.splitlines()[:4] == [
        "| Boat | Time |",
        "| --- | --- |",
        r"| [**Osk**](/o) | 6:41 \| 2 |",
        "",
    ]
    assert len(rendered(found).find_all("table")) == 2


def test_pictures_are_at_their_places() -> None:
    article = Article(
        title="Bridge",
        body=(
            Block(3, "paragraph", "one"),
            item(4, "two", "•"),
            item(6, "three", "•"),
            Block(7, "paragraph", "four"),
        ),
        images=(
            Image("https://a.example/0.jpg", alt="a [bridge]"),
            Image("https://a.example/4 a.jpg", caption="At *dawn*", credit="Ida Berg", after=4),
            Image("javascript:alert(1)", caption="No address", after=6),
        ),
    )
    assert markdown(article) == PICTURES


PICTURES = r"""# Bridge

![a \[bridge\]](https://a.example/0.jpg)

one

- two

  ![](https://a.example/4%20a.jpg)\
  *At \*dawn\* · Ida Berg*

- three

*No address*

four
"""

_marks = st.sampled_from(["link", "bold", "italic", "code", "superscript", "subscript", "header"])
_hrefs = st.sampled_from(["/a", "https://a.example/?a=(b)&c", "javascript:alert(1)", "", "#fn1"])
_spans = st.builds(
    lambda start, size, mark, href: Span(start, start + size, mark, href),
    st.integers(0, 20),
    st.integers(0, 12),
    _marks,
    _hrefs,
)
_marked_blocks = st.builds(
    lambda block, spans, breaks: replace(
        block,
        text=block.text.replace(" ", "\n", breaks),
        spans=tuple(sorted((x for x in spans if x.end <= len(block.text)), key=lambda x: (x.start, -x.end))),
    ),
    _blocks,
    st.lists(_spans, max_size=6),
    st.integers(0, 2),
)


@given(st.lists(_marked_blocks, max_size=5))
def test_marked_text_stays_the_same_text(blocks: list[Block]) -> None:
    article = Article(body=tuple(b for b in blocks if b.text))
    found = rendered(markdown(article))
    assert "".join(found.get_text().split()) == "".join("".join(b.text.split()) for b in shown(article))
    assert not found.find_all(["img", "script", "hr", "h1"])
    assert {str(a["href"]).partition("?")[0] for a in found.find_all("a")} <= {
        "/a",
        "https://a.example/",
        "#fn1",
    }


def rendered(text: str) -> BeautifulSoup:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return BeautifulSoup(parser.render(text), "html.parser")
