"""An Article as ninjs 3.0, against a cut of the standard's schema: tests/ninjs_3_cut.json says what it is."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fixture_files import all_pages
from hypothesis import given
from jsonschema import Draft7Validator, FormatChecker
from test_schema_org import ARTICLE
from test_semantic_html import _articles

from newsclean import Article, Image, clean

_FORMATS = FormatChecker(())
_SCHEMA = json.loads((Path(__file__).parent / "ninjs_3_cut.json").read_text(encoding="utf-8"))
_NINJS = Draft7Validator(_SCHEMA, format_checker=_FORMATS)
# RFC 3339, with its zone; RFC 3986
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(%[0-9A-Fa-f]{2}|[!#$&'()*+,./0-9:;=?@A-Z_a-z~\[\]-])+")


@_FORMATS.checks("date-time")
def _is_date_time(text: object) -> bool:
    return bool(_DATE_TIME.fullmatch(str(text)))


@_FORMATS.checks("uri")
def _is_uri(text: object) -> bool:
    return bool(_URI.fullmatch(str(text)))


def item(article: Article) -> dict[str, Any]:
    """The article's item, which must be valid."""
    found = article.to_ninjs()
    _NINJS.validate(found)
    return found


def test_a_full_article() -> None:
    found = item(replace(ARTICLE, kicker="After the flood", description="Trucks and trains", status="ok"))
    text = "The bridge reopened on Friday.\n\nWhat next"
    size = {"charCount": len(text), "wordCount": 7}
    html = (
        '<article lang="en-GB">\n<figure>\n<img src="https://echo.example/b.jpg" alt="A bridge">\n'
        "<figcaption><small>Bo Lens</small></figcaption>\n</figure>\n"
        "<p>The bridge reopened on Friday.</p>\n</article>\n"
    )
    assert found == {
        "uri": "https://echo.example/bridge",
        "standard": {
            "name": "ninjs",
            "version": "3.0",
            "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
        },
        "type": "text",
        "representationType": "complete",
        "firstCreated": "2024-05-03T07:30:00+00:00",
        "language": "en-GB",
        "usageTerms": "https://creativecommons.org/licenses/by/4.0/",
        "by": "Ada Writer, Lenn Press, dpa",
        "headlines": [
            {"role": "kicker", "value": "After the flood"},
            {"role": "main", "value": "Bridge reopens"},
        ],
        "descriptions": [
            {"role": "subtitle", "value": "Two years after the flood"},
            {"role": "summary", "value": "Trucks and trains"},
        ],
        "bodies": [
            {"role": "main", "contentType": "text/plain", **size, "value": text},
            {"role": "main", "contentType": "text/html", **size, "value": html},
        ],
        "infoSources": [
            {"name": "Ada Writer"},
            {"name": "Lenn Press"},
            {"name": "dpa"},
            {"name": "The Lenn Echo"},
        ],
        "subjects": [{"name": "bridges"}, {"name": "floods"}],
        "located": "LENN",
    }


def test_absent_facts_have_no_key() -> None:
    assert set(item(Article())) == {"uri", "standard", "type", "representationType"}


def test_a_part_of_a_text_is_incomplete() -> None:
    assert item(Article(status="paywalled"))["representationType"] == "incomplete"
    assert item(Article(status="truncated"))["representationType"] == "incomplete"


_MORNING = dt.datetime(2024, 5, 3, 7, tzinfo=dt.UTC)
_SAID = "2024-05-03T07:00:00+00:00"


@pytest.mark.parametrize(
    ("published", "modified", "first", "version"),
    [
        (_MORNING, None, _SAID, _SAID),
        (dt.date(2024, 5, 1), _MORNING, None, _SAID),
        (_MORNING, dt.date(2024, 5, 4), _SAID, None),
        (dt.datetime(2024, 5, 3, 7), None, None, None),
    ],
)
def test_times_need_a_zone(
    published: dt.date, modified: dt.date | None, first: str | None, version: str | None
) -> None:
    found = item(Article(published=published, modified=modified))
    assert (found.get("firstCreated"), found.get("versionCreated")) == (first, version)


def test_an_item_without_an_address_is_named_by_its_text() -> None:
    article = clean("<h1>Rain</h1><p>The ferry stayed in port on Friday, after a night of rain.</p>")
    assert item(article)["uri"].startswith("urn:uuid:")
    assert item(article)["uri"] == item(replace(article, title="Snow"))["uri"]
    assert item(article)["uri"] != item(Article())["uri"]
    assert item(Article(url="/rain"))["uri"] == item(Article())["uri"]


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("https://echo.example/the bridge", "https://echo.example/the%20bridge"),
        ("https://echo.example/100%?a=%20", "https://echo.example/100%25?a=%20"),
        ("https://echo.example/brücke", "https://echo.example/br%C3%BCcke"),
    ],
)
def test_addresses_are_uris(url: str, uri: str) -> None:
    assert item(Article(url=url))["uri"] == uri
    assert urlsplit(uri).hostname == "echo.example"


def test_the_item_is_json_and_the_articles_own() -> None:
    found = item(ARTICLE)
    assert json.loads(json.dumps(found)) == found
    found["standard"]["version"] = "0"
    assert item(ARTICLE)["standard"]["version"] == "3.0"


@pytest.mark.parametrize("fixture", all_pages(), ids=str)
def test_pages_are_valid_and_keep_their_text(fixture) -> None:  # type: ignore[no-untyped-def]
    article = clean(fixture.page)
    bodies = item(article).get("bodies", [])
    assert [body["value"] for body in bodies[:1]] == ([article.text] if article.body else [])


@given(_articles)
def test_every_article_is_valid(article: Article) -> None:
    item(replace(article, url=article.title, license=article.subtitle, published=dt.date(2024, 5, 3)))
    item(replace(article, url=f"https://echo.example/{article.title}", images=(Image("/a"),)))
