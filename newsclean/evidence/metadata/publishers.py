"""Finds the name of the site or its publisher: declared, or in the `<title>`.

<title>Piano rescued by 61 desks - Valley Echo</title> <h1>Piano rescued by 61 desks</h1>  ->  Valley Echo
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...model import Head, Page
from ...phrases import worded
from ...text.domains import domain
from ...text.patterns import pattern
from ...text.prose import HEADLINE
from ...text.words import count_words, fold
from ..declared_names import (
    bare_name,
    is_missing,
    is_named_after,
    usable_names,
    without_contact,
    without_slogan,
)
from ..structured_data import article_names, article_object, article_values, clean_text, names, objects_of
from .article_addresses import is_front

_PUBLISHER_META = (
    "og:site_name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "itemprop:publisher",
)
_APP_META = ("application-name", "apple-mobile-web-app-title")  # where some sites put the headline
_SITE_TYPES = ("NewsMediaOrganization", "WebSite")

_LONGEST_TITLE = 300
_LOGO_WITHIN = 12  # first blocks of a page
_LONGER_UNFOLDED = 1.2  # times the length of a <title> that its heading may have, as typography differs
# "Headline | Site"    "Headline - Site"
_MARK = pattern(r"\s[-–—|·•»]\s|\s?[:｜]\s|(?<=\S)：(?=\S)")

# "© 2024 Valley Echo"    "Copyright Valley Echo"
_COPYRIGHT = worded(r"©|\(c\)|<<copyright>>", regex.I)


def publishers(page: Page, host: str) -> Iterator[tuple[str, str]]:
    """Yield the names of the site or its publisher, without slogans; a headline is none."""
    for text, origin in _declared_publishers(page, host):
        name = without_slogan(bare_name(without_contact(text)), host)
        if name and not _is_headline(page.head, name, origin) and not is_missing(text):
            yield name, origin


def _is_headline(head: Head, name: str, origin: str) -> bool:
    """Whether a name is rather the page's title; a short one is only where some sites put it."""
    if origin not in _APP_META and count_words(name) < HEADLINE:
        return False
    titles = [*article_values(head, "headline"), *head.named("og:title")]
    if origin in _APP_META:
        titles.append(head.title)
    folded = fold(name)
    return any(fold(clean_text(title)) == folded for title in titles)


def _declared_publishers(page: Page, host: str) -> Iterator[tuple[str, str]]:
    head = page.head
    article = article_object(head)
    declared = article.get("publisher") if article else None
    if not (isinstance(declared, dict) and declared.get("@type") == "Person"):
        yield from usable_names(article_names(head, "publisher"), "JSON-LD publisher")
    title = clean_text(head.title)
    for key in _PUBLISHER_META:
        yield from (
            x for x in usable_names(head.named(key), key) if not (_MARK.search(x[0]) and x[0] == title)
        )
    for kind in _SITE_TYPES:
        for value in objects_of(head, kind):
            yield from usable_names(names(head, value), f"JSON-LD {kind}")
    for key in _APP_META:
        yield from usable_names(head.named(key), key)
    yield from usable_names(_names_in_title(page, host), "<title>")


def _name_of_front_page(page: Page, title: str, cuts: list[tuple[int, int]]) -> Iterator[str]:
    """Yield the first or last part of the <title> that is the text of a link to the front page: the logo."""
    for part in (title[cuts[-1][1] :], title[: cuts[0][0]]):
        for block in page.blocks[:_LOGO_WITHIN]:
            for link in block.links:
                if block.text[link.start : link.end] == part and is_front(link.href):
                    yield part
                    return


def _names_in_title(page: Page, host: str) -> Iterator[str]:
    """Yield the part of the <title> that owns the copyright, or follows the text of a heading on the page.

    Before: <title>Piano rescued by 61 desks - Valley Echo</title> … <h1>Piano rescued by 61 desks</h1>
    After:  Valley Echo
    """
    title = clean_text(page.head.title)
    cuts = [(m.start(), m.end()) for m in _MARK.finditer(title)]
    if not cuts or len(title) > _LONGEST_TITLE:
        return
    for part in (title[cuts[-1][1] :], title[: cuts[0][0]]):
        if any(part in b.text and _COPYRIGHT.search(b.text) for b in page.blocks):
            yield part
    first, whole = fold(title[: cuts[0][0]]), fold(title)
    yield from _name_of_front_page(page, title, cuts)
    before = {fold(title[:start]) for start, _ in cuts}
    headings = [b for b in page.blocks if b.kind == "heading" and len(b.text) >= len(first)]
    found = {fold(b.text) for b in headings if len(b.text) <= len(title) * _LONGER_UNFOLDED}
    start, end = cuts[-1]
    mark = title[start:end].strip()
    if (whole in found and mark != "|") or found.isdisjoint(before):
        return  # the headline contains the mark, or its end is unknown
    label = domain(host).partition(".")[0]
    parts = [title[end:] for _, end in cuts]
    parts = [_MARK.split(x)[0] for x in parts]
    for name in (*(x for x in parts if is_named_after(label, x)), parts[-1]):
        if not any(b.links and b.text == name for b in page.blocks):  # otherwise it is a section in the menu
            yield name
