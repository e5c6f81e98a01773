"""Reads the JSON that an analytics service asks pages to put in one meta tag."""

from __future__ import annotations

from .json_ld import parse_json

_KEYS = {
    "author": "author",
    "authors": "author",
    "pub_date": "pub-date",
    "section": "section",
    "tags": "tags",
}


def parsely_facts(content: str) -> list[tuple[str, str]]:
    """Return the facts of a `<meta name="parsely-page">` as tags of their own, [(name, content)].

    >>> parsely_facts('{"author": "Ada Lind", "pub_date": "2024-05-03"}')
    [('parsely-author', 'Ada Lind'), ('parsely-pub-date', '2024-05-03')]
    """
    value = parse_json(content)
    known = [(_KEYS[key], x) for key, x in value.items() if key in _KEYS] if isinstance(value, dict) else []
    many = [(key, text) for key, given in known for text in (given if isinstance(given, list) else [given])]
    return [(f"parsely-{key}", " ".join(x.split())) for key, x in many if isinstance(x, str) and x.strip()]
