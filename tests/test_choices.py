"""What stays of an article when it is rendered: `to_markdown(tables=False)`, `simplified`."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fixture_files import all_pages

from newsclean import Article, Block, Image, Span, explain

ARTICLE = Article(
    title="Rain keeps the ferry in port",
    images=(Image("/ferry.jpg", "The ferry", "The ferry waits.", "Ann Lee", after=3),),
    body=(
        Block(0, "paragraph", "The ferry stayed.", spans=(Span(4, 9, "link", "/low"), Span(4, 9, "bold"))),
        Block(1, "caption", "The lock in May."),
        Block(2, "list_item", "one bus", level=1, marker="•"),
        Block(3, "table", "Day\tTrips\nMonday\t3"),
        Block(4, "code", "ferries = 0"),
        Block(5, "quote", "“Wait for the bus.”"),
    ),
)
TOLD = {
    "tables": "Trips",
    "lists": "one bus",
    "code": "ferries = 0",
    "quotes": "“Wait",
    "links": "/low",
    "emphasis": "",
}
ALL = ("tables", "lists", "code", "quotes", "captions", "images", "links", "emphasis")
FORMS = [Article.to_markdown, Article.to_html, Article.to_tei]


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("form", FORMS)
def test_one_part_goes_and_all_else_stays(form, name: str) -> None:  # type: ignore[no-untyped-def]
    text = form(ARTICLE, **{name: False})
    for other, words in TOLD.items():
        assert (words in text) is (other != name or not words)
    assert all(words in text for words in ("The ferry waits.", "Ann Lee", "ferry.jpg"))


def test_captions_go_with_their_credits_and_images_stay() -> None:
    text = ARTICLE.to_markdown(captions=False)
    assert "ferry.jpg" in text
    assert not any(words in text for words in ("The ferry waits.", "Ann Lee", "The lock in May."))


def test_images_go_with_their_captions() -> None:
    text = ARTICLE.to_html(images=False)
    assert not any(words in text for words in ("ferry.jpg", "The ferry waits.", "Ann Lee"))
    assert "The lock in May." in text  # a caption of its own


def test_links_and_emphasis_leave_their_words() -> None:
    assert "The ferry stayed." in ARTICLE.to_markdown(links=False, emphasis=False)
    assert "The **ferry** stayed." in ARTICLE.to_markdown(links=False)
    assert "The [ferry](/low) stayed." in ARTICLE.to_markdown(emphasis=False)


def test_simplified_chooses_for_text_and_data() -> None:
    simple = ARTICLE.simplified(tables=False, links=False)
    assert "Trips" in ARTICLE.text
    assert "Trips" not in simple.text
    assert simple.images == (replace(ARTICLE.images[0], after=2),)  # its place is a block that stays
    assert not any(block.links for block in simple.body)
    assert simple.title == ARTICLE.title


def test_a_heading_goes_with_its_table() -> None:
    body = (
        Block(0, "heading", "Trips", level=2),
        Block(1, "table", "Day\tTrips"),
        Block(2, "heading", "The town", level=2),
        Block(3, "paragraph", "It waits."),
    )
    assert Article(body=body).to_markdown(tables=False) == "## The town\n\nIt waits.\n"


def test_mistakes_are_named() -> None:
    with pytest.raises(TypeError, match="table"):
        ARTICLE.to_markdown(table=False)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="tables must be True or False, not 'no'"):
        ARTICLE.to_html(tables="no")  # type: ignore[arg-type]


@pytest.mark.parametrize("fixture", all_pages(), ids=str)
def test_the_defaults_are_all(fixture) -> None:  # type: ignore[no-untyped-def]
    article = explain(fixture.page).article
    everything = dict.fromkeys(ALL, True)
    assert article.simplified(**everything) == article == article.simplified()
    assert article.to_markdown(**everything) == article.to_markdown()
    least = article.simplified(**dict.fromkeys(ALL, False))
    assert least.to_markdown(**dict.fromkeys(ALL, False)) == least.to_markdown()
