"""Reads JSON-LD: finds the objects that describe the page's article, and their values.

Pages write the same fact in many shapes: an author is a string, a list, an object, or an `{"@id": …}` that
refers to an object elsewhere. These pure functions even that out; the passes judge the values.

>>> head = Head(json_ld=({"@type": "NewsArticle", "headline": "Rain &amp;amp; wind", "author": {"@id": "#a"}},
...                      {"@type": "Person", "@id": "#a", "name": "Ada Writer"}))
>>> article_values(head, "headline"), article_names(head, "author")
(['Rain & wind'], ['Ada Writer'])
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ..model import Head
from ..text.caching import cached_if_short
from ..text.domains import bare_address
from ..text.patterns import pattern
from ..text.words import fold
from .damage import without_mojibake

JsonObject = Mapping[str, Any]

_DEEPEST = 8  # levels of nested objects; real descriptions have fewer
_MOST_OBJECTS = 2000  # searched for an @id
_MOST_ARTICLES = 50  # descriptions searched for the page's own
_MOST_STEPS = 300  # values visited for the names in one value
_LONGEST_NAMES = 1000  # characters of names on several lines
_MOST_NAMES = 60  # in one value; a longer list is neither a byline nor a set of tags
_UNESCAPED_TIMES = 2  # "&amp;#8217;" is common
_LONGEST_TEXT = 20_000  # characters; a longer value is a text, not a fact, and is cut off

_NO_ARTICLE = frozenset(("jobposting",))
# Types that describe the page if no object describes an article.
_OTHER_TYPES = frozenset(("imagegallery", "recipe", "review", "claimreview", "report", "creativework"))
_TAG = pattern(r"</?[a-zA-Z][^<>]*+>")


def article_object(head: Head) -> JsonObject | None:
    """Return the JSON-LD object that describes the page's article, or None."""
    return next(iter(article_objects(head)), None)


def article_objects(head: Head) -> tuple[JsonObject, ...]:
    """Return the objects that describe the page's article, the fullest first: plugins often repeat it.

    If the page describes other stories too, only objects with the page's own headline or address count, or
    the first object if none has them.
    """
    known: tuple[JsonObject, ...] | None = head.cache.get("articles")
    if known is None:
        known = head.cache["articles"] = tuple(_article_objects(head))
    return known


def declares_article(head: Head) -> bool:
    """Whether the page says that it is an article, in its JSON-LD or by `og:type`."""
    return article_object(head) is not None or "article" in head.named("og:type")


def article_values(head: Head, *keys: str) -> list[str]:
    """Return the distinct values of these keys in the article's objects, as text, in the order of `keys`.

    Keys in lower case match too, since some pages write `datepublished`.
    """
    out = [text for value in _values_under(head, keys) for text in texts(value)]
    return list(dict.fromkeys(out))


def article_names(head: Head, *keys: str) -> list[str]:
    """Return the distinct names of people or things under these keys of the article's objects."""
    out = [name for value in _values_under(head, keys) for name in names(head, value)]
    return list(dict.fromkeys(out))


def objects_of(head: Head, *types: str) -> list[JsonObject]:
    """Return the top-level objects of these types (`"WebPage"`), in order."""
    wanted = {t.lower() for t in types}
    return [x for x in head.json_ld if wanted & types_of(x)]


def types_of(value: JsonObject) -> set[str]:
    """Return the types of an object, lower-case, without namespaces: newsarticle for "schema:NewsArticle"."""
    declared = value.get("@type") or value.get("type")
    many = declared if isinstance(declared, list) else [declared]
    return {_local_name(x) for x in many if isinstance(x, str)}


def resolve(head: Head, value: Any) -> Any:
    """Return the object that `{"@id": …}` refers to, or any other value unchanged."""
    if not isinstance(value, dict) or not isinstance(value.get("@id"), str):
        return value
    if any(key not in ("@id", "@type") for key in value):
        return value
    same = [x for x in _all_objects(head.json_ld) if x.get("@id") == value["@id"]]
    return max(same, key=len, default=value)


def names(head: Head, value: Any) -> list[str]:
    """Return the names in a value: strings, objects with a name, references, and lists of these.

    >>> names(Head(), [{"@type": "Person", "name": "Ada Writer"}, "Bo Scribe", {"@type": "Person"}])
    ['Ada Writer', 'Bo Scribe']
    """
    return list(islice(_names(head, value, 0, [_MOST_STEPS]), _MOST_NAMES))


def texts(value: Any) -> list[str]:
    """Return the non-empty strings in a value (string, number, list, or object with @value), cleaned."""
    return list(islice(_texts(value, 0), _MOST_NAMES))


def clean_text(value: str) -> str:
    """Return a string of the head as readers would see it: entities decoded (even twice), no tags.

    >>> clean_text("Tom &amp;amp; Jerry&#8217;s <em>chase</em>")
    'Tom & Jerry’s chase'
    """
    text = value[:_LONGEST_TEXT]
    for _ in range(_UNESCAPED_TIMES):
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    return without_mojibake(" ".join(text.split()))


def _is_article(value: JsonObject) -> bool:
    """Whether an object describes an article, by its type: NewsArticle, BlogPosting, …"""
    return any(t.endswith(("article", "posting")) and t not in _NO_ARTICLE for t in types_of(value))


def _article_objects(head: Head) -> list[JsonObject]:
    found = list(islice(_articles(head), _MOST_ARTICLES)) or objects_of(head, *_OTHER_TYPES)
    if len(found) > 1:
        titles = [fold(clean_text(x)) for x in (head.title, *head.named("og:title", "twitter:title")) if x]
        addresses = {bare_address(x) for x in (*_canonical(head), *head.named("og:url")) if x}
        found = [x for x in found if _is_of_page(x, titles, addresses)] or found[:1]
        found.sort(key=len, reverse=True)
    return found


def _articles(head: Head) -> Iterator[JsonObject]:
    """Yield the articles at the top level, and those that are the main entity of a top-level object."""
    for value in head.json_ld:
        if _is_article(value):
            yield value
            continue
        entity = value.get("mainEntity")
        if isinstance(entity, dict) and _is_article(entity):
            yield entity


def _is_of_page(value: JsonObject, titles: list[str], addresses: set[str]) -> bool:
    """Whether the object has the page's own headline or address."""
    headline = fold(" ".join(texts(value.get("headline")) or texts(value.get("name"))))
    if headline and any(headline in x or x in headline for x in titles if x):
        return True
    page = value.get("mainEntityOfPage")
    given = [value.get("url"), page.get("@id") if isinstance(page, dict) else page, value.get("@id")]
    return any(isinstance(x, str) and bare_address(x) in addresses for x in given)


def _canonical(head: Head) -> list[str]:
    return [href for rel, href in head.links if "canonical" in rel.split()]


def _values_under(head: Head, keys: tuple[str, ...]) -> Iterator[Any]:
    objects = article_objects(head)
    for key in keys:
        for value in objects:
            if key in value:
                yield value[key]
            elif key.lower() in value:
                yield value[key.lower()]


def _all_objects(value: Any) -> Iterator[JsonObject]:
    """Yield the objects in a JSON value, outermost first, up to a depth and a number."""
    waiting = [(value, 0)]
    seen = 0
    for at, depth in waiting:  # breadth first: the list grows while it is read
        if isinstance(at, dict):
            seen += 1
            yield at
            inner: Any = at.values()
        elif isinstance(at, (list, tuple)):
            inner = at
        else:
            continue
        if seen > _MOST_OBJECTS:
            return
        if depth < _DEEPEST:
            waiting.extend((x, depth + 1) for x in inner if isinstance(x, (dict, list)))


def _names(head: Head, value: Any, depth: int, steps: list[int]) -> Iterator[str]:
    """Yield the names in a value. steps: values that may still be visited; references can be circular."""
    steps[0] -= 1
    if depth > _DEEPEST or steps[0] < 0:
        return
    if isinstance(value, (list, tuple)):
        for each in value[:_MOST_NAMES]:
            yield from _names(head, each, depth + 1, steps)
    elif isinstance(value, dict):
        found = resolve(head, value)
        for key in ("name", "@value", "@list", "@set", "author"):  # a Role has the person under the same key
            if found.get(key):
                yield from _names(head, found[key], depth + 1, steps)
                return
        given, family = texts(found.get("givenName")), texts(found.get("familyName"))
        if given or family:
            yield " ".join(given[:1] + family[:1])
    elif isinstance(value, str) and "\n" in value[:_LONGEST_NAMES]:
        for line in value[:_LONGEST_NAMES].splitlines():
            yield from texts(line)
    else:
        yield from texts(value)


def _texts(value: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        text = clean_text(value)
        if text:
            yield text
    elif isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, (int, float)):
        yield str(value)
    elif isinstance(value, (list, tuple)):
        for each in value[:_MOST_NAMES]:
            yield from _texts(each, depth + 1)
    elif isinstance(value, dict):
        for key in ("@value", "@list", "@set"):
            yield from _texts(value.get(key), depth + 1)


@cached_if_short(256)
def _local_name(name: str) -> str:
    return name.rstrip("/").rpartition("/")[2].rpartition("#")[2].rpartition(":")[2].lower()
