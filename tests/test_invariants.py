"""Properties that hold for every page: on each page fixture, and on pages from Hypothesis."""

from __future__ import annotations

import json
import pickle
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest
from bs4 import BeautifulSoup
from fixture_files import PageFixture, all_pages
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import dumps, html_trees, stories, tag_soup
from words_of_input import invented, words

from newsclean import Article, Block, Drop, Explanation, PassError, clean, explain, replay
from newsclean.assemble import assemble
from newsclean.readers.decode import decode

every_page = pytest.mark.parametrize("fixture", all_pages(), ids=str)
every_html_page = pytest.mark.parametrize(
    "fixture", [f for f in all_pages() if f.page.suffix == ".html"], ids=str
)
PARSERS = ("html.parser", "lxml", "html5lib")
any_source = html_trees | dumps | tag_soup

explained = cache(explain)  # of the fixtures, which several tests look at

# --- page = article + trace ---------------------------------------------------------------------


def check_nothing_is_lost(found: Explanation) -> None:
    again = replay(found.page, found.trace)
    assert again == found.cleaned
    assert assemble(again) == found.article
    kept = Counter(b.id for b in found.cleaned.blocks)
    dropped = Counter(s.edit.block for s in found.trace if isinstance(s.edit, Drop))
    assert kept + dropped == Counter(b.id for b in found.page.blocks)
    assert letters_of(found.article.body) == letters_of(found.cleaned.blocks)  # rows become one table


def letters_of(blocks: Iterable[Block]) -> str:
    return "".join("".join(block.text for block in blocks).split())


@every_page
def test_article_and_trace_are_the_whole_page(fixture: PageFixture) -> None:
    check_nothing_is_lost(explained(fixture.page))


@given(any_source)
@example("the the the\n0\t0\n0\ta")
def test_article_and_trace_are_the_whole_page_on_any_page(source: str) -> None:
    check_nothing_is_lost(explain(source))


# --- no invented words --------------------------------------------------------------------------


@every_page
def test_no_word_is_invented(fixture: PageFixture) -> None:
    data = fixture.page.read_bytes()
    assert not invented(clean(data), decode(data))


@given(html_trees | dumps)
@example("<title>the</title><p>the<a href=/0></a><a href=/0>the</a></p>")  # "thethe", as a browser shows it
def test_no_word_is_invented_on_any_page(source: str) -> None:
    assert not invented(clean(source), source)


@pytest.mark.parametrize(
    "word", ["ferry", "bridg", "ridge", "bridges", "bridgereopens", "anders", "20", "brücke"]
)
def test_an_invented_word_is_found(word: str) -> None:
    """Also half a word, and two words joined."""
    source = (
        "<h1>Bridge reopens</h1><p>The bridge over the Lenn was repaired by <b>Ann</b> Andersson in 2024.</p>"
    )
    article = clean(source)
    assert not invented(article, source)
    assert invented(replace(article, title=f"Bridge {word}"), source) == {_as_compared(word)}


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("<h1>Co&shy;operation <b>S</b>oon</h1>", "Cooperation Soon"),
        ("The repre-\n  sentatives met", "The representatives met"),
        ("The o\ufb03ce na\u0131\u0308ve cafe\u0301", "office café"),
        ("<h1>Stra&amp;szlig;e und M&uuml;he</h1>", "Straße und Mühe"),
        ("<h1>CafÃ© â€œGrÃ¼nâ€\x9d</h1>", "Café Grün"),
        ('{"headline": "M\\u00fche"}', "Mühe"),
        ("May 3, 2024Ann Lee", "Ann Lee"),
        ("_\x08B_\x08ridge", "Bridge"),
    ],
)
def test_what_newsclean_repairs_is_not_invented(source: str, title: str) -> None:
    assert not invented(Article(title=title), source)


def _as_compared(word: str) -> str:
    (found,) = words(word)
    return found


# --- cleaning twice -----------------------------------------------------------------------------

_RECALL = 0.99  # of the body's words: without its markup a lone heading may look like page furniture


def check_the_body_stays_whole(article: Article) -> None:
    again = clean(f"{article.title or ''}\n\n{article.text}\n")
    before, after = Counter(article.text.split()), Counter(again.text.split())
    assert (before & after).total() >= _RECALL * before.total()


@every_page
def test_cleaning_a_clean_article_keeps_its_body(fixture: PageFixture) -> None:
    article = explained(fixture.page).article
    if article.status == "ok":  # a list of headlines is not an article
        check_the_body_stays_whole(article)


@given(stories)
def test_cleaning_a_clean_story_keeps_its_body(story: tuple[str, list[str]]) -> None:
    title, paragraphs = story
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    article = clean(f"<html><body><article><h1>{title}</h1>{body}</article></body></html>")
    assert article.text == "\n\n".join(paragraphs)
    check_the_body_stays_whole(article)


# --- pages are independent ----------------------------------------------------------------------


def test_order_does_not_matter() -> None:
    pages = [fixture.page for fixture in all_pages()]
    first = {page: explained(page).article for page in pages}
    for _ in range(2):
        random.Random(7).shuffle(pages)
        assert {page: clean(page) for page in pages} == first


@given(st.lists(any_source, min_size=2, max_size=4))
def test_order_does_not_matter_for_any_pages(sources: list[str]) -> None:
    forth = [clean(source) for source in sources]
    back = [clean(source) for source in reversed(sources)]
    assert forth == back[::-1]


# --- soups --------------------------------------------------------------------------------------


def check_soups(markup: str) -> None:
    expected = clean(markup)
    for parser in PARSERS:
        soup = BeautifulSoup(markup, parser)
        before = str(soup)
        article = clean(soup)
        assert str(soup) == before, f"the caller's soup of {parser} was changed"
        assert article.to_dict() == expected.to_dict(), parser
        assert article == expected


@every_html_page
def test_soups_give_the_same_article(fixture: PageFixture) -> None:
    check_soups(decode(fixture.page.read_bytes()))


@given(html_trees)
def test_soups_of_any_page_give_the_same_article(markup: str) -> None:
    check_soups(markup)


@every_html_page
def test_an_element_of_a_soup_gives_what_its_markup_gives(fixture: PageFixture) -> None:
    body = BeautifulSoup(decode(fixture.page.read_bytes()), "lxml").body
    assert body is not None
    assert clean(body) == clean(str(body))


# --- articles as values -------------------------------------------------------------------------


def check_value(found: Explanation) -> None:
    article = found.article
    assert pickle.loads(pickle.dumps(article)) == article
    assert pickle.loads(pickle.dumps(found)) == found
    assert hash(article) == hash(found.article)
    assert json.loads(article.to_json()) == article.to_dict()
    assert Article.from_dict(json.loads(article.to_json())) == article


@every_page
def test_articles_and_traces_pickle_hash_and_serialise(fixture: PageFixture) -> None:
    check_value(explained(fixture.page))


@given(html_trees | dumps)
def test_articles_and_traces_of_any_page_pickle_hash_and_serialise(source: str) -> None:
    check_value(explain(source))


def test_errors_pickle() -> None:
    error = PassError("sidebars", "https://paper.example/a", "ValueError: no")
    again = pickle.loads(pickle.dumps(error))
    assert (again.by, again.url, again.problem, str(again)) == (
        error.by,
        error.url,
        error.problem,
        str(error),
    )
