"""Reads the authors that a page declares: people first, or else the publisher or a desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model import Page
from ...phrases import agencies, lines
from ...text.domains import hostname
from ...text.patterns import DIGIT, pattern
from ...text.prose import LINE
from ...text.words import fold, squash
from ..datelines.gazetteer import is_place
from ..structured_data import article_names, article_objects, clean_text, names, objects_of, resolve, types_of
from .byline_labels import is_byline_label
from .clutter import without_clutter
from .names import names_in
from .people import (
    has_first_name,
    is_desk,
    is_organisation,
    is_role,
    may_be_declared,
    may_be_person,
)
from .site import Site
from .word_for_by import without_by

_LABELLED_META = {"twitter:data1": "twitter:label1", "twitter:data2": "twitter:label2"}  # "Written by"
_AUTHOR_KEYS = ("author", "creator")
_MICRODATA = "itemprop:author"  # several are of other stories too
_AUTHOR_META = (
    *("author", "dable:author", "articleauthor", "parsely-author", "sailthru.author", "article:author"),
    *("article:author_name", "byl"),
    *("dc.creator", "dcterms.creator", "dc.creator.author", "cxenseparse:author", "og:author", "authors"),
    *("og:article:author", "creator", "bt:author", "article.author", *_LABELLED_META),
    _MICRODATA,
)
_SCHOLARLY_META = ("citation_author", "dc.contributor")  # one tag per person, "Family, Given"
_PAGE_TYPES = (
    *("WebPage", "Report", "Review", "Recipe", "HowTo", "CreativeWork", "VideoObject", "PodcastEpisode"),
)
_ADDRESS_LINES = 3  # of a postal address after its name: house, street, town with its code
_SHORT_WORD = 3  # characters; a word this short may be in an address by chance
_LISTS = frozenset(",;|/&—\n@")  # may separate several names
_PARTNERS = pattern(r"[^,;|/&\n@]++&[^,;|/&\n@]++")
# Valley Web Design Ltd www.valleyweb.example
_WEB_ADDRESS = pattern(r"(?:https?://|www\.)(?<host>[\w-]++(?:\.[\w-]++)++)")


def declared_people(page: Page, site: Site) -> tuple[list[str], str]:
    """Return the people that the page's head names, and in which tag; desks and the site do not count."""
    best: list[str] = []
    where = ""
    host = hostname(page.url or "") or ""
    headline = fold(str(page.claimed("title") or ""))
    for origin, texts in _declarations(page):
        found = unique_names(name for text in texts for name in _people_in(text, host))
        others = [name for name in found if not site.is_named(name)]
        people = [x for x in others if may_be_person(x) and (fold(x) != headline or has_first_name(x))]
        if people and all(fold(name) in agencies() for name in people):
            people = others  # an agency's text, which a desk edited
        if people and not best:
            best, where = people, origin
        elif len(people) > len(best) > 0 and {fold(x) for x in people} > {fold(x) for x in best}:
            best, where = people, origin  # another tag names them all
    return [name for name in best if name is best[0] or not _is_account(name, best[0])], where


def declared_organisations(page: Page) -> tuple[list[str], str]:
    """Return the publisher or desk declared as author, and the reason."""
    typed = {fold(x) for x in _called_organisations(page)}
    host = hostname(page.url or "") or ""
    headline = fold(str(page.claimed("title") or ""))
    for origin, texts in (("", _json_ld_authors(page)), *_declarations(page)):
        own = [text for text in texts if not _has_other_address(text, host)]
        found = unique_names(name for text in own for name in _organisations_in(text, fold(text) in typed))
        found = [x for x in found if fold(x) != headline and (not origin or _is_of_page(x, page))]
        if found:
            return found, "declared, and nobody else signs"
    return [], ""


def _people_in(text: str, host: str) -> list[str]:
    """Return the names in a text but that of the web agency that built the page."""
    found = _declared_in(text)
    return list(filter(has_first_name, found)) if found and _has_other_address(text, host) else found


def _has_other_address(text: str, host: str) -> bool:
    """Whether an author is named with another site's address, as the web agency that built the page."""
    m = _WEB_ADDRESS.search(text) if "." in text else None
    return m is not None and bool(host) and not host.endswith(".".join(m["host"].lower().split(".")[-2:]))


def _is_of_page(text: str, page: Page) -> bool:
    """Whether a declared name has a word of the page's address or site, or the page speaks of it.

    Else it is only the agency that built the page.
    """
    known = squash(f"{page.url or ''} {page.claimed('publisher') or ''} {page.head.title}")
    words = sorted(fold(text).split(), key=len)
    if is_desk(text) or any(x in known for x in words if len(x) > _SHORT_WORD or x is words[-1]):
        return True
    longest = max(text.split(), key=len, default=text)
    return any(longest in block.text for block in page.blocks if len(block.text) >= LINE)


def _organisations_in(text: str, is_typed: bool) -> list[str]:
    """Return the names in a text; the name of an office stays whole: "Centre for Roads and Bridges".

    is_typed: the page says that this is the name of one organisation: "Lind & Berg".
    """
    name = without_clutter(text).partition("(")[0].strip()
    name = without_by(name) or name
    if is_typed and _PARTNERS.fullmatch(name) and may_be_declared(name):
        return [name]
    if is_organisation(name) and _LISTS.isdisjoint(name) and may_be_declared(name):
        return [name]
    return _declared_in(text)


def _declared_in(text: str) -> list[str]:
    """Return the names in a declared text, which may be a place or hold an address instead."""
    lines_of_address = text.split(",")[1:]
    if len(lines_of_address) >= _ADDRESS_LINES and any(map(DIGIT.search, lines_of_address)):
        return []
    if _has_family_first(text):
        text = _given_first(text)
    elif ";" in text:
        text = _given_first_in_each(text)
    found = names_in(text, strict=False)
    return [x for x in found if fold(x).partition(" ")[0] in lines("first_names") or not is_place(x)]


def _has_family_first(text: str) -> bool:
    """Whether a text is one name in the order of catalogues: "Lindholm, Maya"."""
    return _may_have_family_first(text) and fold(text.partition(",")[0]) not in lines("first_names")


def _may_have_family_first(text: str) -> bool:
    """Whether a text is a name in that order or two first names: "James, Henry"."""
    family, _, given = map(fold, text.partition(","))
    return given in lines("first_names") and family not in agencies() and family != "" and " " not in family


def _given_first_in_each(text: str) -> str:
    """Return a list of names in the order of catalogues with the given names first, any other as it is.

    >>> _given_first_in_each("Lindholm, Maya; Okafor, Idris K.")
    'Maya Lindholm; Idris K. Okafor'
    >>> _given_first_in_each("James, Henry; Grant, Cary")
    'Henry James; Cary Grant'
    >>> _given_first_in_each("Maya Lindholm, Editor; Idris Okafor, Reporter")
    'Maya Lindholm, Editor; Idris Okafor, Reporter'
    """
    parts = [x.strip() for x in text.split(";") if x.strip()]
    is_list = len(parts) > 1 and agencies().isdisjoint(fold(x.partition(",")[0]) for x in parts)
    are_pairs = is_list and all(x.count(",") == 1 and not is_role(x) for x in parts)
    known = sum(map(_may_have_family_first, parts)) if are_pairs else 0
    return "; ".join(map(_given_first, parts)) if known * 2 >= len(parts) > 0 and known else text


def unique_names(found: Iterable[str]) -> list[str]:
    """Return the names without repeats, compared folded."""
    out: dict[str, str] = {}
    for name in found:
        out.setdefault(fold(name), name)
    return list(out.values())


def _is_account(name: str, first: str) -> bool:
    """Whether a name after a full one is the name of an account: "maya-l" after "Maya Lindholm"."""
    in_lower_case = name.isascii() and name == name.lower() and fold(name) not in agencies()
    return in_lower_case and " " in first and " " not in name


def _declarations(page: Page) -> Iterator[tuple[str, list[str]]]:
    """Yield the sources of authors and their texts, JSON-LD and meta tags, the most trusted first."""
    organisations = {fold(x) for x in _called_organisations(page)}
    yield "JSON-LD author", [x for x in _json_ld_authors(page) if fold(x) not in organisations]
    meta = page.head.meta_by_name
    for name in _SCHOLARLY_META:
        yield f"meta {name}", [_given_first(clean_text(x)) for x in meta.get(name, ())]
    for name in _AUTHOR_META:
        label = _LABELLED_META.get(name)
        if name == _MICRODATA and len(meta.get(name, ())) > 1:
            continue
        if name in meta and (label is None or any(map(is_byline_label, meta.get(label, ())))):
            yield f"meta {name}", [clean_text(x) for x in meta[name] if not x.isdigit()]


def _json_ld_authors(page: Page) -> list[str]:
    found = article_names(page.head, *_AUTHOR_KEYS)
    if found or article_objects(page.head):
        return found
    return [x for each in objects_of(page.head, *_PAGE_TYPES) for x in names(page.head, each.get("author"))]


def _called_organisations(page: Page) -> list[str]:
    """Return the authors that JSON-LD types as organisations."""
    found = []
    for each in article_objects(page.head):
        for key in _AUTHOR_KEYS:
            values = each.get(key)
            for value in values if isinstance(values, list) else [values]:
                value = resolve(page.head, value)
                if isinstance(value, dict) and any(
                    t.endswith(("organization", "corporation")) for t in types_of(value)
                ):
                    found += names(page.head, value)
    return found


def _given_first(name: str) -> str:
    """Return the name with the given name first: scholarly tags write "Lindholm, Maya"."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and "," not in given else name
