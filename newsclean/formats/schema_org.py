"""An Article as a schema.org NewsArticle, ready for `json.dumps`.

{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge reopens",
 "author": [{"@type": "Person", "name": "Ada Writer"}], "dateline": "LENN", …}
"""

from __future__ import annotations

from typing import Any

from ..article import Article, Dateline, Image
from ..phrases import agencies
from ..text.words import count_words, fold


def news_article(article: Article) -> dict[str, Any]:
    """Return the Article as a NewsArticle in JSON-LD; an absent fact has no key."""
    text = article.text
    dateline = article.dateline
    place = dateline.place if dateline else None
    known = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "alternativeHeadline": article.subtitle,
        "author": [_author(name, article) for name in article.authors],
        "dateline": in_words(dateline) if dateline else None,
        "locationCreated": {"@type": "Place", "name": place} if place else None,
        "datePublished": article.published.isoformat() if article.published else None,
        "dateModified": article.modified.isoformat() if article.modified else None,
        "inLanguage": article.language,
        "publisher": _organization(article.publisher) if article.publisher else None,
        "articleSection": article.section,
        "keywords": list(article.tags),
        "url": article.url,
        "mainEntityOfPage": article.url,
        "description": article.description,
        "license": article.license,
        "image": [_image(x) for x in article.images],
        "isAccessibleForFree": False if article.status == "paywalled" else None,
        "wordCount": count_words(text) or None,
        "articleBody": text,
    }
    return {key: value for key, value in known.items() if value not in (None, "", [])}


def _author(name: str, article: Article) -> dict[str, str]:
    """Return a Person, or an Organization if the name is the publisher's, the dateline's or an agency's."""
    agency = article.dateline.agency if article.dateline else None
    organizations = {fold(x) for x in (article.publisher, agency) if x}
    is_organization = fold(name) in organizations | agencies()
    return _organization(name) if is_organization else {"@type": "Person", "name": name}


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def in_words(dateline: Dateline) -> str:
    """Return a dateline as free text: "LONDON (Reuters)"."""
    if dateline.place and dateline.agency:
        return f"{dateline.place} ({dateline.agency})"
    return dateline.place or dateline.agency or dateline.raw.strip()


def _image(image: Image) -> dict[str, str]:
    known = {"url": image.url, "caption": image.caption or image.alt, "creditText": image.credit}
    return {"@type": "ImageObject", **{key: value for key, value in known.items() if value}}
