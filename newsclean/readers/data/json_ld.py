"""Reads JSON-LD: the objects in a page's scripts that describe the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import regex

from ...text.patterns import pattern
from .limits import LIMITS, Limits, Warn, ignore_warning

_MOST_OBJECTS = 500  # per page, after flattening lists and @graph
TOO_MANY = f"JSON-LD beyond {_MOST_OBJECTS} objects was not read"

_COMMENT_STARTS = ("<", "/")
_COMMENT_EDGES = "/* \r\n\t"  # of comments in scripts: // <!-- and /*<![CDATA[*/
_WRAPPINGS = (("<!--", "-->"), ("<![CDATA[", "]]>"))

# \ud83d without its second half, which text cut in the middle of an emoji contains
_SURROGATE_ESCAPE = pattern(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<lone>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    regex.S,
)


# Strings, which may hold anything, and a comma before the end of an object or list: {"name": "Ada, Bo", }
_LAST_COMMA = pattern(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|(?P<last>,)(?=\s*+[}\]])', regex.S)


def json_ld_objects(
    scripts: Iterable[str], limits: Limits = LIMITS, warn: Warn = ignore_warning
) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a page's JSON-LD scripts, flattening lists and @graph. Skip broken JSON.

    `warn` is called with a message about anything left out because of the limits.

    >>> scripts = ['{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle"}]}']
    >>> [x["@type"] for x in json_ld_objects(scripts)]
    ['WebSite', 'NewsArticle']
    """
    found = read = 0
    for script in scripts:
        read += len(script)
        if read > limits.json_chars:
            warn(limits.too_long("JSON-LD"))
            return
        waiting = [parse_json(script, limits, warn)]
        while waiting and found < _MOST_OBJECTS:
            value = waiting.pop()
            if isinstance(value, list):
                waiting.extend(reversed(value))
            elif isinstance(value, dict):
                graph = value.get("@graph")
                if isinstance(graph, (list, dict)):
                    waiting.append(graph)
                if graph is None or "@type" in value:
                    found += 1
                    yield value
        if waiting:
            warn(TOO_MANY)
            return


def parse_json(script: str, limits: Limits = LIMITS, warn: Warn = ignore_warning) -> Any:
    """Parse JSON as pages write it: in comments or CDATA, with raw line breaks in strings and last commas.

    Returns None for broken JSON, and for JSON beyond the depth limit, after a call to `warn`. NaN and
    infinities, which JSON lacks, become None.

    >>> parse_json('{"keywords": ["a, ]", "b", ], }')
    {'keywords': ['a, ]', 'b']}
    """
    text = script.strip()
    if text[:1] in _COMMENT_STARTS:
        text = _without_comment_marks(text)
    text = text.rstrip(";")
    try:
        value = _decoded(without_lone_surrogates(text))
    except ValueError:
        return None
    except RecursionError:
        warn(limits.too_deep)
        return None
    depth = limits.json_depth
    if text.count("{") + text.count("[") > depth and _is_deeper(value, depth):
        warn(limits.too_deep)
        return None
    return value


def _without_comment_marks(text: str) -> str:
    """Return what marks of comments and of CDATA are around.

    Before: /*<![CDATA[*/ {"name": "Ada"} /*]]>*/
    After:  {"name": "Ada"}
    """
    for opening, ending in _WRAPPINGS:
        before, found, after = text.partition(opening)
        if found and not before.strip(_COMMENT_EDGES):
            text = (after.rpartition(ending)[0] or after).strip(_COMMENT_EDGES)
    return text


def _decoded(text: str) -> Any:
    try:
        return DECODER.decode(text)
    except ValueError:
        return DECODER.decode(_LAST_COMMA.sub(lambda m: "" if m["last"] else m[0], text))


def without_lone_surrogates(text: str) -> str:
    """Return JSON with U+FFFD in place of escaped lone surrogates, which no encoding can write.

    >>> without_lone_surrogates('"rain \\\\ud83d, snow \\\\ud83c\\\\udf28"')
    '"rain \\\\ufffd, snow \\\\ud83c\\\\udf28"'
    """
    if "\\ud" not in text and "\\uD" not in text:
        return text
    return _SURROGATE_ESCAPE.sub(lambda escape: "\\ufffd" if escape["lone"] else escape[0], text)


def _is_deeper(value: Any, depth: int) -> bool:
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(depth):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, (dict, list))
        ]
        if not level:
            return False
    return True


DECODER = json.JSONDecoder(strict=False, parse_constant=lambda _: None)
