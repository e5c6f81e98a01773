"""JSON-LD: the objects in which a page describes itself, out of its scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

_JSON_MOST_CHARACTERS = 2_000_000  # a script longer than this is no description of an article
_JSON_MOST_OBJECTS = 500  # laid flat
_JSON_DEEPEST = 40  # levels of lists and @graph that are followed


def json_ld_objects(script: str) -> Iterator[Mapping[str, Any]]:
    """The objects of one JSON-LD script, lists and @graph laid flat. Broken JSON gives none.

    >>> [x["@type"] for x in json_ld_objects('{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle"}]}')]
    ['WebSite', 'NewsArticle']
    """
    data = parse_json(script)
    waiting = [(data, 0)]
    found = 0
    while waiting and found < _JSON_MOST_OBJECTS:
        value, depth = waiting.pop()
        if depth > _JSON_DEEPEST:
            continue
        if isinstance(value, list):
            waiting.extend((x, depth + 1) for x in reversed(value))
        elif isinstance(value, dict):
            graph = value.get("@graph")
            if isinstance(graph, (list, dict)):
                waiting.append((graph, depth + 1))
            if graph is None or "@type" in value:
                found += 1
                yield value


def parse_json(script: str) -> Any:
    """JSON as pages write it: wrapped in comments or CDATA, raw line breaks in strings. None if broken."""
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>")
    text = text.removeprefix("<![CDATA[").removesuffix("]]>")
    if not text or len(text) > _JSON_MOST_CHARACTERS:
        return None
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None
