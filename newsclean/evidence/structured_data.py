"""Reading JSON-LD: which objects describe this page's article, and what their values say.

Pages write one fact in many shapes: an author is a string, a list, an object, or `{"@id": …}` of an
object elsewhere. These pure functions even that out; the passes judge what they get.

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
from ..text.patterns import pattern
from ..text.words import fold
from .damage import whole

JsonObject = Mapping[str, Any]

_DEEPEST = 8  # levels of objects in objects: descriptions end long before
_MOST_OBJECTS = 2000  # looked at for an @id
_MOST_ARTICLES = 50  # descriptions among which the page's own is looked for
_MOST_STEPS = 300  # values looked at for the names in one
_MOST_NAMES = 60  # of one value: a longer list is no byline and no set of tags
_UNESCAPED_TIMES = 2  # "&amp;#8217;" is written often enough
# Longer than that a value is a text, not a fact; nothing here needs it.
_LONGEST_TEXT = 20_000

_NO_ARTICLE = frozenset(("jobposting",))
# What a page of another kind is about, where it describes no article.
_OTHER_STORIES = frozenset(("imagegallery", "recipe", "review", "claimreview", "report", "creativework"))
_TAG = pattern(r"</?[a-zA-Z][^<>]*+>")


def article_object(head: Head) -> JsonObject | None:
    """The JSON-LD object that describes this page's article, or None."""
    return next(iter(article_objects(head)), None)


def article_objects(head: Head) -> tuple[JsonObject, ...]:
    """The objects that describe this page's article, fullest first: plugins like to describe it twice.

    Where a page describes other stories too, those count that bear its own headline or address; where
    none does, the first.
    """
    known: tuple[JsonObject, ...] | None = head.worked_out.get("articles")
    if known is None:
        known = head.worked_out["articles"] = tuple(_article_objects(head))
    return known


def article_values(head: Head, *keys: str) -> list[str]:
    """What the article's objects say under these keys, as text, in the order of `keys`; each value once.

    A key all in lower case matches too, as pages write `datepublished`.
    """
    out = [text for value in _under(head, keys) for text in texts(value)]
    return list(dict.fromkeys(out))


def article_names(head: Head, *keys: str) -> list[str]:
    """The names of the people or things under these keys of the article's objects; each once."""
    out = [name for value in _under(head, keys) for name in names(head, value)]
    return list(dict.fromkeys(out))


def objects_of(head: Head, *types: str) -> list[JsonObject]:
    """The top-level objects of these types (`"WebPage"`), in order."""
    wanted = {t.lower() for t in types}
    return [x for x in head.json_ld if wanted & types_of(x)]


def types_of(value: JsonObject) -> set[str]:
    """Lower-case types of an object, without their namespace: "schema:NewsArticle" is newsarticle."""
    declared = value.get("@type") or value.get("type")
    many = declared if isinstance(declared, list) else [declared]
    return {_local_name(x) for x in many if isinstance(x, str)}


def resolve(head: Head, value: Any) -> Any:
    """The object that `{"@id": …}` refers to; any other value as it is."""
    if not isinstance(value, dict) or not isinstance(value.get("@id"), str):
        return value
    if any(key not in ("@id", "@type") for key in value):
        return value
    same = [x for x in _all_objects(head.json_ld) if x.get("@id") == value["@id"]]
    return max(same, key=len, default=value)


def names(head: Head, value: Any) -> list[str]:
    """The names in a value: of strings, objects with a name, references, and lists of them.

    >>> names(Head(), [{"@type": "Person", "name": "Ada Writer"}, "Bo Scribe", {"@type": "Person"}])
    ['Ada Writer', 'Bo Scribe']
    """
    return list(islice(_names(head, value, 0, [_MOST_STEPS]), _MOST_NAMES))


def texts(value: Any) -> list[str]:
    """The strings of a value (a string, number, list, or object with @value), clean; never an empty one."""
    return list(islice(_texts(value, 0), _MOST_NAMES))


def clean_text(value: str) -> str:
    """A string of the head as a reader would see it: entities decoded (twice escaped too), tags gone, whole.

    >>> clean_text("Tom &amp;amp; Jerry&#8217;s <em>chase</em>")
    'Tom & Jerry’s chase'
    """
    text = value[:_LONGEST_TEXT]
    for _ in range(_UNESCAPED_TIMES):
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    return whole(" ".join(text.split()))


def is_article(value: JsonObject) -> bool:
    """Whether an object describes an article, by its type: NewsArticle, BlogPosting, …"""
    return any(t.endswith(("article", "posting")) and t not in _NO_ARTICLE for t in types_of(value))


def _article_objects(head: Head) -> list[JsonObject]:
    found = list(islice(_articles(head), _MOST_ARTICLES)) or objects_of(head, *_OTHER_STORIES)
    if len(found) > 1:
        titles = [fold(clean_text(x)) for x in (head.title, *head.named("og:title", "twitter:title")) if x]
        addresses = {_address(x) for x in (*_hrefs(head, "canonical"), *head.named("og:url")) if x}
        found = [x for x in found if _is_of_page(x, titles, addresses)] or found[:1]
        found.sort(key=len, reverse=True)
    return found


def _articles(head: Head) -> Iterator[JsonObject]:
    """Articles at the top, and those that a top object calls its main entity."""
    for value in head.json_ld:
        if is_article(value):
            yield value
            continue
        entity = value.get("mainEntity")
        if isinstance(entity, dict) and is_article(entity):
            yield entity


def _is_of_page(value: JsonObject, titles: list[str], addresses: set[str]) -> bool:
    """Whether the object bears the page's own headline, or its address."""
    headline = fold(" ".join(texts(value.get("headline")) or texts(value.get("name"))))
    if headline and any(headline in x or x in headline for x in titles if x):
        return True
    page = value.get("mainEntityOfPage")
    given = [value.get("url"), page.get("@id") if isinstance(page, dict) else page, value.get("@id")]
    return any(isinstance(x, str) and _address(x) in addresses for x in given)


def _hrefs(head: Head, wanted: str) -> list[str]:
    return [href for rel, href in head.links if wanted in rel.split()]


def _address(url: str) -> str:
    return url.partition("#")[0].partition("://")[2].rstrip("/")


def _under(head: Head, keys: tuple[str, ...]) -> Iterator[Any]:
    objects = article_objects(head)
    for key in keys:
        for value in objects:
            if key in value:
                yield value[key]
            elif key.lower() in value:
                yield value[key.lower()]


def _all_objects(value: Any) -> Iterator[JsonObject]:
    """Every object in a JSON value, outermost first, within bounds."""
    waiting = [(value, 0)]
    seen = 0
    for at, depth in waiting:  # grows while it is read: breadth first
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
    """steps: how many values may still be looked at, as references can run in circles."""
    steps[0] -= 1
    if depth > _DEEPEST or steps[0] < 0:
        return
    if isinstance(value, (list, tuple)):
        for each in value[:_MOST_NAMES]:
            yield from _names(head, each, depth + 1, steps)
    elif isinstance(value, dict):
        found = resolve(head, value)
        for key in ("name", "@value", "@list", "@set"):
            if found.get(key):
                yield from _names(head, found[key], depth + 1, steps)
                return
        given, family = texts(found.get("givenName")), texts(found.get("familyName"))
        if given or family:
            yield " ".join(given[:1] + family[:1])
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
