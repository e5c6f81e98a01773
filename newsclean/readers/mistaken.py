"""Recognises sources that are not pages: an address, a file's name, JSON, a feed, a sitemap.

>>> what_it_looks_like("https://paper.example/bridge")
'the source is an address, not a page: newsclean fetches nothing; fetch it first and pass its content'
>>> what_it_looks_like("The bridge over the Lenn reopened on Monday.")
''
"""

from __future__ import annotations

import json
from contextlib import suppress

import regex

from ..text.patterns import pattern

_LONGEST = 2_000  # characters of an address or a file's name
_MOST_JSON = 1_000_000  # characters to parse; of a longer text, the last sign decides
_OPENING = 2_000  # characters of a document in which its first element comes

_ADDRESS = pattern(r"(?:https?|ftp|file)://\S++\s*+\Z", regex.I)
# page.html    /data/crawl/page.htm    C:\pages\page.txt    ../page.warc.gz
_FILE_NAME = pattern(
    r"(?:[A-Z]:)?[^\n<>|?*\"]{0,250}?[\w)\]-]\.(?:html?|xhtml|mhtml?|txt|md|json|jsonl|xml|warc|gz|zst|pdf)\s*+\Z",
    regex.I,
)
# <?xml version="1.0"?> <!-- made by … --> <rss version="2.0">
_DOCUMENT = pattern(
    r"\s*+(?:<\?[^>]*+>\s*+|<!--.*?-->\s*+|<!doctype[^>]*+>\s*+)*+<([a-z]++)[\s>:]", regex.I | regex.S
)
_DOCUMENTS = {
    "rss": "a feed",
    "feed": "a feed",
    "rdf": "a feed",
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap",
}


def what_it_looks_like(text: str) -> str:
    """Return a warning that says what the text looks like and what to do, or `""` if it may be a page."""
    if len(text) <= _LONGEST:
        bare = text.strip()
        if _ADDRESS.match(bare):
            return (
                "the source is an address, not a page: newsclean fetches nothing; fetch it first and pass its"
                " content"
            )
        if _FILE_NAME.match(bare):
            return "the source is a file's name, not a page: pass pathlib.Path(name) to have the file read"
    opening = text[:_OPENING].lstrip("\ufeff \t\r\n")
    if opening[:1] in ("{", "[") and _is_json(text):
        return "the source is JSON, not a page: pass the value that holds the page's HTML or text"
    found = _DOCUMENT.match(opening) if opening[:1] == "<" else None
    kind = _DOCUMENTS.get(found[1].lower(), "") if found else ""
    return f"the source is {kind}, not a page: clean the pages that it links to" if kind else ""


def _is_json(text: str) -> bool:
    if len(text) > _MOST_JSON:
        return text.rstrip()[-1:] in ("}", "]")
    with suppress(ValueError, RecursionError):
        return isinstance(json.loads(text.lstrip("\ufeff")), (dict, list))
    return False
