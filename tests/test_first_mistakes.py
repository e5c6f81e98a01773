"""What callers get wrong first: every error and warning says what to do instead."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import lxml.html
import pytest
from fixture_files import FIXTURES
from selectolax.lexbor import LexborHTMLParser

import newsclean
from newsclean import (
    Claim,
    Drop,
    Edit,
    Page,
    PassError,
    Rewrite,
    clean,
    clean_many,
    explain,
    learn,
    report,
    show,
)

PAGE = (FIXTURES / "pages" / "wire-story-ap" / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("https://paper.example/bridge", "fetches nothing"),
        (" http://paper.example/a/b.html\n", "fetches nothing"),
        (b"https://paper.example/bridge", "fetches nothing"),
        ("page.html", "pathlib.Path"),
        ("../pages/page 2.htm", "pathlib.Path"),
        ("C:\\pages\\page.txt", "pathlib.Path"),
        ('{"url": "https://paper.example/", "html": "<p>The bridge reopened.</p>"}', "JSON"),
        ('\ufeff[{"html": "<p>The bridge reopened.</p>"}]', "JSON"),
        ('<?xml version="1.0"?><rss version="2.0"><channel><title>Echo</title></channel></rss>', "a feed"),
        ("<!-- made by hand --><feed xmlns='http://www.w3.org/2005/Atom'></feed>", "a feed"),
        ('<?xml version="1.0"?><urlset><url><loc>https://paper.example/</loc></url></urlset>', "a sitemap"),
    ],
)
def test_a_source_that_is_no_page_is_told(source: str | bytes, says: str) -> None:
    assert says in " ".join(clean(source).warnings)


@pytest.mark.parametrize(
    "source",
    [
        PAGE,
        "",
        "The bridge over the Lenn reopened on Monday. See https://paper.example/bridge",
        "https://paper.example/bridge\n\nThe bridge over the Lenn reopened on Monday.",
        "[Valley Echo]\n\nThe bridge over the Lenn reopened on Monday, a year late, the council said.",
        "{{ headline }}\n\nThe bridge over the Lenn reopened on Monday, a year late, the council said.",
        "<p>The file is called page.html.</p>",
    ],
)
def test_pages_are_not_taken_for_mistakes(source: str) -> None:
    assert not any(warning.startswith("the source is") for warning in clean(source).warnings)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: clean(5), "cannot read int: it takes str or bytes"),
        (lambda: clean(io.BytesIO(b"<p>")), r"cannot read BytesIO: pass its \.read\(\)"),
        (lambda: clean(SimpleNamespace(content=b"<p>", read=bytes)), r"SimpleNamespace: pass its \.content"),
        (lambda: clean(None), "cannot read NoneType: there is no page"),
        (lambda: clean([PAGE]), "cannot read list: clean_many takes many pages"),
        (lambda: clean(PAGE, url=SimpleNamespace(host="echo.example")), r"url must be .*: pass str\(url\)"),
        (lambda: clean(SimpleNamespace(content=b"<p>")), r"SimpleNamespace: pass its \.content"),
        (lambda: clean(PAGE, url=5), "url must be a str or None, not 5"),
        (lambda: clean(PAGE, encoding=b"utf-8"), "encoding must be a str or None"),
        (lambda: clean(PAGE, max_chars="5"), "max_chars must be an int, not '5'"),
        (lambda: clean(PAGE, comments="no"), "comments must be True or False, not 'no'"),
        (lambda: clean(PAGE, keep_dateline=None), "keep_dateline must be True or False, not None"),
        (lambda: clean_many([PAGE], comments=1), "comments must be True or False, not 1"),
        (lambda: clean(PAGE, passes="body"), "passes must be an iterable of passes, not 'body'"),
        (lambda: clean(PAGE, passes=["titles"]), "passes must hold functions, not 'titles'"),
        (lambda: explain(PAGE, passes=None), "passes must be an iterable of passes, not None"),
        (lambda: clean_many([PAGE], passes=["titles"]), "passes must hold functions, not 'titles'"),
        (lambda: clean_many([PAGE], workers=0, max_chars="5"), "max_chars must be an int, not '5'"),
        (lambda: clean_many(Path("pages")), r'not a single \w+Path: .* pass path\.rglob\("\*\.html"\)'),
        (lambda: learn(Path("pages")), r'not a single \w+Path: .* pass path\.rglob\("\*\.html"\)'),
        (lambda: clean_many(PAGE), "pages must be an iterable of pages, not a single str"),
        (lambda: show([PAGE]), r"show takes Articles or rows of clean_many, not str: show\(map"),
        (lambda: show(clean(PAGE)), r"not Article: show\(\[article\]\)"),
        (lambda: report([PAGE]), "report takes Articles or rows of clean_many, not str"),
    ],
)
def test_an_argument_of_another_type_is_named_before_anything_runs(
    call: Callable[[], Any], says: str
) -> None:
    with pytest.raises(TypeError, match=says):
        call()


def test_a_negative_limit_is_named() -> None:
    with pytest.raises(ValueError, match="max_chars must be 0 or more, not -1"):
        clean(PAGE, max_chars=-1)


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (Claim("authors", "Jane Doe", None, "mine"), "authors must be a tuple of str, not 'Jane Doe'"),
        (Claim("authors", ["Jane Doe"], None, "mine"), "authors must be a tuple of str"),
        (Claim("authors", ("Jane Doe", None), None, "mine"), "authors must be a tuple of str"),
        (Claim("published", "2024-05-03", None, "mine"), "published must be datetime, date or None"),
        (Claim("title", 5, None, "mine"), "title must be str or None, not 5"),
        (Claim("status", "fine", None, "mine"), "status must be 'ok'"),
        (Claim("headline", "Rain", None, "mine"), "an Article has no field 'headline'"),
        (Claim("body", (), None, "mine"), "an Article has no field 'body'"),
        (Drop(9_999, "mine"), "the page has no block 9999"),
        (Drop(-1, "mine"), "the page has no block -1"),
        (Drop("story", "mine"), "an edit's block is a Block or its id, not str"),  # type: ignore[arg-type]
        ("Rain", "a pass yields Drop, Rewrite or Claim, not str"),
    ],
)
def test_an_edit_that_cannot_be_applied_names_pass_and_problem(edit: Edit, says: str) -> None:
    def mine(page: Page) -> Iterator[Edit]:
        yield edit

    with pytest.raises(PassError, match=f"pass 'mine' failed on a page without url: .*{says}"):
        clean(PAGE, passes=(mine,))


def test_edits_take_a_block_or_its_id() -> None:
    def mine(page: Page) -> Iterator[Edit]:
        first, second, *_ = page.blocks
        yield Drop(first, "mine")  # type: ignore[arg-type]
        yield Rewrite(second, "Rain", "mine")  # type: ignore[arg-type]

    told = explain(PAGE, passes=(mine,))
    assert [step.edit.block for step in told.trace] == [block.id for block in told.page.blocks[:2]]
    assert told.article.body[0].text == "Rain"
    assert newsclean.replay(told.page, told.trace) == told.cleaned


def test_elements_of_other_parsers_give_the_same_article() -> None:
    assert clean(lxml.html.fromstring(PAGE)).text == clean(PAGE).text
    assert clean(LexborHTMLParser(PAGE)) == clean(PAGE)
    assert clean(lxml.html.fromstring(PAGE).getroottree()).title == clean(PAGE).title


def test_reprs_fit_a_screen_and_show_no_control_characters() -> None:
    told = explain(PAGE)
    rows = [*clean_many([PAGE, b"%PDF-1.7"], workers=0, with_trace=True)]
    for each in (told, told.article, told.page, *rows, *told.trace):
        assert len(repr(each)) < 300
    assert repr(told.article) == str(told.article)
    assert "\x1b" not in repr(clean("<h1>Bridge \x1b[31m reopens</h1><p>The bridge reopened.</p>"))


def test_help_and_dir_show_names() -> None:
    assert repr(newsclean.DEFAULT_PASSES).startswith("(text_repair, edit_links, page_metadata, ")
    assert dir(newsclean) == sorted([*newsclean.__all__, "__version__"])
    assert all(hasattr(newsclean, name) for name in dir(newsclean))


def test_a_path_is_read(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    assert clean(tmp_path / "page.html") == clean(PAGE)
