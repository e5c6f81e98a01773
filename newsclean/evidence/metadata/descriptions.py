"""Finds the summary that a page declares, without "Read more" and other ends that were cut."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...model import Head
from ...phrases import worded
from ...text.patterns import pattern
from ...text.words import fold
from ..declared_names import is_missing
from ..structured_data import article_values, clean_text, objects_of, texts

_DESCRIPTION_META = (
    *("og:description", "description", "twitter:description", "dc.description", "dcterms.description"),
    "sailthru.description",
)
# "The bridge reopened.\r\nThe mayor …"    "The bridge reopened.&lt;br /&gt;The mayor …"
_ESCAPED_BREAK = pattern(r"(?:\\[rnt]|(?:<|&lt;)br\s?/?(?:>|&gt;))++", regex.I)
# "The bridge reopened. […]"
_WHOLE_BUT_MARKED = pattern(r"(?<=[.!?])\s\[\s?(?:…|\.{3})\s?\]\Z")
# "… and the mayor [...]"    "… and the mayor […"    "… and the mayor…..."
_CUT_SHORT = pattern(r"\s?\[\s?(?:…|\.{3})\s?\]?\Z|(?<=…)\s*+\.{3}\Z|\ufffd++\s?(?:…|\.{3})")
_WHOLE = tuple(".!?。।۔؟։።။។")  # ends of a description that was not cut off
_READ_ON_CHARACTERS = 150  # at the end of a description: a link and the headline in it
# "… the bridge. Read more »"    "… the bridge … Continue reading “Bridge reopens” →"
_READ_ON = worded(r"(?i)(?<=[\s.…!?\p{Ll}])<<read on>>(?:\s++[“\"„«][^“”\"„«»]*+[”\"“»])?+\s*+[→»›>.…:]*+\Z")


def descriptions(head: Head, publisher: str) -> Iterator[tuple[str, str]]:
    """Yield descriptions of the article, except the one that the site gives on every page."""
    everywhere = {fold(x) for site in objects_of(head, "WebSite") for x in texts(site.get("description"))}
    everywhere |= {"", fold(publisher)}
    declared = [(x, key) for key in _DESCRIPTION_META for x in head.named(key)]
    declared[1:1] = [(x, "JSON-LD description") for x in article_values(head, "description")]
    for text, origin in declared:
        description = clean_text(_ESCAPED_BREAK.sub(" ", text))
        if not description.endswith(_WHOLE) or description.endswith(".."):
            start = max(0, len(description) - _READ_ON_CHARACTERS)
            description = description[:start] + _READ_ON.sub("", description[start:]).rstrip()
        if "…" in description or "..." in description:
            description = _CUT_SHORT.sub("…", _WHOLE_BUT_MARKED.sub("", description))
        description = description.strip(" |>\ufffd")
        if fold(description) not in everywhere and not is_missing(description):
            yield description, origin
