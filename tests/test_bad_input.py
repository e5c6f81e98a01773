"""Input that is not a news page: a documented error that says why, or an Article that says so."""

from __future__ import annotations

import codecs
import contextlib
import gzip
import json
import pickle
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import tag_soup

from newsclean import DEFAULT_PASSES, Article, Edit, NotAPage, Page, PassError, clean, explain, learn

PAGE = "<article><h1>Bridge reopens</h1><p>The bridge over the Lenn reopened on Monday.</p></article>"

# --- another type -------------------------------------------------------------------------------


@pytest.mark.parametrize("source", [7, 1.5, True, {"html": PAGE}, object(), ord])
def test_another_type_says_what_is_accepted(source: Any) -> None:
    with pytest.raises(TypeError) as error:
        clean(source)
    assert str(error.value) == (
        f"newsclean cannot read {type(source).__name__}:"
        " it takes str or bytes of HTML or plain text, an element of Beautiful Soup, lxml or selectolax,"
        " or an os.PathLike"
    )


def test_a_string_is_content_and_never_a_file_name() -> None:
    assert clean(__file__).text in ("", __file__)


def test_a_path_is_read(tmp_path: Path) -> None:
    page = tmp_path / "page.dat"
    page.write_text(PAGE, encoding="utf-8")
    assert clean(page) == clean(PAGE)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        clean(tmp_path / "gone.html")


NOT_OF_PAGES = ("idna", "punycode", "undefined", "unicode_escape")


def test_an_encoding_that_python_does_not_know() -> None:
    for name in ("utf-9", "hex", "utf-8\0", *NOT_OF_PAGES):
        with pytest.raises(LookupError, match=f"unknown encoding: {name}"):
            clean(b"caf\xe9", encoding=name)


@pytest.mark.parametrize("name", NOT_OF_PAGES)
def test_a_page_cannot_declare_a_codec_that_fails(name: str) -> None:
    page = f'<meta charset="{name}">{PAGE}'.replace("</p>", " Café.</p>", 1).encode("latin-1")
    article = clean(page)
    assert "Café" in article.text
    profile = learn([page])
    assert (len(profile.notes), profile.unread) == (1, 0)


# --- bytes that are not a page ------------------------------------------------------------------

RANDOM = random.Random(1).randbytes(20_000)
FILES = {
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n",
    "a JPEG image": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + RANDOM,
    "a PNG image": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "gzip data": gzip.compress(PAGE.encode()),
    "a ZIP archive": b"PK\x03\x04\x14\x00\x06\x00word/document.xml",
    "binary data": RANDOM,
}


@pytest.mark.parametrize(("what", "data"), FILES.items(), ids=list(FILES))
def test_the_error_says_what_bytes_that_are_not_a_page_look_like(what: str, data: bytes) -> None:
    with pytest.raises(NotAPage, match=what) as error:
        clean(data)
    assert isinstance(error.value, ValueError)
    assert str(pickle.loads(pickle.dumps(error.value))) == str(error.value)


ENCODINGS = "utf-8 cp1252 latin-1 gb18030 shift_jis euc_kr koi8-r utf-16 utf-16-be utf-32".split()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_binary_data_is_no_page_whatever_encoding_is_named(encoding: str) -> None:
    with pytest.raises(NotAPage, match="binary"):
        clean(RANDOM, encoding=encoding)


@pytest.mark.parametrize("bom", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE], ids=repr)
def test_binary_data_is_no_page_though_it_begins_like_text(bom: bytes) -> None:
    with pytest.raises(NotAPage, match="binary"):
        clean(bom + RANDOM)


@pytest.mark.parametrize("encoding", [*ENCODINGS, "cp037", "cp500", "hz", "iso2022_kr"])
def test_text_in_a_named_encoding_is_a_page(encoding: str) -> None:
    lines = PAGE.replace("><", ">\n<").encode(
        encoding
    )  # EBCDIC ends lines with what is a control byte in ASCII
    assert clean(lines, encoding=encoding).title == "Bridge reopens"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(NotAPage):
        assert isinstance(clean(data), Article)


@given(st.text(max_size=300) | tag_soup)
def test_any_text_is_read(text: str) -> None:
    article = clean(text)
    article.to_json().encode("utf-8")  # fails on lone surrogates


LONG = "The old swing bridge over the harbour reopened on Monday after four years of repairs. " * 12
DATA = json.dumps({"props": {"text": LONG.replace("Monday", "Mon\ud83dday")}})

LONE_SURROGATES = {
    "JSON-LD": '<script type="application/ld+json">{"@type": "NewsArticle",'
    r'"headline": "Bridge \ud83d reopens"}</script>' + PAGE,
    "behind an escaped backslash": '<script type="application/ld+json">{"@type": "NewsArticle",'
    r'"headline": "Bridge \\ud83d\ude00 reopens"}</script>' + PAGE,
    "JSON of a script": f'<div id="app"></div><script type="application/json">{DATA}</script>',
    "JSON in a program": f'<div id="app"></div><script>window.__STATE__ = {DATA};</script>',
    "HTML": PAGE.replace("e", "\udc00", 3),
    "a dump": LONG.replace("Monday", "Mon\ud83dday"),
}


@pytest.mark.parametrize("source", LONE_SURROGATES.values(), ids=list(LONE_SURROGATES))
def test_lone_surrogates_become_replacement_characters(source: str) -> None:
    article = clean(source, url="https://paper.example/\ud800")
    article.to_json().encode("utf-8")
    assert article.text


# --- nothing to clean ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "",
        " \n\t ",
        b"",
        b"\xef\xbb\xbf",
        "<html></html>",
        "<html><body><script>x()</script></body></html>",
        "\x00",
        "\u200b",
    ],
    ids=repr,
)
def test_an_empty_page_is_an_article_that_says_so(source: str | bytes) -> None:
    article = clean(source)
    assert article.status == "empty"
    assert (article.title, article.body, article.authors, article.published) == (None, (), (), None)


def test_a_title_that_takes_in_the_page_is_cut_at_a_blank() -> None:
    words = "bridge " * 80
    assert set((clean(f"<title>Reopened {words}<p>{words}").title or "").split()) == {"Reopened", "bridge"}


# --- a user's pass ------------------------------------------------------------------------------


def shaky(page: Page) -> Iterator[Edit]:
    raise KeyError("missing")
    yield


def careless(page: Page) -> Any:
    return [page.blocks[0]]


class Picky:
    def __call__(self, page: Page) -> Any:
        return 1 / 0


@pytest.mark.parametrize(
    ("each", "name", "cause"),
    [(shaky, "shaky", KeyError), (careless, "careless", TypeError), (Picky(), "picky", ZeroDivisionError)],
)
def test_a_pass_that_raises_is_named_with_the_page(each: Any, name: str, cause: type[Exception]) -> None:
    url = "https://paper.example/bridge"
    with pytest.raises(PassError) as error:
        clean(PAGE, url=url, passes=(each, *DEFAULT_PASSES))
    assert (error.value.by, error.value.url) == (name, url)
    assert isinstance(error.value.__cause__, cause)
    assert name in str(error.value)
    assert url in str(error.value)
    assert str(pickle.loads(pickle.dumps(error.value))) == str(error.value)


def test_a_pass_that_raises_on_a_page_without_url() -> None:
    with pytest.raises(PassError, match=r"pass 'shaky' failed on a page without url: KeyError: 'missing'"):
        explain(PAGE, passes=(shaky,))
