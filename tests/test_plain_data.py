"""An Article comes back whole from what `to_dict` gives, through JSON, JSON Lines and Parquet."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from fixture_files import PageFixture, all_pages
from hypothesis import given
from strategies import articles
from typer.testing import CliRunner

from newsclean import Article, Block, Dateline, Image, clean
from newsclean.cli import app
from newsclean.model import Span

FULL = Article(
    title="Rain",
    dateline=Dateline("LONDON, May 3 -", "LONDON", None, "--05-03"),
    published=dt.date(2024, 5, 3),
    modified=dt.datetime(2024, 5, 3, 0, 0, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    authors=("Ann Lee",),
    images=(Image("https://echo.example/a.jpg", after=4),),
    body=(
        Block(4, "heading", "Rain", 2, line=9),
        Block(6, "list_item", "It rained.1", 1, "3.", (Span(3, 9, "bold"), Span(11, 11, "link", "#n1", "1"))),
        Block(7, "code", "rain()\n", language="python"),
    ),
    confidence=0.5,
)
NO_FACTS: dict[str, Any] = {"schema": 2, "body": []}


# --- there and back -----------------------------------------------------------------------------


def test_a_block_has_the_keys_that_are_set() -> None:
    data = FULL.to_dict()
    assert next(iter(data)) == "schema"
    assert list(data)[-2:] == ["text", "body"]
    assert data["text"] == FULL.text
    assert data["body"] == [
        {"id": 4, "kind": "heading", "text": "Rain", "level": 2, "line": 9},
        {
            "id": 6,
            "kind": "list_item",
            "text": "It rained.1",
            "level": 1,
            "marker": "3.",
            "spans": [
                {"start": 3, "end": 9, "mark": "bold"},
                {"start": 11, "end": 11, "mark": "link", "href": "#n1", "label": "1"},
            ],
        },
        {"id": 7, "kind": "code", "text": "rain()\n", "language": "python"},
    ]


def check_comes_back(article: Article) -> None:
    data = json.loads(article.to_json())
    back = Article.from_dict(data)
    assert back == article
    assert hash(back) == hash(article)
    assert back.to_dict() == article.to_dict() == data
    assert [type(x) for x in (back.published, back.modified)] == [
        type(x) for x in (article.published, article.modified)
    ]


def test_the_day_of_publication_is_always_a_date_and_is_not_read_back() -> None:
    east = dt.timezone(dt.timedelta(hours=9))
    days = [
        None,
        dt.date(2024, 5, 3),
        dt.datetime(2024, 5, 3, 23, 50),
        dt.datetime(2024, 5, 3, 1, tzinfo=east),
    ]
    articles = [Article(published=day) for day in days]
    assert [x.published_day for x in articles] == [None, *[dt.date(2024, 5, 3)] * 3]
    assert [x.to_dict()["published_day"] for x in articles] == [None, *["2024-05-03"] * 3]
    data = articles[1].to_dict() | {"published_day": "another day"}
    assert Article.from_dict(data) == articles[1]


def test_an_article_comes_back_from_json() -> None:
    check_comes_back(FULL)
    check_comes_back(Article())
    assert Article.from_dict(FULL.to_dict()).body[0].line == 9


@given(articles)
def test_every_article_comes_back_from_json(article: Article) -> None:
    check_comes_back(article)


@pytest.mark.parametrize("fixture", all_pages(), ids=str)
def test_the_article_of_a_page_comes_back_from_json(fixture: PageFixture) -> None:
    check_comes_back(clean(fixture.page))


def written(to: Path) -> list[Article]:
    """Return the articles of all page fixtures, after writing them to a file with the command."""
    paths = [fixture.page for fixture in all_pages()]
    done = CliRunner().invoke(app, ["clean", *map(str, paths), "-o", str(to)])
    assert done.exit_code == 0, done.output
    return [clean(path) for path in paths]


def test_articles_come_back_from_json_lines(tmp_path: Path) -> None:
    expected = written(tmp_path / "out.jsonl")
    with open(tmp_path / "out.jsonl", encoding="utf-8") as lines:
        assert [Article.from_dict(json.loads(line)) for line in lines] == expected


def test_articles_come_back_from_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pip install 'newsclean[arrow]'")
    expected = written(tmp_path / "out.parquet")
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [Article.from_dict(row) for row in rows] == expected
    assert [row["schema"] for row in rows] == [2] * len(expected)


def test_a_field_of_yours_does_not_take_the_place_of_one_of_ours(tmp_path: Path) -> None:
    yours = {"html": "<h1>Rain</h1><p>It rained.", "schema": 9, "body": 1, "text": "x", "error": "none"}
    (tmp_path / "in.jsonl").write_text(json.dumps(yours))
    for name in ("out.jsonl", "out.csv"):
        done = CliRunner().invoke(app, ["clean", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
    row = json.loads((tmp_path / "out.jsonl").read_bytes())
    assert (row["schema"], row["source_schema"], row["source_body"], row["source_text"]) == (2, 9, 1, "x")
    assert Article.from_dict(row) == clean(yours["html"])
    heads = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").partition("\n")[0].split(",")
    assert "source_schema" in heads
    assert not {"schema", "body"} & set(heads)


# --- other data ---------------------------------------------------------------------------------


def test_data_of_version_1_has_blocks_without_ids_and_spans() -> None:
    body = [{"kind": "heading", "text": "Rain", "level": 2}, {"kind": "paragraph", "text": "It rained."}]
    article = Article.from_dict({"title": "Rain", "images": [{"url": "a.jpg"}], "body": body})
    assert article == Article(
        title="Rain",
        images=(Image("a.jpg"),),
        body=(Block(0, "heading", "Rain", 2), Block(1, "paragraph", "It rained.")),
    )


def test_unknown_keys_are_ignored() -> None:
    data = FULL.to_dict() | {"file": "a.html", "removed": {}, "error": None}
    data["body"][1]["mood"] = data["images"][0]["mood"] = data["dateline"]["mood"] = "wet"
    assert Article.from_dict(data) == FULL


def test_values_as_tables_give_them() -> None:
    day = dt.datetime(2024, 5, 3, 7, 30, tzinfo=dt.UTC)
    nothing = float("nan")
    data = NO_FACTS | {
        "schema": 2.0,
        "title": nothing,
        "authors": None,
        "published": day,
        "modified": day.date(),
        "images": ({"url": "a", "after": 3.0, "alt": nothing},),
        "dateline": {"raw": "LONDON -", "place": None, "date": day.date()},
        "confidence": nothing,
        "body": iter([{"id": None, "kind": "table", "text": "1", "level": nothing, "spans": None}]),
    }
    assert Article.from_dict(data) == Article(
        published=day,
        modified=day.date(),
        images=(Image("a", after=3),),
        dateline=Dateline("LONDON -", None, None, day.date()),
        body=(Block(0, "table", "1"),),
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("Rain", "not an article: str, not a dict"),
        ({}, "not an article: no key 'body'"),
        ({"title": "Rain", "body": None}, "not an article: no key 'body'"),
        ({"body": None, "error": {"kind": "Timeout"}}, "not an article: the page has an error: Timeout"),
        (
            NO_FACTS | {"schema": 3},
            "an article of schema 3: this newsclean reads up to 2; install a newer one",
        ),
        (NO_FACTS | {"schema": "public"}, "not an article: schema is 'public', not a number"),
        ({"body": "It rained."}, "not an article: body is 'It rained.', not a list"),
        ({"body": ["It rained."]}, r"not an article: body\[0\] is 'It rained.', not a dict"),
        ({"body": [{"kind": "quote"}]}, r"not an article: body\[0\] has no text"),
        ({"body": [{"text": "Rain"}]}, r"not an article: body\[0\] has no kind"),
        (
            {"body": [{"kind": "quote", "text": "Rain", "level": "2"}]},
            r"body\[0\].level is '2', not a number",
        ),
        (
            {"body": [{"kind": "quote", "text": "Rain", "spans": [{"mark": "bold"}]}]},
            r"body\[0\].spans\[0\] lacks start, end or mark",
        ),
        (NO_FACTS | {"title": 5}, "not an article: title is 5, not text"),
        (NO_FACTS | {"authors": "Ann Lee"}, "not an article: authors is 'Ann Lee', not a list"),
        (NO_FACTS | {"authors": [None]}, r"not an article: authors\[0\] is None, not text"),
        (NO_FACTS | {"images": [{"alt": "rain"}]}, r"not an article: images\[0\] has no url"),
        (NO_FACTS | {"dateline": "LONDON -"}, "not an article: dateline is 'LONDON -', not a dict"),
        (NO_FACTS | {"published": "Friday"}, "not an article: published is 'Friday', not a date in ISO 8601"),
        (NO_FACTS | {"published": 2024}, "not an article: published is 2024, not a date in ISO 8601"),
    ],
)
def test_what_is_no_article_is_an_error(data: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Article.from_dict(data)
