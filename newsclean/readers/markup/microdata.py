"""Reads microdata and RDFa in attributes: dates, authors, and what a `<meta itemprop>` says of the page."""

from __future__ import annotations

from collections.abc import Iterable

from ...text.patterns import pattern, plain_pattern
from .nodes import Attributes

# <div itemprop="datePublished" content="2024-05-03">
_DATES = frozenset(("datepublished", "datecreated", "datemodified", "uploaddate"))
# <span property="dc:date dc:created" content="2024-05-03T14:05:00+02:00">
_RDFA_DATES = frozenset(
    f"{prefix}:{name}"
    for prefix in ("schema", "dc", "dcterms")
    for name in (*_DATES, "date", "created", "issued", "modified")
)
DATING = frozenset(("itemprop", "property", "title"))  # attributes of elements that may give a date
_AUTHORS = frozenset(("author", "schema:author", "dc:creator", "dcterms:creator"))
# 2024-05-03   2024-05-03T14:05:00+02:00   2024-05-03 14:05:00 +0000 UTC
_ISO = pattern(r"\A\d{4}-\d{2}-\d{2}(?:T|\s\d{2}:|\Z)")
# <span class="time-ago" title="3 May 2024, 14:05">2 days ago</span>
_TIME_CLASS = plain_pattern(r"(?:\A|[\s_-])(?:date|time|datetime|timestamp|published|updated)(?:[\s_-]|\Z)")
_WITH_YEAR = plain_pattern(r"(?:\A|[^\d])(?:19|20)\d\d(?:[^\d]|\Z)")
# Friday, 3 May 2024, 2:05 p.m.   but not   Best films of 12 March 2019
_ONLY_WHEN = pattern(
    r"\A(?:[^\p{L}\d]*+\p{L}++){0,2}+[^\p{L}\d]*+\d.*\d[^\p{L}\d]*+(?:\p{L}++[^\p{L}\d]*+){0,2}+\Z"
)
_LONGEST_TITLE = 45  # characters; a longer one says more than when
_NAMED_BY_META = frozenset(("author", "creator", "publisher"))
# Items inside that of the story with an author and a date of their own
_INNER_ITEMS = ("comment", "usercomments", "review", "answer")


def may_state_fact(attributes: Attributes) -> bool:
    """Whether an element may give a date or mark an author: a cheap check."""
    classes = attributes.get("class")
    if classes is not None:
        if "card" in classes:
            return True
        if len(attributes) == 1:  # as of most elements
            return False
    if "itemprop" in attributes or "property" in attributes or "rel" in attributes:
        return True
    return _dated_title(attributes) != ""


def _dated_title(attributes: Attributes) -> str:
    """Return the date in an element's title: in ISO form, or written out if a class tells of a time."""
    title = attributes.get("title") or ""
    if not title or len(title) > _LONGEST_TITLE:
        return ""
    if title[4:5] == "-":
        return title if _ISO.match(title) else ""
    classes = attributes.get("class")
    is_time = classes and _WITH_YEAR.search(title) and _TIME_CLASS.search(classes.lower())
    return title if is_time and _ONLY_WHEN.match(title) else ""


def microdata_date(attributes: Attributes) -> str:
    """Return the date that an element gives in an attribute, not in its text, or ""."""
    names = _names(attributes, "itemprop", "property")
    if _DATES.isdisjoint(names) and _RDFA_DATES.isdisjoint(names):
        return _dated_title(attributes)
    return attributes.get("content") or attributes.get("datetime") or attributes.get("title") or ""


def is_author(attributes: Attributes) -> bool:
    """Whether an element is marked as the author's name, or as a link to the author.

    Microformats mark it by class names: <span class="author vcard">, <a class="p-author h-card">.
    """
    classes = attributes.get("class") or ""
    if "author" in classes and ("vcard" in classes or "h-card" in classes):
        return True
    return not _AUTHORS.isdisjoint(_names(attributes, "itemprop", "rel", "property"))


def name_of_meta(attributes: Attributes, around: Iterable[Attributes]) -> str:
    """Return what a `<meta>` tells of the page, or "": of a person's name, whose it is.

    around: the attributes of the elements around it, from the outside in.

    >>> name_of_meta({"itemprop": "name", "content": "Ada Lind"}, [{"itemprop": "author", "itemscope": None}])
    'itemprop:author'
    """
    name = attributes.get("property") or attributes.get("name")
    if name or not attributes.get("itemprop"):
        return (name or "").strip().lower()
    name = (attributes["itemprop"] or "").strip().lower()
    items = [x for x in around if "itemscope" in x]
    if any((x.get("itemtype") or "").lower().endswith(_INNER_ITEMS) for x in items[1:]):
        return ""
    of = (items[-1].get("itemprop") or "").strip().lower() if items and name == "name" else ""
    return f"itemprop:{of}" if of in _NAMED_BY_META else name


def _names(attributes: Attributes, *keys: str) -> list[str]:
    return " ".join([attributes.get(key) or "" for key in keys]).lower().split()
