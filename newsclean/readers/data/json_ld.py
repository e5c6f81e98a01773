"""JSON-LD: the objects in which a page describes itself, out of its scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import regex

from ...text.patterns import pattern
from .limits import LIMITS, Limits, Warn, no_warning

_MOST_OBJECTS = 500  # of a page, lists and @graph laid flat
TOO_MANY = f"JSON-LD beyond {_MOST_OBJECTS} objects was not read"

# \ud83d without its second half, as text cut in the middle of an emoji has it
_ESCAPE = pattern(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    regex.S,
)


def json_ld_objects(
    scripts: Iterable[str], limits: Limits = LIMITS, warn: Warn = no_warning
) -> Iterator[Mapping[str, Any]]:
    """The objects of a page's JSON-LD scripts, lists and @graph laid flat. Broken JSON gives none.

    `warn` hears of what is left out because it is past the limits.

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


def parse_json(script: str, limits: Limits = LIMITS, warn: Warn = no_warning) -> Any:
    """JSON as pages write it: wrapped in comments or CDATA, raw line breaks in strings. None if broken.

    NaN and infinities, which are no JSON, become None; JSON too deep for others to walk counts as broken,
    and `warn` hears of it.
    """
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>")
    text = text.removeprefix("<![CDATA[").removesuffix("]]>")
    text = text.strip().rstrip(";")
    if not text:
        return None
    try:
        value = DECODER.decode(without_halves(text))
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


def without_halves(text: str) -> str:
    """JSON with U+FFFD in place of escapes for halves of characters, which no encoding can write.

    >>> without_halves('"rain \\\\ud83d, snow \\\\ud83c\\\\udf28"')
    '"rain \\\\ufffd, snow \\\\ud83c\\\\udf28"'
    """
    if "\\ud" not in text and "\\uD" not in text:
        return text
    return _ESCAPE.sub(lambda escape: "\\ufffd" if escape["half"] else escape[0], text)


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
