"""An Article as Markdown, read back by a Markdown parser."""

from __future__ import annotations

from typing import get_args

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from strategies import texts

from newsclean import Article, Block, clean
from newsclean.formats.markdown import markdown
from newsclean.model import Kind, Span

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
    assert found.get_text(" ").split() == [word for b in article.body for word in b.text.split()]
    assert not found.find_all(["a", "img", "em", "strong", "script", "hr"])


def rendered(text: str) -> BeautifulSoup:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return BeautifulSoup(parser.render(text), "html.parser")
