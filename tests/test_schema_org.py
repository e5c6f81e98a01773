"""An Article as a schema.org NewsArticle."""

from __future__ import annotations

import datetime as dt
import json

from newsclean.model import Article, Block, Dateline, Image

ARTICLE = Article(
    title="Bridge reopens",
    subtitle="Two years after the flood",
    authors=("Ada Writer", "Lenn Press"),
    dateline=Dateline("LENN (Lenn Press) - ", "LENN", "Lenn Press"),
    published=dt.datetime(2024, 5, 3, 7, 30, tzinfo=dt.UTC),
    modified=dt.date(2024, 5, 4),
    language="en-GB",
    publisher="The Lenn Echo",
    section="Local",
    tags=("bridges", "floods"),
    url="https://echo.example/bridge",
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
    assert found["articleBody"] == "The bridge reopened on Friday.\n\nWhat next"
    assert json.loads(json.dumps(found)) == found


def test_absent_facts_have_no_key() -> None:
    assert Article().to_schema_org() == {"@context": "https://schema.org", "@type": "NewsArticle"}
