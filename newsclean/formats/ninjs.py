"""An Article as a news item in ninjs 3.0, the JSON of newsrooms: https://iptc.org/standards/ninjs/

{"uri": "https://echo.example/bridge", "standard": {"name": "ninjs", "version": "3.0", …}, "type": "text",
 "headlines": [{"role": "main", "value": "Bridge reopens"}], "infoSources": [{"name": "Ada Writer"}], …}

It was written from the standard's documentation, without the schema file, so it uses only properties that the
documentation makes clear.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ..article import Article
from ..text.patterns import pattern
from ..text.words import count_words
from .marked_text import encoded
from .semantic_html import semantic_html

_STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}
# https://echo.example/bridge
_WEB_ADDRESS = pattern(r"https?+://[^/?\#\s\uD800-\uDFFF][^\uD800-\uDFFF]*+")
# "%" that escapes nothing, spaces, "ü"
_NOT_IN_A_URI = pattern(r"%(?![0-9A-Fa-f]{2})|[^!\#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]")

_CUT_SHORT = ("paywalled", "truncated")  # statuses of pages that show only a part of their text


def ninjs(article: Article) -> dict[str, Any]:
    """Return the Article as a ninjs item; an absent fact has no key."""
    place = article.dateline.place if article.dateline else None
    known = {
        "uri": _uri(article),
        "standard": dict(_STANDARD),
        "type": "text",
        "representationType": "incomplete" if article.status in _CUT_SHORT else "complete",
        "firstCreated": _moment(article.published),
        "versionCreated": _moment(article.modified or article.published),
        "language": article.language,
        "usageTerms": article.license,
        "by": ", ".join(article.authors),
        "headlines": _texts(kicker=article.kicker, main=article.title),
        "descriptions": _texts(subtitle=article.subtitle, summary=article.description),
        "bodies": _bodies(article),
        "infoSources": [{"name": name} for name in _sources(article)],
        "subjects": [{"name": name} for name in article.tags],
        "located": place,
    }
    return {key: value for key, value in known.items() if value not in (None, "", [])}


def _uri(article: Article) -> str:
    """Return the page's address; without one, a UUID of the text: the same for the same words."""
    if article.url and _WEB_ADDRESS.fullmatch(article.url):
        return encoded(article.url, _NOT_IN_A_URI)
    return uuid5(NAMESPACE_URL, article.fingerprint).urn


def _moment(when: dt.date | None) -> str | None:
    """Return a time with its zone, which ninjs requires; None if there is none."""
    if isinstance(when, dt.datetime) and when.tzinfo is not None:
        return when.isoformat()
    return None


def _texts(**texts: str | None) -> list[dict[str, str]]:
    return [{"role": role, "value": text} for role, text in texts.items() if text]


def _bodies(article: Article) -> list[dict[str, Any]]:
    """Return the body as plain text, and with formatting and images as HTML."""
    if not article.body:
        return []
    text = article.text
    size = {"charCount": len(text), "wordCount": count_words(text)}
    alone = replace(article, title=None, subtitle=None, authors=(), published=None, modified=None)
    return [
        {"role": "main", "contentType": kind, **size, "value": value}
        for kind, value in (("text/plain", text), ("text/html", semantic_html(alone)))
    ]


def _sources(article: Article) -> list[str]:
    """Return the authors, the dateline's agency and the publisher, each once."""
    agency = article.dateline.agency if article.dateline else None
    return list(dict.fromkeys(name for name in (*article.authors, agency, article.publisher) if name))
